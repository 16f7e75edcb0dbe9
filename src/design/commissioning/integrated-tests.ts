import type { CoolingStop } from '../../model/cooling-plan';
import { type ChainState, loadsIn, type PowerChainPlan, type PowerNodePlan } from '../../model/power-node';
import type { SitePlan } from '../../model/site-plan';
import { named, addTo, present } from '../../units/present';
import { textOrder } from '../text';
import type { IntegratedTest, SiteHalls, TestStep } from './test-scope';

/** Share by which a reading may differ from the plan where nobody says otherwise: the steps of load banks and the error of meters together. It is the project's own figure. */
export const DEFAULT_TOLERANCE = 0.05;

/** Least width of the band around an expected load, W: what meters of a switchboard resolve. The project's own figure. */
const LEAST_BAND_WATTS = 1_000;

const KINDS = ['normal', 'loss', 'unit', 'group', 'pair', 'maintenance'] as const;

/**
 * The script of the integrated systems test, from the states that the plan of a site has.
 *
 * Each test begins and ends in the normal state, and no two run at once: what shares load never loses both sides. Tests go from the racks to the sources, then to
 * several things at once. A state in which a node carries more than it may is held, and no switching is written for it.
 *
 * @param site - the plan
 * @param halls - which halls depend on what
 * @param tolerance - share by which a reading may differ from the plan, above 0 and below 1
 * @returns tests in the order in which they are run, and nodes whose loss changes nothing: they stand by
 */
export function integratedTests(
  site: SitePlan,
  halls: SiteHalls,
  tolerance: number,
): { readonly tests: readonly IntegratedTest[]; readonly quiet: readonly string[] } {
  const { chain } = site.power;
  const scripts = chain === undefined ? [] : chainTests({ site, chain, halls, tolerance });
  const tests = [...scripts, ...unitTests(site, halls, tolerance)];
  const depth = depths(chain?.nodes ?? []);
  const rank = ({ kind, out }: Script): readonly number[] => [
    KINDS.indexOf(kind),
    -Math.max(0, ...out.map((name) => depth.get(name) ?? (name.includes('/') ? Infinity : 0))),
  ];
  tests.sort((left, right) => {
    const [one, other] = [rank(left), rank(right)];
    const at = one.findIndex((value, place) => value !== other[place]);
    return at < 0 ? textOrder(left.test.name, right.test.name) : (one[at] ?? 0) - (other[at] ?? 0);
  });
  const quiet = (chain?.states ?? []).flatMap((state) => (state.kind === 'loss' && isQuiet(state) ? state.out : []));
  return { tests: tests.map(({ test }) => test), quiet };
}

interface Script {
  readonly kind: IntegratedTest['kind'];
  readonly out: readonly string[];
  readonly test: IntegratedTest;
}

interface ChainScope {
  readonly site: SitePlan;
  readonly chain: PowerChainPlan;
  readonly halls: SiteHalls;
  readonly tolerance: number;
}

function chainTests(scope: ChainScope): Script[] {
  const { site, chain, halls } = scope;
  const { power, cooling } = site;
  const stops = byOutage(cooling?.stops ?? []);
  const transfers = byOutage(power.continuity?.transfers ?? []);
  const rides = byOutage(power.continuity?.rideThroughs ?? []);
  return chain.states.flatMap((state) => {
    if (state.kind !== 'normal' && isQuiet(state)) return [];
    const key = outKey(state.out);
    const own = { stops: stops.get(key) ?? [], transfers: transfers.get(key) ?? [], rides: rides.get(key) ?? [] };
    const heldBy = state.overloads.map(
      ({ node, loadWatts, limitWatts }) =>
        `'${node}' would carry ${kilowatts(loadWatts)} kW, more than its ${kilowatts(limitWatts)} kW`,
    );
    const limit = limitOf(scope, state, own.stops);
    const base = {
      name: state.kind === 'normal' ? 'normal' : `${state.kind}/${state.out.join('+')}`,
      title: titleOf(state),
      kind: state.kind,
      halls: state.kind === 'normal' ? halls.all : halls.of(state.out),
    };
    const test: IntegratedTest =
      heldBy.length > 0 ? { ...base, heldBy, steps: [] } : { ...base, ...limit, steps: stepsOf(scope, state, own) };
    return [{ kind: state.kind, out: state.out, test }];
  });
}

interface StateTimes {
  readonly stops: readonly CoolingStop[];
  readonly transfers: NonNullable<SitePlan['power']['continuity']>['transfers'];
  readonly rides: NonNullable<SitePlan['power']['continuity']>['rideThroughs'];
}

function stepsOf(scope: ChainScope, state: ChainState, times: StateTimes): TestStep[] {
  const { chain, tolerance } = scope;
  const loads = loadsIn(chain, state);
  const changed = new Set((state.changedWatts ?? []).map(([place]) => place));
  const isNormal = state.kind === 'normal';
  const recharges = new Map<string, number>();
  for (const { node, rechargeWatts } of scope.site.power.continuity?.recharges ?? [])
    recharges.set(node, Math.max(rechargeWatts, recharges.get(node) ?? 0));
  const read = chain.nodes.flatMap((node, place): TestStep[] => {
    if (!isNormal && !changed.has(place)) return [];
    const recharge = times.rides.length === 0 ? 0 : (recharges.get(node.name) ?? 0);
    const load = loadStep(node, loads[place] ?? 0, { isNormal, tolerance, recharge });
    return isNormal && node.efficiency < 1 && node.loadWatts > 0 ? [load, inputStep(node, tolerance)] : [load];
  });
  if (isNormal) return read.map((step) => ({ ...step, when: 'before' as const }));
  const order = switchOrder(chain, state);
  const switched = order.map((name) => confirm('out', name, 'switch', openWords(name, chain)));
  const racks: TestStep = {
    when: 'out',
    object: 'racks',
    quantity: 'racks',
    what: 'racks of which a device lost its power',
    unit: 'racks',
    expected: state.lostRacks.length,
    most: state.lostRacks.length,
  };
  const back = [...order].reverse().map((name) => confirm('after', name, 'switch', closeWords(name, chain)));
  return [
    confirm('before', 'site', 'normal', 'normal state: no other test runs, nothing is out, stores are full, no alarm'),
    ...switched,
    ...timeSteps(times),
    ...read,
    racks,
    ...back,
    ...rechargeSteps(chain, times),
    confirm('after', 'site', 'normal', 'normal state again, before anything else is switched'),
  ];
}

function confirm(when: TestStep['when'], object: string, quantity: TestStep['quantity'], what: string): TestStep {
  return { when, object, quantity, what, unit: 'yes' };
}

function loadStep(
  node: PowerNodePlan,
  watts: number,
  { isNormal, tolerance, recharge }: { isNormal: boolean; tolerance: number; recharge: number },
): TestStep {
  const most = isNormal ? node.limitWatts : (node.limitWatts / node.limitShare) * node.failureLimitShare;
  return {
    when: 'out',
    object: node.name,
    quantity: 'load',
    what: `output of ${node.kind} '${node.name}'${watts > 0 && recharge > 0 ? `; stores may draw ${kilowatts(recharge)} kW more` : ''}`,
    unit: 'kW',
    ...bandOf(watts, { tolerance, limitWatts: most, more: watts > 0 ? recharge : 0 }),
  };
}

function inputStep(node: PowerNodePlan, tolerance: number): TestStep {
  return {
    when: 'out',
    object: node.name,
    quantity: 'input',
    what: `input of ${node.kind} '${node.name}', at the same time as its output`,
    unit: 'kW',
    ...bandOf(node.inputWatts, { tolerance }),
  };
}

/** Expected kW, and what still passes: within the tolerance, with what stores draw to charge, never above what a node may carry. */
function bandOf(
  watts: number,
  { tolerance, limitWatts = Infinity, more = 0 }: { tolerance: number; limitWatts?: number; more?: number },
): { readonly expected: number; readonly least: number; readonly most: number } {
  const band = Math.max(watts * tolerance, LEAST_BAND_WATTS);
  return {
    expected: kilowatts(watts),
    least: kilowatts(Math.max(0, watts - band)),
    most: kilowatts(Math.max(watts, Math.min(watts + band + more, limitWatts))),
  };
}

function timeSteps({ stops, transfers, rides }: StateTimes): TestStep[] {
  return [
    ...transfers.map(({ at, gapSeconds, unknown, generators }): TestStep => {
      const what = `from the loss until ${at.join(', ')} carry all load again, from ${generators.join(', ')}`;
      return timeStep(at.join(', '), 'transfer', { what, seconds: gapSeconds, unknown });
    }),
    ...rides.map(
      ({ store, at, gapSeconds, storedSeconds, endOfLifeShare = 1, heldSeconds, unknown = [] }): TestStep => {
        const held = heldSeconds ?? (storedSeconds === undefined ? undefined : storedSeconds * endOfLifeShare);
        const missing = [...unknown, ...(held === undefined ? [`'autonomy' of '${store}'`] : [])];
        const what = `time on battery until '${at}' has changed over; it holds ${held === undefined ? 'a time that is not known' : `${tenths(held)} s`} at the end of its life`;
        return timeStep(store, 'battery', { what, seconds: gapSeconds, unknown: missing });
      },
    ),
    ...stops.map(({ loop, at, isLasting, outSeconds, holdSeconds, unknown }): TestStep => {
      const what = isLasting
        ? `units of '${at}' stay out; '${loop}' holds ${tenths(holdSeconds)} s`
        : `from the loss until units of '${at}' take heat again; '${loop}' holds ${tenths(holdSeconds)} s`;
      return timeStep(`${loop} at ${at}`, 'stop', { what, seconds: isLasting ? holdSeconds : outSeconds, unknown });
    }),
  ];
}

function timeStep(
  object: string,
  quantity: TestStep['quantity'],
  { what, seconds, unknown }: { what: string; seconds: number | undefined; unknown: readonly string[] },
): TestStep {
  const time = seconds === undefined ? undefined : tenths(seconds);
  return {
    when: 'out',
    object,
    quantity,
    what,
    unit: 's',
    ...present({ expected: time, most: time }),
    ...(unknown.length > 0 && { unknown }),
  };
}

/** Stores that were used are full again before the next test: no sooner than their energy over the power of their charger. */
function rechargeSteps(chain: PowerChainPlan, { rides }: StateTimes): TestStep[] {
  return [...new Map(rides.map((ride) => [ride.store, ride])).values()].map(({ store, loadWatts, gapSeconds }) => {
    const watts = named(chain.nodes, store)?.supply?.rechargeWatts;
    const seconds = watts === undefined || gapSeconds === undefined ? undefined : (loadWatts * gapSeconds) / watts;
    const when = seconds === undefined ? '' : `: no sooner than ${tenths(Math.ceil(seconds))} s later`;
    return {
      ...confirm('after', store, 'recharged', `'${store}' is full again${when}`),
      ...(watts === undefined && { unknown: [`'recharge' of '${store}'`] }),
    };
  });
}

/** How long a state may last: until a loop is warm, or the fuel of what carries is used. */
function limitOf(
  { chain }: ChainScope,
  state: ChainState,
  stops: readonly CoolingStop[],
): Pick<IntegratedTest, 'limitSeconds' | 'limitBy'> {
  const ends = stops.flatMap(({ loop, isLasting, outSeconds, holdSeconds }) =>
    isLasting || outSeconds === undefined || outSeconds > holdSeconds
      ? [{ limitSeconds: tenths(holdSeconds), limitBy: `'${loop}' is warm then` }]
      : [],
  );
  const loads = loadsIn(chain, state);
  chain.nodes.forEach(({ name, supply }, place) => {
    const { fuelLitres, fuelLitresPerKilowattHour } = supply ?? {};
    const kilowattHours = (loads[place] ?? 0) / 1_000;
    if (fuelLitres === undefined || fuelLitresPerKilowattHour === undefined || kilowattHours === 0) return;
    const seconds = Math.floor((fuelLitres / (fuelLitresPerKilowattHour * kilowattHours)) * SECONDS_OF_HOUR);
    ends.push({ limitSeconds: seconds, limitBy: `the fuel of '${name}' is used then` });
  });
  return ends.sort((one, other) => one.limitSeconds - other.limitSeconds)[0] ?? {};
}

const SECONDS_OF_HOUR = 3_600;

/** Loss of one unit of cooling of each group: the rest share its heat. */
function unitTests({ cooling }: SitePlan, halls: SiteHalls, tolerance: number): Script[] {
  return (cooling?.losses ?? []).flatMap(({ units: name, loop: at, shortWatts, lostRacks }) => {
    const loop = cooling?.loops.find((each) => each.name === at);
    const units = loop?.units.find((each) => each.name === name);
    if (loop === undefined || units === undefined || units.units === 0) return [];
    const { capacityWatts, heatWattsAfterLoss, kind, units: count } = units;
    const heat: TestStep[] =
      capacityWatts === undefined || count < 2
        ? []
        : [
            {
              when: 'out',
              object: name,
              quantity: 'heat',
              what: `heat of each of the other ${count - 1} of '${name}'`,
              unit: 'kW',
              ...bandOf(heatWattsAfterLoss, { tolerance, limitWatts: capacityWatts }),
            },
          ];
    const { heldSeconds } = loop;
    const isShort = shortWatts > 0 || lostRacks.length > 0;
    const limit = isShort && heldSeconds !== undefined ? tenths(heldSeconds) : undefined;
    const unknown = isShort && heldSeconds === undefined ? { unknown: [`'hold' of '${at}'`] } : {};
    const test: IntegratedTest = {
      name: `unit/${name}`,
      title: `one of '${name}' (${kind}) is lost`,
      kind: 'unit',
      halls: halls.ofLoop(at),
      ...present({ limitSeconds: limit, limitBy: limit === undefined ? undefined : `'${at}' is warm then` }),
      steps: [
        confirm('before', 'site', 'normal', 'normal state: no other test runs, nothing is out, no alarm'),
        { ...confirm('out', name, 'switch', `switch off one unit of '${name}'`), ...unknown },
        ...heat,
        {
          when: 'out',
          object: 'racks',
          quantity: 'racks',
          what: 'racks that lack cooling',
          unit: 'racks',
          expected: lostRacks.length,
          most: lostRacks.length,
        },
        confirm('after', name, 'switch', `start the unit of '${name}' again`),
        confirm('after', 'site', 'normal', 'normal state again: temperatures as before'),
      ],
    };
    return [{ kind: 'unit' as const, out: [], test }];
  });
}

/** Whether a state differs from the normal one in nothing: what is out stands by. */
function isQuiet({ changedWatts = [], changedDraws = [], shortLoops = [], lostRacks, lostWatts }: ChainState): boolean {
  return changedWatts.length + changedDraws.length + shortLoops.length + lostRacks.length + lostWatts === 0;
}

function titleOf({ kind, out }: ChainState): string {
  const [first = '', ...rest] = out;
  if (kind === 'normal') return 'all in, all load on';
  if (kind !== 'maintenance') return `${out.map((name) => `'${name}'`).join(' and ')} lost`;
  const lost = rest.map((name) => `'${name}'`).join(' and ');
  return rest.length === 0 ? `'${first}' out for maintenance` : `${lost} lost while '${first}' is out for maintenance`;
}

/** What is switched to lose a node or a feed: its own output, so that all above it stays live. */
function openWords(name: string, { nodes }: PowerChainPlan): string {
  const node = named(nodes, name);
  if (node === undefined) {
    const [zone, feed] = [name.slice(0, name.lastIndexOf('/')), name.slice(name.lastIndexOf('/') + 1)];
    return `open feed ${feed} of zone '${zone}'`;
  }
  if (node.kind === 'utility' || node.kind === 'plant') return `open the incomer from ${node.kind} '${name}'`;
  if (node.kind === 'generator') return `block the start of generator '${name}', or stop it`;
  return `open the output of ${node.kind} '${name}'`;
}

function closeWords(name: string, { nodes }: PowerChainPlan): string {
  const isGenerator = nodes.some((each) => each.name === name && each.kind === 'generator');
  return isGenerator ? `release the start of generator '${name}'` : `close '${name}' again`;
}

/** What stands by is out before what it stands by for; what is maintained is out before what is lost. */
function switchOrder({ nodes }: PowerChainPlan, { kind, out }: ChainState): readonly string[] {
  if (kind === 'maintenance') return out;
  const idle = new Set(nodes.flatMap(({ name, loadWatts }) => (loadWatts === 0 ? [name] : [])));
  return [...out.filter((name) => idle.has(name)), ...out.filter((name) => !idle.has(name))];
}

function outKey(out: readonly string[]): string {
  return JSON.stringify([...out].sort(textOrder));
}

function byOutage<T extends { readonly lost: string; readonly alsoOut?: readonly string[] }>(
  items: readonly T[],
): ReadonlyMap<string, T[]> {
  const found = new Map<string, T[]>();
  for (const item of items) addTo(found, outKey([item.lost, ...(item.alsoOut ?? [])]), item);
  return found;
}

/** Longest way of each node from its sources. */
function depths(nodes: readonly PowerNodePlan[]): ReadonlyMap<string, number> {
  const known = new Map<string, number>();
  const named = new Map(nodes.map((node) => [node.name, node]));
  const depthOf = (name: string): number => {
    const found = known.get(name);
    if (found !== undefined) return found;
    known.set(name, 0);
    const depth = 1 + Math.max(-1, ...(named.get(name)?.fedFrom ?? []).map(depthOf));
    known.set(name, depth);
    return depth;
  };
  for (const { name } of nodes) depthOf(name);
  return known;
}

function kilowatts(watts: number): number {
  return Math.round(watts / 100) / 10;
}

function tenths(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}
