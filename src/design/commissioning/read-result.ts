import { DesignError } from '../../errors/design-error';
import { present } from '../../units/present';
import { type DiscoveredFabric, isMembers, member, type Members, textOf } from '../as-built/discovered-fabric';
import { isLinkJson, isLinkText, LINK_FORMATS, linkReader, parseDiscovered } from '../as-built/parse-discovered';
import { JsonPieces } from '../as-built/json-pieces';
import {
  endLines,
  failureIn,
  isWholeJson,
  jsonIn,
  type LineReader,
  linesOf,
  plainText,
  readLines,
  wholeText,
} from '../as-built/tool-text';
import type { CheckKind } from './commissioning-report';
import type { CounterReading, Measurement } from './measurement';
import {
  isBurnIn,
  isKernelLog,
  isNetDumpExt,
  isNvidiaSmi,
  isNvlinkStatus,
  isOptics,
  isPerftest,
  netDumpLines,
  readBurnIn,
  readNvidiaSmi,
  readNvlinkStatus,
  readOptics,
  readPerftest,
  xidLines,
} from './read-gpu-tools';
import {
  dcgmGpus,
  isDcgmDiag,
  isFio,
  isNcclJson,
  isNcclTests,
  isPerftestJson,
  ncclLines,
  readDcgmDiag,
  readFio,
  readNcclJson,
  readPerftestJson,
} from './read-host-tools';
import {
  ibdiagnetCsvLines,
  ibdiagnetPmLines,
  ibqueryerrorsLines,
  isIbdiagnetCsv,
  isIbdiagnetPm,
  isIbqueryerrors,
  isIbstat,
  readIbstat,
} from './read-link-tools';
import { isRedfish, readRedfish } from './read-redfish';
import { isIpmitool, readIpmitool } from './read-sensors';

/** Output of a tool, with the file that it is in. */
export interface ResultFile {
  /** Path as it was given. */
  readonly file: string;
  readonly text: string;
  /** Device that the file is of, where its output does not tell. */
  readonly device?: string;
}

const FORMATS = `${LINK_FORMATS.replaceAll("'", '')}, ibqueryerrors, ibdiagnet ('ibdiagnet2.db_csv', '.pm' or 'net_dump_ext'), ibstat, ib_write_bw, nccl-tests, fio --output-format=json, dcgmi diag --json, nvidia-smi -q -x, nvidia-smi nvlink -s, ethtool -m, mlxlink -m, the log of the kernel, a table of burn-in (device,hours,xids,flaps), ipmitool or Redfish`;

/**
 * Reads the output of a tool, which is recognised by what it holds.
 *
 * @throws DesignError `commissioning/unknown-format`, `commissioning/not-json`, `commissioning/empty`, and errors of `parseDiscovered`
 */
export function readResult(file: ResultFile): Measurement {
  const [first] = readResults(file);
  if (first !== undefined) return first;
  throw unknown(file.file, []);
}

/**
 * Reads all that a file holds: `ibdiagnet2.db_csv` has counters and links, and a file may hold several outputs in JSON. Marks of launchers, notes and errors among the
 * lines are passed over.
 *
 * @throws DesignError as `readResult`
 */
export function readResults({ file, text: given, device = '' }: ResultFile): Measurement[] {
  const text = plainText(given);
  if (text.trim() === '') {
    throw new DesignError('commissioning/empty', {
      problem: `'${file}' is empty`,
      remedy: `give ${FORMATS}, or leave the file out`,
      object: file,
    });
  }
  const ofText = readText(file, text, device);
  if (ofText.length > 0) return [...ofText, ...failuresBeside(ofText, text.split('\n'))];
  const json = jsonIn(text);
  if (json === undefined && /^\s*[[{]/.test(text) && !isWholeJson(text)) {
    throw new DesignError('commissioning/not-json', {
      problem: `'${file}' begins as JSON but is none, or a part of it is missing`,
      remedy: `give the whole file: ${FORMATS}`,
      object: file,
    });
  }
  const notes = json?.notes ?? text.split('\n', MOST_NOTES);
  const ofJson = (json?.values ?? []).flatMap(({ value }) => readListed(file, value, { device, notes }));
  if (ofJson.length > 0) return [...merged(ofJson), ...failuresBeside(ofJson, notes)];
  const failure = failureIn(notes);
  const of =
    failure === undefined
      ? undefined
      : toolOf(
          `${json === undefined ? '' : JSON.stringify(json.values[0]?.value).slice(0, 200)} ${notes.join(' ')} ${file}`,
        );
  if (failure !== undefined && of !== undefined) return [{ kind: 'failure', of, ...failure }];
  throw unknown(file, notes, json?.values[0]?.value);
}

/** Kinds whose tools stop half-way with a sentence of their own, below what they have printed by then. */
const STOPPING = new Set<Measurement['kind']>(['adapters', 'gpus', 'diagnostics', 'pairs', 'nccl']);

/** What a tool says of a failure beside its results: what is there may be a part of it. */
function failuresBeside(read: readonly Measurement[], lines: readonly string[]): Measurement[] {
  const of = read.find(({ kind }) => STOPPING.has(kind))?.kind as CheckKind | undefined;
  const isLog = read.some((each) => each.kind === 'gpus' && !each.isWhole);
  const isTold = read.some((each) => each.kind === 'nccl' && each.runs.some(({ failure }) => failure !== undefined));
  if (of === undefined || isLog || isTold) return [];
  const failure = failureIn(lines.filter((line) => /^\S/.test(line) && !/^[<#]/.test(line)));
  return failure === undefined ? [] : [{ kind: 'failure', of, ...failure }];
}

/** Lines in which a tool may say why it has no result. */
const MOST_NOTES = 400;

function unknown(file: string, notes: readonly string[], value?: unknown): DesignError {
  const said = failureIn(notes)?.sentence;
  const type = isMembers(value) && typeof value['@odata.type'] === 'string' ? value['@odata.type'] : undefined;
  return new DesignError('commissioning/unknown-format', {
    problem: `'${file}' is of no known tool, or holds no result${said === undefined ? '' : `; it says: '${said}'`}${type === undefined ? '' : `; it is Redfish's '${type}', without a temperature or a reading in watts`}`,
    remedy: `give ${FORMATS}`,
    object: file,
  });
}

/** What a tool measures, by the words that it and the name of its file use. */
function toolOf(words: string): CheckKind | undefined {
  return TOOLS.find(([tool]) => tool.test(words))?.[1];
}

const TOOLS: readonly (readonly [RegExp, CheckKind])[] = [
  [/\bfio\b/i, 'storage'],
  [/nvidia-smi|\bnvml\b|device handle|no devices were found/i, 'gpus'],
  [/dcgm|host ?engine/i, 'diagnostics'],
  [/nccl/i, 'nccl'],
  [/ib_(?:write|read|send)_\w+|perftest|\bQPs?\b|socket connection|rdma_cm/i, 'pairs'],
  [/ipmi|rmcp|redfish|\bsdr\b|\bbmc\b|@Message\.ExtendedInfo/i, 'power'],
  [/ibqueryerrors|ibdiagnet/i, 'counters'],
  [/ibstat|ibpanic/i, 'adapters'],
  [/iblinkinfo|ibnetdiscover|lldp/i, 'links'],
];

/** A value, or the objects of a list that is none by itself. */
function readListed(file: string, value: unknown, beside: BesideJson): Measurement[] {
  const found = readJson(file, value, beside);
  return found.length > 0 || !Array.isArray(value)
    ? found
    : (value as readonly unknown[]).flatMap((each) => readJson(file, each, beside));
}

/** What is known beside a value: the device of its file, and what stands around it. */
interface BesideJson {
  readonly device: string;
  readonly notes: readonly string[];
}

function readJson(file: string, value: unknown, { device, notes }: BesideJson): Measurement[] {
  if (isFio(value)) {
    const rates = readFio(value, notes);
    return rates.length === 0 ? [] : [{ kind: 'storage', rates }];
  }
  if (isDcgmDiag(value)) {
    const results = readDcgmDiag(value);
    return results.length === 0 ? [] : [{ kind: 'diagnostics', results, ...present({ gpus: dcgmGpus(value) }) }];
  }
  if (isNcclJson(value)) return [{ kind: 'nccl', runs: readNcclJson(value) }];
  if (isPerftestJson(value)) return filled(readPerftestJson(value), (pairs) => ({ kind: 'pairs', pairs }));
  if (isRedfishError(value)) return [{ kind: 'failure', of: 'power', sentence: redfishError(value) }];
  if (isLinkJson(value))
    return [{ kind: 'links', discovered: parseDiscovered(JSON.stringify(value), { file, device }) }];
  if (isRedfish(value)) {
    const sensors = readRedfish(value);
    const { temperatures, draws, health } = sensors;
    const isKnown = 'PowerControl' in value || 'Temperatures' in value || 'PowerWatts' in value;
    return temperatures.length + draws.length + health.length > 0 || isKnown ? [{ kind: 'sensors', sensors }] : [];
  }
  return [];
}

/** Whether a value is the answer of a service that refuses. */
function isRedfishError(value: unknown): value is Members {
  return isMembers(value) && isMembers(value['error']) && ('code' in value['error'] || 'message' in value['error']);
}

/** The first sentence of an answer that refuses. */
function redfishError({ error }: Members): string {
  const facts = isMembers(error) ? error : {};
  const told = [member(facts['@Message.ExtendedInfo'], 'Message'), facts['message'], facts['code']];
  return told.map(textOf).find((text) => text !== undefined) ?? 'error';
}

/** Several outputs of one kind in a file, as one. */
function merged(parts: readonly Measurement[]): Measurement[] {
  const kept: Measurement[] = [];
  for (const part of parts) {
    const isOne = part.kind === 'storage' || part.kind === 'nccl';
    const at = isOne ? kept.findIndex(({ kind }) => kind === part.kind) : -1;
    const before = kept[at];
    if (part.kind === 'storage' && before?.kind === 'storage') {
      kept[at] = { kind: 'storage', rates: [...before.rates, ...part.rates] };
    } else if (part.kind === 'nccl' && before?.kind === 'nccl') {
      kept[at] = { kind: 'nccl', runs: [...before.runs, ...part.runs] };
    } else kept.push(part);
  }
  return kept;
}

/** A form of text without JSON. */
interface TextForm {
  /** Whether a text, or a digest of it, has it. */
  readonly is: (text: string) => boolean;
  readonly lines: (source: Required<ResultFile>) => LineReader<Measurement[]>;
}

const FORMS: readonly TextForm[] = [
  { is: isNcclTests, lines: () => told(ncclLines(), (runs) => (runs.length === 0 ? [] : [{ kind: 'nccl', runs }])) },
  {
    is: (text) => isIbdiagnetCsv(text) && isLinkText(text),
    lines: (source) => both(counterLines(), linkLines(source)),
  },
  { is: isIbdiagnetCsv, lines: counterLines },
  { is: isIbdiagnetPm, lines: () => told(ibdiagnetPmLines(), (readings) => [countersOf(readings, false)]) },
  { is: isIbqueryerrors, lines: () => told(ibqueryerrorsLines(), (readings) => [countersOf(readings, true)]) },
  { is: isIbstat, lines: () => wholeText((text) => [{ kind: 'adapters', adapters: readIbstat(text) }]) },
  { is: isLinkText, lines: linkLines },
  { is: isNetDumpExt, lines: () => told(netDumpLines(), (ports) => [{ kind: 'signal', ports }]) },
  { is: isNvidiaSmi, lines: () => wholeText((text) => [{ kind: 'gpus', ...readNvidiaSmi(text), isWhole: true }]) },
  {
    is: isNvlinkStatus,
    lines: () => wholeText((text) => [{ kind: 'gpus', gpus: readNvlinkStatus(text), isWhole: true }]),
  },
  { is: isOptics, lines: () => wholeText((text) => [{ kind: 'optics', modules: readOptics(text) }]) },
  { is: isKernelLog, lines: () => told(xidLines(), (log) => [{ kind: 'gpus', ...log, isWhole: false }]) },
  { is: isBurnIn, lines: ({ file }) => wholeText((text) => [{ kind: 'burn-in', runs: readBurnIn(text, file) }]) },
  {
    is: isPerftest,
    lines: () => wholeText((text) => filled(readPerftest(text), (pairs) => ({ kind: 'pairs', pairs }))),
  },
  { is: isIpmitool, lines: () => wholeText(sensorsOf) },
];

/** Forms whose text may turn out to be of another one. */
const MAY_BE_OTHERS = new Set([isPerftest, isIpmitool]);

function readText(file: string, text: string, device: string): Measurement[] {
  for (const { is, lines } of FORMS) {
    if (!is(text)) continue;
    const found = readLines(lines({ file, text, device }), linesOf(text));
    if (found.length > 0 || !MAY_BE_OTHERS.has(is)) return found;
  }
  return [];
}

/**
 * What reads the plain lines of a long text, of which a digest tells the form; undefined where that is none without JSON.
 *
 * @param source - file, digest and device
 */
export function resultReader({ file, text, device = '' }: ResultFile): LineReader<Measurement[]> | undefined {
  const form = FORMS.find(({ is }) => is(text));
  return form === undefined ? undefined : withFailures(form.lines({ file, text, device }));
}

/** What reads the plain lines of a long text of JSON, an object at a time; undefined where it tells nothing known, or is not whole. */
export function* jsonResultLines({
  file,
  device = '',
}: Omit<ResultFile, 'text'>): LineReader<Measurement[] | undefined> {
  const found: Measurement[] = [];
  const pieces = new JsonPieces((value, notes) => {
    for (const measurement of readJson(file, value, { device, notes })) found.push(measurement);
  });
  for (let line = yield; line !== undefined; line = yield) pieces.take(line);
  if (!pieces.isWhole || found.length === 0) return undefined;
  return [...merged(found), ...failuresBeside(found, pieces.notes)];
}

/** What a reader tells, and the first sentence of failure among its lines. */
function* withFailures(reader: LineReader<Measurement[]>): LineReader<Measurement[]> {
  const failures: string[] = [];
  reader.next();
  for (let line = yield; line !== undefined; line = yield) {
    if (failures.length === 0 && failureIn([line]) !== undefined) failures.push(line);
    reader.next(line);
  }
  const found = endLines(reader);
  return [...found, ...failuresBeside(found, failures)];
}

function* told<T>(reader: LineReader<T>, tell: (found: T) => Measurement[]): LineReader<Measurement[]> {
  return tell(yield* reader);
}

function* both(one: LineReader<Measurement[]>, other: LineReader<Measurement[]>): LineReader<Measurement[]> {
  one.next();
  other.next();
  for (let line = yield; line !== undefined; line = yield) {
    one.next(line);
    other.next(line);
  }
  return [...endLines(one), ...endLines(other)];
}

function counterLines(): LineReader<Measurement[]> {
  return told(ibdiagnetCsvLines(), (readings) => [countersOf(readings, false)]);
}

function countersOf(readings: readonly CounterReading[], isErrorsAlone: boolean): Measurement {
  return { kind: 'counters', readings, isErrorsAlone };
}

function linkLines({ file, text, device }: Required<ResultFile>): LineReader<Measurement[]> {
  const tell = (discovered: DiscoveredFabric): Measurement[] => [{ kind: 'links', discovered }];
  const reader = linkReader(text, { file, device });
  return reader === undefined
    ? wholeText((whole) => tell(parseDiscovered(whole, { file, device })))
    : told(reader, tell);
}

function filled<T>(found: readonly T[], tell: (found: readonly T[]) => Measurement): Measurement[] {
  return found.length === 0 ? [] : [tell(found)];
}

function sensorsOf(text: string): Measurement[] {
  const sensors = readIpmitool(text);
  const { temperatures, draws, health } = sensors;
  return temperatures.length + draws.length + health.length > 0 ? [{ kind: 'sensors', sensors }] : [];
}

/**
 * The device whose name is in the name of a file, `ibstat-haein-033.txt` or `haein-033.fio.json`; undefined where there is none. Of two, the longer.
 *
 * @param name - name of the file without its folder
 * @param isKnown - whether there is a device of a name
 */
export function deviceOfFile(name: string, isKnown: (device: string) => boolean): string | undefined {
  const words = name.split(/([^A-Za-z0-9]+)/);
  let best: string | undefined;
  for (let from = 0; from < words.length; from += 2) {
    let text = '';
    for (let to = from; to < words.length && to < from + MOST_WORDS; to += 1) {
      text += words[to] ?? '';
      if (to % 2 === 0 && text.length > (best?.length ?? 0) && isKnown(text)) best = text;
    }
  }
  return best;
}

/** Words and what parts them: a name of more words is none that a site gives. */
const MOST_WORDS = 25;
