import { planPower } from '../../../../src/design/power/plan-power';
import type { DeviceInput, PlacementPlan } from '../../../../src/model/placement-plan';
import type { ChainState, PowerChainPlan, PowerNodeInput, PowerNodePlan } from '../../../../src/model/power-node';
import type { PowerInput, PowerZoneInput } from '../../../../src/model/power-plan';
import { bareDevice, placed, zone } from '../power-fixtures';

/** A lossless switchboard of 1 MW at 400 V, three phases, power factor 1, that may carry its whole rating. */
export function node(name: string, fedFrom: readonly string[], props: Partial<PowerNodeInput> = {}): PowerNodeInput {
  return {
    name,
    path: `site/${name}`,
    kind: 'switchboard',
    ratingWatts: 1_000_000,
    volts: 400,
    current: 'ac',
    phases: 3,
    powerFactor: 1,
    efficiency: 1,
    limitShare: 1,
    failureLimitShare: 1,
    fedFrom,
    draws: 'parallel',
    ...props,
  };
}

/** A utility of 10 MW. */
export function utility(name: string, props: Partial<PowerNodeInput> = {}): PowerNodeInput {
  return node(name, [], { kind: 'utility', ratingWatts: 10_000_000, ...props });
}

/** A zone of parallel feeds, named after the nodes that feed them. */
export function parallelZone(
  name: string,
  nodes: readonly string[],
  props: Partial<PowerZoneInput> = {},
): PowerZoneInput {
  return zone({
    name,
    path: `site/${name}`,
    ratingWatts: 100_000_000,
    feeds: nodes,
    redundancy: nodes.length === 1 ? 'N' : 'N+1',
    limitShare: 1,
    sources: Object.fromEntries(nodes.map((one) => [one, [one]])),
    ...props,
  });
}

/** A zone with one rack of one device, `<zone>-1`. */
export interface LoadedZone {
  readonly zone: PowerZoneInput;
  readonly watts: number;
  readonly device?: Partial<DeviceInput>;
}

/** Power of a site whose zones each have one rack of one device. */
export function powerOf(
  powerNodes: readonly PowerNodeInput[],
  zones: readonly LoadedZone[],
  more: Partial<PowerInput> = {},
): { readonly chain: PowerChainPlan; readonly placement: PlacementPlan } {
  const devices = zones.map((one) =>
    bareDevice(`${one.zone.name}-1`, { maxWatts: one.watts, psus: { count: 6, needed: 3 }, ...one.device }),
  );
  const placement: PlacementPlan = {
    racks: zones.map((one, index) => ({
      ...placed([[devices[index]!]], one.zone.name).racks[0]!,
      name: `${one.zone.name}-A01`,
    })),
    positions: new Map(zones.map((one) => [`${one.zone.name}-1`, { rack: `${one.zone.name}-A01`, u: 1 }])),
    unplaced: [],
  };
  const { chain } = planPower({ zones: zones.map((one) => one.zone), placement, devices, powerNodes, ...more });
  return { chain: chain!, placement };
}

/** The chain of `powerOf`. */
export function chainOf(...args: Parameters<typeof powerOf>): PowerChainPlan {
  return powerOf(...args).chain;
}

/** The state in which so much is out. */
export function stateOf({ states }: PowerChainPlan, ...out: string[]): ChainState {
  const state = states.find((one) => one.out.join(' ') === out.join(' '));
  if (state === undefined) throw new Error(`there is no state without ${out.join(' and ')}`);
  return state;
}

/** Load of a node in the state in which so much is out. */
export function loadOf(chain: PowerChainPlan, name: string, ...out: string[]): number {
  return stateOf(chain, ...out).loadWatts[chain.nodes.findIndex((one) => one.name === name)] ?? NaN;
}

/** A node of a plan. */
export function nodeOf({ nodes }: PowerChainPlan, name: string): PowerNodePlan {
  return nodes.find((one) => one.name === name)!;
}
