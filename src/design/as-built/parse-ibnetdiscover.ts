import { DesignError } from '../../errors/design-error';
import type { DiscoveredFabric, DiscoveredLink, DiscoveredNode } from './discovered-fabric';
import { infinibandRateBits } from './link-speed';

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
  const node = { name, kind: kindOf(letter), view: 'subnet' as const, id: guid, ports: Number(ports) };
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
    peerNode = nodes.push({ name, kind: kindOf(letter), view: 'subnet', id: peer }) - 1;
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

function kindOf(letter: string): DiscoveredNode['kind'] {
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
