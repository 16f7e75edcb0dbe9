import { assetIds } from '../as-built/name-map';
import type { FabricKind } from '../../model/fabric-plan';
import type { SitePlan } from '../../model/site-plan';
import type { CheckBook } from './check-book';
import { filesOf, type JudgeInput } from './measured-file';
import type { AdapterReading } from './measurement';
import { noResults } from './no-results';
import { placesOf } from './unit-scope';

const GIGA = 1_000_000_000;

/** A port that a host should have. */
interface DuePort {
  readonly port: string;
  readonly kind: FabricKind;
  readonly rateBits: number;
}

/** Adapters of the unit's hosts: active, up and at the rate of their fabric, with the firmware that is asked for. */
export function judgeAdapters(input: JudgeInput, book: CheckBook): void {
  const { site, scope, files, options } = input;
  const given = filesOf(files, 'adapters').filter(({ device = '' }) => scope.hosts.has(device));
  if (filesOf(files, 'adapters').length === 0) return;
  const due = duePorts(site);
  const placeOf = placesOf(site);
  const ids = options.map.ids ?? assetIds(site);
  const seen = new Map<string, number>();
  for (const { file, device = '', measurement } of given) {
    const ports = due.get(device) ?? [];
    const place = placeOf(device);
    const facts = { object: device, ...(place === undefined ? {} : { place }), file };
    const readings = [...measurement.adapters].sort(inOrder);
    const found = new Map<string, AdapterReading>();
    for (const kind of ['infiniband', 'ethernet'] as const) {
      const wanted = ports.filter((each) => each.kind === kind);
      const shown = readings.filter((each) => each.linkLayer.toLowerCase() === kind);
      // Ports without RDMA are not among the adapters: of Ethernet, only what is shown is judged.
      if (wanted.length === 0 || (kind === 'ethernet' && shown.length === 0)) continue;
      const byName = shown.map((each) => portByName(each, ids, device, options.map.ports));
      const isNamed = byName.some((name) => name !== undefined);
      if (!isNamed && shown.length !== wanted.length && kind === 'infiniband') {
        book.add({
          kind: 'adapters',
          ...facts,
          isPassed: false,
          expected: `${wanted.length} InfiniBand ports: ${wanted.map(({ port }) => port).join(', ')}`,
          measured: `${shown.length}: ${shown.map(({ adapter }) => adapter).join(', ')}; say which is which with --ports`,
        });
        continue;
      }
      shown.forEach((each, index) => {
        const port = byName[index] ?? (isNamed ? undefined : wanted[index]?.port);
        if (port !== undefined) found.set(port, each);
      });
    }
    for (const { port, rateBits, kind } of ports) {
      const reading = found.get(port);
      if (reading === undefined && (kind === 'ethernet' || found.size === 0)) continue;
      const isUp = reading?.state === 'Active' && reading.physicalState === 'LinkUp';
      book.add({
        kind: 'adapters',
        ...facts,
        port,
        isPassed: reading !== undefined && isUp && reading.rateBits >= rateBits,
        expected: `Active, LinkUp, ${rateBits / GIGA} Gb/s`,
        measured:
          reading === undefined
            ? 'no adapter'
            : `${reading.adapter}: ${reading.state}, ${reading.physicalState}, ${reading.rateBits / GIGA} Gb/s`,
      });
    }
    for (const firmware of new Set([...found.values()].map((each) => each.firmware))) {
      seen.set(firmware, (seen.get(firmware) ?? 0) + 1);
    }
    if (options.firmware !== undefined) {
      for (const [port, { adapter, firmware }] of found) {
        book.add({
          kind: 'firmware',
          ...facts,
          port,
          isPassed: options.firmware.includes(firmware),
          expected: options.firmware.join(' or '),
          measured: `${adapter}: ${firmware === '' ? 'none told' : firmware}`,
        });
      }
    }
  }
  if (options.firmware === undefined && seen.size > 0) {
    const list = [...seen]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([version, hosts]) => `${version || 'none'} (${hosts} ${hosts === 1 ? 'host' : 'hosts'})`);
    book.note(`firmware of adapters, not judged without --firmware: ${list.join(', ')}`);
  }
  noResults('adapters', scope.hosts, new Set(given.map(({ device = '' }) => device)), placeOf, book);
}

/** Ports of each host on data networks, in the order of the site. */
function duePorts({ fabrics }: SitePlan): Map<string, DuePort[]> {
  const ports = new Map<string, DuePort[]>();
  for (const { plan } of fabrics) {
    if (plan.role === 'oob') continue;
    for (const { name, portNames } of plan.endpoints) {
      const list = ports.get(name) ?? [];
      for (const port of portNames) list.push({ port, kind: plan.kind, rateBits: plan.hostRateBits });
      ports.set(name, list);
    }
  }
  return ports;
}

function portByName(
  { adapter, guid = '' }: AdapterReading,
  ids: ReadonlyMap<string, { readonly device: string; readonly port?: string }>,
  device: string,
  names: ReadonlyMap<string, string> | undefined,
): string | undefined {
  const known = ids.get(guid);
  return names?.get(adapter) ?? (known?.device === device ? known.port : undefined);
}

const NUMERIC = new Intl.Collator('en', { numeric: true });

function inOrder(a: AdapterReading, b: AdapterReading): number {
  return NUMERIC.compare(a.adapter, b.adapter) || a.port - b.port;
}
