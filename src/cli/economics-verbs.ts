import type { Command } from 'commander';
import { type Scenario, SCENARIOS, type Throughput, throughputs } from '../catalog/economics';
import { gpuNamed, inferenceGpu, modelById, WEIGHT_BYTES, type WeightFormat } from '../catalog/models';
import { systemById } from '../catalog/catalog-entries';
import { planCosts } from '../design/economics/costs';
import { planMemory } from '../design/economics/memory';
import { instancesIn } from '../design/economics/services';
import { decodeRoofline, needOf, type NeedInput } from '../design/economics/serving';
import { parseExchangeRate } from '../design/orders/order-plan';
import { writeFiles } from '../files/file-writer';
import type { CapitalInput, CostCurrency, CostsInput } from '../model/costs-plan';
import { isCalendarDay } from '../model/phase';
import type { ServiceNeed, ServingRuntime } from '../model/service-plan';
import { costText, renderQuartersCsv, type TokensReport, tokensText } from '../report/economics/economics-text';
import { readThroughputsCsv } from '../report/economics/throughputs-csv';
import { readPricesCsv } from '../report/orders/orders-csv';
import { present } from '../units/present';
import { asUsage, type CliContext, UsageError } from './cli-context';
import { readPlan, readUtf8 } from './read-plan';

interface TokensFlags {
  /** Catalogue ids. */
  readonly system?: string;
  readonly model?: string;
  readonly gpu?: string;
  readonly precision: string;
  /** Numbers as texts. */
  readonly count: string;
  readonly tensor: string;
  readonly data?: string;
  readonly expert?: string;
  readonly runtime: string;
  readonly fraction?: string;
  readonly kv: string;
  readonly context: string;
  readonly batch: string;
  readonly efficiency: string;
  readonly users?: string;
  readonly requests?: string;
  readonly input?: string;
  readonly output?: string;
  readonly peak?: string;
  readonly scenario: string;
  readonly firstToken?: string;
  readonly speed?: string;
  readonly perGpu?: string;
  readonly measured?: string;
  readonly maxLoad: string;
  readonly json?: true;
}

/** Adds `aifactory tokens`. */
export function addTokensVerb(program: Command, { out, cwd }: CliContext): void {
  program
    .command('tokens')
    .option('--system <id>', 'GPU system of the catalogue')
    .option('--model <id>', 'language model of the catalogue, such as ax-k1')
    .option('--gpu <id>', 'GPU, where the system does not name one of the catalogue')
    .option('--precision <format>', 'format of the weights: bf16, fp8, nvfp4, mxfp4', 'fp8')
    .option('--count <n>', 'number of systems', '1')
    .option('--tensor <n>', 'ranks of tensor parallelism', '1')
    .option('--data <n>', 'ranks of attention data parallelism (default: 8 GPUs an instance)')
    .option('--expert <n>', 'ranks of expert parallelism (default: all GPUs of an instance)')
    .option('--runtime <name>', 'tensorrt-llm, vllm or sglang', 'tensorrt-llm')
    .option('--fraction <share>', 'memory fraction of the runtime (default: 0.9; sglang prints its own)')
    .option('--kv <format>', 'format of the KV cache: fp8 or bf16', 'fp8')
    .option('--context <tokens>', 'tokens of the longest sequence', '8192')
    .option('--batch <n>', 'sequences a GPU of the estimate', '64')
    .option('--efficiency <share>', 'share of the bandwidth that the estimate takes', '0.8')
    .option('--users <n>', 'users a day; with --requests, --input, --output, --peak, --first-token and --speed')
    .option('--requests <n>', 'requests of a user a day')
    .option('--input <tokens>', 'mean tokens of a request')
    .option('--output <tokens>', 'mean tokens of an answer')
    .option('--peak <factor>', 'peak over mean')
    .option('--scenario <name>', 'scenario of the level: offline, server or interactive', 'server')
    .option('--first-token <s>', 'longest time to the first token')
    .option('--speed <tok/s>', 'output tokens a second that a user sees')
    .option('--per-gpu <tok/s>', 'measured output tokens a second of a GPU, at these lengths and this level')
    .option('--measured <file>', 'runs of your own as CSV, a line a run; the one of the scenario counts for the demand')
    .option('--max-load <share>', 'share of its throughput that a GPU is loaded with', '1')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  $ aifactory tokens --system gb300-nvl72 --model ax-k1 --precision fp8
  $ aifactory tokens --system dgx-b200 --count 4 --model deepseek-r1 --context 32768
  $ aifactory tokens --system gb300-nvl72 --model ax-k1 --users 5000000 --requests 20 --input 1500 --output 500 --peak 3 --first-token 0.5 --speed 40 --per-gpu 1200 --max-load 0.75`,
    )
    .action((flags: TokensFlags) => {
      const report = tokensReport(flags, cwd ?? process.cwd());
      out(flags.json === true ? `${JSON.stringify(report, undefined, 2)}\n` : tokensText(report));
    });
}

function tokensReport(flags: TokensFlags, folder: string): TokensReport {
  if (flags.system === undefined || flags.model === undefined) {
    throw new UsageError("'--system' or '--model' is missing", "give both, as in 'aifactory tokens --help'");
  }
  const system = asUsage(() => systemById(flags.system ?? ''));
  const model = asUsage(() => modelById(flags.model ?? ''));
  const gpu = flags.gpu === undefined ? gpuNamed(system.gpuModel) : asUsage(() => inferenceGpu(flags.gpu ?? ''));
  if (gpu === undefined) {
    throw new UsageError(`'${system.id}' has ${system.gpuModel}, of which no memory is known`, "give '--gpu <id>'");
  }
  const precision = choice('--precision', flags.precision, Object.keys(WEIGHT_BYTES) as WeightFormat[]);
  const kv = { format: choice('--kv', flags.kv, ['fp8', 'bf16'] as const) };
  const tensor = wholeOf('--tensor', flags.tensor);
  const data = flags.data === undefined ? Math.max(1, Math.floor(8 / tensor)) : wholeOf('--data', flags.data);
  const runtime: ServingRuntime = {
    name: choice('--runtime', flags.runtime, ['tensorrt-llm', 'vllm', 'sglang'] as const),
    ...present({ fraction: optionalNumber('--fraction', flags.fraction) }),
  };
  const context = wholeOf('--context', flags.context);
  const expert = flags.expert === undefined ? undefined : wholeOf('--expert', flags.expert);
  const parallelism = { tensor, data, ...present({ expert }) };
  const owner = `'${model.id}' on '${system.id}'`;
  const memory = asUsage(() => planMemory({ owner, model, gpu, precision, parallelism, runtime, kv, context }));
  const systems = wholeOf('--count', flags.count);
  const gpusPerSystem = system.gpus.value;
  const batch = wholeOf('--batch', flags.batch);
  const efficiency = numberOf('--efficiency', flags.efficiency);
  if (efficiency === 0 || efficiency > 1) {
    throw new UsageError(`'--efficiency' is '${flags.efficiency}'`, 'give a share above 0 and up to 1, such as 0.8');
  }
  const isRated = precision === 'bf16' || precision === 'fp8';
  // Weights of 4 bits are read faster than in FP8: its roofline is no bound of theirs.
  const bounds = { model, gpu, expert: expert ?? memory.gpus, tensor, batch, context, kv, efficiency };
  const roof = isRated ? decodeRoofline({ ...bounds, format: precision }) : undefined;
  const { measured } = flags;
  const runs = measured === undefined ? [] : asUsage(() => readThroughputsCsv(readUtf8(measured, folder), measured));
  const rows = [...runs, ...throughputs()].filter((row) => row.model === model.id && row.gpu === gpu.id);
  const own = rows.filter(({ availability }) => availability === 'own');
  if (measured !== undefined && own.length === 0) {
    throw new UsageError(
      `'${measured}' has no run of '${model.id}' on '${gpu.id}'`,
      "give runs of this 'model' and 'gpu'",
    );
  }
  return {
    system: system.id,
    systems,
    gpusPerSystem,
    model: model.id,
    precision,
    memory,
    instances: instancesIn(systems, gpusPerSystem, memory.gpus),
    rows,
    ...(roof === undefined
      ? {}
      : { roofline: { batch, speed: roof.speed, perGpu: roof.tokensPerSecondPerGpu, efficiency, bound: roof.bound } }),
    ...present({ need: needFrom(flags, { owner, model, memory, precision }, own) }),
  };
}

function needFrom(
  flags: TokensFlags,
  served: Pick<NeedInput, 'owner' | 'model' | 'memory' | 'precision'>,
  own: readonly Throughput[],
): ServiceNeed | undefined {
  const asked = {
    users: flags.users,
    requests: flags.requests,
    input: flags.input,
    output: flags.output,
    peak: flags.peak,
    'first-token': flags.firstToken,
    speed: flags.speed,
  };
  const all = Object.entries({ ...asked, 'per-gpu': flags.perGpu });
  const given = all.flatMap(([name, value]) => (value === undefined ? [] : [`'--${name}'`]));
  if (given.length === 0) return undefined;
  const missing = Object.entries(asked).flatMap(([name, value]) => (value === undefined ? [`'--${name}'`] : []));
  if (missing.length > 0) {
    throw new UsageError(
      `${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing`,
      `give them beside ${given.join(', ')}, or ask for no demand`,
    );
  }
  const figure = (name: keyof typeof asked): number => numberOf(`--${name}`, asked[name] ?? '');
  const scenario = choice<Scenario>('--scenario', flags.scenario, SCENARIOS);
  const perGpu = optionalNumber('--per-gpu', flags.perGpu);
  const runs = own.filter((row) => row.scenario === scenario);
  if (perGpu !== undefined && own.length > 0) {
    throw new UsageError("'--per-gpu' and '--measured' are both given", 'give one of them');
  }
  if (runs.length > 1) {
    throw new UsageError(
      `'--measured' has ${runs.length} runs of '${scenario}'`,
      'keep the one that the demand goes by',
    );
  }
  const [inputTokens, outputTokens, speed] = [figure('input'), figure('output'), figure('speed')];
  return asUsage(() =>
    needOf({
      ...served,
      demand: {
        users: figure('users'),
        requests: figure('requests'),
        inputTokens,
        outputTokens,
        peakFactor: figure('peak'),
      },
      level: { scenario, firstTokenSeconds: figure('first-token'), speed },
      maxLoad: numberOf('--max-load', flags.maxLoad),
      ...(perGpu === undefined
        ? present({ throughput: runs[0] })
        : {
            throughput: {
              model: served.model.id,
              gpu: served.memory.gpu,
              gpus: 1,
              tokensPerSecond: perGpu,
              counts: 'output',
              scenario,
              inputTokens,
              outputTokens,
              speed,
              source: "'--per-gpu'",
              date: '-',
              availability: 'own',
            },
          }),
    }),
  );
}

interface CostFlags {
  readonly site?: string;
  readonly currency?: string;
  readonly rate?: string;
  readonly prices?: string;
  readonly gpuCapital?: string;
  readonly kilowattCapital?: string;
  readonly kwh?: string;
  readonly interest?: string;
  readonly itYears?: string;
  readonly houseYears?: string;
  readonly operations?: string;
  readonly utilisation?: string;
  readonly price?: string;
  readonly start?: string;
  readonly csv?: string;
  readonly json?: true;
}

const NEEDED = [
  'gpuCapital',
  'kilowattCapital',
  'kwh',
  'interest',
  'itYears',
  'houseYears',
  'operations',
  'utilisation',
] as const;

/** What figures of the command line take beside them. */
const BESIDE = ['currency', 'rate', 'prices', 'price', 'start'] as const;

/** Adds `aifactory cost`. */
export function addCostVerb(program: Command, context: CliContext): void {
  program
    .command('cost')
    .option('--site <file>', "plan of the site: the 'site.json' of a synthesis")
    .option('--currency <code>', 'currency of all figures: USD or KRW (default: USD)')
    .option('--rate <rate>', 'rate with its day, such as 1USD=1380KRW@2026-11-01, for prices in the other currency')
    .option('--prices <file>', 'prices of parts as CSV; their lines are counted beside the figures')
    .option('--gpu-capital <amount>', 'capital of IT a GPU, which holds all lines of the BOM without a price')
    .option('--kilowatt-capital <amount>', 'capital of what houses a kW of IT')
    .option('--kwh <price>', 'price of a kWh')
    .option('--interest <share>', 'interest a year, such as 0.1')
    .option('--it-years <years>', 'economic life of IT')
    .option('--house-years <years>', 'economic life of what houses it')
    .option('--operations <share>', 'operation a year as a share of capital, energy aside')
    .option('--utilisation <share>', 'sold hours over all hours, such as 0.7')
    .option('--price <amount>', 'price of a GPU-hour (default: nothing is sold)')
    .option('--start <day>', 'first day of a site without phases')
    .option('--csv <file>', 'write the quarters as CSV')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
A site whose program has Costs tells them; figures of the command line count in their place.

Examples:
  $ aifactory cost --site cdktf.out/site/gasan/site.json
  $ aifactory cost --site site.json --gpu-capital 47222 --kilowatt-capital 10000 --kwh 0.13 --interest 0.1 --it-years 5 --house-years 15 --operations 0.03 --utilisation 0.7 --price 3.3`,
    )
    .action((flags: CostFlags) => {
      const folder = context.cwd ?? process.cwd();
      if (flags.site === undefined) throw new UsageError("'--site' is missing", "name the 'site.json' of a synthesis");
      const site = readPlan(flags.site, folder);
      const isGiven = NEEDED.some((name) => flags[name] !== undefined);
      const own = site.economics?.costs;
      if (!isGiven && own === undefined) {
        throw new UsageError(
          `the plan of '${site.name}' has no costs`,
          "give figures, as in 'aifactory cost --help', or Costs in its program",
        );
      }
      const idle = isGiven ? undefined : BESIDE.find((name) => flags[name] !== undefined);
      if (idle !== undefined) {
        const problem = `'--${idle}' changes nothing of the Costs of '${site.name}'`;
        throw new UsageError(problem, 'leave it out, or give all figures on the command line');
      }
      const plan =
        isGiven || own === undefined
          ? asUsage(() => planCosts(costsInput(flags, folder), site, site.economics?.services ?? []))
          : own;
      if (flags.csv !== undefined) writeFiles([[flags.csv, renderQuartersCsv(plan)]], { folder });
      context.out(flags.json === true ? `${JSON.stringify(plan, undefined, 2)}\n` : costText(site.name, plan));
    });
}

function costsInput(flags: CostFlags, folder: string): CostsInput {
  const missing = NEEDED.filter((name) => flags[name] === undefined).map(
    (name) => `'--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}'`,
  );
  if (missing.length > 0) {
    throw new UsageError(`${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing`, 'give all figures');
  }
  const { start, prices, rate } = flags;
  if (start !== undefined && !isCalendarDay(start)) {
    throw new UsageError(`'--start' is '${start}', which is no day of the calendar`, "write it as '2027-01-01'");
  }
  const currency = choice<CostCurrency>('--currency', flags.currency ?? 'USD', ['USD', 'KRW']);
  const figure = (name: (typeof NEEDED)[number]): number =>
    numberOf(`--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, flags[name] ?? '');
  const lives = (years: number): CostsInput['lives']['it'] => ({ book: years, tax: years, economic: years });
  const capital = (
    name: string,
    part: CapitalInput['part'],
    amount: number,
    per: CapitalInput['per'],
  ): CapitalInput => ({
    name,
    part,
    amount,
    currency,
    per,
    source: 'the command line',
    date: '-',
    covers: [],
  });
  const entries = prices === undefined ? undefined : asUsage(() => readPricesCsv(readUtf8(prices, folder), prices));
  return {
    name: 'cost',
    path: 'cost',
    currency,
    ...present({
      rate: rate === undefined ? undefined : asUsage(() => parseExchangeRate(rate)),
      prices: entries,
      price: optionalNumber('--price', flags.price),
      start,
    }),
    capital: [
      { ...capital('IT', 'it', figure('gpuCapital'), 'gpu'), covers: entries === undefined ? 'all' : 'unpriced' },
      capital('housing', 'infrastructure', figure('kilowattCapital'), 'it-kilowatt'),
    ],
    lives: { it: lives(figure('itYears')), infrastructure: lives(figure('houseYears')) },
    depreciation: { book: 'straight', tax: 'straight' },
    interest: figure('interest'),
    operationsShare: figure('operations'),
    residual: 0,
    tariff: { kind: 'flat', price: figure('kwh'), currency, source: 'the command line' },
    loadFactor: 1,
    idleShare: 0.3,
    utilisation: figure('utilisation'),
    burnInDays: 0,
  };
}

function numberOf(option: string, text: string): number {
  const number = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
  if (number >= 0 && number <= 1e15) return number;
  throw new UsageError(`'${option}' is '${text}'`, 'give a number of 0 or more');
}

function wholeOf(option: string, text: string): number {
  const number = numberOf(option, text);
  if (Number.isInteger(number) && number >= 1) return number;
  throw new UsageError(`'${option}' is '${text}'`, 'give a whole number of at least 1');
}

function optionalNumber(option: string, text: string | undefined): number | undefined {
  return text === undefined ? undefined : numberOf(option, text);
}

function choice<T extends string>(option: string, text: string, choices: readonly T[]): T {
  const found = choices.find((one) => one === text);
  if (found !== undefined) return found;
  throw new UsageError(`'${option}' is '${text}'`, `give one of ${choices.join(', ')}`);
}
