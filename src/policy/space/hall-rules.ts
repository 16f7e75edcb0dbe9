import type { RackPlan } from '../../model/placement-plan';
import type { SitePlan } from '../../model/site-plan';
import { defineRule } from '../define-rule';
import { inWords } from '../in-words';
import { judgeEach } from '../judge-each';
import type { Rule } from '../rule';
import { failed } from '../verdict';

/** Highest density that a reference architecture prints for racks cooled by air: four DGX B300 on AC. */
const AIR_COOLED_RACK_WATTS = 56_000;

const hallFull = defineRule({
  id: 'space/hall-full',
  severity: 'info',
  title: 'a hall keeps at least one rack position free',
  why: {
    text: 'A spare system, or one more switch, needs a place that the hall no longer has.',
    source: 'Convention of this library',
  },
  check: (plan) =>
    judgeEach(
      racksByHall(plan),
      ([object, racks]) => {
        if (racks.some(({ devices }) => devices.length === 0)) return undefined;
        const free = racks.reduce((sum, { limits, usedU }) => sum + limits.heightU - usedU, 0);
        const all = racks.reduce((sum, { limits }) => sum + limits.heightU, 0);
        return failed({
          path: plan.path,
          object,
          found: `no free rack of ${racks.length}; ${inWords.number(free)} of ${inWords.number(all)} U free`,
          limit: 'at least 1 free rack',
          required: '1 rack',
          available: '0 racks',
          shortfall: '1 rack',
          arithmetic: `${racks.length} racks - ${racks.length} in use = 0`,
          remedy: "add 'racks' to a row, or a row to the hall",
        });
      },
      'the site has no rack',
    ),
});

const rackDensity = defineRule({
  id: 'space/rack-density',
  severity: 'info',
  title: `a rack without liquid cooling draws at most ${inWords.watts(AIR_COOLED_RACK_WATTS)}, the most that is published for racks cooled by air`,
  why: {
    text: 'Above the densities that reference architectures print for air, a rack needs liquid cooling.',
    source: 'NVIDIA DGX SuperPOD Reference Architecture, DGX B300: four systems a rack on AC, about 56 kW',
  },
  check: (plan) => {
    const onLiquid = racksOnLiquid(plan);
    return judgeEach(
      racksByHall(plan),
      ([object, racks]) => {
        const dense = racks.filter(({ name, loadWatts }) => loadWatts > AIR_COOLED_RACK_WATTS && !onLiquid.has(name));
        if (dense.length === 0) return undefined;
        const most = dense.reduce((top, rack) => (rack.loadWatts > top.loadWatts ? rack : top));
        const over = most.loadWatts - AIR_COOLED_RACK_WATTS;
        return failed({
          path: plan.path,
          object,
          found: `${inWords.count(dense.length, 'rack')} above it; the densest, '${most.name}', draws ${inWords.watts(most.loadWatts)}`,
          limit: inWords.watts(AIR_COOLED_RACK_WATTS),
          arithmetic: `${inWords.watts(most.loadWatts)} - ${inWords.watts(AIR_COOLED_RACK_WATTS)} = ${inWords.watts(over)}`,
          remedy: 'cool these racks with liquid, or place fewer systems in each',
        });
      },
      'the site has no rack',
    );
  },
});

/** Rules about halls. */
export const hallRules: readonly Rule[] = [hallFull, rackDensity];

/** Racks whose heat goes into liquid that a loop takes. */
function racksOnLiquid({ cooling }: SitePlan): ReadonlySet<string> {
  const served = (cooling?.sources ?? []).filter(({ technologyLoop }) => technologyLoop !== undefined);
  return new Set(served.map(({ name }) => name));
}

/** Racks by hall, as findings call it. */
function racksByHall(plan: SitePlan): Map<string, RackPlan[]> {
  const halls = new Map<string, RackPlan[]>();
  for (const rack of plan.placement.racks) {
    const key = `hall '${rack.hall}'`;
    const hall = halls.get(key);
    if (hall === undefined) halls.set(key, [rack]);
    else hall.push(rack);
  }
  return halls;
}
