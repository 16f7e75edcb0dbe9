import type { DiscoveredFabric, DiscoveredLink, DiscoveredNode } from '../as-built/discovered-fabric';

const HEADER = /^(Switch|CA|RT):\s+(?:0x([0-9a-f]+)\s+)?(.*):\s*$/i;
const ROW =
  /^\s*(?:0x([0-9a-f]+)\s+)?(?:"([^"]*)"\s+)?(\d+)\s+(\d+)\[[^\]]*\]\s*==\(\s*(?:(\d+)X\s+([\d.]+)\s+Gbps\s+)?([A-Za-z]+)\s*\/\s*([A-Za-z ]+?)\)\s*==>\s*(?:0x([0-9a-f]+)\s+)?(?:(\d+)\s+(\d+))?\s*\[[^\]]*\]\s*"([^"]*)"/;

/** Signalling rate of one lane, Gb/s, and the rate as the trade counts it. */
const LANES: readonly (readonly [number, number])[] = [
  [2.5, 2.5],
  [5, 5],
  [10, 10],
  [14.0625, 14],
  [25.78125, 25],
  [53.125, 50],
  [106.25, 100],
  [212.5, 200],
];
const GIGA = 1_000_000_000;

/** Whether a text is what `iblinkinfo` prints. */
export function isIblinkinfo(text: string): boolean {
  return /\]\s*==\(.*\)\s*==>/.test(text);
}

/**
 * Reads what `iblinkinfo` prints, with or without `-l`. A node is known by its LID; ports that are down have no link.
 *
 * @see https://man7.org/linux/man-pages/man8/IBLINKINFO.8.html
 */
export function readIblinkinfo(text: string): DiscoveredFabric {
  const nodes: DiscoveredNode[] = [];
  const byLid = new Map<string, number>();
  const links: DiscoveredLink[] = [];
  const taken = new Set<string>();
  let header: { readonly isSwitch: boolean; readonly id: string | undefined; readonly name: string } | undefined;
  const nodeOf = (lid: string, name: string, kind: DiscoveredNode['kind'], id: string | undefined): number => {
    const at = byLid.get(lid);
    const known = at === undefined ? undefined : nodes[at];
    if (at !== undefined && known !== undefined) {
      nodes[at] = {
        ...known,
        ...(kind === 'switch' ? { kind } : {}),
        ...(known.name === '' ? { name } : {}),
        ...(known.id === undefined && id !== undefined ? { id } : {}),
      };
      return at;
    }
    const next = nodes.push({ name, kind, view: 'subnet', ...(id === undefined ? {} : { id }) }) - 1;
    byLid.set(lid, next);
    return next;
  };
  for (const line of text.split('\n')) {
    const head = HEADER.exec(line.trimEnd());
    if (head !== null) {
      const [, kind = '', guid, name = ''] = head;
      header = { isSwitch: kind.toLowerCase() === 'switch', id: padded(guid), name };
      continue;
    }
    const row = ROW.exec(line);
    if (row === null) continue;
    const [
      ,
      guid,
      ownName,
      lid = '',
      port = '',
      width,
      lane,
      ,
      physical = '',
      peerGuid,
      peerLid,
      peerPort,
      peerName = '',
    ] = row;
    const isSwitch = ownName === undefined ? header?.isSwitch === true : false;
    const own = nodeOf(
      lid,
      ownName?.trim() ?? header?.name ?? '',
      isSwitch ? 'switch' : 'adapter',
      isSwitch ? header?.id : padded(guid),
    );
    if (physical !== 'LinkUp' || peerLid === undefined || peerPort === undefined || taken.has(`${lid}/${port}`))
      continue;
    taken.add(`${lid}/${port}`).add(`${peerLid}/${peerPort}`);
    const peer = nodeOf(peerLid, peerName, 'adapter', padded(peerGuid));
    const rateBits = rateOf(width, lane);
    links.push({
      a: { node: own, port },
      b: { node: peer, port: peerPort },
      ...(width === undefined ? {} : { speed: `${width}X ${lane ?? ''} Gbps` }),
      ...(rateBits === undefined ? {} : { rateBits }),
    });
  }
  return { nodes: withSwitches(nodes, links), links };
}

/** With `-l` nothing tells a switch from an adapter but that it has more than two links. */
function withSwitches(nodes: readonly DiscoveredNode[], links: readonly DiscoveredLink[]): DiscoveredNode[] {
  const counts = nodes.map(() => 0);
  for (const { a, b } of links) {
    counts[a.node] = (counts[a.node] ?? 0) + 1;
    counts[b.node] = (counts[b.node] ?? 0) + 1;
  }
  return nodes.map((node, index) => ((counts[index] ?? 0) > 2 ? { ...node, kind: 'switch' } : node));
}

function rateOf(width: string | undefined, lane: string | undefined): number | undefined {
  const found = LANES.find(([signalling]) => Math.abs(signalling - Number(lane)) < signalling / 100);
  return width === undefined || found === undefined ? undefined : Number(width) * found[1] * GIGA;
}

function padded(digits: string | undefined): string | undefined {
  return digits?.toLowerCase().padStart(16, '0');
}
