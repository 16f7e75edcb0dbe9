import type { CoolingLoopPlan, CoolingUnitsPlan } from '../../model/cooling-plan';
import { type DeviceInput, wattsOf } from '../../model/placement-plan';
import type { PowerNodePlan } from '../../model/power-node';
import { type Assumption, restsOn, type SitePlan } from '../../model/site-plan';
import { present } from '../../units/present';
import { loadsThere } from '../site/phase-view';
import { planLoads } from '../site/plan-loads';
import { DEFAULT_TOLERANCE, integratedTests } from './integrated-tests';
import {
  COMMISSIONING_LEVELS,
  type CommissioningLevel,
  type IntegratedTest,
  type LoadBank,
  loadBanks,
  NO_SPLIT,
  type OpenPoint,
  SiteHalls,
} from './test-scope';

/** Something that a hall passes before it is handed over. Hall, level, object and check name it. */
export interface HallCheck {
  readonly hall: string;
  readonly level: CommissioningLevel;
  /** Node, units, loop, zone or test, as the plan names it. */
  readonly object: string;
  readonly check: string;
  /** What must be met, with the figures of the plan. */
  readonly criterion: string;
  /** Figures that the plan does not have, in words of the props. Absent: it has all. */
  readonly unknown?: readonly string[];
}

/** What commissioning of a site takes, from what its plan says of failures. */
export interface CommissioningPlan {
  /** Name of the site. */
  readonly site: string;
  /** Share by which a reading may differ from the plan. */
  readonly tolerance: number;
  /** In the order in which they are run: one at a time in the whole site, nearest to the racks first, then sources, then several at once. */
  readonly tests: readonly IntegratedTest[];
  /** Load banks that stand for all load, by row. */
  readonly loadBanks: readonly LoadBank[];
  /** What each node carries in the normal state at each step of the load banks. */
  readonly loadSteps: LoadSteps;
  /** What each hall passes before it is handed over, by level. */
  readonly checks: readonly HallCheck[];
  /** What stays open by the plan alone. */
  readonly open: readonly OpenPoint[];
  /** What its loads rest on that is assumed. Absent: nothing is. */
  readonly assumed?: readonly Assumption[];
}

/** Steps of the load banks, as shares of all load of the plan. */
export const LOAD_STEPS = [0.25, 0.5, 0.75, 1] as const;

/** What nodes carry at steps of the load banks, and under which conditions that holds. */
export interface LoadSteps {
  /** In sentences. */
  readonly conditions: readonly string[];
  /** In the order of the chain. */
  readonly nodes: readonly {
    readonly node: string;
    readonly kind: string;
    /** Output at each of `LOAD_STEPS`, W. Losses and cooling follow the load as the plan has them. */
    readonly watts: readonly number[];
  }[];
}

/** Plans the loads of a site again with a share of the draw of every device and tenant's block: losses and cooling follow by the plan's own graph. */
function loadStepsOf(site: SitePlan): LoadSteps {
  const { power, cooling, climate } = site;
  const nodes = power.chain?.nodes ?? [];
  const watts = LOAD_STEPS.map((share) => {
    if (share === 1) return new Map(nodes.map(({ name, loadWatts }) => [name, loadWatts]));
    const devices = site.devices.map((device) => atShare(device, power.basis, share));
    const input = loadsThere(site, { devices, placement: site.placement, halls: site.halls, isThere: () => true });
    const installed = new Map(
      (cooling?.loops ?? []).flatMap(({ units }) => units.map((group) => [group.name, group.units])),
    );
    const coolingUnits = input.coolingUnits?.map((group) => ({
      ...group,
      count: installed.get(group.name) ?? group.count ?? 0,
    }));
    const tenantLoads = input.tenantLoads?.map((block) => ({
      ...block,
      loadWatts: Math.round(block.loadWatts * share),
    }));
    const planned = planLoads({ ...input, causes: [], ...present({ coolingUnits, tenantLoads }) });
    return new Map((planned.power.chain?.nodes ?? []).map(({ name, loadWatts }) => [name, loadWatts]));
  });
  const degrees = (value: number | undefined): string => (value === undefined ? 'not stated' : `${value / 1_000} °C`);
  return {
    conditions: [
      'all installed units of cooling run, all sources and feeds are in, stores are full: the normal state',
      `100 % is the load of the plan, '${power.basis}' of each device; at a lower step every load bank is at that share of it`,
      "efficiencies and the draw of cooling units are those of the plan at every step: real losses at 25 % are a larger share, and what is measured there calibrates 'efficiency'",
      climate === undefined
        ? "the weather of the heat rejection is not stated ('climate' of the site): note wet and dry bulb with each reading"
        : `heat rejection at the hottest hour of the plan (dry bulb ${degrees(climate.hottestDryBulbMillicelsius)}, wet bulb ${degrees(climate.hottestWetBulbMillicelsius)}, ${climate.percentile}): note both with each reading; in cooler weather units of cooling draw less`,
    ],
    nodes: nodes.map(({ name, kind }) => ({ node: name, kind, watts: watts.map((at) => at.get(name) ?? 0) })),
  };
}

function atShare(device: DeviceInput, basis: SitePlan['power']['basis'], share: number): DeviceInput {
  const { cooling, ...rest } = device;
  const statedHeat = cooling?.statedHeat && {
    liquidWatts: Math.round(cooling.statedHeat.liquidWatts * share),
    airWatts: Math.round(cooling.statedHeat.airWatts * share),
  };
  return {
    ...rest,
    maxWatts: Math.round(wattsOf(device, basis) * share),
    figures: {},
    ...(cooling === undefined ? {} : { cooling: { ...cooling, ...present({ statedHeat }) } }),
  };
}

/**
 * What commissioning of a site takes: the script of the integrated test, load banks, checks by level, and what is open by the plan alone.
 *
 * @param site - the plan
 * @param tolerance - share by which a reading may differ from the plan, above 0 and below 1
 */
export function planCommissioning(site: SitePlan, tolerance = DEFAULT_TOLERANCE): CommissioningPlan {
  const halls = new SiteHalls(site);
  const { tests, quiet } = integratedTests(site, halls, tolerance);
  return {
    site: site.name,
    tolerance,
    tests,
    loadBanks: loadBanks(site),
    loadSteps: loadStepsOf(site),
    checks: hallChecks(site, halls),
    open: openPoints(site, halls, { tests, quiet }),
    ...restsOn(site),
  };
}

/** What is checked of a thing, with the figures of the plan. */
type CheckFacts = Pick<HallCheck, 'level' | 'check' | 'criterion' | 'unknown'>;

/** Checks of each hall by level, of all that feeds and cools it. Of level 5 the tests of the script count beside them. */
function hallChecks(site: SitePlan, halls: SiteHalls): HallCheck[] {
  const nodes = site.power.chain?.nodes ?? [];
  const loops = site.cooling?.loops ?? [];
  return halls.all.flatMap((hall) => {
    const own: HallCheck[] = [];
    const add = (object: string, checks: readonly CheckFacts[]): void => {
      for (const each of checks) own.push({ hall, object, ...each });
    };
    for (const node of nodes) if (halls.isFedBy(hall, node.name)) add(node.name, nodeChecks(node));
    for (const loop of loops) {
      if (!halls.ofLoop(loop.name).includes(hall)) continue;
      add(loop.name, [loopCheck(loop)]);
      for (const units of loop.units) if (units.units > 0) add(units.name, unitChecks(units));
    }
    add(hall, [
      {
        level: 'L5',
        check: 'report signed',
        criterion: 'the report of the integrated test is signed, and no point of category A is open',
      },
    ]);
    return COMMISSIONING_LEVELS.flatMap((level) => own.filter((each) => each.level === level));
  });
}

function nodeChecks(node: PowerNodePlan): CheckFacts[] {
  const { kind, ratingWatts, ratingVoltAmperes, volts, supply = {} } = node;
  const rating = [
    ...(ratingWatts === undefined ? [] : [`${ratingWatts / 1_000} kW`]),
    ...(ratingVoltAmperes === undefined ? [] : [`${ratingVoltAmperes / 1_000} kVA`]),
    `${volts} V`,
  ].join(', ');
  if (kind === 'utility' || kind === 'plant') {
    return [
      { level: 'L3', check: 'energised', criterion: `${kind} delivers ${rating}; protection set as the study says` },
    ];
  }
  const loss =
    node.efficiency < 1 ? `, efficiency of ${node.efficiency} at ${Math.round(node.loadWatts / 1_000)} kW` : '';
  const checks: CheckFacts[] = [
    {
      level: 'L1',
      check: 'factory test',
      criterion: `${kind} of ${rating}${loss}: tested, or its certificate is there`,
    },
    { level: 'L2', check: 'received', criterion: `${kind} as ordered, undamaged, with its papers` },
    {
      level: 'L3',
      check: 'built',
      criterion: 'fixed, wired, insulation and torque tested, labelled, protection set as the study says',
    },
  ];
  const timed = (
    check: string,
    prop: string,
    seconds: number | undefined,
    words: (time: string) => string,
  ): CheckFacts => ({
    level: 'L4',
    check,
    criterion: words(seconds === undefined ? 'a time that is not known' : `${seconds} s`),
    ...(seconds === undefined && { unknown: [`'${prop}' of '${node.name}'`] }),
  });
  if (kind === 'generator') {
    checks.push(timed('start', 'start', supply.startSeconds, (time) => `takes load after ${time}`));
    const step =
      supply.stepShare === undefined
        ? 'a step that is not known'
        : `a step of ${Math.round(supply.stepShare * 100)} % of its rating`;
    const unknown = supply.stepShare === undefined ? { unknown: [`'stepShare' of '${node.name}'`] } : {};
    checks.push({ level: 'L4', check: 'load step', criterion: `takes ${step}, then its whole rating`, ...unknown });
  } else if (kind === 'ups' || kind === 'bess') {
    const { storedSeconds, storedCurve } = supply;
    const [point] = storedCurve ?? [];
    const seconds = storedSeconds ?? point?.seconds;
    const at = storedSeconds !== undefined || point === undefined ? 'its rating' : `${point.watts / 1_000} kW`;
    checks.push(
      timed(
        'discharge',
        'autonomy',
        seconds,
        (time) => `carries ${at} from its store for ${time}; then bypass and back`,
      ),
    );
  } else if (kind === 'transfer-switch') {
    checks.push(timed('transfer', 'transfer', supply.transferSeconds, (time) => `changes over in ${time}, each way`));
  } else if (kind === 'static-switch') {
    checks.push({
      level: 'L4',
      check: 'transfer',
      criterion: 'changes over without an interruption that its load sees, each way',
    });
  } else {
    checks.push({
      level: 'L4',
      check: 'load run',
      criterion: `carries ${Math.round(node.loadWatts / 1_000)} kW until it is as warm as it gets; joints by infrared`,
    });
  }
  return checks;
}

function unitChecks({
  name,
  kind,
  units,
  capacityWatts,
  restartSeconds,
  flowMillilitresPerSecond,
}: CoolingUnitsPlan): CheckFacts[] {
  const flow =
    flowMillilitresPerSecond === undefined ? undefined : `${Math.round(flowMillilitresPerSecond * 0.06)} L/min`;
  const duty = [
    ...(capacityWatts === undefined ? [] : [`${capacityWatts / 1_000} kW of heat`]),
    ...(flow === undefined ? [] : [flow]),
  ].join(', ');
  return [
    {
      level: 'L1',
      check: 'factory test',
      criterion: `${units} x ${kind}${duty === '' ? '' : ` of ${duty}`}: tested, or certificates are there`,
    },
    { level: 'L2', check: 'received', criterion: `${units} x ${kind} as ordered, undamaged, with papers` },
    { level: 'L3', check: 'built', criterion: 'fixed, piped, flushed, pressure tested, wired, labelled' },
    { level: 'L4', check: 'duty', criterion: `each of ${units} does its duty${duty === '' ? '' : `: ${duty}`}` },
    {
      level: 'L4',
      check: 'restart',
      criterion: `back ${restartSeconds === undefined ? 'within a time that is not known' : `${restartSeconds} s`} after its power`,
      ...(restartSeconds === undefined && { unknown: [`'restart' of '${name}'`] }),
    },
  ];
}

function loopCheck({
  name,
  heatWatts,
  supplyMillicelsius,
  riseMillicelsius,
  deliveredMillicelsius,
}: CoolingLoopPlan): CheckFacts {
  const supply = supplyMillicelsius ?? deliveredMillicelsius;
  const unknown = [
    ...(supply === undefined ? [`'supply' of '${name}'`] : []),
    ...(riseMillicelsius === undefined ? [`'rise' of '${name}'`] : []),
  ];
  const degrees = (value: number | undefined): string => (value === undefined ? 'not known' : `${value / 1_000} °C`);
  return {
    level: 'L4',
    check: 'balance',
    criterion: `at ${Math.round(heatWatts / 1_000)} kW: supply ${degrees(supply)}, rise ${degrees(riseMillicelsius)}`,
    ...(unknown.length > 0 && { unknown }),
  };
}

/** Points that are open by the plan alone: what no state tells, what must not be switched, and figures that nobody stated. */
function openPoints(
  site: SitePlan,
  halls: SiteHalls,
  { tests, quiet }: { readonly tests: readonly IntegratedTest[]; readonly quiet: readonly string[] },
): OpenPoint[] {
  const { power, cooling } = site;
  const points = new Map<string, OpenPoint>();
  const add = (
    id: string,
    object: string,
    what: string,
    { of = halls.all, category = 'A' }: { of?: readonly string[]; category?: OpenPoint['category'] } = {},
  ): void => {
    if (!points.has(id)) points.set(id, { id, halls: of, level: 'L5', object, what, category });
  };
  if (power.chain === undefined) {
    add(
      'plan/no-chain',
      'power chain',
      "what a failure does is not known, and no test of it is written: declare the power nodes, and name them in 'sources' of the zones",
    );
  }
  for (const { name, sources } of power.zones) {
    if (power.chain === undefined || sources !== undefined) continue;
    add(`plan/no-sources/${name}`, name, `what feeds zone '${name}' is not known: name its nodes in 'sources'`);
  }
  if (cooling === undefined) {
    add(
      'plan/no-cooling',
      'cooling',
      "heat of load banks by loop, and what a loss of cooling does, are not known: declare each 'CoolingLoop' with its units",
    );
  }
  for (const { name: loop, units } of cooling?.loops ?? []) {
    for (const { name, fedFrom, units: count } of units) {
      if (count === 0 || fedFrom !== undefined || power.chain === undefined) continue;
      add(
        `plan/not-fed/${name}`,
        name,
        `what '${name}' draws from is not known, so no test tells whether it stops: give it 'fedFrom'`,
        { of: halls.ofLoop(loop) },
      );
    }
  }
  const covered = new Map<string, string>();
  for (const { name, steps } of tests) {
    for (const { object, quantity, expected = 0 } of steps) {
      if (quantity === 'switch' || (quantity === 'load' && expected > 0))
        covered.set(object, covered.get(object) ?? name);
    }
  }
  for (const name of quiet) {
    if (covered.has(name)) continue;
    add(
      `plan/never-used/${name}`,
      name,
      `no state of the plan loads '${name}' or misses it: name it in 'together' or 'maintenance' of a failure study`,
      { of: halls.of([name]) },
    );
  }
  const unknown = new Map<string, { tests: string[]; halls: Set<string> }>();
  for (const { name, heldBy, steps, halls: of } of tests) {
    if (heldBy !== undefined) add(`plan/held/${name}`, name, `not to be switched: ${heldBy.join('; ')}`, { of });
    for (const prop of new Set(steps.flatMap((step) => step.unknown ?? []))) {
      const told = unknown.get(prop) ?? { tests: [], halls: new Set<string>() };
      unknown.set(prop, told);
      told.tests.push(name);
      for (const hall of of) told.halls.add(hall);
    }
  }
  for (const [prop, { tests: of, halls: touched }] of unknown) {
    const where = of.length === 1 ? `test '${of[0] ?? ''}'` : `${of.length} tests`;
    add(`plan/unknown/${prop}`, prop, `not known, so a time of ${where} has no bound: state ${prop}`, {
      of: halls.all.filter((hall) => touched.has(hall)),
    });
  }
  const split = new Map<string, Set<string>>();
  for (const { hall, row, unknown: missing = [] } of loadBanks(site)) {
    for (const prop of missing) split.set(prop, (split.get(prop) ?? new Set<string>()).add(`${hall}/${row}`));
  }
  if (cooling !== undefined) {
    for (const [prop, rows] of split) {
      const isSplit = prop === NO_SPLIT;
      const id = `plan/load-bank/${isSplit ? 'split' : prop.includes('liquid') ? 'liquid-loop' : 'air-loop'}`;
      const what = `load banks of ${[...rows].join(', ')} lack ${prop}${isSplit ? ': the rest is counted as air' : ''}`;
      // Heat whose split nobody states is counted as air: a doubt on its place, and none on its amount.
      add(id, 'load banks', what, { category: isSplit ? 'B' : 'A' });
    }
  }
  return [...points.values()];
}
