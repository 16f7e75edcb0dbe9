import type { Throughput } from '../../catalog/economics';
import type { CostsPlan, PhaseCost, SensitivityBar } from '../../model/costs-plan';
import type { MemoryPlan, ServiceNeed, Unknown } from '../../model/service-plan';
import { peopleCsv } from '../csv';
import { count, decimals, finePercent, textTable } from '../in-figures';

const GIGA = 1e9;

/** What `aifactory tokens` tells. */
export interface TokensReport {
  /** Catalogue id of the system. */
  readonly system: string;
  /** Systems that are counted. */
  readonly systems: number;
  /** GPUs of one system. */
  readonly gpusPerSystem: number;
  /** Catalogue id of the model. */
  readonly model: string;
  /** Format of weights, as it was asked for. */
  readonly precision: string;
  /** Memory of an instance. */
  readonly memory: MemoryPlan;
  /** Whole instances of all systems. */
  readonly instances: number;
  /** Published rows of the model and the GPU. */
  readonly rows: readonly Throughput[];
  /** An upper bound of decode. Absent: parameters or rates are not known. */
  readonly roofline?: {
    readonly batch: number;
    readonly speed: number;
    readonly perGpu: number;
    readonly efficiency: number;
    readonly bound: string;
  };
  /** What the demand asks. Absent: none was given. */
  readonly need?: ServiceNeed;
}

/** Memory, sequences, published throughputs and GPUs for a demand, as text. */
export function tokensText(report: TokensReport): string {
  const { system, systems, gpusPerSystem, model, precision, memory, instances, rows, roofline, need } = report;
  const gigabytes = (bytes: number | undefined): string =>
    bytes === undefined ? 'not known' : `${decimals(bytes / GIGA, 3)} GB`;
  const whole = (number: number | undefined): string => (number === undefined ? 'not known' : count(number));
  const activations = memory.areActivationsStated ? '' : ', taken as 0: a real server holds less';
  const lines = [
    `${model} in ${precision} on ${count(systems)} x ${system}: instances of ${count(memory.gpus)} GPUs, ${count(instances)} of them in ${count(systems * gpusPerSystem)} GPUs\n\n`,
    'memory\n',
    textTable(
      [
        ['  weights', gigabytes(memory.weightBytes)],
        ['  weights a GPU', gigabytes(memory.weightBytesPerGpu)],
        ['  activations a GPU', `${gigabytes(memory.activationBytes)}${activations}`],
        ['  runtime a GPU', gigabytes(memory.otherBytes)],
        ['  collectives a GPU', gigabytes(memory.collectiveBytes)],
        ['  KV cache a GPU', gigabytes(memory.budgetBytes)],
        ['  KV cache a token', `${count(Math.round(memory.kvBytesPerToken))} B (${memory.kvLayout})`],
        ['  fits', memory.fits === undefined ? 'not known' : memory.fits ? 'yes' : 'no'],
        ['  tokens an instance', whole(memory.tokensPerInstance)],
        [`  sequences of ${count(memory.context)} tokens an instance`, whole(memory.sequences)],
      ],
      ['left', 'left'],
    ),
    '\nmeasured throughput (output tokens where nothing else is said; scenarios say nothing of each other)\n',
    rows.length === 0
      ? `  none of '${model}' on this GPU: give a measurement of your own\n`
      : textTable(
          [
            ['  scenario', 'GPUs', 'tok/s a GPU', 'p99 first token', 'p99 a token', 'submitter', 'source'],
            ...rows.map((row) => [
              `  ${row.scenario}`,
              count(row.gpus),
              `${decimals(row.tokensPerSecond / row.gpus, 1)}${row.counts === 'output' ? '' : ` ${row.counts}`}`,
              row.firstTokenSeconds === undefined ? '-' : `${decimals(row.firstTokenSeconds, 3)} s`,
              row.tokenSeconds === undefined ? '-' : `${decimals(row.tokenSeconds * 1_000, 2)} ms`,
              row.submitter ?? '-',
              `${row.source}${row.availability === 'available' ? '' : `, ${row.availability}`}`,
            ]),
          ],
          ['left', 'right', 'right', 'right', 'right', 'left', 'left'],
        ),
  ];
  if (roofline === undefined) lines.push(`\nestimate: not known of '${model}' with weights in ${precision}\n`);
  else {
    const { batch, speed, perGpu, efficiency, bound } = roofline;
    lines.push(
      `\nestimate, no measurement: decode at ${count(batch)} sequences a GPU, ${finePercent(efficiency)} of the bandwidth\n`,
      `  at most ${decimals(speed, 1)} tok/s a user and ${decimals(perGpu, 1)} tok/s a GPU, bound by ${bound}\n`,
    );
  }
  if (need !== undefined) {
    lines.push(
      '\ndemand at the peak\n',
      textTable(
        [
          ['  requests a second', decimals(need.peakRequests, 2)],
          ['  sequences in flight', decimals(need.concurrent, 1)],
          ['  GPUs by throughput', whole(need.gpusByThroughput)],
          ['  GPUs by memory', whole(need.gpusByMemory)],
          ['  GPUs in whole instances', whole(need.gpus)],
        ],
        ['left', 'left'],
      ),
    );
  }
  return [...lines, ...unknownLines([...memory.unknown, ...(need?.unknown ?? [])])].join('');
}

function unknownLines(unknown: readonly Unknown[]): readonly string[] {
  if (unknown.length === 0) return [];
  return ['\nnot known\n', ...unknown.map(({ what, givenBy }) => `  ${what}: ${givenBy}\n`)];
}

/** The money of a site as text: what a GPU-hour costs by phase, what moves it most, and what a million tokens cost. */
export function costText(site: string, plan: CostsPlan): string {
  const { currency, phases, sensitivity, tokens, cheapest, dearest, energyPrice } = plan;
  const price = energyPrice === undefined ? 'not known' : `${decimals(energyPrice, 4)} ${currency}/kWh`;
  const lines = [
    `site ${site}: money in ${currency}${plan.rate === undefined ? '' : `, 1 ${plan.rate.from} = ${plan.rate.rate} ${plan.rate.to} of ${plan.rate.date}`}\n`,
    `energy ${price} (${plan.tariff}); ${finePercent(plan.utilisation)} of hours sold; interest ${finePercent(plan.interest)}\n\n`,
    textTable(
      [
        ['phase', 'date', 'GPUs', 'kW', 'capital', 'a sold GPU-hour', 'break-even', 'present value', 'rate', 'payback'],
        ...phases.map((phase) => phaseCells(phase)),
      ],
      ['left', 'left', 'right', 'right', 'right', 'right', 'right', 'right', 'right', 'right'],
    ),
  ];
  if (phases.some(({ figures }) => figures?.presentValue !== undefined)) {
    const { it, infrastructure } = plan.lives;
    lines.push(
      `\npresent value, rate and payback are of the ${count(it.economic)} years of IT, and bear the whole capital of what houses it, which lives ${count(infrastructure.economic)} years\n`,
    );
  }
  lines.push(...lateLines(plan));
  if (tokens.length > 0) {
    lines.push('\na million tokens: three readings of one cost, never added\n');
    for (const { service, perMillionInput, perMillionOutput, perMillionTotal, counts, perMillion } of tokens) {
      const readings = [
        ['in', perMillionInput],
        ['out', perMillionOutput],
        ['all', perMillionTotal],
      ] as const;
      const told = readings.flatMap(([name, each]) => (each === undefined ? [] : [`${name} ${decimals(each, 4)}`]));
      lines.push(
        `  ${service}: ${told.length === 0 ? `${counts} ${decimals(perMillion, 4)}` : told.join(', ')} ${currency}\n`,
      );
    }
  }
  if (sensitivity.length > 0) {
    lines.push(
      '\nwhat moves the result most\n',
      textTable(
        [
          ['  input', 'low', 'base', 'high', 'GPU-hour at low', 'at high', 'present value at low', 'at high'],
          ...sensitivity.map(barCells),
        ],
        ['left', 'right', 'right', 'right', 'right', 'right', 'right', 'right'],
      ),
      ...(cheapest === undefined || dearest === undefined
        ? []
        : [
            `  all together: ${decimals(cheapest.perSoldHour, 4)} at best, ${decimals(dearest.perSoldHour, 4)} at worst ${currency} a sold GPU-hour\n`,
          ]),
    );
  }
  return [...lines, ...unknownLines(plan.unknown)].join('');
}

/** What a late day of each phase costs, and what shedding costs a year. Empty: nothing comes by a date, and nothing is shed. */
function lateLines({ phases, shed, currency }: CostsPlan): readonly string[] {
  const dated = phases.flatMap(({ phase, lateDay }) =>
    phase === undefined || lateDay === undefined ? [] : [{ phase, ...lateDay }],
  );
  const whole = (amount: number): string => count(Math.round(amount));
  const late =
    dated.length === 0
      ? []
      : [
          `\na day by which a phase comes late, ${currency}: two readings, never added\n`,
          textTable(
            [
              ['  phase', 'stands unused', 'is not earned'],
              ...dated.map(({ phase, standing, notEarned }) => [
                `  ${phase}`,
                whole(standing),
                notEarned === undefined ? '-' : whole(notEarned),
              ]),
            ],
            ['left', 'right', 'right'],
          ),
        ];
  if (shed === undefined) return late;
  const { kilowatts, hours, perYear } = shed;
  return [
    ...late,
    `\nshedding ${decimals(kilowatts, 1)} kW for ${decimals(hours, 1)} h a year costs ${whole(perYear)} ${currency} a year: hours not sold, less their energy\n`,
  ];
}

function phaseCells({ phase, date, gpus, kilowatts, itCapital, infrastructureCapital, figures }: PhaseCost): string[] {
  const known = (value: number | undefined, write: (value: number) => string): string =>
    value === undefined ? (figures === undefined ? 'not known' : '-') : write(value);
  const { breakEven, presentValue, internalRate, paybackYears } = figures ?? {};
  return [
    phase ?? 'all',
    date ?? '-',
    count(gpus),
    decimals(kilowatts, 1),
    count(Math.round(itCapital + infrastructureCapital)),
    known(figures?.perSoldHour, (value) => decimals(value, 4)),
    known(breakEven, (value) => (value > 1 ? 'never' : finePercent(value))),
    known(presentValue, (value) => count(Math.round(value))),
    known(internalRate, finePercent),
    known(paybackYears, (value) => `${decimals(value, 2)} years`),
  ];
}

function barCells({ input, low, base, high, ...bar }: SensitivityBar): string[] {
  const value = (amount: number | undefined): string => (amount === undefined ? '-' : count(Math.round(amount)));
  return [
    `  ${input}`,
    decimals(low, 4),
    decimals(base, 4),
    decimals(high, 4),
    decimals(bar.costAtLow, 4),
    decimals(bar.costAtHigh, 4),
    value(bar.valueAtLow),
    value(bar.valueAtHigh),
  ];
}

/** Quarters as CSV: what comes, what is written off, what energy and operation take, what is earned. Amounts are rounded to whole units of the currency. */
export function renderQuartersCsv({ quarters, currency }: CostsPlan): string {
  const head = [
    'from',
    'gpus',
    'currency',
    'capital',
    'book_charge',
    'tax_charge',
    'operations',
    'energy',
    'revenue',
    'cash',
    'cash_so_far',
  ];
  const rows = quarters.map((quarter) => [
    quarter.from,
    quarter.gpus,
    currency,
    ...[
      quarter.capital,
      quarter.bookCharge,
      quarter.taxCharge,
      quarter.operations,
      quarter.energy,
      quarter.revenue,
      quarter.cash,
      quarter.cashSoFar,
    ].map(Math.round),
  ]);
  return peopleCsv([head, ...rows]);
}
