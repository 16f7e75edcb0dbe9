import { isMembers } from '../as-built/lldp-values';
import type { SensorReadings, TemperatureReading } from './measurement';

/** Sensors that tell the draw of a whole device, by the words that makers use; else inputs of supplies are added. The project's own list. */
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
  return { temperatures, ...(draw === undefined ? {} : { watts: draw }) };
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
  return { temperatures, ...(watts === undefined ? {} : { watts }) };
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

function listOf(value: unknown): Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter(isMembers) : [];
}
