import type { SitePlan } from '../../model/site-plan';
import { figuresOf } from '../../design/power/plan-power';

/** What is known of a point of supply, stated by the site or by its utility nodes. */
export interface SupplyPoint {
  readonly contractWatts: number | undefined;
  readonly volts: number | undefined;
  readonly circuits: number | undefined;
  readonly voltageDistortion: number | undefined;
}

/** The point of supply of a site: what it states goes before what its utility nodes say. The contract is that of the site, else the sum of theirs. */
export function supplyPoint(plan: SitePlan): SupplyPoint {
  const { supply, power } = plan;
  const utilities = (power.chain?.nodes ?? []).filter(({ kind }) => kind === 'utility');
  const highest = (values: readonly (number | undefined)[]): number | undefined => {
    const known = values.filter((value) => value !== undefined);
    return known.length === 0 ? undefined : Math.max(...known);
  };
  const contracts = utilities.map((node) => node.supply?.contractWatts).filter((watts) => watts !== undefined);
  const summed = contracts.length === 0 ? undefined : contracts.reduce((sum, watts) => sum + watts, 0);
  return {
    contractWatts: figuresOf(plan).contractWatts ?? summed,
    volts: supply?.volts ?? highest(utilities.map(({ volts }) => volts)),
    circuits: supply?.circuits ?? (utilities.length === 0 ? undefined : utilities.length),
    voltageDistortion: supply?.voltageDistortion ?? highest(utilities.map((node) => node.supply?.voltageDistortion)),
  };
}
