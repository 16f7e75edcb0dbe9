import { present } from '../../units/present';
import type { DrawReading, HealthReading, SensorReadings, TemperatureReading } from './measurement';

/** Whether a text is what `ipmitool sdr`, `sdr elist`, `sensor` or `dcmi power reading`, or FreeIPMI's `ipmi-sensors`, prints. */
export function isIpmitool(text: string): boolean {
  return /^[^|\n]+\|.*\|/m.test(text) || /Instantaneous power reading:/.test(text);
}

/**
 * Reads what ipmitool and `ipmi-sensors` print: temperatures with the status of the sensor, every reading in watts with what it is of, and the health of all else.
 *
 * @see https://github.com/ipmitool/ipmitool
 * @see https://www.gnu.org/software/freeipmi/
 */
export function readIpmitool(text: string): SensorReadings {
  const temperatures: TemperatureReading[] = [];
  const draws: DrawReading[] = [];
  const health: HealthReading[] = [];
  const isOff = /power (?:measurement|reading) state\s*(?:is)?\s*:\s*(?:deactivated|not)/i.test(text);
  for (const raw of text.split('\n')) {
    const line = raw.trimEnd();
    const [, word = '', told] = /^\s*(Instantaneous|Average) power reading[^:]*:\s*(\d+)\s*Watts/i.exec(line) ?? [];
    if (told !== undefined && Number(told) > 0 && !isOff) {
      draws.push({
        name: 'DCMI power reading',
        watts: Number(told),
        of: 'device',
        ...(/^average/i.test(word) && { isAverage: true as const }),
      });
      continue;
    }
    const row = rowOf(line);
    if (row === undefined) continue;
    const { sensor, amount, unit, status, limit } = row;
    if (unit === 'Watts') draws.push(drawOf(sensor, amount));
    if (unit === 'degrees C') {
      temperatures.push({
        sensor,
        celsius: amount,
        ...(limit !== undefined && { limitCelsius: limit }),
        isGood: status === '' || status === 'ok',
        status: status === '' ? 'no status' : status,
      });
    } else if (status !== '' && status !== 'ns') {
      health.push({ sensor, isGood: status === 'ok' && !isBadWord(row.words), status: row.words || status });
    }
  }
  return { temperatures, draws, health };
}

/** Words of ipmitool: good, not specified, and not critical, critical or not recoverable, below or above. */
const STATUS = /^(?:ok|ns|nc|cr|nr|[lu](?:nc|cr|nr|c))$/i;

/** Events of a discrete sensor that are a fault; what is merely not there, as an empty slot, is none. */
const FAULT =
  /\b(?:failure (?:detected|status)|failure$|fault|lost|predictive|degraded|non-?redundant|uncorrectable|transition to (?:non-)?(?:critical|recoverable))/i;

function isBadWord(words: string): boolean {
  return FAULT.test(words) && !/\b(?:no|not|deasserted)\b/i.test(words);
}

interface SensorRow {
  readonly sensor: string;
  readonly amount: number;
  readonly unit: string;
  readonly status: string;
  readonly limit?: number;
  /** Events of a discrete sensor. */
  readonly words: string;
}

/** A line of `sdr` (name, reading, status), `sdr elist` (name, id, status, entity, reading), `sensor` (name, value, unit, status, six limits) or `ipmi-sensors`. */
function rowOf(line: string): SensorRow | undefined {
  const cells = line.split('|').map((cell) => cell.trim());
  if (cells.length < 3) return undefined;
  const rest = cells.slice(1).join(' | ');
  const free = /^\d+$/.test(cells[0] ?? '') ? cells.findIndex((cell) => cell === 'W' || cell === 'C') : -1;
  if (free > 1) {
    const isOk =
      cells.slice(free + 1).every((cell) => /^'?OK'?$|^Nominal$|^$/i.test(cell)) && !cells.includes('Critical');
    const amount = Number(cells[free - 1]);
    if (!Number.isFinite(amount) || cells[free - 1] === '') return undefined;
    const unit = cells[free] === 'W' ? 'Watts' : 'degrees C';
    return { sensor: cells[1] ?? '', amount, unit, status: isOk ? 'ok' : 'cr', words: '' };
  }
  const { amount, unit } = readingIn(rest);
  const status = (cells.find((cell, index) => index > 0 && STATUS.test(cell)) ?? '').toLowerCase();
  const last = cells.length === 5 || cells.length === 3 ? (cells.at(-1) ?? '') : '';
  return {
    sensor: cells[0] ?? '',
    amount,
    unit,
    status,
    words: unit === '' && /[a-z]{3}/i.test(last) && !/^\d/.test(last) ? last : '',
    ...present({ limit: upperLimit(cells) }),
  };
}

/** A reading with its unit, in watts or degrees; some firmware writes kilowatts, and some an exponent. */
const READING = /(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s*\|?\s*(degrees C|°C|k(?:ilo)?watts?|kW|watts?|W)(?![a-z])/i;

function readingIn(text: string): { readonly amount: number; readonly unit: '' | 'Watts' | 'degrees C' } {
  const [, digits, word = ''] = READING.exec(text) ?? [];
  if (digits === undefined) return { amount: NaN, unit: '' };
  if (/^(?:degrees|°)/i.test(word)) return { amount: Number(digits), unit: 'degrees C' };
  return { amount: /^k/i.test(word) ? Math.round(Number(digits) * 1_000) : Number(digits), unit: 'Watts' };
}

/** `ipmitool sensor` has six limits at the end: three below, then upper not critical, critical and not recoverable. */
function upperLimit(cells: readonly string[]): number | undefined {
  if (cells.length < 10) return undefined;
  return [cells[8], cells[9], cells[7]]
    .map((cell = '') => (cell === '' ? NaN : Number(cell)))
    .find((limit) => Number.isFinite(limit) && limit > 0);
}

function drawOf(name: string, watts: number, isAverage = false): DrawReading {
  const of = drawOwner(name);
  const supply = of === 'supply' ? supplyOf(name) : undefined;
  const isNamedAverage = /\b(?:avg|average)\b/i.test(name.replace(/_/g, ' '));
  return {
    name,
    watts,
    of,
    ...present({ supply }),
    ...((isAverage || isNamedAverage) && { isAverage: true as const }),
  };
}

/** Words of limits, extremes and ratings: watts, and no draw. */
const NO_DRAW = words(
  'limit limits cap capping budget threshold max maximum min minimum peak capacity rated rating available allocated allocation redundancy remaining headroom setpoint target policy',
);

/** Words of parts of a device. */
const PARTS = words(
  'gpu gpus cpu cpus fan fans blower mem memory dimm dimms dram ddr hbm hdd ssd nvme disk disks drive drives storage raid pch nic nics ocp riser risers pcie pci slot slots soc vr vrm vdd vccin nvswitch switch hgx sxm baseboard fpga retimer pump cooling thermal module modules processor processors core cores uncore package pkg io chipset accelerator accel card cards adapter adapters usb bmc backplane socket dpu bluefield cpld m2 midplane motherboard mainboard planar interposer erot irot hmc bridge carrier expander',
);

/** Words of a power supply, beside `PW1` and `PDB`. */
const SUPPLIES = words('psu psus ps pws supply supplies');

const OUTPUTS = words('out output outputs pout iout vout dcout');

/** Words that a vendor puts for the whole device. */
const WHOLES = words('total sys system chassis node server platform meter consumption consumed usage enclosure dcmi');

/** Words that say nothing of whose the watts are. */
const NEUTRAL = words(
  'power pwr watts watt w pin in input inlet mains ac acin avg average reading sensor present current actual now instantaneous',
);

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}

/**
 * Whose the watts of a sensor are, by what its name means: vendors write `Pwr Consumption` (Dell), `Power Meter` (HPE), `Sys Power` (Lenovo), `POWER_USAGE` and
 * `PSU1_PIN` (Cisco), `PWR_PSU0` (NVIDIA), `PSU1 Input Power` (Supermicro), `Total_Power` (AMI), `ps0_input_power` and `total_power` (OpenBMC). A part before a
 * whole (`GPU_TOTAL_POWER` is that of GPUs), and what is not understood is `unknown`. The project's own list.
 */
export function drawOwner(name: string): DrawReading['of'] {
  const { spaced, found } = wordsOf(name);
  const has = (set: ReadonlySet<string>): boolean => found.some((word) => set.has(word));
  if (has(NO_DRAW)) return 'limit';
  if (has(PARTS)) return 'part';
  const isSupply = has(SUPPLIES) || /(?:^|[^a-z])pw[ _-]?\d/.test(spaced);
  if (isSupply) {
    if (has(OUTPUTS)) return 'output';
    return found.includes('total') && supplyOf(name) === undefined ? 'device' : 'supply';
  }
  if (has(OUTPUTS)) return 'output';
  if (has(WHOLES)) return 'device';
  return found.length > 0 && found.every((word) => NEUTRAL.has(word)) ? 'device' : 'unknown';
}

/** Words of a name in small letters: `CPUBaseboard` has two. */
function wordsOf(name: string): { readonly spaced: string; readonly found: readonly string[] } {
  const spaced = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase();
  return { spaced, found: spaced.split(/[^a-z]+/).filter((word) => word !== '') };
}

/** Words that a service puts into the id of the chassis of a whole device. */
const CHASSIS = words('self embedded blade sled encl rackmount u dgx host main compute tray nvl');

/** Whose the watts of a chassis are, by its id: a number, a word for the whole, or a part; undefined where it says nothing that is understood. */
export function chassisOwner(id: string): 'device' | 'part' | undefined {
  const owner = drawOwner(id);
  if (owner === 'part' || owner === 'device') return owner;
  const { found } = wordsOf(id);
  return found.every((word) => CHASSIS.has(word)) ? 'device' : undefined;
}

/** Number of the supply that a name is of; undefined where it has none. */
export function supplyOf(name: string): string | undefined {
  const plain = name.replace(/_/g, ' ');
  return (
    /(?:psus?|pws?|ps|suppl(?:y|ies)|unit|bay|slot)[ #-]*(\d+)/i.exec(plain)?.[1] ??
    /(?:PowerSupplies\/)?(\d+)/.exec(plain)?.[1]
  );
}
