import type { SitePlan } from '../../model/site-plan';
import type { SystemFigures } from './design-figures';
import { RECHARGE_WATTS } from './draft-parts';
import { NETWORK_RACKS } from './hall-draft';

/** Room that a rating leaves for stores that charge again. */
export const MARGIN = 1.1;

/** Room of a zone over its load: a little above what the rule of headroom asks. */
const ZONE_MARGIN = 1.06;

/** Ratings in which equipment is built: the series R10 of ISO 3. */
const R10 = [1, 1.25, 1.6, 2, 2.5, 3.15, 4, 5, 6.3, 8];

/** Systems that a hall has ports for, up to so many: fabric managers take a port of a leaf that would be full. */
export function served(system: SystemFigures, systems: number): number {
  return !system.isRack && systems % system.unit === 0 ? Math.max(0, systems - 1) : systems;
}

/** Rows of racks for switches and storage of a hall of so many systems. */
export function networkRows(system: SystemFigures, systems: number): number {
  const racks = system.isRack ? systems * 0.55 : systems * 0.1;
  return Math.max(2, Math.ceil((racks + 8) / NETWORK_RACKS));
}

/** Ratings of the nodes and zones of one hall, from the highest load of each in any state. */
export function hallRatings(plan: SitePlan): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const nodes = plan.power.chain?.nodes ?? [];
  const all = nodes.filter(({ kind }) => kind === 'ups').length;
  for (const { name, kind, worst, loadWatts, limitShare, failureLimitShare } of nodes) {
    const stores = name.includes('-tx-') ? 1 : kind === 'ups' || name.includes('-board-') ? 0 : all;
    if (kind === 'utility' || kind === 'generator') continue;
    const needed = Math.max(loadWatts / limitShare, worst.loadWatts / Math.min(failureLimitShare, 1));
    found.set(name, rated(needed * MARGIN + stores * RECHARGE_WATTS));
    if (kind === 'switchboard' && name.endsWith('-set-board')) {
      found.set(
        name.replace(/board$/, 's').replace('-set-s', '-sets'),
        worst.loadWatts * MARGIN + all * RECHARGE_WATTS,
      );
    }
  }
  for (const { name, loadWatts } of plan.power.zones) found.set(name, rated((loadWatts / 0.8) * ZONE_MARGIN));
  return found;
}

/** The next size of the series that is at least so much. */
export function rated(watts: number): number {
  const scale = 10 ** Math.floor(Math.log10(Math.max(1_000, watts)));
  const step = R10.find((each) => Math.round(each * scale) >= watts);
  return Math.round(step === undefined ? 10 * scale : step * scale);
}

/** The step above a rating. */
export function nextRating(watts: number): number {
  return rated(watts * 1.000_001 + 1);
}
