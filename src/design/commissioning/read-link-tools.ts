import { present } from '../../units/present';
import type { DiscoveredFabric, DiscoveredLink, DiscoveredNode } from '../as-built/discovered-fabric';
import type { AdapterReading, CounterReading } from './measurement';

/** Counters that stay at 0 on a good link; waits and dropped multicasts do not tell of a fault. The project's own choice. */
const ERRORS = [
  'symbolerror',
  'linkerrorrecovery',
  'linkdown',
  'portrcverror',
  'portrcvremotephysicalerror',
  'portxmitdiscard',
  'portxmitconstrainterror',
  'portrcvconstrainterror',
  'locallinkintegrityerror',
  'excessivebufferoverrunerror',
];

/** Whether a counter, in the word of any of the tools, counts errors of a link. */
export function isErrorCounter(word: string): boolean {
  const plain = word.toLowerCase().replace(/[^a-z0-9]/g, '');
  const short = plain
    .replace(/(?:extended|ext)$/, '')
    .replace(/counter$/, '')
    .replace(/s$/, '');
  return ERRORS.includes(short) || short === 'linkdowned';
}

/** Whether a text is what `ibqueryerrors` prints. */
export function isIbqueryerrors(text: string): boolean {
  return /^Errors for (?:0x|")/m.test(text) || /^## Summary: \d+ nodes checked/m.test(text);
}

/**
 * Reads what `ibqueryerrors` prints: only ports with errors are in it.
 *
 * @see https://man7.org/linux/man-pages/man8/ibqueryerrors.8.html
 */
export function readIbqueryerrors(text: string): CounterReading[] {
  const readings: CounterReading[] = [];
  let name: string | undefined;
  for (const line of text.split('\n')) {
    const head = /^Errors for (?:0x[0-9a-f]+\s*)?"([^"]*)"/i.exec(line);
    if (head !== null) {
      name = head[1];
      continue;
    }
    const [, guid = '', port = '', rest = ''] = /^\s*GUID 0x([0-9a-f]+) port (\w+):(.*)$/i.exec(line) ?? [];
    if (port === '' || port.toUpperCase() === 'ALL') continue;
    const counters = new Map(
      [...rest.matchAll(/\[(\w+) == (\d+)/g)].map(([, word = '', count]) => [word, Number(count)]),
    );
    readings.push({ guid: padded(guid), ...present({ name }), port, counters });
  }
  return readings;
}

/** Whether a text is the `ibdiagnet2.db_csv` of ibdiagnet, with counters. */
export function isIbdiagnetCsv(text: string): boolean {
  return /^START_PM_INFO\b/m.test(text);
}

/** Reads the counters of `ibdiagnet2.db_csv`: sections `NODES` and `PM_INFO`, each with a header. */
export function readIbdiagnetCsv(text: string): CounterReading[] {
  const names = new Map<string, string>();
  const readings: CounterReading[] = [];
  let section = '';
  let header: readonly string[] = [];
  for (const raw of text.split('\n')) {
    const line = raw.trimEnd();
    if (line.startsWith('START_')) {
      section = line.slice('START_'.length);
      header = [];
    } else if (line.startsWith('END_')) section = '';
    else if (section !== 'NODES' && section !== 'PM_INFO') continue;
    else if (header.length === 0) header = line.split(',').map((word) => word.trim().toLowerCase());
    else {
      const cells = cellsOf(line);
      const guid = padded((cells[header.indexOf('nodeguid')] ?? '').replace(/^0x/i, ''));
      if (section === 'NODES') names.set(guid, cells[header.indexOf('nodedesc')] ?? '');
      else {
        const port = cells[header.findIndex((word) => word === 'portnumber' || word === 'portnum')] ?? '';
        const counters = new Map<string, number>();
        header.forEach((word, at) => {
          if (!isErrorCounter(word)) return;
          const count = Number(cells[at]);
          if (Number.isFinite(count) && cells[at] !== '') counters.set(word, count);
        });
        readings.push({ guid, port, counters });
      }
    }
  }
  return readings.map((reading) => {
    const name = names.get(reading.guid ?? '');
    return name === undefined ? reading : { ...reading, name };
  });
}

/** Whether a text is the `ibdiagnet2.pm` of ibdiagnet. */
export function isIbdiagnetPm(text: string): boolean {
  return /^Port=\d+ .*GUID=0x/m.test(text);
}

/** Reads `ibdiagnet2.pm`: a line a port, then a counter a line, in hex digits. */
export function readIbdiagnetPm(text: string): CounterReading[] {
  const readings: (CounterReading & { readonly counters: Map<string, number> })[] = [];
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    const [, port = '', rest = '', guid = ''] = /^Port=(\d+) (.*?GUID=0x([0-9a-f]+).*)$/i.exec(line) ?? [];
    if (port !== '') {
      const name = /Port Name=(\S+?)(?:\/U\d+)?(?:\/P?\w+)?$/.exec(rest)?.[1];
      readings.push({ guid: padded(guid), ...present({ name }), port, counters: new Map() });
      continue;
    }
    const [, word = '', count = ''] = /^([a-z0-9_]+)=(0x[0-9a-f]+|\d+)$/i.exec(line) ?? [];
    if (word !== '' && isErrorCounter(word)) readings.at(-1)?.counters.set(word, Number(count));
  }
  return readings;
}

function cellsOf(line: string): string[] {
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = '']) => cell.trim().replace(/^"|"$/g, ''));
}

function padded(digits: string): string {
  return digits.toLowerCase().padStart(16, '0');
}

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
    const next = nodes.push({ name, kind, view: 'subnet', ...present({ id }) }) - 1;
    byLid.set(lid, next);
    return next;
  };
  for (const line of text.split('\n')) {
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
      isSwitch ? header?.id : paddedGuid(guid),
    );
    if (physical !== 'LinkUp' || peerLid === undefined || peerPort === undefined || taken.has(`${lid}/${port}`))
      continue;
    taken.add(`${lid}/${port}`).add(`${peerLid}/${peerPort}`);
    const peer = nodeOf(peerLid, peerName, 'adapter', paddedGuid(peerGuid));
    const rateBits = rateOf(width, lane);
    links.push({
      a: { node: own, port },
      b: { node: peer, port: peerPort },
      ...present({ speed: width === undefined ? undefined : `${width}X ${lane ?? ''} Gbps`, rateBits }),
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

function paddedGuid(digits: string | undefined): string | undefined {
  return digits?.toLowerCase().padStart(16, '0');
}

/** Whether a text is what `ibstat` prints. */
export function isIbstat(text: string): boolean {
  return /^\s*CA '[^']+'/m.test(text) && /Physical state:/.test(text);
}

/**
 * Reads what `ibstat` prints: adapters, and their ports with state, rate and GUID.
 *
 * @see https://man7.org/linux/man-pages/man8/ibstat.8.html
 */
export function readIbstat(text: string): AdapterReading[] {
  const adapters: AdapterReading[] = [];
  let adapter = '';
  let firmware = '';
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    const name = /^CA '([^']+)'/.exec(line)?.[1];
    if (name !== undefined) {
      adapter = name;
      firmware = '';
      continue;
    }
    const port = /^Port (\d+):$/i.exec(line)?.[1];
    if (port !== undefined) {
      const empty = { state: '', physicalState: '', rateBits: 0, linkLayer: '' };
      adapters.push({ adapter, port: Number(port), firmware, ...empty });
      continue;
    }
    const [, key = '', value = ''] = /^([A-Za-z ]+):\s*(.*)$/.exec(line) ?? [];
    if (key === 'Firmware version') firmware = value;
    const last = adapters.at(-1);
    if (last === undefined || last.adapter !== adapter) continue;
    adapters[adapters.length - 1] = { ...last, ...factOf(key, value) };
  }
  return adapters;
}

function factOf(key: string, value: string): Partial<AdapterReading> {
  switch (key) {
    case 'State':
      return { state: value };
    case 'Physical state':
      return { physicalState: value };
    case 'Rate':
      return { rateBits: Math.round(Number.parseFloat(value) * GIGA) || 0 };
    case 'Link layer':
      return { linkLayer: value };
    case 'Port GUID':
      return { guid: value.replace(/^0x/i, '').toLowerCase().padStart(16, '0') };
    default:
      return {};
  }
}
