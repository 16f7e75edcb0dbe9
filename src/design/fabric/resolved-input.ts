import type { FabricInput, FabricPlan, HostGroup, LeafPort, StandingPods } from '../../model/fabric-plan';
import type { FabricLayout } from './fabric-layout';
import { eachHostPort } from './host-ports';
import { layOutFabric } from './lay-out-fabric';
import { slotsOfDomain } from './service-slots';

/**
 * A fabric's input with the choices that its plan made, so that a later default cannot change them: shape, tiers, planes, ports of a leaf, spines,
 * pods and cores, the ports of services and the slots that they hold.
 *
 * @param input - what was planned
 * @param plan - the plan that came of it
 */
export function resolvedInput(input: FabricInput, plan: FabricPlan): FabricInput {
  const { shape, tiers, planes, downPerLeaf, upPerLeaf, counts } = plan;
  const base = { ...withServices(input, plan), shape, tiers, planes, downPerLeaf };
  if (tiers === 1) return base;
  if (tiers === 2) return { ...base, upPerLeaf, spines: counts.spine / planes };
  const pods = podsOf(layOutFabric(input));
  return { ...base, upPerLeaf, ...(pods !== undefined && { standingPods: pods }) };
}

function podsOf({ spines }: FabricLayout): StandingPods | undefined {
  if (spines?.cores === undefined) return undefined;
  const { pods, leavesPerPod, spinesPerPod, ports } = spines;
  const { spinesPerGroup, coresPerGroup, links } = spines.cores;
  return { pods, leavesPerPod, spinesPerPod, spineDown: ports.down, spinesPerGroup, coresPerGroup, coreLinks: links };
}

/** The ports of all services, and for each group the slots beside its hosts that they hold. */
function withServices(input: FabricInput, plan: FabricPlan): FabricInput {
  const rest = withoutPorts(input);
  if (plan.counts.serviceLinks === 0) return { ...rest, groups: input.groups.map(withSlots) };
  const held = heldSlots(layOutFabric(input));
  const services = (input.services ?? []).map(({ name }) => [name, portsOf(plan, name)] as const);
  return {
    ...rest,
    servicePorts: Object.fromEntries(services),
    groups: input.groups.map((group) => withSlots({ ...group, serviceSlots: held.get(group.name) ?? [] })),
  };
}

function withoutPorts({ servicePorts: _ports, ...input }: FabricInput): FabricInput {
  return input;
}

/** Slots that a service has left stay with the group, for its hosts pass over them. */
function withSlots({ serviceSlots = [], ...group }: HostGroup): HostGroup {
  return serviceSlots.length === 0 ? group : { ...group, serviceSlots };
}

function portsOf({ endpoints, links, switches }: FabricPlan, service: string): LeafPort[] {
  const node = endpoints.findIndex(({ name, group }) => name === service && group === undefined);
  const ports: LeafPort[] = [];
  for (let row = 0; row < links.count && links.tier[row] === 0; row += 1) {
    if (links.aNode[row] !== node) continue;
    ports[links.aPort[row] ?? 0] = {
      leaf: switches[links.bNode[row] ?? -1]?.name ?? '',
      port: links.bPort[row] ?? 0,
    };
  }
  return ports;
}

/** Slots that were given to services, and those without a host whose ports they took. */
function heldSlots(layout: FabricLayout): Map<string, readonly number[]> {
  const { down } = layout.leafPorts;
  const taken = new Set(layout.servicePorts.map(({ leaf, port }) => leaf * down + port));
  const held = new Map(layout.groups.map(({ group }) => [group.name, new Set(group.serviceSlots)]));
  eachHostPort(layout, ({ group }, slot, _port, leaf, leafPort) => {
    if (slot < group.hosts.length || !taken.has(leaf * down + leafPort)) return;
    for (const one of slotsOfDomain(group, slot)) held.get(group.name)?.add(one);
  });
  return new Map([...held].map(([name, slots]) => [name, [...slots].sort((a, b) => a - b)]));
}
