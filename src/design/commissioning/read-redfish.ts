import { present } from '../../units/present';
import { isMembers, type Members } from '../as-built/discovered-fabric';
import type { DrawReading, HealthReading, SensorReadings, TemperatureReading } from './measurement';
import { chassisOwner, drawOwner, supplyOf } from './read-sensors';

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
 * Reads the health of any resource, and a resource `Thermal`, `Power`, `EnvironmentMetrics`, `ThermalMetrics`, `PowerSupplyMetrics` or `Sensor` of Redfish, or a collection of them with its members
 * expanded. A reading in watts is of what its address, its name or its context says; one that none of them tells is of nobody known.
 *
 * @see https://redfish.dmtf.org/schemas/v1/
 */
export function readRedfish(value: Members): SensorReadings {
  const parts = [ofPower(value), ofThermal(value), ofMetrics(value), ofSensor(value)];
  const members = listOf(value['Members']).map(readRedfish);
  const all = [...parts, ...members];
  const temperatures = all.flatMap(({ temperatures: own = [] }) => own);
  const draws = all.flatMap(({ draws: own = [] }) => own);
  const health = all.flatMap(({ health: own = [] }) => own);
  // A resource says of itself, or by its roll-up, how it is: a fan, a supply, a chassis. That of a temperature is told with it.
  const itself = healthOf(value, textOf(value['Id']) || 'resource');
  const isAlone = temperatures.length + draws.length + health.length === 0;
  const isBad = temperatures.length === 0 && itself.some(({ isGood }) => !isGood);
  return { temperatures, draws, health: isAlone || isBad ? [...health, ...itself] : health };
}

/** `Power`: controls of the device or of a part of it, present or averaged, and its supplies. */
function ofPower(value: Members): Partial<SensorReadings> {
  const owner = addressOwner(textOf(value['@odata.id']));
  const draws = listOf(value['PowerControl']).flatMap((control, index): DrawReading[] => {
    const metrics = isMembers(control['PowerMetrics']) ? control['PowerMetrics'] : {};
    const name = textOf(control['Name']) || `PowerControl ${index}`;
    const told = ownerOf([owner, contextOwner(textOf(control['PhysicalContext'])), drawOwner(name)]);
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
    const of = isThermal ? 'part' : ownerOf([addressOwner(address), addressOwner(source)]);
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

/** Whose a reading is by all that tells of it: a part wherever one is named, else the first that is understood. */
function ownerOf(told: readonly (DrawReading['of'] | undefined)[]): DrawReading['of'] {
  return told.find((of) => of === 'part') ?? told.find((of) => of !== undefined && of !== 'unknown') ?? 'unknown';
}

/** Whose readings stand at an address: undefined where it says nothing of it, as for one that is absent. */
function addressOwner(address: string): DrawReading['of'] | undefined {
  if (address === '') return undefined;
  const [, home = '', id = '', rest = ''] = /\/(Chassis|Systems|Managers)\/([^/]+)\/?(.*)$/.exec(address) ?? [];
  if (home === '') return undefined;
  if (/\b(?:Processors|Memory|Drives|Storage|PCIeDevices|NetworkAdapters|Fans|ThermalSubsystem)\b/.test(rest))
    return 'part';
  if (/\b(?:PowerSupplies|PowerSupplyUnits)\b/.test(rest)) return 'supply';
  const own = home === 'Chassis' ? (chassisOwner(id) ?? 'unknown') : drawOwner(id) === 'part' ? 'part' : 'device';
  if (own === 'part') return own;
  if (/^Sensors\//.test(rest)) {
    const named = drawOwner(lastName(address));
    return named === 'unknown' ? undefined : named;
  }
  return own;
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
