import { DesignError } from '../../errors/design-error';
import type { FabricInput } from '../../model/fabric-plan';
import { groupUnits, type GroupLayout } from './leaf-layout';

/**
 * Units of the final size.
 *
 * @throws DesignError `fabric/reserve-too-small`
 */
export function checkReserve(input: FabricInput): number {
  const units = groupUnits(input).reduce((sum, { reserved }) => sum + reserved, 0);
  const limit = input.reserveUnits ?? units;
  if (units <= limit) return units;
  const last = input.groups.at(-1);
  const slots = input.groups.reduce((sum, group) => sum + group.hosts.length, 0);
  throw new DesignError('fabric/reserve-too-small', {
    problem: `fabric '${input.name}': ${slots} hosts take ${units} units of ${last?.unitHosts}, and 'reserveUnits' keeps ${limit}`,
    remedy: `use ${fewerHosts(input, units - limit)}, or set 'reserveUnits' to ${units}, which may move cables between leaves and spines`,
    object: input.name,
    value: `${units} units`,
    limit: `${limit} units`,
  });
}

function fewerHosts(input: FabricInput, unitsOver: number): string {
  const [only] = input.groups;
  if (only === undefined || input.groups.length > 1) return `${unitsOver} ${unitsOver === 1 ? 'unit' : 'units'} fewer`;
  return `${(input.reserveUnits ?? 0) * only.unitHosts} hosts`;
}

/**
 * Checks that the leaves of a fabric without spines, one a column, take every host.
 *
 * @throws DesignError `fabric/too-many-hosts`
 */
export function checkSingleTier(input: FabricInput, groups: readonly GroupLayout[], down: number): void {
  const columns = Math.max(...groups.map(({ strides }) => strides.length));
  for (let column = 0; column < columns; column += 1) {
    const taken = groups.reduce((sum, { slots, strides }) => sum + slots * (strides[column] ?? 0), 0);
    if (taken <= down) continue;
    const what = columns === 1 ? 'one switch' : 'each of its leaves';
    throw new DesignError('fabric/too-many-hosts', {
      problem: `fabric '${input.name}': with one tier ${what} a plane takes ${down} host links, and the hosts bring ${taken}`,
      remedy: "use fewer hosts, a leaf with more ports, or 'tiers: 2'",
      object: input.name,
      value: `${taken} links`,
      limit: `${down} links`,
    });
  }
}
