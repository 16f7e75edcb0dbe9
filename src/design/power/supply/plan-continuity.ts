import {
  type ContinuityPlan,
  type FuelEndurance,
  type PowerSwingInput,
  type Recharge,
  type TurbineLoss,
} from '../../../model/continuity-plan';
import type { DeviceInput } from '../../../model/placement-plan';
import type { PowerChainPlan, PowerNodePlan } from '../../../model/power-node';
import type { PowerPlan } from '../../../model/power-plan';
import { present } from '../../../units/present';
import { shareOf } from '../zones/load-group';
import { planTransfers } from './plan-transfers';
import { ratingOf, SupplyWalk } from './supply-walk';
import { swingsOnSources, unstatedSwings, type ZoneOf } from './swing-on-sources';

const WATTS_PER_KILOWATT = 1_000;

/**
 * How a site comes through the loss of a utility, a plant or a turbine, and what swings of its jobs ask of the sources; undefined where it names no node.
 *
 * What a store holds lasts in proportion to its load. Systems whose zone is not known swing all over the site.
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
  const swingSite = { power, chain, devices, zoneOf };
  const swung = swingsOnSources(swings, swingSite);
  const unstated = unstatedSwings(swings, swingSite);
  return {
    transfers: losses.flatMap(({ transfers }) => transfers),
    rideThroughs: losses.flatMap(({ rideThroughs }) => rideThroughs),
    interruptions: losses.flatMap(({ interruptions }) => interruptions),
    fuel: chain.nodes.flatMap((node) => fuelOf(node)),
    recharges: rechargesOf(chain, before),
    turbineLosses: chain.nodes.flatMap((node) => turbineLoss(node, before.loadOf(node.name))),
    swings: swung.swings,
    ...(swung.smoothed.length === 0 ? {} : { smoothed: swung.smoothed }),
    ...(unstated.length === 0 ? {} : { unstatedSwings: unstated }),
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
