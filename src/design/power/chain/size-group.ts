import { DesignErrors } from '../../../errors/design-error';
import { wholeNumberError } from '../../placement/whole-number';
import type { GroupScheme } from '../../../model/power-node';

/** What a scheme takes for a load of so many units, and what it then survives. */
export interface GroupSize {
  readonly units: number;
  /** Highest share of its rating that a unit may carry normally, so that a loss overloads none; on the reserve of a block scheme it is 0. */
  readonly normalShare: number;
  /** What a loss multiplies the load of the units that are left by. Absent: none is left to carry it. */
  readonly lossFactor?: number;
  /** Units whose loss together it survives at that load. */
  readonly survives: number;
}

/**
 * Units of a redundancy scheme for a load that `needed` units carry.
 *
 * N: n. N+1: n + 1. 2N: 2n, two sides. 2N+1: 2n + 1, a side and one more. 3N/2: three sides of ceil(n/2), any two of which carry all. 4N/3: four sides of
 * ceil(n/3). Block: n and a reserve, which takes exactly the block that fails.
 *
 * @see APC White Paper 75, UPS configurations
 * @throws DesignError `power/invalid-number`
 */
export function sizeGroup(scheme: GroupScheme, needed: number): GroupSize {
  const error = wholeNumberError({
    code: 'power/invalid-number',
    owner: `redundancy ${scheme}`,
    field: 'needed',
    value: needed,
    least: 1,
  });
  DesignErrors.throwAll(error === undefined ? [] : [error]);
  const distributed = (sides: number): GroupSize => {
    const side = Math.ceil(needed / (sides - 1));
    return {
      units: sides * side,
      normalShare: (sides - 1) / sides,
      lossFactor: sides / (sides - 1),
      survives: side,
    };
  };
  switch (scheme) {
    case 'N':
      return { units: needed, normalShare: 1, survives: 0 };
    case 'N+1':
      return shared(needed, 1);
    case '2N':
      return shared(needed, needed);
    case '2N+1':
      return shared(needed, needed + 1);
    case '3N/2':
      return distributed(3);
    case '4N/3':
      return distributed(4);
    case 'block':
      return { units: needed + 1, normalShare: 1, lossFactor: 1, survives: 1 };
  }
}

/** Units that share a load alike, of which `spare` may be lost. */
function shared(needed: number, spare: number): GroupSize {
  const units = needed + spare;
  return { units, normalShare: needed / units, lossFactor: units / needed, survives: spare };
}
