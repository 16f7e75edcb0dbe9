import type { SystemSpec } from '../catalog/system-spec';
import { DesignError } from '../errors/design-error';
import type { Power } from '../units/power';

/** What one rack offers to systems, and what one system takes of it. */
export interface RackInput {
  readonly system: SystemSpec;
  readonly count: number;
  /** Draw of one system. */
  readonly systemPower: Power;
  readonly rackPower: Power;
  /** Absent: not asked for. */
  readonly rackUnits: number;
}

/** Racks that hold the systems; switches stand elsewhere. */
export interface RackCounts {
  readonly racks: number;
  readonly systemsPerRack: number;
  readonly rackWatts: number;
  /** `null` where the system is a whole rack, or its height is not in the catalogue. */
  readonly rackUnits: number | null;
}

/**
 * Racks by power and height: each holds as many systems as both allow.
 *
 * @throws DesignError `size/rack-too-small`
 */
export function countRacks({ system, count, systemPower, rackPower, rackUnits }: RackInput): RackCounts {
  const byPower = Math.floor(rackPower.dividedBy(systemPower));
  if (byPower < 1) {
    throw tooSmall(system, `draws ${systemPower.toString()}`, rackPower.toString(), "give a larger '--rack-kw'");
  }
  const rackWatts = rackPower.inWatts;
  if (system.formFactor === 'rack') return { racks: count, systemsPerRack: 1, rackWatts, rackUnits: null };
  const heightU = system.heightU?.value;
  if (heightU === undefined) {
    return { racks: Math.ceil(count / byPower), systemsPerRack: byPower, rackWatts, rackUnits: null };
  }
  const byHeight = Math.floor(rackUnits / heightU);
  if (byHeight < 1) {
    throw tooSmall(system, `is ${heightU} U high`, `${rackUnits} U`, "give more '--rack-units'");
  }
  const systemsPerRack = Math.min(byPower, byHeight);
  return { racks: Math.ceil(count / systemsPerRack), systemsPerRack, rackWatts, rackUnits };
}

function tooSmall({ id }: SystemSpec, takes: string, limit: string, remedy: string): DesignError {
  return new DesignError('size/rack-too-small', {
    problem: `a rack of ${limit} holds no '${id}', which ${takes}`,
    remedy,
    object: id,
    limit,
  });
}
