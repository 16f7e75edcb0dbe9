import { isMembers, type Members } from '../as-built/discovered-fabric';
import { type LineReader, linesOf, readLines } from '../as-built/tool-text';
import type { DiagnosticResult, FioRates, NcclRun, PairReading } from './measurement';
import { addTo } from '../../units/present';

const ROOTS = ['DCGM Diagnostic', 'DCGM GPU Diagnostic'];

/** Whether a value is what `dcgmi diag --json` prints. */
export function isDcgmDiag(value: unknown): value is Members {
  return isMembers(value) && (ROOTS.some((root) => isMembers(value[root])) || isTestList(value['tests']));
}

/**
 * Reads `dcgmi diag --json`, of DCGM 3 (`gpu_ids`, `warnings` as text) and of DCGM 4 (`entity_group`, `entity_id`, `warnings` as a list).
 *
 * @see https://docs.nvidia.com/datacenter/dcgm/latest/user-guide/dcgm-diagnostics.html
 */
export function readDcgmDiag(value: Members): DiagnosticResult[] {
  const root = ROOTS.map((name) => value[name]).find(isMembers) ?? value;
  // Some builds of DCGM 4 list tests without their categories.
  const categories = isTestList(root['tests']) ? [root] : listOf(root['test_categories']);
  const results = categories.flatMap((category) =>
    listOf(category['tests']).flatMap((test) => {
      const name = textOf(test['name']);
      const own = listOf(test['results']).map((result) => resultOf(name, result));
      const summary = isMembers(test['test_summary']) ? resultOf(name, test['test_summary']) : undefined;
      // A summary that is worse than its results tells what none of them does.
      const isTold =
        summary === undefined || isGoodStatus(summary.status) || own.some(({ status }) => !isGoodStatus(status));
      return isTold ? own : [...own, summary];
    }),
  );
  const error = textOf(root['runtime_error']) || textOf(root['Error']) || textOf(value['runtime_error']);
  return error === '' ? results : [...results, { test: 'dcgmi diag', entity: '', status: 'Error', text: error }];
}

/** Tests with results of GPUs or other entities. */
function isTestList(tests: unknown): boolean {
  return listOf(tests).some((test) =>
    listOf(test['results']).some(
      (result) =>
        typeof result['status'] === 'string' && ('entity_id' in result || 'gpu_ids' in result || 'gpu_id' in result),
    ),
  );
}

/** GPUs that `dcgmi diag` lists; undefined where it lists none. */
export function dcgmGpus(value: Members): number | undefined {
  const groups = listOf(value['entity_groups']).filter((group) => /^gpu$/i.test(textOf(group['entity_group'])));
  return groups.length === 0 ? undefined : groups.reduce((sum, group) => sum + listOf(group['entities']).length, 0);
}

function isGoodStatus(status: string): boolean {
  return /^(?:pass|skip|not run)/i.test(status) || status === '';
}

function resultOf(test: string, result: Members): DiagnosticResult {
  const warning = [warningOf(result['warnings']), textOf(result['error'])].filter((text) => text !== '').join(' ');
  const gpus = gpusOf(result);
  return {
    test,
    entity: entityOf(result),
    status: textOf(result['status']),
    ...(warning === '' ? {} : { text: warning }),
    ...(gpus.length > 0 && { gpus }),
  };
}

function gpusOf(result: Members): string[] {
  if (result['entity_id'] !== undefined)
    return /^gpu$/i.test(textOf(result['entity_group'])) ? [textOf(result['entity_id'])] : [];
  return textOf(result['gpu_ids'] ?? result['gpu_id'])
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
}

function entityOf(result: Members): string {
  if (result['entity_id'] !== undefined) {
    return `${textOf(result['entity_group']) || 'entity'} ${textOf(result['entity_id'])}`;
  }
  const gpus = textOf(result['gpu_ids'] ?? result['gpu_id']);
  return gpus === '' ? '' : `GPU ${gpus}`;
}

function warningOf(value: unknown): string {
  if (Array.isArray(value))
    return value.map((each: unknown) => (isMembers(each) ? textOf(each['warning']) : textOf(each))).join(' ');
  return textOf(value);
}

function listOf(value: unknown): Members[] {
  return Array.isArray(value) ? value.filter(isMembers) : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

const KIBI = 1_024;

/** Whether a value is the JSON output of fio. */
export function isFio(value: unknown): value is Members {
  return (
    isMembers(value) && 'fio version' in value && (Array.isArray(value['jobs']) || Array.isArray(value['client_stats']))
  );
}

/**
 * Reads fio's JSON output: the rates of jobs of one group run at once and are added, and of several groups the fastest counts.
 *
 * @see https://fio.readthedocs.io/en/latest/fio_doc.html#json-output
 */
export function readFio(value: Members, notes: readonly string[] = []): FioRates[] {
  const jobs = [value['client_stats'], value['jobs']].find((list) => Array.isArray(list) && list.length > 0);
  const groups = new Map<string, Map<string, FioRates>>();
  const errors = new Map<string, string[]>();
  const named = [...new Set(notes.flatMap((note) => /^hostname=([^,\s]+)/.exec(note)?.[1] ?? []))];
  const [only] = named.length === 1 ? named : [];
  for (const job of Array.isArray(jobs) ? (jobs as unknown[]) : []) {
    if (!isMembers(job) || job['jobname'] === 'All clients') continue;
    const host = textOf(job['hostname']) || (only ?? '');
    const group = typeof job['groupid'] === 'number' ? `${job['groupid']}` : '0';
    const ofHost = groups.get(host) ?? new Map<string, FioRates>();
    const sum = ofHost.get(group) ?? { readBytesPerSecond: 0, writeBytesPerSecond: 0 };
    ofHost.set(group, {
      readBytesPerSecond: sum.readBytesPerSecond + rateOf(job['read']),
      writeBytesPerSecond: sum.writeBytesPerSecond + rateOf(job['write']),
    });
    groups.set(host, ofHost);
    const error = [job['error'], job['total_err']].find((each) => typeof each === 'number' && each !== 0);
    if (error !== undefined) {
      addTo(errors, host, `error ${textOf(error)} of job '${textOf(job['jobname'])}'`);
    }
  }
  // Of several hosts a note does not say whose it is, but the job does.
  const note = groups.size === 1 ? notes.find((each) => /\berr=\s*[1-9]/.test(each)) : undefined;
  return [...groups].map(([host, ofHost]) => {
    const words = note === undefined ? undefined : (/error=(.*)$/.exec(note)?.[1] ?? note);
    const own = errors.get(host) ?? (note === undefined ? [] : ['error']);
    const failure = own.length === 0 ? undefined : `${own.join(', ')}${words === undefined ? '' : `: ${words}`}`;
    return {
      ...(host === '' ? {} : { host }),
      readBytesPerSecond: Math.max(...[...ofHost.values()].map((each) => each.readBytesPerSecond)),
      writeBytesPerSecond: Math.max(...[...ofHost.values()].map((each) => each.writeBytesPerSecond)),
      ...(failure !== undefined && { failure }),
    };
  });
}

function rateOf(direction: unknown): number {
  if (!isMembers(direction)) return 0;
  const { bw_bytes: bytes, bw } = direction;
  if (typeof bytes === 'number') return bytes;
  return typeof bw === 'number' ? bw * KIBI : 0;
}

const GIGA = 1_000_000_000;

const RANK = /^#\s+Rank\s+\d+\s+(?:Group\s+\d+\s+)?Pid\s+\d+\s+on\s+(\S+)\s+device\s/;

/** Whether a text is what one of the nccl-tests prints. */
export function isNcclTests(text: string): boolean {
  return /^#.*\bbusbw\b/m.test(text);
}

/** What begins a run anew once rows of the one before were read. */
const RUN = /^#\s*(?:nThread|nccl-tests version|Collective test starting|Using devices)\b/;

/** A run while it is read. */
interface OpenRun {
  ranks: Map<string, number>;
  columns: number;
  bus: readonly number[];
  wrongAt: readonly number[];
  best: { bus: number; size: number };
  wrong: number;
  tail: number;
  rows: number;
  checked: number;
  failure?: string;
}

function openRun(): OpenRun {
  return {
    ranks: new Map(),
    columns: 0,
    bus: [],
    wrongAt: [],
    best: { bus: -1, size: 0 },
    wrong: 0,
    tail: 0,
    rows: 0,
    checked: 0,
  };
}

/**
 * Reads what nccl-tests print: of each run its ranks by host, and the highest bus bandwidth of all rows. The columns `busbw` and `#wrong` are found by the header. A
 * second table without ranks of its own is of those before it.
 *
 * @see https://github.com/NVIDIA/nccl-tests/blob/master/doc/PERFORMANCE.md
 */
export function readNcclTests(text: string): NcclRun[] {
  return readLines(ncclLines(), linesOf(text));
}

/** The same, line by line. */
export function* ncclLines(): LineReader<NcclRun[]> {
  const runs: OpenRun[] = [];
  let run = openRun();
  const begin = (isOfSameRanks: boolean): void => {
    if (run.rows === 0) return;
    runs.push(run);
    run = isOfSameRanks ? { ...openRun(), ranks: run.ranks } : openRun();
  };
  for (let raw = yield; raw !== undefined; raw = yield) {
    const line = raw.trimEnd();
    const host = RANK.exec(line)?.[1];
    if (host !== undefined || RUN.test(line)) begin(false);
    if (host !== undefined) run.ranks.set(host, (run.ranks.get(host) ?? 0) + 1);
    if (/^#.*\bbusbw\b/.test(line)) {
      begin(true);
      const words = line.replace(/^#\s*/, '').split(/\s+/);
      run.columns = words.length;
      run.bus = placesOf(words, 'busbw');
      run.wrongAt = placesOf(words, '#wrong');
    } else if (run.columns > 0 && /^\s*\d+\s+\d+\s/.test(line)) readRow(run, line.trim().split(/\s+/));
    run.tail = Math.max(run.tail, Number(/^# Out of bounds values\s*:\s*(\d+)/.exec(line)?.[1] ?? 0));
    if (/test (?:nccl|cuda) failure|nccl (?:error|failure)/i.test(line)) run.failure ??= line.trim();
  }
  runs.push(run);
  return runs.filter(({ rows, failure }) => rows > 0 || failure !== undefined).map(closed);
}

function readRow(run: OpenRun, cells: readonly string[]): void {
  if (cells.length !== run.columns) return;
  run.rows += 1;
  for (const at of run.bus) {
    const bus = Number(cells[at]);
    if (bus > run.best.bus) run.best = { bus, size: Number(cells[0]) };
  }
  for (const at of run.wrongAt) {
    const wrong = Number(cells[at]);
    if (!Number.isFinite(wrong)) continue;
    run.checked += 1;
    run.wrong += wrong;
  }
}

function closed({ ranks, best, wrong, tail, wrongAt, checked, failure }: OpenRun): NcclRun {
  return {
    ranks,
    busBytesPerSecond: Math.round(Math.max(0, best.bus) * GIGA),
    sizeBytes: best.size,
    wrong: Math.max(wrong, tail),
    isUnchecked: wrongAt.length > 0 && checked === 0,
    ...(failure !== undefined && { failure }),
  };
}

/** Whether a value is the JSON output of nccl-tests, of either of its forms. */
export function isNcclJson(value: unknown): value is Members {
  if (!isMembers(value)) return false;
  if (Array.isArray(value['benchmark'])) return /nccl/i.test(textOf(value['identifier']));
  return listOf(value['results']).some((row) => isMembers(row['out_of_place']) || isMembers(row['in_place']));
}

/** Names of a figure in the forms of the output. */
const BUS = ['bus_bw', 'busbw', 'oop_busbw', 'ip_busbw'];
const WRONG = ['nwrong', 'wrong', 'oop_error', 'ip_error', 'error'];

/** Reads the JSON output of nccl-tests: rows by size, and ranks where it lists its devices with their hosts. */
export function readNcclJson(value: Members): NcclRun[] {
  const run = openRun();
  const config = isMembers(value['config']) ? value['config'] : value;
  for (const device of listOf(config['devices'])) {
    const host = textOf(device['hostname']) || textOf(device['host']);
    if (host !== '') run.ranks.set(host, (run.ranks.get(host) ?? 0) + 1);
  }
  const rows = listOf(value['benchmark']).flatMap((part) =>
    Object.entries(part).flatMap(([size, row]) => (isMembers(row) ? [{ size: Number(size), parts: [row] }] : [])),
  );
  for (const row of listOf(value['results'])) {
    rows.push({ size: Number(row['size']), parts: [row['out_of_place'], row['in_place']].filter(isMembers) });
  }
  for (const { size, parts } of rows) {
    run.rows += 1;
    for (const part of parts) {
      for (const name of BUS) {
        const bus = part[name];
        if (typeof bus === 'number' && bus > run.best.bus) run.best = { bus, size };
      }
      for (const name of WRONG) {
        const wrong = part[name];
        if (typeof wrong !== 'number' || wrong < 0) continue;
        run.checked += 1;
        // Older versions tell the largest deviation here, which is far below 1 on a good run.
        run.wrong += Math.floor(wrong);
      }
    }
  }
  return run.rows === 0 ? [] : [closed({ ...run, wrongAt: [0] })];
}

function placesOf(words: readonly string[], word: string): number[] {
  return words.flatMap((each, index) => (each === word ? [index] : []));
}

/** Whether a value is what the bandwidth tests of perftest write with `--out_json`. */
export function isPerftestJson(value: unknown): value is Members {
  if (!isMembers(value) || !isMembers(value['test_info'])) return false;
  return resultsOf(value).some((row) => 'BW_average' in row);
}

function resultsOf({ results }: Members): Members[] {
  return isMembers(results) ? [results] : listOf(results);
}

const MEBI_BITS = 8 * 2 ** 20;

/**
 * Reads `--out_json` of perftest. Its averages are in Gb/s with `--report_gbits` and in MiB/s without, and it does not say in which: messages a second, and their size, do.
 * A row without them tells no rate.
 *
 * @see https://github.com/linux-rdma/perftest
 */
export function readPerftestJson(value: Members): PairReading[] {
  const adapter = textOf(isMembers(value['test_info']) ? value['test_info']['Device'] : undefined);
  let best: PairReading | undefined;
  for (const row of resultsOf(value)) {
    const [size, average, messages] = ['MsgSize', 'BW_average', 'MsgRate'].map((name) => Number(row[name]));
    if (size === undefined || average === undefined || messages === undefined) continue;
    const bits = messages * 1e6 * size * 8;
    if (!(bits > 0) || !(average > 0)) continue;
    const unit = [1e9, MEBI_BITS].find((each) => Math.abs(average * each - bits) <= bits / 10);
    if (unit === undefined) continue;
    const bitsPerSecond = Math.round(average * unit);
    if (bitsPerSecond > (best?.bitsPerSecond ?? 0)) best = { adapter, bitsPerSecond, sizeBytes: size };
  }
  return best === undefined ? [] : [best];
}
