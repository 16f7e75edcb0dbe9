import { DesignError } from '../../errors/design-error';
import type { HostLayout, ServicePort } from './fabric-layout';
import { eachHostPort } from './host-ports';
import { listSwitches } from './list-switches';

/** How willingly a service takes a down port: one that no slot has, one of a slot after the last host, one of a released slot. */
const SPARE = 0;
const UNUSED_SLOT = 1;
const RELEASED_SLOT = 2;
const TAKEN = 3;

/**
 * Leaf ports of all service links, in the order of services and their ports. Links whose ports are given (`servicePorts`) have them, as far
 * as no host is there. Each other one goes to a leaf with as few of these links as possible, there to the port that hosts will want last,
 * counted from the top; ties go to the plane with fewer of them, then to the first leaf.
 *
 * @throws DesignError `fabric/no-service-port`
 */
export function servicePorts(layout: HostLayout): ServicePort[] {
  const links = (layout.input.services ?? []).reduce((sum, service) => sum + service.portNames.length, 0);
  if (links === 0) return [];
  const { down } = layout.leafPorts;
  const state = portStates(layout, layout.planes * layout.leaves.built * down);
  const free = state.reduce((sum, port) => (port === TAKEN ? sum : sum + 1), 0);
  if (links > free) throw noServicePort(layout, links, free);
  const given = givenPorts(layout, state);
  const perLeaf = new Uint32Array(layout.planes * layout.leaves.built);
  const perPlane = new Uint32Array(layout.planes);
  return given.map((port) => port ?? nextPort(layout, state, perLeaf, perPlane));
}

/** Ports that services have already: one entry a link, undefined where it has none, or a host has come to it. */
function givenPorts(layout: HostLayout, state: Uint8Array): (ServicePort | undefined)[] {
  const { services = [], servicePorts: given } = layout.input;
  const { down } = layout.leafPorts;
  const leaves = given === undefined ? [] : listSwitches(layout).filter(({ tier }) => tier === 'leaf');
  const leafAt = new Map(leaves.map(({ name }, at) => [name, at]));
  return services.flatMap(({ name, portNames }) =>
    portNames.map((_, index) => {
      const { leaf: leafName = '', port = 0 } = given?.[name]?.[index] ?? {};
      const leaf = leafAt.get(leafName);
      const at = (leaf ?? 0) * down + port - 1;
      if (leaf === undefined || port < 1 || port > down || (state[at] ?? TAKEN) === TAKEN) return undefined;
      state[at] = TAKEN;
      return { leaf, port };
    }),
  );
}

function nextPort(layout: HostLayout, state: Uint8Array, perLeaf: Uint32Array, perPlane: Uint32Array): ServicePort {
  const { down } = layout.leafPorts;
  const { built } = layout.leaves;
  const links = perLeaf.length * down;
  let best = { rank: Infinity, leaf: 0, port: 0 };
  for (let leaf = 0; leaf < perLeaf.length; leaf += 1) {
    const found = bestPort(state, leaf * down, down);
    const rank = ((perLeaf[leaf] ?? 0) * TAKEN + found.state) * (links + 1) + (perPlane[Math.floor(leaf / built)] ?? 0);
    if (found.state < TAKEN && rank < best.rank) best = { rank, leaf, port: found.port };
  }
  const plane = Math.floor(best.leaf / built);
  state[best.leaf * down + best.port] = TAKEN;
  perLeaf[best.leaf] = (perLeaf[best.leaf] ?? 0) + 1;
  perPlane[plane] = (perPlane[plane] ?? 0) + 1;
  return { leaf: best.leaf, port: best.port + 1 };
}

function portStates(layout: HostLayout, ports: number): Uint8Array {
  const state = new Uint8Array(ports).fill(SPARE);
  eachHostPort(layout, (group, slot, _port, leaf, leafPort) => {
    const host = group.group.hosts[slot];
    const at = leaf * layout.leafPorts.down + leafPort - 1;
    state[at] = host === undefined ? UNUSED_SLOT : host === '' ? RELEASED_SLOT : TAKEN;
  });
  return state;
}

function bestPort(state: Uint8Array, from: number, count: number): { state: number; port: number } {
  let best = { state: TAKEN, port: -1 };
  for (let port = count - 1; port >= 0; port -= 1) {
    const found = state[from + port] ?? TAKEN;
    if (found < best.state) best = { state: found, port };
  }
  return best;
}

function noServicePort(layout: HostLayout, links: number, free: number): DesignError {
  const { name, groups } = layout.input;
  const hosts = groups.reduce((sum, group) => sum + group.hosts.filter((host) => host !== '').length, 0);
  const each = groups.at(-1)?.portNames.length ?? 1;
  const fewer = Math.ceil((links - free) / each);
  const ports = layout.planes * layout.leaves.built * layout.leafPorts.down;
  return new DesignError('fabric/no-service-port', {
    problem: `fabric '${name}': services ask for ${links} leaf ports, and ${hosts} hosts leave ${free} of ${ports}`,
    remedy: `use ${hosts - fewer} hosts (${fewer} fewer), or add a unit`,
    object: name,
    value: `${links} ports`,
    limit: `${free} ports`,
  });
}
