import { ethernetRateBits } from './link-speed';
import type { LldpNeighbour } from './lldp-neighbour';
import { isMembers, kindOf, macOf, member, textOf, type Members } from './lldp-values';

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

/**
 * The first thing of a dump that is no list of interfaces, as a clause; undefined where nothing is. A device without neighbours has no interfaces.
 */
export function lldpctlProblem(file: Members): string | undefined {
  const { lldp } = file;
  if (lldp === undefined) return undefined;
  const isRead = isMembers(lldp) || (Array.isArray(lldp) && lldp.every(isMembers));
  if (!isRead) return `its 'lldp' is ${kindOf(lldp)}, where an object with 'interface' is expected`;
  const interfaces = member(lldp, 'interface');
  if (interfaces === undefined) return undefined;
  const expected = 'where an object with the interfaces of a device, or a list of such objects, is expected';
  if (typeof interfaces !== 'object' || interfaces === null) {
    return `its 'lldp.interface' is ${kindOf(interfaces)}, ${expected}`;
  }
  const parts: unknown[] = Array.isArray(interfaces) ? interfaces : [interfaces];
  const part = parts.find((one) => !isMembers(one));
  if (part !== undefined || parts.includes(undefined)) return `its 'lldp.interface' holds ${kindOf(part)}, ${expected}`;
  for (const [name, facts] of parts.flatMap((one) => (isNamed(one) ? [] : Object.entries(one as Members)))) {
    const isFacts = isMembers(facts) || (Array.isArray(facts) && facts.every(isMembers));
    if (!isFacts)
      return `interface '${name}' is ${kindOf(facts)}, where an object with 'chassis' and 'port' is expected`;
  }
  return undefined;
}

/** Whether an interface says its name itself. */
function isNamed(one: unknown): boolean {
  return typeof member(one, 'name') === 'string';
}

function interfacesOf(value: unknown): [string, Members][] {
  const parts: unknown[] = Array.isArray(value) ? value : [value];
  return parts.filter(isMembers).flatMap((part): [string, Members][] => {
    const { name } = part;
    if (typeof name === 'string') return [[name, part]];
    return Object.entries(part).flatMap(([own, facts]): [string, Members][] => {
      const all: unknown[] = Array.isArray(facts) ? facts : [facts];
      return all.filter(isMembers).map((each) => [own, each]);
    });
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
