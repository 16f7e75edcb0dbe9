import { DesignError } from '../../errors/design-error';
import type { FabricLayout } from './fabric-layout';
import { eachHostPort } from './host-ports';

/** A leaf port that a service takes. */
export interface ServicePort {
  /** Number of the leaf among all leaves, from 0. */
  readonly leaf: number;
  /** From 1. */
  readonly port: number;
}

/** How willingly a service takes a down port: one that no slot has, one of a slot after the last host, one of a released slot. */
const SPARE = 0;
const UNUSED_SLOT = 1;
const RELEASED_SLOT = 2;
const TAKEN = 3;

/**
 * Leaf ports of all service links, in the order of services and their ports. Each link goes to a leaf with as few service
 * links as possible, there to the port that hosts will want last, counted from the top; ties go to the plane with fewer
 * service links, then to the first leaf. A service keeps its ports for as long as no host comes to them.
 *
 * @throws DesignError `fabric/no-service-port`
 */
export function servicePorts(layout: FabricLayout): ServicePort[] {
  const links = (layout.input.services ?? []).reduce((sum, service) => sum + service.portNames.length, 0);
  if (links === 0) return [];
  const { down } = layout.leafPorts;
  const leaves = layout.planes * layout.leaves.built;
  const state = portStates(layout, leaves * down);
  const free = state.reduce((sum, port) => (port === TAKEN ? sum : sum + 1), 0);
  if (links > free) throw noServicePort(layout, links, free);
  const perLeaf = new Uint32Array(leaves);
  const perPlane = new Uint32Array(layout.planes);
  return Array.from({ length: links }, () => {
    let best = { rank: Infinity, leaf: 0, port: 0 };
    for (let leaf = 0; leaf < leaves; leaf += 1) {
      const plane = Math.floor(leaf / layout.leaves.built);
      const found = bestPort(state, leaf * down, down);
      const rank = ((perLeaf[leaf] ?? 0) * TAKEN + found.state) * (links + 1) + (perPlane[plane] ?? 0);
      if (found.state < TAKEN && rank < best.rank) best = { rank, leaf, port: found.port };
    }
    state[best.leaf * down + best.port] = TAKEN;
    const plane = Math.floor(best.leaf / layout.leaves.built);
    perLeaf[best.leaf] = (perLeaf[best.leaf] ?? 0) + 1;
    perPlane[plane] = (perPlane[plane] ?? 0) + 1;
    return { leaf: best.leaf, port: best.port + 1 };
  });
}

function portStates(layout: FabricLayout, ports: number): Uint8Array {
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

function noServicePort(layout: FabricLayout, links: number, free: number): DesignError {
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
