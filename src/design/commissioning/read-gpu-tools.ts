import { DesignError, shortText } from '../../errors/design-error';
import { present } from '../../units/present';
import { guidOf } from '../as-built/read-iblinkinfo';
import { type LineReader, linesOf, readLines } from '../as-built/tool-text';
import { isCalendarDay } from '../../model/phase';
import type { BurnInReading, DbmRange, GpuReading, OpticsReading, PairReading, SignalReading } from './measurement';

/** Whether a text is what `nvidia-smi -q -x` prints, of whichever version of its format. */
export function isNvidiaSmi(text: string): boolean {
  return /<nvidia_smi_log>/.test(text);
}

/**
 * Reads `nvidia-smi -q -x`: GPUs that are attached, and of each its link to the host, errors of its memory, and its state in the NVLink fabric. What a version leaves out,
 * or writes as `N/A`, is absent.
 *
 * @see https://docs.nvidia.com/deploy/nvidia-smi/index.html
 */
export function readNvidiaSmi(text: string): { readonly attached?: number; readonly gpus: readonly GpuReading[] } {
  const attached = numberIn(text, 'attached_gpus');
  const gpus = text
    .split(/<gpu id=/)
    .slice(1)
    .map((part): GpuReading => {
      const id = /^"([^"]*)"/.exec(part)?.[1] ?? '';
      const ecc = blockIn(part, 'ecc_errors');
      const width = numberIn(part, 'current_link_width');
      const uncorrectable = ecc === '' ? undefined : sumOf(ecc, UNCORRECTABLE);
      const isTold =
        width !== undefined ||
        numberIn(part, 'current_link_gen') !== undefined ||
        uncorrectable !== undefined ||
        [...FAULTS.map(([tag]) => tag), 'state'].some((tag) => !/^(?:n\/a|)$/i.test(valueIn(part, tag)));
      const faults = [
        ...FAULTS.flatMap(([tag, bad, words]) => (bad.test(valueIn(part, tag)) ? [words] : [])),
        ...fabricFault(blockIn(part, 'fabric')),
      ];
      return {
        id,
        ...present({
          width,
          mostWidth: numberIn(part, 'max_link_width'),
          generation: numberIn(part, 'current_link_gen'),
          mostGeneration: numberIn(part, 'max_link_gen'),
          uncorrectable,
        }),
        ...(!isTold && { isUntold: true as const }),
        // Idle GPUs slow their link down: only one at work is held to its speed.
        isIdle: !/^(?:P0|)$/.test(valueIn(part, 'performance_state')),
        faults,
      };
    });
  return { ...present({ attached }), gpus };
}

const UNCORRECTABLE = /^(?:sram_uncorrectable\w*|dram_uncorrectable|double_bit_\w+|total)$/;

/** Members that say themselves that a GPU is bad. */
const FAULTS: readonly (readonly [string, RegExp, string])[] = [
  ['remapped_row_failure', /^yes$/i, 'row remapping failed'],
  ['remapped_row_pending', /^yes$/i, 'row remapping pending'],
  ['sram_threshold_exceeded', /^yes$/i, 'SRAM errors above their threshold'],
  ['reset_required', /^yes$/i, 'reset required'],
  ['gpu_recovery_action', /^(?!none$|n\/a$|$).+/i, 'recovery action required'],
  ['clocks_event_reason_hw_thermal_slowdown', /^active$/i, 'hardware thermal slowdown'],
  ['clocks_throttle_reason_hw_thermal_slowdown', /^active$/i, 'hardware thermal slowdown'],
  ['clocks_event_reason_hw_power_brake_slowdown', /^active$/i, 'power brake'],
  ['clocks_throttle_reason_hw_power_brake_slowdown', /^active$/i, 'power brake'],
];

function fabricFault(fabric: string): string[] {
  const [state, status] = [valueIn(fabric, 'state'), valueIn(fabric, 'status')];
  if (/^(?:n\/a|)$/i.test(state)) return [];
  const isGood = /^completed$/i.test(state) && /^(?:success|n\/a|)$/i.test(status);
  return isGood ? [] : [`NVLink fabric: ${state}${status === '' ? '' : `, ${status}`}`];
}

function blockIn(text: string, tag: string): string {
  const from = text.indexOf(`<${tag}>`);
  const to = from < 0 ? -1 : text.indexOf(`</${tag}>`, from);
  return to < 0 ? '' : text.slice(from + tag.length + 2, to);
}

function valueIn(text: string, tag: string): string {
  return blockIn(text, tag).trim();
}

function numberIn(text: string, tag: string): number | undefined {
  const value = /^(\d+)(?:x|\b)/.exec(valueIn(text, tag))?.[1];
  return value === undefined ? undefined : Number(value);
}

/** Sum of the members of the volatile errors whose name fits, and of the aggregate ones where there are no volatile ones. */
function sumOf(ecc: string, name: RegExp): number {
  const block = blockIn(ecc, 'volatile') || blockIn(ecc, 'aggregate') || ecc;
  let sum = 0;
  for (const [, tag = '', count = ''] of block.matchAll(/<(\w+)>\s*(\d+)\s*<\/\1>/g)) {
    if (name.test(tag) && tag !== 'total') sum += Number(count);
  }
  return sum;
}

/** Whether a text is what `nvidia-smi nvlink -s` prints. */
export function isNvlinkStatus(text: string): boolean {
  return /^GPU \d+: .*\n\s+Link \d+:/m.test(text);
}

/** Reads `nvidia-smi nvlink -s`: links of each GPU, and those that are inactive. */
export function readNvlinkStatus(text: string): GpuReading[] {
  const gpus: { id: string; faults: string[]; isIdle: boolean; links: number }[] = [];
  for (const line of linesOf(text)) {
    const id = /^GPU (\d+):/.exec(line)?.[1];
    if (id !== undefined) gpus.push({ id, faults: [], isIdle: false, links: 0 });
    const [, link = '', state = ''] = /^\s+Link (\d+):\s*(.*)$/.exec(line) ?? [];
    const own = gpus.at(-1);
    if (link === '' || own === undefined) continue;
    own.links += 1;
    if (/inactive/i.test(state)) own.faults.push(`NVLink ${link} is inactive`);
  }
  return gpus.map(({ links, ...gpu }) => ({ ...gpu, ...(links === 0 && { isUntold: true as const }) }));
}

/** Whether a text is a log of the kernel: it has lines of NVIDIA's driver, or begins as `dmesg` and `journalctl -k` do. */
export function isKernelLog(text: string): boolean {
  return /\bNVRM: /.test(text) || /^(?:\[ *\d+\.\d{6}\] |.{15,40} kernel: )/.test(text.slice(0, 4_096).trimStart());
}

/** Reads XIDs from a log of the kernel, a fault a GPU and number, and the time from its first to its last line: a short log says little. */
export function readXids(text: string): KernelLog {
  return readLines(xidLines(), linesOf(text));
}

/** What a log of the kernel tells. */
interface KernelLog {
  readonly gpus: readonly GpuReading[];
  /** Seconds from its first to its last line. Absent: its lines tell no time. */
  readonly spanSeconds?: number;
}

/** The same, line by line. */
export function* xidLines(): LineReader<KernelLog> {
  const faults = new Map<string, Map<string, string>>();
  let [first, last] = [undefined as LogTime | undefined, undefined as LogTime | undefined];
  for (let line = yield; line !== undefined; line = yield) {
    const time = logTime(line);
    if (time !== undefined) {
      first ??= time;
      last = time;
    }
    if (!line.includes('NVRM: Xid')) continue;
    const [, id = '', xid = '', rest = ''] = /NVRM: Xid \(PCI:([\w:.]+)\):\s*(\d+)[,:]?\s*(.*)$/.exec(line) ?? [];
    if (xid === '') continue;
    const own = faults.get(id) ?? new Map<string, string>();
    faults.set(id, own);
    if (!own.has(xid)) own.set(xid, `XID ${xid}${rest === '' ? '' : `: ${rest.trim()}`}`);
  }
  const isSpan =
    first !== undefined && last !== undefined && first.clock === last.clock && last.seconds >= first.seconds;
  const gpus = [...faults].map(([id, own]) => ({ id, isIdle: false, faults: [...own.values()] }));
  return { gpus, ...(isSpan && { spanSeconds: Math.round((last?.seconds ?? 0) - (first?.seconds ?? 0)) }) };
}

/** Time of a line: since boot, or of a calendar, with or without its year. Only times of one clock are subtracted. */
interface LogTime {
  readonly clock: 'boot' | 'calendar' | 'no-year';
  readonly seconds: number;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Time of a line of `dmesg` (`[12.345678]`), `dmesg -T`, `journalctl -k` or a syslog. */
function logTime(line: string): LogTime | undefined {
  const start = line.slice(0, 64);
  const boot = /^\[ *(\d+\.\d+)\]/.exec(start)?.[1];
  if (boot !== undefined) return { clock: 'boot', seconds: Number(boot) };
  const [, day = '', time = ''] = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)/.exec(start) ?? [];
  if (isCalendarDay(day)) return { clock: 'calendar', seconds: Date.parse(`${day}T${time}Z`) / 1_000 };
  const [, month = '', date = '', clock = '', year] =
    /^\[?(?:[A-Z][a-z]{2} )?([A-Z][a-z]{2}) +(\d{1,2}) (\d\d:\d\d:\d\d)(?: (\d{4})\])?/.exec(start) ?? [];
  const number = MONTHS.indexOf(month) + 1;
  if (number === 0) return undefined;
  // A syslog has no year: within one that has no leap day the difference of two lines is right, and over the turn of a year it is not told.
  const whole = `${year ?? '2001'}-${String(number).padStart(2, '0')}-${date.padStart(2, '0')}`;
  if (!isCalendarDay(whole)) return undefined;
  return { clock: year === undefined ? 'no-year' : 'calendar', seconds: Date.parse(`${whole}T${clock}Z`) / 1_000 };
}

/** Whether a text is what `ethtool -m` or `mlxlink -m` prints of an optical module. */
export function isOptics(text: string): boolean {
  return /^\s*(?:Identifier\s*:\s*0x|(?:Rx|Tx) Power Current \[dBm\]\s*:)/m.test(text);
}

/**
 * Reads optical power by lane and the limits that a module states of itself: the thresholds of its warnings, else of its alarms, from `ethtool -m`; the range in brackets of
 * `mlxlink -m`. What is `N/A`, or 0 with a range of 0, is absent, as of a copper cable.
 *
 * @see https://www.kernel.org/pub/software/network/ethtool/
 */
export function readOptics(text: string): OpticsReading[] {
  const modules: {
    module?: string;
    rx: number[];
    tx: number[];
    limits: Map<string, number>;
    ranges: Map<string, DbmRange>;
  }[] = [];
  for (const line of linesOf(text)) {
    const [, name = '', value = ''] = /^\s*(.*?)\s*:\s+(.*?)\s*$/.exec(line) ?? [];
    if (/^Identifier$/.test(name) && /^0x/.test(value))
      modules.push({ rx: [], tx: [], limits: new Map(), ranges: new Map() });
    const [, side] = /^(Rx|Tx) Power Current \[dBm\]$/.exec(name) ?? [];
    if (side === 'Rx') modules.push({ rx: [], tx: [], limits: new Map(), ranges: new Map() });
    const own = modules.at(-1);
    if (own === undefined) continue;
    if (/^Vendor (?:SN|Serial Number)$/.test(name) && value !== '' && value !== 'N/A') own.module = value;
    if (side !== undefined) readLanes(side === 'Rx' ? 'rx' : 'tx', value, own);
    const dbm = /(-inf|-?\d+(?:\.\d+)?) dBm/i.exec(value)?.[1];
    if (dbm === undefined) continue;
    // No light at all: lower than any module tells.
    const power = /inf/i.test(dbm) ? NO_LIGHT : Number(dbm);
    const [, of = '', end = '', kind = ''] =
      /^Laser (rx|tx|output) power (high|low) (alarm|warning) threshold$/i.exec(name) ?? [];
    if (kind !== '')
      own.limits.set(`${of.toLowerCase() === 'rx' ? 'rx' : 'tx'} ${end.toLowerCase()} ${kind.toLowerCase()}`, power);
    else if (/^(?:Receiver signal|Rcvr signal)/i.test(name)) own.rx.push(power);
    else if (/^(?:Laser output power|Transmit avg optical power|Laser tx power)/i.test(name)) own.tx.push(power);
  }
  return modules.map(({ module, rx, tx, limits, ranges }) => {
    const rangeOf = (side: string): DbmRange | undefined => {
      const limit = (end: string): number | undefined =>
        limits.get(`${side} ${end} warning`) ?? limits.get(`${side} ${end} alarm`);
      const [least, most] = [limit('low'), limit('high')];
      return (
        ranges.get(side) ?? (least === undefined || most === undefined || least >= most ? undefined : { least, most })
      );
    };
    return { ...present({ module }), rx, tx, ...present({ rxLimits: rangeOf('rx'), txLimits: rangeOf('tx') }) };
  });
}

const NO_LIGHT = -40;

/** Lanes and range of `mlxlink`: `1.886,1.989 [-10.41..6]`. */
function readLanes(
  side: 'rx' | 'tx',
  value: string,
  own: { readonly rx: number[]; readonly tx: number[]; readonly ranges: Map<string, DbmRange> },
): void {
  const [, lanes = '', least = '', most = ''] = /^([-\d.,]+)(?:\s*\[(-?[\d.]+)\.\.(-?[\d.]+)\])?$/.exec(value) ?? [];
  const powers = lanes
    .split(',')
    .flatMap((lane) => (lane !== '' && Number.isFinite(Number(lane)) ? [Number(lane)] : []));
  const isNone = powers.every((power) => power === 0) && Number(least) === 0 && Number(most) === 0;
  if (isNone) return;
  own[side].push(...powers);
  if (least !== '' && Number(least) < Number(most)) own.ranges.set(side, { least: Number(least), most: Number(most) });
}

/** Whether a text is what `ib_write_bw` or another test of perftest prints. */
export function isPerftest(text: string): boolean {
  return /#bytes\s+(?:#sl\s+)?#iterations\s+BW peak\[/.test(text);
}

const MEBI_BITS = 8 * 2 ** 20;

/**
 * Reads what the bandwidth tests of perftest print: the highest average of all sizes. `MB/sec` are of 2^20 bytes.
 *
 * @see https://github.com/linux-rdma/perftest
 */
export function readPerftest(text: string): PairReading[] {
  const pairs: { adapter: string; bits: number; sizeBytes: number }[] = [];
  let adapter = '';
  let unit = 0;
  for (const line of linesOf(text)) {
    adapter = /\bDevice\s*:\s*(\S+)/.exec(line)?.[1] ?? adapter;
    const word = /BW average\[(\w+)\/sec\]/.exec(line)?.[1];
    if (word !== undefined) {
      unit = word === 'Gb' ? 1e9 : MEBI_BITS;
      pairs.push({ adapter, bits: 0, sizeBytes: 0 });
      continue;
    }
    const [, size = '', average = ''] = /^\s*(\d+)\s+(?:\d+\s+)?\d+\s+[\d.]+\s+([\d.]+)\s+[\d.]+/.exec(line) ?? [];
    const last = pairs.at(-1);
    if (average === '' || unit === 0 || last === undefined) continue;
    if (Number(average) * unit > last.bits)
      Object.assign(last, { bits: Number(average) * unit, sizeBytes: Number(size) });
  }
  return pairs
    .filter(({ bits }) => bits > 0)
    .map(({ bits, ...pair }) => ({ ...pair, bitsPerSecond: Math.round(bits) }));
}

/** Whether a text is the `ibdiagnet2.net_dump_ext` of ibdiagnet. */
export function isNetDumpExt(text: string): boolean {
  return /^\s*Ty\s*:\s*#\s*:.*\bGUID\b.*\bBER\b/m.test(text);
}

/** Reads `net_dump_ext`: a line a port, its columns by the header: state, and bit error ratios before and behind the correction. */
export function readNetDumpExt(text: string): SignalReading[] {
  return readLines(netDumpLines(), linesOf(text));
}

/** The same, line by line. */
export function* netDumpLines(): LineReader<SignalReading[]> {
  let header: readonly string[] = [];
  const ports: SignalReading[] = [];
  for (let line = yield; line !== undefined; line = yield) {
    const cells = line.split(/\s+:\s+|\s+:|:\s+/).map((cell) => cell.trim());
    if (/^\s*Ty\s*:/.test(line)) {
      header = cells.map((cell) => cell.toLowerCase());
      continue;
    }
    if (header.length === 0 || !/^\s*(?:CA|SW|RT)\s*:/.test(line)) continue;
    const cell = (name: string): string => cells[header.indexOf(name)] ?? '';
    const ratio = (name: string): number | undefined => {
      const value = cell(name);
      return value !== '' && Number.isFinite(Number(value)) ? Number(value) : undefined;
    };
    ports.push({
      guid: guidOf(cell('guid')),
      port: cell('#ib') || cell('#'),
      state: cell('sta'),
      physicalState: cell('physsta'),
      ...present({ effectiveBer: ratio('effective ber'), symbolBer: ratio('symbol ber') }),
    });
  }
  return ports;
}

const BURN_IN = ['device', 'hours', 'xids', 'flaps'] as const;

/** Columns of a line that begins a table of burn-in, in whatever order and case and with whatever separator; undefined for another line. */
function burnInHeader(line: string): { readonly separator: string; readonly columns: readonly string[] } | undefined {
  if (!/\bhours\b/i.test(line)) return undefined;
  const separator = [',', ';', '\t'].find((each) => line.includes(each)) ?? ',';
  const columns = cellsOf(line, separator).map((cell) => cell.toLowerCase());
  return BURN_IN.every((name) => columns.includes(name)) ? { separator, columns } : undefined;
}

function cellsOf(line: string, separator: string): string[] {
  return line.split(separator).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
}

/** Whether a text is a table of burn-in: `device,hours,xids,flaps`, and `load_kw` where the load is stated. */
export function isBurnIn(text: string): boolean {
  for (const line of linesOf(text)) if (burnInHeader(line) !== undefined) return true;
  return false;
}

/**
 * Reads a table of burn-in, a line a device.
 *
 * @throws DesignError `commissioning/bad-burn-in`
 */
export function readBurnIn(text: string, file: string): BurnInReading[] {
  const runs: BurnInReading[] = [];
  let header: ReturnType<typeof burnInHeader>;
  let number = 0;
  for (const line of linesOf(text)) {
    number += 1;
    if (header === undefined) {
      header = burnInHeader(line);
      continue;
    }
    if (line.trim() === '') continue;
    const { separator, columns } = header;
    const cells = cellsOf(line, separator);
    const cell = (name: string): string => cells[columns.indexOf(name)] ?? '';
    const figure = (name: string): number => (cell(name) === '' ? NaN : Number(cell(name)));
    const [device, load] = [cell('device'), figure('load_kw')];
    const [hours, xids, flaps] = [figure('hours'), figure('xids'), figure('flaps')];
    const isLoad = cell('load_kw') === '' || load >= 0;
    if (
      device === '' ||
      cells.length !== columns.length ||
      !isLoad ||
      ![hours, xids, flaps].every((each) => each >= 0)
    ) {
      throw new DesignError('commissioning/bad-burn-in', {
        problem: `line ${number} of '${file}': '${shortText(line.trim())}' is no device with its hours, XIDs and flaps`,
        remedy:
          "write 'device,hours,xids,flaps' or with 'load_kw' behind it, each figure 0 or more, or take the line out",
        object: file,
      });
    }
    runs.push({ device, hours, xids, flaps, ...(load >= 0 && { loadKilowatts: load }) });
  }
  return runs;
}
