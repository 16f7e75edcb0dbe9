import {
  type ContinuityPlan,
  type FuelEndurance,
  type PowerSwingInput,
  type Recharge,
  swingFigures,
  type SwingOnSource,
  type TurbineLoss,
} from '../../../model/continuity-plan';
import type { DeviceInput } from '../../../model/placement-plan';
import { type ChainState, loadIn, type PowerChainPlan, type PowerNodePlan } from '../../../model/power-node';
import type { PowerPlan } from '../../../model/power-plan';
import { present } from '../../../units/present';
import { shareOf } from '../zones/load-group';
import { planTransfers } from './plan-transfers';
import { ratingOf, SupplyWalk } from './supply-walk';

/** Power zone of a device by name; undefined where it is not known. */
export type ZoneOf = (device: string) => string | undefined;

const WATTS_PER_KILOWATT = 1_000;

/**
 * How a site comes through the loss of a utility, a plant or a turbine, and what swings of its jobs ask of the sources; undefined where it names no node.
 *
 * What a store holds lasts in proportion to its load. A swing reaches a source, or a store that states what it takes, in the proportion in which that
 * carries the zones of the job; systems whose zone is not known swing all over the site.
 *
 * @param power - loads and chain
 * @param devices - devices that are there
 * @param swings - jobs whose systems swing together
 * @param zoneOf - power zone of a device by name
 */
export function planContinuity(
  power: PowerPlan,
  devices: readonly DeviceInput[],
  swings: readonly PowerSwingInput[],
  zoneOf: ZoneOf = () => undefined,
): ContinuityPlan | undefined {
  const { chain, zones } = power;
  const [normal] = chain?.states ?? [];
  if (chain === undefined || normal === undefined) return undefined;
  const before = new SupplyWalk(chain, zones, normal);
  const losses = chain.nodes
    .filter(({ kind, name }) => (kind === 'utility' || kind === 'plant') && before.loadOf(name) > 0)
    .flatMap(({ name }) => {
      const state = chain.states.find(({ kind, out }) => kind === 'loss' && out.length === 1 && out[0] === name);
      return state === undefined ? [] : [planTransfers(name, before, new SupplyWalk(chain, zones, state), zones)];
    });
  return {
    transfers: losses.flatMap(({ transfers }) => transfers),
    rideThroughs: losses.flatMap(({ rideThroughs }) => rideThroughs),
    interruptions: losses.flatMap(({ interruptions }) => interruptions),
    fuel: chain.nodes.flatMap((node) => fuelOf(node)),
    recharges: rechargesOf(chain, before),
    turbineLosses: chain.nodes.flatMap((node) => turbineLoss(node, before.loadOf(node.name))),
    swings: swings.flatMap((swing) => swingOnSources(swing, devices, power, { chain, zoneOf })),
    swingInputs: swings,
  };
}

function fuelOf({ name, supply, worst, loadWatts }: PowerNodePlan): FuelEndurance[] {
  const { fuelLitres, fuelLitresPerKilowattHour: rate, requiredFuelHours: requiredHours } = supply ?? {};
  const most = Math.max(loadWatts, worst.loadWatts);
  if (fuelLitres === undefined || rate === undefined || most === 0) return [];
  const hours = fuelLitres / ((most / WATTS_PER_KILOWATT) * rate);
  return [{ generator: name, loadWatts: most, fuelLitres, hours, ...present({ requiredHours }) }];
}

/** Every node above a store that charges, with what all stores behind it draw beside the load. */
function rechargesOf(chain: PowerChainPlan, walk: SupplyWalk): Recharge[] {
  const drawn = new Map<string, { stores: string[]; watts: number }>();
  for (const { name, supply } of chain.nodes) {
    if (supply?.rechargeWatts === undefined) continue;
    for (const node of walk.upstreamOf(name)) {
      const known = drawn.get(node.name) ?? { stores: [], watts: 0 };
      drawn.set(node.name, known);
      known.stores.push(name);
      known.watts += supply.rechargeWatts;
    }
  }
  return chain.nodes.flatMap(({ name, loadWatts, limitWatts }) => {
    const stores = drawn.get(name);
    return stores === undefined
      ? []
      : [{ node: name, stores: stores.stores, loadWatts, rechargeWatts: stores.watts, limitWatts }];
  });
}

/** The step on each turbine that is left: from L/n to L/(n-1), as a share of the rating R/n of one, L/((n-1) R). */
function turbineLoss(node: PowerNodePlan, loadWatts: number): TurbineLoss[] {
  const { turbines, stepShare } = node.supply ?? {};
  if (turbines === undefined || turbines < 1 || loadWatts === 0) return [];
  const rating = ratingOf(node);
  const left = turbines - 1;
  return [
    {
      plant: node.name,
      turbines,
      loadWatts,
      leftWatts: shareOf(Math.floor((rating * left) / turbines), node.failureLimitShare),
      stepShare: left === 0 ? 1 : loadWatts / (left * rating),
      ...present({ mostStepShare: stepShare }),
    },
  ];
}

function swingOnSources(
  swing: PowerSwingInput,
  devices: readonly DeviceInput[],
  { zones, loadWatts: siteWatts }: PowerPlan,
  { chain, zoneOf }: { readonly chain: PowerChainPlan; readonly zoneOf: ZoneOf },
): SwingOnSource[] {
  const gpusOf = new Map(swing.clusters.map(({ path, gpusPerSystem }) => [path, gpusPerSystem]));
  const systems = devices.filter(({ kind, path }) => kind === 'system' && gpusOf.has(path));
  const gpus = systems.reduce((sum, { path }) => sum + (gpusOf.get(path) ?? 0), 0);
  if (systems.length === 0 || siteWatts === 0) return [];
  const figures = swingFigures(swing, systems.length, gpus);
  // What of the whole swing each watt of a zone stands for; a zone without load has none.
  const counts = new Map<string, number>();
  for (const { name } of systems) {
    const zone = zoneOf(name);
    if (zone !== undefined) counts.set(zone, (counts.get(zone) ?? 0) + 1);
  }
  const placed = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const everywhere = (systems.length - placed) / systems.length / siteWatts;
  const swingShares = new Map(
    zones.flatMap(({ name, loadWatts }) =>
      loadWatts === 0 ? [] : [[name, (counts.get(name) ?? 0) / systems.length / loadWatts + everywhere] as const],
    ),
  );
  return chain.nodes.flatMap((node, place): SwingOnSource[] => {
    const limits = sourceLimits(node);
    const isStore = (node.kind === 'ups' || node.kind === 'bess') && Object.keys(limits).length > 0;
    if (node.fedFrom.length > 0 && !isStore) return [];
    const worst = worstState(chain, place);
    if (worst === undefined) return [];
    const state = worst.kind === 'normal' ? 'normal' : (worst.out[0] ?? '');
    const share = new SupplyWalk(chain, zones, worst).shareOf(node.name, (zone) => swingShares.get(zone) ?? everywhere);
    if (share === 0) return [];
    return [
      {
        swing: swing.name,
        source: node.name,
        state,
        stepWatts: Math.round(figures.stepWatts * share),
        ...present({
          rampWattsPerSecond:
            figures.rampWattsPerSecond === undefined ? undefined : Math.round(figures.rampWattsPerSecond * share),
        }),
        ...limits,
      },
    ];
  });
}

/** The state among the normal one and single losses in which a node carries most. */
function worstState(chain: PowerChainPlan, place: number): ChainState | undefined {
  let worst: ChainState | undefined;
  let most = 0;
  for (const state of chain.states) {
    if (state.kind !== 'normal' && state.kind !== 'loss') continue;
    const loadWatts = loadIn(chain, state, place);
    if (loadWatts > most) [worst, most] = [state, loadWatts];
  }
  return worst;
}

function sourceLimits(node: PowerNodePlan): Pick<SwingOnSource, 'mostStepWatts' | 'mostRampWattsPerSecond'> {
  const { stepWatts, stepShare, rampWattsPerSecond } = node.supply ?? {};
  const byShare = stepShare === undefined ? Infinity : shareOf(ratingOf(node), stepShare);
  const mostStep = Math.min(stepWatts ?? Infinity, byShare);
  return {
    ...(mostStep === Infinity ? {} : { mostStepWatts: mostStep }),
    ...present({ mostRampWattsPerSecond: rampWattsPerSecond }),
  };
}
