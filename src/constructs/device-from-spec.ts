import type { CatalogItem, PhysicalSpec, PsuSet } from '../catalog/shapes';
import type { Fact } from '../catalog/fact';
import type { DeviceInput, DeviceKind, Position } from '../model/placement-plan';
import { DesignError } from '../errors/design-error';
import type { Power } from '../units/power';
import { type CooledSpec, coolingOf } from './device-cooling';

/** Something of the catalogue that stands in a rack and draws power. */
export interface RackableSpec extends CatalogItem, PhysicalSpec, CooledSpec {
  readonly maxPower?: Fact<Power>;
  readonly psus?: Fact<PsuSet>;
}

/** What a device is beside its entry in the catalogue. */
export interface DeviceMakerInput {
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
export type DeviceMaker = (name: string, unit: string, fixed?: Partial<Position>) => DeviceInput;

/**
 * A maker of devices from an entry of the catalogue.
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
    ...(spec.weight === undefined ? {} : { weightGrams: spec.weight.value.inGrams }),
    ...(psus === undefined ? {} : supplies(psus)),
    ...(zones.length === 0 ? {} : { zones }),
    ...(maxPerRack === undefined ? {} : { maxPerRack }),
    ...(unitDevices === undefined ? {} : { unitDevices }),
    ...coolingOf(spec, power),
    ...details,
  };
  return (name, unit, fixed) => ({
    ...shared,
    name,
    unit,
    ...(fixed?.rack === undefined
      ? {}
      : { fixed: { rack: fixed.rack, ...(fixed.u === undefined ? {} : { u: fixed.u }) } }),
  });
}

/** Supplies of a device, where it is known how many it needs. */
function supplies({ count, needed, degradedFrom }: PsuSet): Pick<DeviceInput, 'psus'> {
  if (needed === undefined) return {};
  return { psus: { count, needed, ...(degradedFrom === undefined ? {} : { degradedFrom }) } };
}
