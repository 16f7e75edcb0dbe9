import { present } from '../../units/present';
import { IB_ERRORS, type LineReader, linesOf, readLines, Silence } from './tool-text';
import type { DiscoveredFabric, DiscoveredLink, DiscoveredNode } from './discovered-fabric';

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
  return readLines(iblinkinfoLines(), linesOf(text));
}

/** The same, line by line. */
export function* iblinkinfoLines(): LineReader<DiscoveredFabric> {
  const nodes: DiscoveredNode[] = [];
  const byLid = new Map<string, number>();
  const links: DiscoveredLink[] = [];
  const taken = new Map<string, number>();
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
    const next = nodes.push({ name, kind, view: 'subnet', ...present({ id }) }) - 1;
    byLid.set(lid, next);
    return next;
  };
  const silence = new Silence();
  for (let line = yield; line !== undefined; line = yield) {
    if (IB_ERRORS.test(line)) {
      silence.read(line);
      continue;
    }
    const head = HEADER.exec(line.trimEnd());
    if (head !== null) {
      const [, kind = '', guid, name = ''] = head;
      header = { isSwitch: kind.toLowerCase() === 'switch', id: paddedGuid(guid), name };
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
      logical = '',
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
      isSwitch ? header?.id : paddedGuid(guid),
    );
    if (physical !== 'LinkUp' || peerLid === undefined || peerPort === undefined) continue;
    const told = taken.get(`${lid}/${port}`);
    if (told !== undefined) {
      // The other end says it once more: a state short of Active counts, whichever end has it.
      const link = links[told];
      if (link !== undefined && logical !== 'Active') links[told] = { ...link, state: logical };
      continue;
    }
    taken.set(`${lid}/${port}`, links.length).set(`${peerLid}/${peerPort}`, links.length);
    const peer = nodeOf(peerLid, peerName, 'adapter', paddedGuid(peerGuid));
    const rateBits = rateOf(width, lane);
    links.push({
      a: { node: own, port },
      b: { node: peer, port: peerPort },
      ...(logical !== 'Active' && { state: logical }),
      ...present({ speed: width === undefined ? undefined : `${width}X ${lane ?? ''} Gbps`, rateBits }),
    });
  }
  const { nodes: unanswered } = silence;
  return { nodes: withSwitches(nodes, links), links, ...(unanswered > 0 && { unanswered }) };
}

/**
 * With `-l` nothing tells a switch from an adapter but that it has more than two links: of the planes of one port, whose far ends are chips of one switch, an adapter has
 * as many.
 */
function withSwitches(nodes: readonly DiscoveredNode[], links: readonly DiscoveredLink[]): DiscoveredNode[] {
  const counts = nodes.map(() => 0);
  const boxes = nodes.map(() => new Set<string>());
  const boxOf = (node: number): string => nodes[node]?.name.replace(/\/U\d+$/, '') ?? '';
  for (const { a, b } of links) {
    for (const [own, far] of [
      [a.node, b.node],
      [b.node, a.node],
    ] as const) {
      counts[own] = (counts[own] ?? 0) + 1;
      boxes[own]?.add(boxOf(far) === nodes[far]?.name ? `\n${far}` : boxOf(far));
    }
  }
  const isSwitch = ({ name }: DiscoveredNode, index: number): boolean =>
    (counts[index] ?? 0) > 2 && (/\/U\d+$/.test(name) || (boxes[index]?.size ?? 0) > 1);
  return nodes.map((node, index) => (isSwitch(node, index) ? { ...node, kind: 'switch' } : node));
}

function rateOf(width: string | undefined, lane: string | undefined): number | undefined {
  const found = LANES.find(([signalling]) => Math.abs(signalling - Number(lane)) < signalling / 100);
  return width === undefined || found === undefined ? undefined : Number(width) * found[1] * GIGA;
}

function paddedGuid(digits: string | undefined): string | undefined {
  return digits?.toLowerCase().padStart(16, '0');
}

/** Whether a text is an `ibdiagnet2.db_csv` with links. */
export function isDbCsvLinks(text: string): boolean {
  return /^START_LINKS\b/m.test(text) && /^START_NODES\b/m.test(text);
}

const KINDS: Readonly<Record<string, DiscoveredNode['kind']>> = { '1': 'adapter', '2': 'switch', '3': 'router' };

/** Widths by their code in a port's attributes. */
const WIDTHS: Readonly<Record<string, number>> = { '1': 1, '2': 4, '4': 8, '8': 12, '16': 2 };

/** Speeds of a lane by their code, Gb/s: that of ibdiagnet has the extended ones above the first byte. */
const SPEEDS: Readonly<Record<string, readonly [string, number]>> = {
  '1': ['SDR', 2.5],
  '2': ['DDR', 5],
  '4': ['QDR', 10],
  '256': ['FDR', 14],
  '512': ['EDR', 25],
  '1024': ['HDR', 50],
  '2048': ['NDR', 100],
  '4096': ['XDR', 200],
};

/** States of a port by their code; 4 is Active. */
const STATES: Readonly<Record<string, string>> = { '1': 'Down', '2': 'Initialize', '3': 'Armed' };

/** Reads the links of `ibdiagnet2.db_csv`: sections `NODES`, `LINKS` and, for rates and states, `PORTS`. */
export function readDbCsvLinks(text: string): DiscoveredFabric {
  return readLines(dbCsvLinkLines(), linesOf(text));
}

/** The same, line by line. */
export function* dbCsvLinkLines(): LineReader<DiscoveredFabric> {
  const nodes: DiscoveredNode[] = [];
  const byGuid = new Map<string, number>();
  const ports = new Map<string, (name: string) => string>();
  const rows: ((name: string) => string)[] = [];
  yield* dbCsvRows(['NODES', 'LINKS', 'PORTS'], (section, cell) => {
    if (section === 'LINKS') rows.push(cell);
    else if (section === 'PORTS') ports.set(`${guidOf(cell('nodeguid'))}/${cell('portnum')}`, cell);
    else {
      const id = guidOf(cell('nodeguid'));
      const kind = KINDS[cell('nodetype')] ?? 'adapter';
      const count = Number(cell('numports'));
      byGuid.set(id, nodes.length);
      const system = cell('systemimageguid');
      nodes.push({
        name: cell('nodedesc'),
        kind,
        view: 'subnet',
        id,
        ...(count > 0 && { ports: count }),
        ...(system !== '' && { system: guidOf(system) }),
      });
    }
  });
  const nodeOf = (guid: string): number => {
    const known = byGuid.get(guid);
    if (known !== undefined) return known;
    byGuid.set(guid, nodes.length);
    return nodes.push({ name: '', kind: 'device', view: 'subnet', id: guid }) - 1;
  };
  const links = rows.map((cell): DiscoveredLink => {
    const [a, b] = [guidOf(cell('nodeguid1')), guidOf(cell('nodeguid2'))];
    const [aPort, bPort] = [cell('portnum1'), cell('portnum2')];
    const attributes = ports.get(`${a}/${aPort}`) ?? ports.get(`${b}/${bPort}`);
    const width = WIDTHS[attributes?.('linkwidthactv') ?? ''];
    const [word, lane] = SPEEDS[attributes?.('linkspeedactv') ?? ''] ?? [];
    const states = [ports.get(`${a}/${aPort}`), ports.get(`${b}/${bPort}`)].map(
      (port) => STATES[port?.('portstate') ?? ''],
    );
    const state = states.find((each) => each !== undefined);
    return {
      a: { node: nodeOf(a), port: aPort },
      b: { node: nodeOf(b), port: bPort },
      ...(width !== undefined &&
        lane !== undefined && { speed: `${width}x${word ?? ''}`, rateBits: width * lane * GIGA }),
      ...present({ state }),
    };
  });
  return { nodes, links };
}

/** Line of a switch in `ibdiagnet2.net_dump`. */
const DUMPED = /^"(.*)"\s*,.*?\b0x([0-9a-f]+)\b/i;

/** Line that names the columns of its ports. */
const DUMP_HEADER = /^\s*#\s*:.*:\s*Neighbor Guid\s*:/im;

const DUMP_STATES: Readonly<Record<string, string>> = { INI: 'Initialize', INIT: 'Initialize', ARM: 'Armed' };

/** Whether a text is the `ibdiagnet2.net_dump` of ibdiagnet. */
export function isNetDump(text: string): boolean {
  return DUMP_HEADER.test(text);
}

/** A port of a switch with its neighbour, as a line of the dump has it. */
interface DumpedPort {
  readonly node: number;
  readonly port: string;
  readonly guid: string;
  readonly peerPort: string;
  readonly name: string;
  readonly facts: Pick<DiscoveredLink, 'speed' | 'rateBits' | 'state'>;
}

/** Reads `ibdiagnet2.net_dump`: a block a switch with a line a port; links between switches are in it from both ends. Its columns are told by their header. */
export function* netDumpLinkLines(): LineReader<DiscoveredFabric> {
  const nodes: DiscoveredNode[] = [];
  const byGuid = new Map<string, number>();
  // Number of a port by the label under which its neighbour names it.
  const numbers = new Map<string, string>();
  const ports: DumpedPort[] = [];
  let header: readonly string[] = [];
  let own: { readonly node: number; readonly guid: string } | undefined;
  for (let line = yield; line !== undefined; line = yield) {
    const [, name = '', digits = ''] = DUMPED.exec(line.trim()) ?? [];
    if (digits !== '') {
      const guid = guidOf(digits);
      const node = byGuid.get(guid) ?? nodes.push({ name, kind: 'switch', view: 'subnet', id: guid }) - 1;
      byGuid.set(guid, node);
      own = { node, guid };
      continue;
    }
    const cells = line.split(/\s*:\s*(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
    if (DUMP_HEADER.test(line)) {
      header = cells.map((cell) => cell.toLowerCase());
      continue;
    }
    if (own === undefined || cells.length < header.length || header.length === 0) continue;
    const cell = (...names: readonly string[]): string => cells[header.findIndex((each) => names.includes(each))] ?? '';
    const label = cell('#');
    const port = cell('ib#', '#ib') || label;
    numbers.set(`${own.guid}/${label}`, port);
    const guid = cell('neighbor guid');
    if (!/^0x[0-9a-f]+$/i.test(guid) || /^0x0+$/i.test(guid)) continue;
    const [width, lane] = [Number.parseInt(cell('lwa'), 10), Number(cell('lsa'))];
    const state = DUMP_STATES[cell('sta').toUpperCase()];
    ports.push({
      node: own.node,
      port,
      guid: guidOf(guid),
      peerPort: cell('n#'),
      name: cell('neighbor description'),
      facts: {
        ...(width > 0 && lane > 0 && { speed: `${width}x ${lane}`, rateBits: width * lane * GIGA }),
        ...present({ state }),
      },
    });
  }
  return { nodes, links: dumpedLinks(nodes, byGuid, numbers, ports) };
}

/** Links of ports, each once. A neighbour that is no switch of the dump becomes a node. */
function dumpedLinks(
  nodes: DiscoveredNode[],
  byGuid: Map<string, number>,
  numbers: ReadonlyMap<string, string>,
  ports: readonly DumpedPort[],
): DiscoveredLink[] {
  const links: DiscoveredLink[] = [];
  const taken = new Map<string, number>();
  for (const { node, port, guid, peerPort, name, facts } of ports) {
    const peer = byGuid.get(guid) ?? nodes.push({ name, kind: 'adapter', view: 'subnet', id: guid }) - 1;
    byGuid.set(guid, peer);
    const far = numbers.get(`${guid}/${peerPort}`) ?? peerPort;
    const told = taken.get(`${node}/${port}`);
    const known = told === undefined ? undefined : links[told];
    if (told !== undefined && known !== undefined) {
      // A state short of Active counts, whichever end has it.
      if (facts.state !== undefined) links[told] = { ...known, state: facts.state };
      continue;
    }
    taken.set(`${node}/${port}`, links.length).set(`${peer}/${far}`, links.length);
    links.push({ a: { node, port }, b: { node: peer, port: far }, ...facts });
  }
  return links;
}

/**
 * Rows of the sections of an `ibdiagnet2.db_csv`, each with its header: cells by the name of their column in small letters, empty where there is none.
 *
 * @param sections - those that are asked for
 * @param take - takes a row
 */
export function* dbCsvRows(
  sections: readonly string[],
  take: (section: string, cell: (name: string) => string, header: readonly string[]) => void,
): LineReader<void> {
  let section = '';
  let header: readonly string[] = [];
  for (let raw = yield; raw !== undefined; raw = yield) {
    const line = raw.trimEnd();
    if (line.startsWith('START_')) {
      section = line.slice('START_'.length);
      header = [];
    } else if (line.startsWith('END_')) section = '';
    else if (line === '' || !sections.includes(section)) continue;
    else if (header.length === 0) header = line.split(',').map((word) => word.trim().toLowerCase());
    else {
      const cells = cellsOf(line);
      const own = header;
      take(section, (name) => cells[own.indexOf(name)] ?? '', own);
    }
  }
}

/** Cells of a line of CSV, without the quotes around them. */
function cellsOf(line: string): string[] {
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = '']) => cell.trim().replace(/^"|"$/g, ''));
}

/** A GUID as 16 small hex digits. */
export function guidOf(text: string): string {
  return text.replace(/^0x/i, '').toLowerCase().padStart(16, '0');
}
