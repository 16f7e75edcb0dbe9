import { coolantClasses } from '../../catalog/cooling-classes';
import type { Fact } from '../../catalog/fact';
import type { CatalogItem, PhysicalSpec, PsuSet } from '../../catalog/shapes';
import type { SystemSpec } from '../../catalog/system-spec';
import { DesignError } from '../../errors/design-error';
import type { ModelFacts } from '../../model/bill-plan';
import type { DeviceCooling } from '../../model/cooling-plan';
import type { DeviceInput, DeviceKind, PartnerSet, Position } from '../../model/placement-plan';
import type { Power } from '../../units/power';
import { present } from '../../units/present';

/** Something of the catalogue that stands in a rack and draws power. */
export interface RackableSpec extends CatalogItem, PhysicalSpec, CooledSpec {
  readonly maxPower?: Fact<Power>;
  readonly psus?: Fact<PsuSet>;
}

/** What a device is beside its entry in the catalogue. */
interface DeviceMakerInput {
  readonly kind: DeviceKind;
  /** Construct path of the owner. */
  readonly path: string;
  /** Its owner in the words of a message: `cluster 'haein'`. */
  readonly owner: string;
  /** Draw that the user states. */
  readonly power: Power | undefined;
  /** Name of the prop with which a user states it. */
  readonly powerProp: string;
  readonly zones: readonly string[];
  /** What else all of its devices have. */
  readonly details?: Partial<DeviceInput>;
  readonly maxPerRack?: number | undefined;
  /** Devices of a full unit, where a unit shall not split over rows. */
  readonly unitDevices?: number | undefined;
}

/** Makes the devices of one model: everything but name, unit and place is the same for all. */
type DeviceMaker = (name: string, unit: string, fixed?: Partial<Position>) => DeviceInput;

/**
 * A vendor of devices from an entry of the catalogue.
 *
 * @throws DesignError `catalog/no-height`, `catalog/no-power` where the entry lacks what placement or power needs
 */
export function deviceMaker(spec: RackableSpec, options: DeviceMakerInput): DeviceMaker {
  const { kind, path, owner, powerProp, zones, maxPerRack, unitDevices, details } = options;
  const heightU = spec.heightU?.value;
  if (heightU === undefined) {
    throw new DesignError('catalog/no-height', {
      problem: `${owner}: '${spec.id}' states no height, and a device without height finds no place`,
      remedy: "define the model with its 'heightU' and the source of it",
      object: spec.id,
    });
  }
  const power = options.power ?? spec.maxPower?.value;
  if (power === undefined) {
    throw new DesignError('catalog/no-power', {
      problem: `${owner}: '${spec.id}' states no draw, and no source for it was found`,
      remedy: `give '${powerProp}', the highest draw of one with its optics`,
      object: spec.id,
    });
  }
  const psus = spec.psus?.value;
  const shared = {
    kind,
    model: spec.id,
    heightU,
    maxWatts: power.inWatts,
    path,
    ...present({ weightGrams: spec.weight?.value.inGrams }),
    ...(psus === undefined ? {} : supplies(psus)),
    ...(zones.length === 0 ? {} : { zones }),
    ...present({ maxPerRack, unitDevices }),
    ...coolingOf(spec, power),
    ...details,
  };
  return (name, unit, fixed) => ({
    ...shared,
    name,
    unit,
    ...present({
      fixed:
        fixed?.rack === undefined ? undefined : { rack: fixed.rack, ...(fixed.u === undefined ? {} : { u: fixed.u }) },
    }),
  });
}

/** Detail of devices each of which carries what all do: one a rack, and half of them at most in one. Nothing where there is one alone. */
export function partnersAmong(
  members: readonly unknown[],
  set: Pick<PartnerSet, 'set' | 'kind' | 'of'>,
): Pick<DeviceInput, 'partners'> {
  if (members.length < 2) return {};
  return { partners: { ...set, mostPerRack: 1, mostLost: Math.floor(members.length / 2) } };
}

/** Supplies of a device, where it is known how many it needs. */
function supplies({ count, needed, degradedFrom }: PsuSet): Pick<DeviceInput, 'psus'> {
  if (needed === undefined) return {};
  return { psus: { count, needed, ...present({ degradedFrom }) } };
}

const MILLI = 1_000;

const SECONDS = 60;

/** What an entry of the catalogue may state of its cooling. */
type CooledSpec = Pick<
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
      ...present({
        airMillilitresPerSecond:
          airflow === undefined ? undefined : Math.round(airflow.value.inMillilitresPerMinute / SECONDS),
        airInlet:
          airInlet === undefined
            ? undefined
            : {
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

/** What the BOM says of a model, under its id. */
export function modelFacts(item: CatalogItem, category: ModelFacts['category']): readonly [string, ModelFacts] {
  const { id, manufacturer, model, partNumber } = item;
  const assumed = Object.entries(item as object).flatMap(([key, fact]: [string, Partial<Fact<unknown>>]) =>
    fact.status === 'assumed' ? [key] : [],
  );
  return [
    id,
    {
      manufacturer,
      description: model,
      category,
      ...present({ partNumber }),
      ...(assumed.length === 0 ? {} : { assumed }),
    },
  ];
}
