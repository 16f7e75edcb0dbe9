import { trayNames } from '../model/fabric-plan';
import type { ClusterPlan } from '../model/site-plan';

/** System that holds each tray of systems that are whole racks. */
export function holdersOf(systems: readonly string[], trays: number): Readonly<Record<string, string>> {
  return Object.fromEntries(systems.flatMap((system) => trayNames([system], trays).map((tray) => [tray, system])));
}

/** Each rack as one scale-up network, with the switch trays that its maker states; nothing for systems that have no trays. */
export function scaleUpDomains(
  systems: readonly string[],
  trays: number | undefined,
  switches: number | undefined,
): Pick<ClusterPlan, 'scaleUpDomains'> {
  if (trays === undefined) return {};
  const own = switches === undefined ? {} : { switches };
  return { scaleUpDomains: systems.map((name) => ({ name, hosts: trayNames([name], trays), ...own })) };
}
