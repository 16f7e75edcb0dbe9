import { ethernetRateBits } from './discovered-fabric';
import { isMembers, kindOf, type LldpNeighbour, macOf, member, type Members, textOf } from './discovered-fabric';

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

/** Whether a JSON object looks like interfaces of `nv show interface`: by name, each with its link or its neighbours. */
export function isNvueInterfaces(file: unknown): file is Members {
  return (
    isMembers(file) &&
    Object.values(file).some((facts) => isMembers(facts) && (isMembers(facts['lldp']) || isMembers(facts['link'])))
  );
}

/** The first interface whose neighbours are no object, as a clause; undefined where there is none. */
export function nvueLldpProblem(file: Members): string | undefined {
  for (const [own, facts] of Object.entries(file)) {
    const neighbours = member(member(facts, 'lldp'), 'neighbor');
    if (neighbours === undefined || isMembers(neighbours)) continue;
    return `'lldp.neighbor' of interface '${own}' is ${kindOf(neighbours)}, where an object by the names of neighbours is expected`;
  }
  return undefined;
}

/**
 * Neighbours from `nv show interface --output json`: interfaces by name, in each the neighbours by system name.
 *
 * @see https://docs.nvidia.com/networking-ethernet-software/cumulus-linux/Layer-2/Link-Layer-Discovery-Protocol/
 */
export function readNvueLldp(file: Members): LldpNeighbour[] {
  return Object.entries(file).flatMap(([own, facts]) => {
    const neighbours = member(member(facts, 'lldp'), 'neighbor');
    if (!isMembers(neighbours)) return [];
    const speed = textOf(member(member(facts, 'link'), 'speed'));
    const rateBits = speed === undefined ? undefined : ethernetRateBits(speed);
    return Object.entries(neighbours).flatMap(([key, neighbour]): LldpNeighbour[] => {
      const chassis = member(neighbour, 'chassis');
      const port = nvuePortOf(member(neighbour, 'port'));
      if (port === undefined) return [];
      const id = macOf(textOf(member(chassis, 'chassis-id')) ?? textOf(member(chassis, 'id')));
      const name = textOf(member(chassis, 'system-name')) ?? key;
      return [{ own, name, ...port, id, speed, rateBits }];
    });
  });
}

function nvuePortOf(port: unknown): Pick<LldpNeighbour, 'port' | 'portId'> | undefined {
  const names = ['name', 'id', 'description']
    .map((each) => textOf(member(port, each)))
    .filter((each) => each !== undefined);
  const name = names.find((each) => macOf(each) === undefined) ?? names[0];
  const portId = names.map(macOf).find((each) => each !== undefined);
  return name === undefined ? undefined : { port: name, portId };
}

/** Neighbours as switches of other vendors print them in JSON; undefined where a value is none of these. */
export function readOtherLldp(value: unknown): LldpNeighbour[] | undefined {
  const wrapped = unwrapped(value);
  if (!isMembers(wrapped)) return undefined;
  return readEosLldp(wrapped) ?? readNxosLldp(wrapped) ?? readPortLldp(wrapped);
}

/** What a command answers within the envelopes of eAPI (`result`) and of NX-API (`result.body`, `ins_api.outputs.output.body`). */
function unwrapped(value: unknown): unknown {
  if (!isMembers(value)) return value;
  const { result } = value;
  const output = member(member(value['ins_api'], 'outputs'), 'output');
  const first: unknown = [result, output].find((each) => each !== undefined) ?? value;
  const one: unknown = Array.isArray(first) ? (first as unknown[])[0] : first;
  return member(one, 'body') ?? one;
}

/**
 * Neighbours from Arista EOS: `show lldp neighbors detail | json`, or without `detail`.
 *
 * @see https://arista.my.site.com/AristaCommunity/s/article/eos-lldp
 */
function readEosLldp(value: Members): LldpNeighbour[] | undefined {
  const table = value['lldpNeighbors'];
  if (Array.isArray(table)) {
    return table
      .filter(isMembers)
      .flatMap((row) => neighbourOf(row['port'], row['neighborDevice'], row['neighborPort']));
  }
  if (!isMembers(table)) return undefined;
  return Object.entries(table).flatMap(([own, facts]) => {
    const list = isMembers(facts) ? facts['lldpNeighborInfo'] : undefined;
    return (Array.isArray(list) ? list.filter(isMembers) : []).flatMap((each) => {
      const far = each['neighborInterfaceInfo'];
      const port = textOf(member(far, 'interfaceId_v2')) ?? textOf(member(far, 'interfaceId'));
      return neighbourOf(
        own,
        each['systemName'],
        port?.replace(/^"|"$/g, ''),
        each['chassisId'],
        member(far, 'interfaceDescription'),
      );
    });
  });
}

/**
 * Neighbours from Cisco NX-OS: `show lldp neighbors detail | json`, or without `detail`. One row alone is an object there, and no list.
 *
 * @see https://www.cisco.com/c/en/us/td/docs/switches/datacenter/nexus9000/sw/93x/programmability/guide/b-cisco-nexus-9000-series-nx-os-programmability-guide-93x/m-n9k-nx-api-cli.html
 */
function readNxosLldp(value: Members): LldpNeighbour[] | undefined {
  const detail = member(value['TABLE_nbor_detail'], 'ROW_nbor_detail');
  const rows = detail ?? member(value['TABLE_nbor'], 'ROW_nbor');
  if (rows === undefined) return undefined;
  const list: unknown[] = Array.isArray(rows) ? rows : [rows];
  return list
    .filter(isMembers)
    .flatMap((row) =>
      neighbourOf(
        row['l_port_id'],
        row['sys_name'] ?? row['chassis_id'],
        row['port_id'],
        row['chassis_id'],
        row['port_desc'],
      ),
    );
}

/** What a BMC hears on its port: the resource `Port` of Redfish. */
function readPortLldp(value: Members): LldpNeighbour[] | undefined {
  const heard = member(value['Ethernet'], 'LLDPReceive');
  if (!isMembers(heard)) return undefined;
  return neighbourOf(value['Id'] ?? 'bmc', heard['SystemName'], heard['PortId'], heard['ChassisId']);
}

function neighbourOf(
  ownName: unknown,
  system: unknown,
  farPort: unknown,
  chassis?: unknown,
  description?: unknown,
): LldpNeighbour[] {
  const [own, id, told] = [textOf(ownName), macOf(textOf(chassis)), textOf(farPort)];
  const name = textOf(system) ?? textOf(chassis);
  const portId = macOf(told);
  const port = portId === undefined ? told : (textOf(description) ?? told);
  if (own === undefined || name === undefined || port === undefined) return [];
  return [{ own, name, port, id, portId }];
}

const TABLE = /^\s*LocalPort\s+RemoteDevice\s+RemotePortID\s/m;

/** Whether a text is what SONiC's `show lldp table` prints. */
export function isSonicLldp(text: string): boolean {
  return TABLE.test(text);
}

/** Neighbours from SONiC's `show lldp table`: columns begin where their headers do. */
export function readSonicLldp(text: string): LldpNeighbour[] {
  let columns: readonly number[] = [];
  const neighbours: LldpNeighbour[] = [];
  for (const line of text.split('\n')) {
    if (TABLE.test(line)) {
      columns = ['LocalPort', 'RemoteDevice', 'RemotePortID', 'Capability', 'RemotePortDescr'].map((word) =>
        line.indexOf(word),
      );
      continue;
    }
    if (columns.length === 0 || !/^\s*\S+\d/.test(line) || /^[-\s]*$/.test(line)) continue;
    const cell = (at: number): string => {
      const from = columns[at] ?? -1;
      const to = columns[at + 1] ?? line.length;
      return from < 0 ? '' : line.slice(from, to < 0 ? line.length : to).trim();
    };
    if (cell(1) === '' || cell(2) === '') continue;
    neighbours.push(...neighbourOf(cell(0), cell(1), cell(2), undefined, cell(4) === '' ? undefined : cell(4)));
  }
  return neighbours;
}
