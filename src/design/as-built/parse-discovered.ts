import { DesignError } from '../../errors/design-error';
import { ethernetRateBits, infinibandRateBits } from './device-facts';
import {
  type DiscoveredFabric,
  type DiscoveredLink,
  type DiscoveredNode,
  isMembers,
  kindOf,
  linksOfDevice,
  type LldpNeighbour,
  macOf,
  member,
  type Members,
  textOf,
} from './discovered-fabric';

/** Where a dump comes from. */
interface DumpSource {
  /** Name of the file, for errors. */
  readonly file: string;
  /** Device that wrote an LLDP dump, where the dump does not name it itself. */
  readonly device: string;
}

const FORMATS =
  "the output of 'ibnetdiscover', of 'lldpctl -f json' or of 'nv show interface --output json', one file a subnet or device";

/**
 * Reads a dump of links, in whichever of the known formats it is.
 *
 * @throws DesignError `as-built/unknown-format`, `as-built/not-json`, `as-built/bad-dump`, `as-built/bad-line`
 */
export function parseDiscovered(text: string, { file, device }: DumpSource): DiscoveredFabric {
  const start = text.trimStart();
  if (start.startsWith('{') || start.startsWith('[')) {
    const json = readJson(start, file);
    if (isMembers(json) && ('lldp' in json || 'local-chassis' in json)) {
      refuse(file, "'lldpctl -f json'", lldpctlProblem(json));
      return linksOfDevice(lldpctlDevice(json) ?? device, readLldpctl(json));
    }
    if (isNvueInterfaces(json)) {
      refuse(file, "'nv show interface --output json'", nvueLldpProblem(json));
      return linksOfDevice(device, readNvueLldp(json));
    }
  } else if (/^(Switch|Ca|Rt)\s+\d+\s+"[SHR]-/m.test(text)) {
    return parseIbnetdiscover(text.replace(/^\uFEFF/, ''), file);
  }
  throw new DesignError('as-built/unknown-format', {
    problem: `'${file}' is no dump of links in a known format`,
    remedy: `give ${FORMATS}`,
    object: file,
  });
}

function refuse(file: string, command: string, problem: string | undefined): void {
  if (problem === undefined) return;
  throw new DesignError('as-built/bad-dump', {
    problem: `'${file}' begins as the output of ${command}, but ${problem}`,
    remedy: `give the whole output of ${command}`,
    object: file,
  });
}

function readJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new DesignError('as-built/not-json', {
      problem: `'${file}' begins as JSON but is none, or a part of it is missing`,
      remedy: `give ${FORMATS}`,
      object: file,
    });
  }
}

const HEADER = /^(Switch|Ca|Rt)\s+(\d+)\s+"([SHR])-([0-9a-f]+)"\s*(?:#\s*"(.*)".*)?$/;

const PORT =
  /^\[(\d+)\](?:\[ext \d+\])?(?:\(([0-9a-f]+)\))?\s+"([SHR])-([0-9a-f]+)"\[(\d+)\](?:\[ext \d+\])?(?:\(([0-9a-f]+)\))?\s*(?:#(.*))?$/;

const FACTS = /^(vendid|devid|sysimgguid|switchguid|caguid|rtguid)=|^(Chassis|DR path)\b/i;

const KINDS = { S: 'switch', H: 'adapter', R: 'router' } as const;

/** What is read so far. */
interface Reading {
  readonly nodes: DiscoveredNode[];
  readonly links: DiscoveredLink[];
  /** Node by GUID. */
  readonly known: Map<string, number>;
  /** Ends that a link was read for: `<guid>/<port>`. */
  readonly taken: Set<string>;
}

/**
 * Reads what `ibnetdiscover` prints. Only connected ports are listed, and the number of ports may be above the radix of the model.
 *
 * @param text - the dump
 * @param file - name of the dump, for errors
 * @throws DesignError `as-built/bad-line`
 * @see https://github.com/linux-rdma/rdma-core/blob/master/infiniband-diags/ibnetdiscover.c
 */
export function parseIbnetdiscover(text: string, file = 'ibnetdiscover'): DiscoveredFabric {
  const reading: Reading = { nodes: [], links: [], known: new Map(), taken: new Set() };
  let guid: string | undefined;
  text.split('\n').forEach((raw, index) => {
    const line = raw.trimEnd();
    if (line === '' || line.startsWith('#') || FACTS.test(line)) return;
    const header = HEADER.exec(line);
    if (header !== null) {
      guid = readHeader(reading, header);
      return;
    }
    const port = guid === undefined ? null : PORT.exec(line);
    if (port === null) throw badLine(file, index + 1, line);
    readPort(reading, guid ?? '', port);
  });
  return { nodes: reading.nodes, links: reading.links };
}

function readHeader({ nodes, known }: Reading, match: RegExpExecArray): string {
  const [, , ports = '', letter = '', digits = '', name = ''] = match;
  const guid = padded(digits);
  const node = { name, kind: nodeKindOf(letter), view: 'subnet' as const, id: guid, ports: Number(ports) };
  const at = known.get(guid);
  if (at === undefined) known.set(guid, nodes.push(node) - 1);
  else nodes[at] = node;
  return guid;
}

function readPort({ nodes, links, known, taken }: Reading, guid: string, match: RegExpExecArray): void {
  const [, own = '', ownId, letter = '', digits = '', peerPort = '', peerId, comment = ''] = match;
  const peer = padded(digits);
  if (taken.has(`${guid}/${own}`)) return;
  taken.add(`${guid}/${own}`).add(`${peer}/${peerPort}`);
  let peerNode = known.get(peer);
  if (peerNode === undefined) {
    const name = /"(.*)"/.exec(comment)?.[1] ?? '';
    peerNode = nodes.push({ name, kind: nodeKindOf(letter), view: 'subnet', id: peer }) - 1;
    known.set(peer, peerNode);
  }
  const speed = /lid \d+ (\d+x\S+)[^"]*$/.exec(comment)?.[1];
  const rateBits = speed === undefined ? undefined : infinibandRateBits(speed);
  links.push({
    a: { node: known.get(guid) ?? 0, port: own, ...(ownId !== undefined && { id: padded(ownId) }) },
    b: { node: peerNode, port: peerPort, ...(peerId !== undefined && { id: padded(peerId) }) },
    ...(speed !== undefined && { speed }),
    ...(rateBits !== undefined && { rateBits }),
  });
}

function nodeKindOf(letter: string): DiscoveredNode['kind'] {
  return letter === 'S' || letter === 'R' ? KINDS[letter] : KINDS.H;
}

/** Tools leave out leading zeros here and there. */
function padded(digits: string): string {
  return digits.padStart(16, '0');
}

function badLine(file: string, number: number, line: string): DesignError {
  const shown = line.length > 60 ? `${line.slice(0, 60)}..` : line;
  return new DesignError('as-built/bad-line', {
    problem: `line ${number} of '${file}' is no line of ibnetdiscover: '${shown}'`,
    remedy: "give the whole output of 'ibnetdiscover' without options",
    object: file,
    value: shown,
  });
}

/** Name of the device that wrote a dump of `lldpctl`, where `lldpcli show chassis` is part of it. */
function lldpctlDevice(file: unknown): string | undefined {
  return systemOf(member(member(file, 'local-chassis'), 'chassis')).name;
}

/**
 * Neighbours from `lldpctl -f json` and `-f json0`, which print interfaces as an object by name, as a list of such objects, or as a list of objects with a name.
 *
 * @see https://lldpd.github.io/usage.html
 */
function readLldpctl(file: unknown): LldpNeighbour[] {
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
function lldpctlProblem(file: Members): string | undefined {
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
function isNvueInterfaces(file: unknown): file is Members {
  return (
    isMembers(file) &&
    Object.values(file).some((facts) => isMembers(facts) && (isMembers(facts['lldp']) || isMembers(facts['link'])))
  );
}

/** The first interface whose neighbours are no object, as a clause; undefined where there is none. */
function nvueLldpProblem(file: Members): string | undefined {
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
function readNvueLldp(file: Members): LldpNeighbour[] {
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
