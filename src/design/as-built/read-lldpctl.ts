import { ethernetRateBits } from './link-speed';
import type { LldpNeighbour } from './lldp-neighbour';
import { isMembers, macOf, member, textOf, type Members } from './lldp-values';

/** Name of the device that wrote a dump of `lldpctl`, where `lldpcli show chassis` is part of it. */
export function lldpctlDevice(file: unknown): string | undefined {
  return systemOf(member(member(file, 'local-chassis'), 'chassis')).name;
}

/**
 * Neighbours from `lldpctl -f json` and `-f json0`, which print interfaces as an object by name, as a list of such objects, or as a list of objects with a name.
 *
 * @see https://lldpd.github.io/usage.html
 */
export function readLldpctl(file: unknown): LldpNeighbour[] {
  return interfacesOf(member(member(file, 'lldp'), 'interface')).flatMap(([own, facts]) => {
    const system = systemOf(facts['chassis']);
    const port = portOf(facts['port']);
    const name = system.name ?? system.id;
    if (name === undefined || port.name === undefined) return [];
    const current = textOf(member(member(facts['port'], 'auto-negotiation'), 'current'));
    const rateBits = current === undefined ? undefined : ethernetRateBits(current);
    const speed = rateBits === undefined ? undefined : current?.split(' ')[0];
    return [{ own, name, port: port.name, id: macOf(system.id), portId: port.mac, speed, rateBits }];
  });
}

function interfacesOf(value: unknown): [string, Members][] {
  if (Array.isArray(value)) return value.flatMap(interfacesOf);
  if (!isMembers(value)) return [];
  const name = value['name'];
  if (typeof name === 'string') return [[name, value]];
  return Object.entries(value).flatMap(([own, facts]): [string, Members][] => {
    if (Array.isArray(facts)) return facts.filter(isMembers).map((each) => [own, each]);
    return isMembers(facts) ? [[own, facts]] : [];
  });
}

/** `{spine-1: {id: ..}}`, `{id: ..}` without a name, or `[{name: [{value: ..}], id: ..}]`. */
function systemOf(chassis: unknown): { readonly name?: string | undefined; readonly id?: string | undefined } {
  const facts: unknown = Array.isArray(chassis) ? chassis[0] : chassis;
  if (!isMembers(facts)) return {};
  if (facts['id'] !== undefined || facts['name'] !== undefined) {
    return { name: textOf(facts['name']), id: textOf(facts['id']) };
  }
  const [first] = Object.entries(facts);
  return first === undefined ? {} : { name: first[0], id: textOf(member(first[1], 'id')) };
}

/** Hosts name a port by its MAC and describe it by its name, switches the other way round. */
function portOf(port: unknown): { readonly name: string | undefined; readonly mac: string | undefined } {
  const id = textOf(member(port, 'id'));
  const mac = macOf(id);
  const descr = textOf(member(port, 'descr'));
  return { name: mac === undefined ? id : (descr ?? id), mac };
}
