import { present } from '../../units/present';
import { isMembers, type Members } from '../as-built/discovered-fabric';
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
  const [, amount = '', unit = ''] = /(-?[\d.]+)\s*\|?\s*(degrees C|Watts)\b/i.exec(rest) ?? [];
  const status = (cells.find((cell, index) => index > 0 && STATUS.test(cell)) ?? '').toLowerCase();
  const last = cells.length === 5 || cells.length === 3 ? (cells.at(-1) ?? '') : '';
  return {
    sensor: cells[0] ?? '',
    amount: amount === '' ? NaN : Number(amount),
    unit: unit === '' ? '' : unit.toLowerCase() === 'watts' ? 'Watts' : 'degrees C',
    status,
    words: unit === '' && /[a-z]{3}/i.test(last) && !/^\d/.test(last) ? last : '',
    ...present({ limit: upperLimit(cells) }),
  };
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

const KNOWN = [
  'Temperatures',
  'PowerControl',
  'PowerWatts',
  'TemperatureReadingsCelsius',
  'TemperatureSummaryCelsius',
  'PowerSupplies',
  'InputPowerWatts',
];

/** Whether a value is a resource of Redfish with temperatures or power, a single sensor, or a collection with them in it. */
export function isRedfish(value: unknown): value is Members {
  if (!isMembers(value)) return false;
  if (KNOWN.some((name) => name in value) || 'ReadingType' in value || 'ReadingUnits' in value) return true;
  return typeof value['@odata.type'] === 'string' || typeof value['@odata.id'] === 'string';
}

/**
 * Reads a resource `Thermal`, `Power`, `EnvironmentMetrics`, `ThermalMetrics`, `PowerSupplyMetrics` or `Sensor` of Redfish, or a collection of them with its members
 * expanded. A reading in watts is of what its address, its name or its context says; one that none of them tells is of nobody known.
 *
 * @see https://redfish.dmtf.org/schemas/v1/
 */
export function readRedfish(value: Members): SensorReadings {
  const parts = [ofPower(value), ofThermal(value), ofMetrics(value), ofSensor(value)];
  const members = listOf(value['Members']).map(readRedfish);
  const all = [...parts, ...members];
  return {
    temperatures: all.flatMap(({ temperatures = [] }) => temperatures),
    draws: all.flatMap(({ draws = [] }) => draws),
    health: all.flatMap(({ health = [] }) => health),
  };
}

/** `Power`: controls of the device or of a part of it, present or averaged, and its supplies. */
function ofPower(value: Members): Partial<SensorReadings> {
  const owner = addressOwner(textOf(value['@odata.id']));
  const draws = listOf(value['PowerControl']).flatMap((control, index): DrawReading[] => {
    const metrics = isMembers(control['PowerMetrics']) ? control['PowerMetrics'] : {};
    const name = textOf(control['Name']) || `PowerControl ${index}`;
    const told = owner ?? contextOwner(textOf(control['PhysicalContext'])) ?? drawOwner(name);
    // The first control of a `Power` is that of the whole, unless it says otherwise.
    const of = told === 'unknown' && index === 0 ? 'device' : told;
    const now = numberOf(control['PowerConsumedWatts']);
    if (now !== undefined && now > 0) return [{ name, watts: now, of }];
    const average = numberOf(metrics['AverageConsumedWatts']);
    return average === undefined || average <= 0 ? [] : [{ name, watts: average, of, isAverage: true }];
  });
  const supplies = listOf(value['PowerSupplies']);
  const inputs = supplies.flatMap((supply, index): DrawReading[] => {
    const watts = numberOf(supply['PowerInputWatts']);
    const name = textOf(supply['Name']) || `PowerSupply ${index}`;
    if (watts === undefined || stateOf(supply) !== '') return [];
    return [{ name, watts, of: 'supply', supply: textOf(supply['MemberId']) || supplyOf(name) || `${index}` }];
  });
  const others = ['PowerControl', 'Voltages', 'Redundancy'].flatMap((name) => listOf(value[name]));
  return {
    draws: [...draws, ...inputs],
    health: [
      ...supplies.flatMap((supply, index) => healthOf(supply, `supply ${index}`)),
      ...others.flatMap((each, index) => healthOf(each, `power ${index}`)),
    ],
  };
}

/** `Thermal`: temperatures and fans. */
function ofThermal(value: Members): Partial<SensorReadings> {
  return {
    temperatures: listOf(value['Temperatures']).flatMap((each) =>
      temperatureOf(each, each['ReadingCelsius'], each['Name'], limitsOf(each)),
    ),
    health: listOf(value['Fans']).flatMap((fan, index) => healthOf(fan, `fan ${index}`)),
  };
}

/** `EnvironmentMetrics`, `ThermalMetrics` (whose watts are those of fans) and `PowerSupplyMetrics`. */
function ofMetrics(value: Members): Partial<SensorReadings> {
  const type = textOf(value['@odata.type']);
  const address = textOf(value['@odata.id']);
  const temperatures = listOf(value['TemperatureReadingsCelsius']).flatMap((each) =>
    temperatureOf(each, each['Reading'], each['DeviceName'] ?? each['PhysicalContext'], limitsOf(each)),
  );
  const watts = excerptOf(value['PowerWatts']);
  const source = isMembers(value['PowerWatts']) ? textOf(value['PowerWatts']['DataSourceUri']) : '';
  const draws: DrawReading[] = [];
  if (watts !== undefined) {
    const isThermal =
      /ThermalMetrics/.test(type) || /ThermalMetrics/.test(address) || 'TemperatureReadingsCelsius' in value;
    const of = isThermal ? 'part' : (addressOwner(address) ?? addressOwner(source) ?? 'unknown');
    const name = lastName(source) || lastName(address) || textOf(value['Id']) || 'PowerWatts';
    draws.push({ name: isThermal ? `${name} (fans)` : name, watts, of });
  }
  const input = excerptOf(value['InputPowerWatts']);
  if (input !== undefined) {
    const supply = supplyOf(address) ?? supplyOf(textOf(value['Id'])) ?? (address || '0');
    draws.push({
      name: lastName(address.replace(/\/Metrics$/, '')) || 'InputPowerWatts',
      watts: input,
      of: 'supply',
      supply,
    });
  }
  return { temperatures, draws };
}

/** A single `Sensor`: a temperature, or a reading in watts. */
function ofSensor(value: Members): Partial<SensorReadings> {
  const reading = numberOf(value['Reading']);
  const kind = `${textOf(value['ReadingType'])} ${textOf(value['ReadingUnits'])}`;
  if (!/^(?:Temperature\b|Power\b(?!\w)| (?:Cel|W)$)/.test(kind)) return {};
  const name = textOf(value['Name']) || textOf(value['Id']) || 'sensor';
  const id = textOf(value['Id']) || lastName(textOf(value['@odata.id'])) || name;
  if (/^Temperature|Cel$/.test(kind)) return { temperatures: temperatureOf(value, reading, id, limitsOf(value)) };
  if (reading === undefined || stateOf(value) !== '') return {};
  const own = addressOwner(textOf(value['@odata.id'])) ?? 'unknown';
  const named = [drawOwner(id), drawOwner(name)].find((of) => of !== 'unknown');
  const context = contextOwner(textOf(value['PhysicalContext']));
  const of = own === 'part' ? own : (named ?? context ?? 'unknown');
  const supply = of === 'supply' ? (supplyOf(id) ?? supplyOf(name) ?? id) : undefined;
  return { draws: [{ name: id, watts: reading, of, ...present({ supply }) }] };
}

/** Whose readings stand at an address: undefined where it says nothing of it, as for one that is absent. */
function addressOwner(address: string): DrawReading['of'] | undefined {
  if (address === '') return undefined;
  const [, home = '', id = '', rest = ''] = /\/(Chassis|Systems|Managers)\/([^/]+)\/?(.*)$/.exec(address) ?? [];
  if (home === '') return undefined;
  if (/\b(?:Processors|Memory|Drives|Storage|PCIeDevices|NetworkAdapters|Fans|ThermalSubsystem)\b/.test(rest))
    return 'part';
  if (/\b(?:PowerSupplies|PowerSupplyUnits)\b/.test(rest)) return 'supply';
  if (drawOwner(id) === 'part') return 'part';
  if (/^Sensors\//.test(rest)) {
    const named = drawOwner(lastName(address));
    return named === 'unknown' ? undefined : named;
  }
  return 'device';
}

/** Redfish's own words for where a reading is taken. */
function contextOwner(context: string): DrawReading['of'] | undefined {
  if (context === '') return undefined;
  if (/^(?:Chassis|SystemBoard|System|Room|ACInput|PowerSubsystem)$/i.test(context)) return 'device';
  return /^PowerSupply/i.test(context) ? 'supply' : 'part';
}

const LIMITS = ['UpperThresholdNonCritical', 'UpperThresholdCritical', 'UpperThresholdFatal', 'UpperThresholdUser'];

const THRESHOLDS = ['UpperCaution', 'UpperCritical', 'UpperFatal', 'UpperCautionUser', 'UpperCriticalUser'];

/** Upper limits; one of 0 or less is none that a vendor set. */
function limitsOf(members: Members): number[] {
  const thresholds = isMembers(members['Thresholds']) ? members['Thresholds'] : {};
  return [...LIMITS.map((name) => members[name]), ...THRESHOLDS.map((name) => excerptOf(thresholds[name]))].flatMap(
    (limit) => (typeof limit === 'number' && limit > 0 ? [limit] : []),
  );
}

function temperatureOf(
  members: Members,
  value: unknown,
  name: unknown,
  limits: readonly number[],
): TemperatureReading[] {
  const celsius = numberOf(value);
  if (celsius === undefined || stateOf(members) !== '') return [];
  const status = worstHealth(members) ?? 'no health';
  return [
    {
      sensor: textOf(name) || 'sensor',
      celsius,
      ...(limits.length > 0 && { limitCelsius: Math.min(...limits) }),
      isGood: status === 'OK' || status === 'no health',
      status,
    },
  ];
}

function healthOf(members: Members, fallback: string): HealthReading[] {
  const status = worstHealth(members);
  if (status === undefined || stateOf(members) !== '') return [];
  return [
    { sensor: textOf(members['Name']) || textOf(members['FanName']) || fallback, isGood: status === 'OK', status },
  ];
}

/** The worse of health and its roll-up. */
function worstHealth(members: Members): string | undefined {
  const status = isMembers(members['Status']) ? members['Status'] : {};
  const told = [status['Health'], status['HealthRollup']].filter((each) => typeof each === 'string');
  return told.find((each) => each !== 'OK') ?? told[0];
}

/** Why a sensor has no reading: absent, disabled; empty where it has one. */
function stateOf(members: Members): string {
  const state = isMembers(members['Status']) ? textOf(members['Status']['State']) : '';
  return /^(?:Absent|Disabled|UnavailableOffline|StandbyOffline)$/.test(state) ? state : '';
}

/** A number, or the reading of an excerpt. */
function excerptOf(value: unknown): number | undefined {
  return isMembers(value) ? numberOf(value['Reading']) : undefined;
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function listOf(value: unknown): Members[] {
  return Array.isArray(value) ? value.filter(isMembers) : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function lastName(address: string): string {
  return address.slice(address.lastIndexOf('/') + 1);
}

/** Words of limits, extremes and ratings: watts, and no draw. */
const NO_DRAW = words(
  'limit limits cap capping budget threshold max maximum min minimum peak capacity rated rating available allocated allocation redundancy remaining headroom setpoint target policy',
);

/** Words of parts of a device. */
const PARTS = words(
  'gpu gpus cpu cpus fan fans blower mem memory dimm dimms dram ddr hbm hdd ssd nvme disk disks drive drives storage raid pch nic nics ocp riser risers pcie pci slot slots soc vr vrm vdd vccin nvswitch switch hgx sxm baseboard fpga retimer pump cooling thermal module modules processor processors core cores uncore package pkg io chipset accelerator accel card cards adapter adapters usb bmc backplane socket dpu bluefield cpld m2',
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
  const spaced = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  const found = spaced.split(/[^a-z]+/).filter((word) => word !== '');
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

/** Number of the supply that a name is of; undefined where it has none. */
export function supplyOf(name: string): string | undefined {
  const plain = name.replace(/_/g, ' ');
  return (
    /(?:psus?|pws?|ps|suppl(?:y|ies)|unit|bay|slot)[ #-]*(\d+)/i.exec(plain)?.[1] ??
    /(?:PowerSupplies\/)?(\d+)/.exec(plain)?.[1]
  );
}
