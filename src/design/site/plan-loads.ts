import { DesignError, DesignErrors, spellingHint } from '../../errors/design-error';
import type { CoolingLoopInput, CoolingPlan } from '../../model/cooling-plan';
import type { HallInput } from '../../model/placement-plan';
import { OUTSIDE, type PowerChainPlan } from '../../model/power-node';
import type { ChainInput, PowerPlan, TenantLoadInput } from '../../model/power-plan';
import type { SiteInput } from '../../model/site-input';
import type { SitePlan } from '../../model/site-plan';
import { present } from '../../units/present';
import { mechanicalLoads, plantOf, coolingStops } from '../cooling/cooling-stops';
import { CoolingEngine } from '../cooling/plan-cooling';
import { unitsWanted } from '../cooling/size-units';
import { RackNames, type RackPlace, RowNames, runsOf } from '../placement/check-placement-input';
import { openChain, openGraph, type OpenChain, planChain } from '../power/chain/plan-chain';
import { planSharedLosses, type SharedLossInput } from './plan-shared-losses';
import { powerOf, stateZones, type ZoneMemory } from '../power/plan-power';
import { planContinuity, planTransfers } from '../power/supply/plan-continuity';
import type { TransfersPlan } from '../power/supply/transfers-plan';
import type { ZoneOf } from '../power/supply/swing-on-sources';

/** What loads are calculated from: all that exists, or what is there by the date of a phase. */
type LoadsInput = Pick<SitePlan, 'placement' | 'devices'> &
  ChainInput &
  Pick<
    SiteInput,
    'zones' | 'loadFigure' | 'powerSwings' | 'tenantLoads' | 'coolingLoops' | 'coolingUnits' | 'energyTarget' | 'causes'
  > & {
    /** Halls with their rows. Default: none, and no rack stands in a compartment. */
    readonly halls?: SiteInput['halls'];
    /** Whether it is part of a site that was planned already, and checked then. Default: it is checked. */
    readonly isChecked?: boolean;
    /** Zones as an earlier phase of the site had them. Default: all are stated anew. */
    readonly zoneMemory?: ZoneMemory;
    /** Whether cooling is planned though no loop is there yet. Default: not. */
    readonly isCooled?: boolean;
  };

/**
 * Loads of a site on its power and its cooling. A phase is judged by running it again on what is there by its date.
 *
 * Both are one graph where units of cooling draw from nodes, or nodes give their losses to loops: what is installed of units without a `count` grows until
 * the heat of the nodes that feed it is taken too, and for what is installed the chain finds the balance of draw, loss and heat.
 *
 * @param input - what exists
 * @param take - takes what losses are found from, for who walks the graph further
 * @throws DesignError of either engine, `cooling/unknown-node`, `power/unknown-loop`, `cooling/no-balance`
 */
export function planLoads(
  input: LoadsInput,
  take: (losses: SharedLossInput) => void = () => undefined,
): Pick<SitePlan, 'power' | 'cooling' | 'losses'> {
  const { placement, devices, loadFigure, tenantLoads = [], powerNodes = [] } = input;
  const { coolingLoops: loops = [], coolingUnits: units = [], energyTarget: target } = input;
  const powerInput = { ...input, tenantLoads, ...present({ basis: loadFigure }) };
  const stated = stateZones(powerInput, input.zoneMemory);
  const withContinuity = (
    open: OpenChain | undefined,
    chain: PowerChainPlan | undefined,
  ): { readonly power: PowerPlan; readonly transfers: TransfersPlan } => {
    const power = powerOf(powerInput, stated, chain);
    const transfers = planTransfers(power, open);
    const continuity = planContinuity(power, devices, input.powerSwings ?? [], zoneOfDevice(input), transfers);
    return { power: continuity === undefined ? power : { ...power, continuity }, transfers };
  };
  const lossesOf = (found: Pick<SharedLossInput, 'open' | 'chain' | 'cooling'>): Pick<SitePlan, 'losses'> => {
    const { halls = [], causes = [], absentNodes: absent = [] } = input;
    const from = { halls, placement, tenantLoads, nodes: powerNodes, causes, absent, ...found };
    take(from);
    const losses = planSharedLosses(from);
    return losses.length === 0 ? {} : { losses };
  };
  if (loops.length + units.length === 0 && input.isCooled !== true) {
    const open = openChain(input, stated);
    const chain = open === undefined ? undefined : planChain(input, open);
    return { power: withContinuity(open, chain).power, ...lossesOf(present({ open, chain })) };
  }
  const basis = loadFigure ?? 'nameplate';
  const engine = new CoolingEngine({ loops, units, placement, devices, tenantLoads, basis, ...present({ target }) });
  if (input.isChecked !== true) checkConnections(input);
  const zones = stated.map(({ zone }) => zone);
  const open = (cooling: CoolingPlan): OpenChain =>
    openGraph(input, stated, (placeOf) =>
      plantOf({ cooling, loopOrder: engine.loopOrder, racks: placement.racks, zones, nodes: powerNodes }, placeOf),
    );
  let installed = unitsOf(engine.plan({}));
  for (;;) {
    const chain = open(engine.plan({ installed }));
    const nodeWatts = nodeHeat(chain, loops);
    const cooling = engine.plan({ installed, nodeWatts });
    const wanted = unitsOf(cooling);
    if ([...wanted].some(([name, count]) => count > (installed.get(name) ?? 0))) {
      installed = new Map([...wanted].map(([name, count]) => [name, Math.max(count, installed.get(name) ?? 0)]));
      continue;
    }
    if (powerNodes.length === 0)
      return { power: withContinuity(undefined, undefined).power, cooling, ...lossesOf({ open: chain, cooling }) };
    const plan = planChain(input, chain, mechanicalLoads(cooling.loops));
    const final = engine.plan({ installed, nodeWatts, lossWatts: plan.lossWatts });
    const { power, transfers } = withContinuity(chain, plan);
    const stops = coolingStops(plan, final, transfers.stops);
    return {
      power,
      cooling: stops.length === 0 ? final : { ...final, stops },
      ...lossesOf({ open: chain, chain: plan, cooling: final }),
    };
  }
}

/** Units that each group takes, by name. */
function unitsOf({ loops }: CoolingPlan): ReadonlyMap<string, number> {
  return new Map(loops.flatMap((loop) => loop.units.map((units) => [units.name, unitsWanted(units)] as const)));
}

/** Losses of nodes by the loop that takes them, W. */
function nodeHeat({ graph, flow }: OpenChain, loops: readonly CoolingLoopInput[]): ReadonlyMap<string, number> {
  const names = new Set(loops.map(({ name }) => name));
  const heat = new Map<string, number>();
  graph.nodes.forEach(({ heatTo = '' }, place) => {
    const watts = names.has(heatTo) ? flow.lossOf(place) : 0;
    if (watts > 0) heat.set(heatTo, (heat.get(heatTo) ?? 0) + watts);
  });
  return heat;
}

/** Refuses names of nodes and loops that are none of the site, all at once. */
function checkConnections({ powerNodes = [], coolingUnits = [], coolingLoops = [] }: LoadsInput): void {
  const nodes = new Set(powerNodes.map(({ name }) => name));
  const loops = new Set(coolingLoops.map(({ name }) => name));
  const unknown = (code: string, owner: string, name: string, known: ReadonlySet<string>): DesignError => {
    const hint = spellingHint(name, known);
    const kind = code === 'power/unknown-loop' ? 'cooling loop' : 'power node';
    return new DesignError(code, {
      problem: `${owner} names '${name}', which is no ${kind} of the site`,
      remedy: hint === undefined ? `name a ${kind} of the site` : `did you mean '${hint}'?`,
      object: name,
      value: name,
    });
  };
  DesignErrors.throwAll([
    ...coolingUnits.flatMap(({ name, fedFrom = [] }) =>
      [...new Set(fedFrom.flat())]
        .filter((node) => !nodes.has(node))
        .map((node) => unknown('cooling/unknown-node', `cooling units '${name}': 'fedFrom'`, node, nodes)),
    ),
    ...powerNodes.flatMap(({ name, heatTo = OUTSIDE }) =>
      heatTo === OUTSIDE || loops.has(heatTo)
        ? []
        : [unknown('power/unknown-loop', `power node '${name}': 'heatTo'`, heatTo, loops)],
    ),
  ]);
}

/** Power zone of a device by the rack that it stands in. */
function zoneOfDevice({ placement }: Pick<LoadsInput, 'placement'>): ZoneOf {
  let zones: ReadonlyMap<string, string> | undefined;
  return (device) => {
    zones ??= new Map(placement.racks.map(({ name, zone }) => [name, zone]));
    return zones.get(placement.positions.get(device)?.rack ?? '');
  };
}

/**
 * Tenants' blocks with their rows as `<hall>/<row>` and their positions as `<hall>/<rack>`, however they were named.
 *
 * @throws DesignError `space/tenant-too-large` where rows and positions of a block hold fewer racks than it has; all at once. Rows and racks that are not there
 * are left to the plan of the floor.
 */
export function tenantLoadsOnRows(
  tenantLoads: readonly TenantLoadInput[],
  halls: readonly HallInput[],
): readonly TenantLoadInput[] {
  if (tenantLoads.length === 0) return tenantLoads;
  const names = new RowNames(halls);
  const positions = new Map<string, number>(
    halls.flatMap((hall) =>
      hall.rows.map(({ name, racks, positions: special = [] }) => {
        const blocked = special.filter(({ blockedBy }) => blockedBy !== undefined).length;
        return [`${hall.name}/${name}`, racks - blocked] as const;
      }),
    ),
  );
  const racksOf = rackFinder(halls);
  const planned = tenantLoads.map((load): TenantLoadInput => {
    const rows = load.rows.map((row) => names.keyOf(row) ?? row);
    const places = racksOf(load.positions ?? []);
    return places.length === 0 ? { ...load, rows } : { ...load, rows, positions: runsOf(places), places };
  });
  DesignErrors.throwAll(
    planned.flatMap(({ name, racks, rows, places = [], positions: runs = [] }) => {
      const room = rows.reduce((sum, row) => sum + (positions.get(row) ?? 0), places.length);
      if (racks <= room) return [];
      const list = [...rows, ...runs].map((row) => `'${row}'`).join(', ');
      const word = runs.length === 0 ? 'row' : rows.length === 0 ? 'position' : 'place';
      const hold = rows.length + runs.length === 1 ? `${word} ${list} holds` : `${word}s ${list} hold`;
      return [
        new DesignError('space/tenant-too-large', {
          problem: `tenant load '${name}' has ${racks} racks, and its ${hold} ${room}`,
          remedy: `name further rows in 'rows'${runs.length === 0 ? '' : ", or racks in 'positions'"}, or lower 'racks'`,
          object: name,
          value: String(racks),
          limit: String(room),
        }),
      ];
    }),
  );
  return planned;
}

/** Finds the racks that names stand for; names that stand for none are left out. */
function rackFinder(halls: readonly HallInput[]): (names: readonly string[]) => readonly RackPlace[] {
  let racks: RackNames | undefined;
  return (names) =>
    names.flatMap((name) => {
      racks ??= new RackNames(halls);
      const found = racks.find(name, '');
      return 'wrong' in found ? [] : found.racks.map(({ hall, row, number }) => ({ hall, row, number }));
    });
}
