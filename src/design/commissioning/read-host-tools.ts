import { present } from '../../units/present';
import { isMembers } from '../as-built/discovered-fabric';
import type { DiagnosticResult, FioRates, NcclRun, SensorReadings, TemperatureReading } from './measurement';

const ROOTS = ['DCGM Diagnostic', 'DCGM GPU Diagnostic'];

/** Whether a value is what `dcgmi diag --json` prints. */
export function isDcgmDiag(value: unknown): value is Readonly<Record<string, unknown>> {
  return isMembers(value) && ROOTS.some((root) => isMembers(value[root]));
}

/**
 * Reads `dcgmi diag --json`, of DCGM 3 (`gpu_ids`, `warnings` as text) and of DCGM 4 (`entity_group`, `entity_id`, `warnings` as a list).
 *
 * @see https://docs.nvidia.com/datacenter/dcgm/latest/user-guide/dcgm-diagnostics.html
 */
export function readDcgmDiag(value: Readonly<Record<string, unknown>>): DiagnosticResult[] {
  const root = ROOTS.map((name) => value[name]).find(isMembers) ?? {};
  return listOf(root['test_categories']).flatMap((category) =>
    listOf(category['tests']).flatMap((test) => {
      const name = textOf(test['name']);
      return listOf(test['results']).map((result): DiagnosticResult => {
        const warning = warningOf(result['warnings']);
        return {
          test: name,
          entity: entityOf(result),
          status: textOf(result['status']),
          ...(warning === '' ? {} : { text: warning }),
        };
      });
    }),
  );
}

function entityOf(result: Readonly<Record<string, unknown>>): string {
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

function listOf(value: unknown): Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter(isMembers) : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

const KIBI = 1_024;

/** Whether a value is the JSON output of fio. */
export function isFio(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    isMembers(value) && 'fio version' in value && (Array.isArray(value['jobs']) || Array.isArray(value['client_stats']))
  );
}

/**
 * Reads fio's JSON output: the rates of jobs of one group run at once and are added, and of several groups the fastest counts.
 *
 * @see https://fio.readthedocs.io/en/latest/fio_doc.html#json-output
 */
export function readFio(value: Readonly<Record<string, unknown>>): FioRates[] {
  const jobs = [value['client_stats'], value['jobs']].find((list) => Array.isArray(list) && list.length > 0);
  const groups = new Map<string, Map<string, FioRates>>();
  for (const job of Array.isArray(jobs) ? (jobs as unknown[]) : []) {
    if (!isMembers(job) || job['jobname'] === 'All clients') continue;
    const host = typeof job['hostname'] === 'string' ? job['hostname'] : '';
    const group = typeof job['groupid'] === 'number' ? `${job['groupid']}` : '0';
    const ofHost = groups.get(host) ?? new Map<string, FioRates>();
    const sum = ofHost.get(group) ?? { readBytesPerSecond: 0, writeBytesPerSecond: 0 };
    ofHost.set(group, {
      readBytesPerSecond: sum.readBytesPerSecond + rateOf(job['read']),
      writeBytesPerSecond: sum.writeBytesPerSecond + rateOf(job['write']),
    });
    groups.set(host, ofHost);
  }
  return [...groups].map(([host, ofHost]) => ({
    ...(host === '' ? {} : { host }),
    readBytesPerSecond: Math.max(...[...ofHost.values()].map((each) => each.readBytesPerSecond)),
    writeBytesPerSecond: Math.max(...[...ofHost.values()].map((each) => each.writeBytesPerSecond)),
  }));
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

/**
 * Reads what nccl-tests print: ranks by host, and the highest bus bandwidth of all rows. The columns `busbw` and `#wrong` are found by the header.
 *
 * @see https://github.com/NVIDIA/nccl-tests/blob/master/doc/PERFORMANCE.md
 */
export function readNcclTests(text: string): NcclRun | undefined {
  const ranks = new Map<string, number>();
  let fromEnd:
    { readonly bus: readonly number[]; readonly wrong: readonly number[]; readonly columns: number } | undefined;
  let best = { bus: -1, size: 0 };
  let wrong = 0;
  let tail = 0;
  for (const raw of text.split('\n')) {
    const line = raw.trimEnd();
    const host = RANK.exec(line)?.[1];
    if (host !== undefined) ranks.set(host, (ranks.get(host) ?? 0) + 1);
    if (/^#.*\bbusbw\b/.test(line)) {
      const words = line.replace(/^#\s*/, '').split(/\s+/);
      fromEnd = { bus: placesOf(words, 'busbw'), wrong: placesOf(words, '#wrong'), columns: words.length };
    } else if (fromEnd !== undefined && /^\s*\d+\s+\d+\s/.test(line)) {
      const cells = line.trim().split(/\s+/);
      if (cells.length !== fromEnd.columns) continue;
      for (const at of fromEnd.bus) {
        const bus = Number(cells[at]);
        if (bus > best.bus) best = { bus, size: Number(cells[0]) };
      }
      for (const at of fromEnd.wrong) wrong += Number(cells[at]) || 0;
    }
    tail = Math.max(tail, Number(/^# Out of bounds values\s*:\s*(\d+)/.exec(line)?.[1] ?? 0));
  }
  if (best.bus < 0) return undefined;
  return {
    ranks,
    busBytesPerSecond: Math.round(best.bus * GIGA),
    sizeBytes: best.size,
    wrong: Math.max(wrong, tail),
  };
}

function placesOf(words: readonly string[], word: string): number[] {
  return words.flatMap((each, index) => (each === word ? [index] : []));
}

/** Sensors that tell the draw of a whole device, by the words that vendors use; else inputs of supplies are added. The project's own list. */
const WHOLE =
  /^(?:(?:total|sys(?:tem)?|chassis|node|server)[ _-]*(?:input)?[ _-]*(?:power|pwr)|(?:power|pwr)[ _-]*(?:consumption|meter|total)|total[ _-]*(?:power|pwr))/i;

const SUPPLY = /^(?:psu?|power supply|pws)[ _-]*\d+.*(?:in|pin|input|pwr|power)/i;

/** Whether a text is what `ipmitool sdr`, `sdr elist`, `sensor` or `dcmi power reading` prints. */
export function isIpmitool(text: string): boolean {
  return /^[^|\n]+\|.*\|/m.test(text) || /Instantaneous power reading:/.test(text);
}

/**
 * Reads what ipmitool prints: temperatures with the status of the sensor, and the draw of the whole device.
 *
 * @see https://github.com/ipmitool/ipmitool
 */
export function readIpmitool(text: string): SensorReadings {
  const temperatures: TemperatureReading[] = [];
  const watts = new Map<string, number>();
  for (const line of text.split('\n')) {
    const instant = /Instantaneous power reading:\s*(\d+)\s*Watts/i.exec(line)?.[1];
    if (instant !== undefined) watts.set('', Number(instant));
    const cells = line.split('|').map((cell) => cell.trim());
    const sensor = cells[0] ?? '';
    const reading = /(-?[\d.]+)\s*\|?\s*(degrees C|Watts)/i.exec(cells.slice(1).join(' | '));
    if (reading === null || cells.length < 3) continue;
    const [, amount = '', unit = ''] = reading;
    const status = (cells.find((cell, index) => index > 0 && STATUS.test(cell)) ?? '').toLowerCase();
    if (unit === 'Watts' || unit === 'watts') {
      watts.set(sensor, Number(amount));
      continue;
    }
    // `ipmitool sensor` has six thresholds at the end: lower three, then upper non-critical, critical, non-recoverable.
    const limit = cells.length >= 10 ? Number(cells[8]) : NaN;
    temperatures.push({
      sensor,
      celsius: Number(amount),
      ...(Number.isFinite(limit) && cells[8] !== '' ? { limitCelsius: limit } : {}),
      isGood: status === '' || status === 'ok',
      status: status === '' ? 'no status' : status,
    });
  }
  const draw = drawOf(watts);
  return { temperatures, ...present({ watts: draw }) };
}

/** Words of ipmitool: good, not specified, and not critical, critical or not recoverable, below or above. */
const STATUS = /^(?:ok|ns|nc|cr|nr|[lu](?:nc|cr|nr|c))$/i;

/** Whether a value is a resource of Redfish with temperatures or power. */
export function isRedfish(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    isMembers(value) &&
    ['Temperatures', 'PowerControl', 'PowerWatts', 'TemperatureReadingsCelsius', 'TemperatureSummaryCelsius'].some(
      (member) => member in value,
    )
  );
}

/**
 * Reads a resource `Thermal`, `Power`, `EnvironmentMetrics` or `ThermalMetrics` of Redfish.
 *
 * @see https://redfish.dmtf.org/schemas/v1/
 */
export function readRedfish(value: Readonly<Record<string, unknown>>): SensorReadings {
  const temperatures = [
    ...listOf(value['Temperatures']).map((each) => temperatureOf(each, each['ReadingCelsius'], each['Name'])),
    ...listOf(value['TemperatureReadingsCelsius']).map((each) =>
      temperatureOf(each, each['Reading'], each['DeviceName'] ?? each['PhysicalContext']),
    ),
  ].filter((each) => each !== undefined);
  const controls = listOf(value['PowerControl'])
    .map((each) => each['PowerConsumedWatts'])
    .filter((each) => typeof each === 'number');
  const metrics = isMembers(value['PowerWatts']) ? value['PowerWatts']['Reading'] : undefined;
  const watts = controls[0] ?? (typeof metrics === 'number' ? metrics : undefined);
  return { temperatures, ...present({ watts }) };
}

function temperatureOf(
  members: Readonly<Record<string, unknown>>,
  reading: unknown,
  name: unknown,
): TemperatureReading | undefined {
  if (typeof reading !== 'number') return undefined;
  const limits = [members['UpperThresholdNonCritical'], members['UpperThresholdCritical']].filter(
    (limit) => typeof limit === 'number' && limit > 0,
  ) as number[];
  const health = isMembers(members['Status']) ? members['Status']['Health'] : undefined;
  const status = typeof health === 'string' ? health : 'no health';
  return {
    sensor: typeof name === 'string' ? name : 'sensor',
    celsius: reading,
    ...(limits[0] === undefined ? {} : { limitCelsius: limits[0] }),
    isGood: status === 'OK' || status === 'no health',
    status,
  };
}

function drawOf(watts: ReadonlyMap<string, number>): number | undefined {
  const direct = watts.get('');
  if (direct !== undefined) return direct;
  const whole = [...watts].find(([sensor]) => WHOLE.test(sensor));
  if (whole !== undefined) return whole[1];
  const supplies = [...watts].filter(([sensor]) => SUPPLY.test(sensor) && !/out/i.test(sensor));
  if (supplies.length > 0) return supplies.reduce((sum, [, amount]) => sum + amount, 0);
  return watts.size === 1 ? [...watts.values()][0] : undefined;
}
