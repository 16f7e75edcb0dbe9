import { coolantClasses } from '../catalog/cooling-classes';
import type { SystemSpec } from '../catalog/system-spec';
import type { DeviceCooling } from '../model/cooling-plan';
import type { DeviceInput } from '../model/placement-plan';
import type { Power } from '../units/power';

const MILLI = 1_000;
const SECONDS = 60;

/** What an entry of the catalogue may state of its cooling. */
export type CooledSpec = Pick<
  SystemSpec,
  | 'airflow'
  | 'liquidFraction'
  | 'liquidHeat'
  | 'airHeat'
  | 'flowPerKilowatt'
  | 'liquidSupply'
  | 'waterClass'
  | 'airInlet'
>;

/**
 * Cooling of a device by its entry in the catalogue; none where the entry does not state how its heat is split, for then nothing follows from the rest.
 *
 * Heats that are stated in themselves go before the fraction. Its warmest coolant is the stated one, else the limit of its class.
 */
export function coolingOf(spec: CooledSpec, maxPower: Power): Pick<DeviceInput, 'cooling'> {
  const split = splitOf(spec, maxPower.inWatts);
  if (split === undefined) return {};
  const { flowPerKilowatt, airflow, airInlet } = spec;
  const mostSupply = (spec.liquidSupply ?? limitOfClass(spec.waterClass?.value))?.value;
  return {
    cooling: {
      ...split,
      ...(split.liquidShare === 0 || flowPerKilowatt === undefined
        ? {}
        : { flowMillilitresPerSecondPerKilowatt: flowPerKilowatt.value.inMillilitresPerMinute / SECONDS }),
      ...(split.liquidShare === 0 || mostSupply === undefined
        ? {}
        : { mostSupplyMillicelsius: Math.round(mostSupply.inCelsius * MILLI) }),
      ...(airflow === undefined
        ? {}
        : { airMillilitresPerSecond: Math.round(airflow.value.inMillilitresPerMinute / SECONDS) }),
      ...(airInlet === undefined
        ? {}
        : {
            airInlet: {
              leastMillicelsius: Math.round(airInlet.value.min.inCelsius * MILLI),
              mostMillicelsius: Math.round(airInlet.value.max.inCelsius * MILLI),
            },
          }),
    },
  };
}

/** One stated heat leaves the rest of the draw to the other; both go as they are. */
function splitOf(
  { liquidHeat, airHeat, liquidFraction }: CooledSpec,
  maxWatts: number,
): Pick<DeviceCooling, 'liquidShare' | 'statedHeat'> | undefined {
  if (liquidHeat === undefined && airHeat === undefined) {
    return liquidFraction === undefined ? undefined : { liquidShare: liquidFraction.value };
  }
  const liquidWatts = liquidHeat?.value.inWatts ?? Math.max(0, maxWatts - (airHeat?.value.inWatts ?? 0));
  const airWatts = airHeat?.value.inWatts ?? Math.max(0, maxWatts - liquidWatts);
  const stated = liquidWatts + airWatts;
  if (stated === 0) return undefined;
  return { liquidShare: liquidWatts / stated, statedHeat: { liquidWatts, airWatts } };
}

function limitOfClass(name: string | undefined): SystemSpec['liquidSupply'] {
  const wanted = name?.toLowerCase();
  return Object.values(coolantClasses).find(({ id, model }) => id === wanted || model.toLowerCase() === wanted)
    ?.maxSupply;
}
