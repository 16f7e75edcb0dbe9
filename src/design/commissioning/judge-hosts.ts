import type { CableEnd } from '../../model/cabling-plan';
import type { FabricKind } from '../../model/fabric-plan';
import { networkLinks, networkPlans } from '../../model/site-links';
import type { SitePlan } from '../../model/site-plan';
import { addTo, present } from '../../units/present';
import { type AsBuiltFinding, type AsBuiltReport, eachCable } from '../as-built/as-built-report';
import { compareFabric } from '../as-built/compare-fabric';
import { mergeDiscovered } from '../as-built/discovered-fabric';
import { catalogueAdapters } from '../as-built/discovered-fabric';
import { PlanEnds } from '../as-built/compared-network';
import { assetIds, resolveNodes } from '../as-built/name-map';
import { switchPortName } from '../../model/switch-ports';
import { type CheckBook, type CommissioningCheck, noResults } from './commissioning-report';
import { type AdapterReading, type CounterReading, filesOf, type JudgeInput } from './measurement';
import { isErrorCounter } from './read-link-tools';
import { placesOf } from './commissioning-report';

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
  const known = catalogueOf(site);
  const seen = new Map<string, number>();
  for (const { file, device = '', measurement } of given) {
    const ports = due.get(device) ?? [];
    const place = placeOf(device);
    const facts = { object: device, ...present({ place }), file };
    const readings = [...measurement.adapters].sort(inOrder);
    const found = new Map<string, AdapterReading>();
    for (const kind of ['infiniband', 'ethernet'] as const) {
      const wanted = ports.filter((each) => each.kind === kind);
      const shown = readings.filter((each) => each.linkLayer.toLowerCase() === kind);
      // Ports without RDMA are not among the adapters: of Ethernet, only what is shown is judged.
      if (wanted.length === 0 || (kind === 'ethernet' && shown.length === 0)) continue;
      const catalogue = kind === 'infiniband' ? known(device) : new Map<string, string>();
      const isCatalogue = [...catalogue.keys()].every((name) => shown.some(({ adapter }) => adapter === name));
      const byName = shown.map(
        (each) =>
          portByName(each, ids, device, options.map.ports) ?? (isCatalogue ? catalogue.get(each.adapter) : undefined),
      );
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
      // Which of several rates an adapter has is known by its name, or where all are shown.
      if (!isNamed && shown.length !== wanted.length && new Set(wanted.map(({ rateBits }) => rateBits)).size > 1) {
        book.note(
          `${device}: ${shown.length} of ${wanted.length} Ethernet ports shown, whose rates differ, not judged: say which is which with --ports`,
        );
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

/** Compute ports of a host by the default names of its adapters, where the catalogue has them. */
function catalogueOf({ fabrics, devices }: SitePlan): (host: string) => ReadonlyMap<string, string> {
  const models = new Map(devices.map(({ name, model }) => [name, model]));
  const endpoints = new Map(
    fabrics
      .filter(({ plan }) => plan.role === 'compute')
      .flatMap(({ plan }) => plan.endpoints.map((endpoint) => [endpoint.name, endpoint] as const)),
  );
  return (host) => {
    const endpoint = endpoints.get(host);
    return endpoint === undefined ? new Map() : catalogueAdapters(endpoint, models);
  };
}

/** Ports of each host on data networks, in the order of the site. */
function duePorts({ fabrics, converged = [] }: SitePlan): Map<string, DuePort[]> {
  const ports = new Map<string, DuePort[]>();
  for (const { plan } of fabrics) {
    if (plan.role === 'oob') continue;
    for (const { name, portNames } of plan.endpoints)
      for (const port of portNames) addTo(ports, name, { port, kind: plan.kind, rateBits: plan.hostRateBits });
  }
  for (const pair of converged) {
    for (const { joins, isOutOfBand, a, rateBits } of networkLinks(pair).links())
      if (joins === 'endpoint' && !isOutOfBand) addTo(ports, a.device, { port: a.port, kind: 'ethernet', rateBits });
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

/** Links of the unit against the plan: those of its hosts and leaves. */
export function judgeLinks({ site, scope, files, options: { map, required = [] } }: JudgeInput, book: CheckBook): void {
  const dumps = filesOf(files, 'links');
  if (dumps.length === 0) return;
  const discovered = mergeDiscovered(dumps.map(({ measurement }) => measurement.discovered));
  const only = { devices: [...scope.devices, ...scope.hosts] };
  const strangers = new Set<string>();
  let isShown = false;
  const { unanswered = 0 } = discovered;
  if (unanswered > 0) {
    book.note(
      `${unanswered} ${unanswered === 1 ? 'node' : 'nodes'} did not answer the tool: links behind ${unanswered === 1 ? 'it' : 'them'} are not told`,
    );
  }
  for (const plan of networkPlans(site)) {
    const report = compareFabric(plan, discovered, { map, site, only });
    // A plan that requires links requires those of every network, and of every cable that is due.
    if (required.includes('links') && report.counts.unseen > 0) {
      book.add({
        kind: 'links',
        object: report.fabric,
        isPassed: false,
        expected: 'a measurement, as the acceptance plan requires',
        measured: `${report.counts.unseen} cables of the unit are in no dump`,
      });
    }
    if (report.switchesShown === 0) continue;
    isShown = true;
    book.pass('links', report.counts.asPlanned);
    for (const { kind, label, hosts = 0, adapters = [] } of report.findings) {
      if (kind !== 'order') continue;
      book.add({
        kind: 'links',
        object: `adapters of ${label}`,
        isPassed: false,
        expected: 'the order of their names, or a table for --ports',
        measured: `all ${hosts} hosts show: ${adapters.map(({ port, adapter }) => `${port},${adapter}`).join(' ')}`,
      });
    }
    for (const finding of eachCable(report.findings))
      if (isOfUnit(finding, scope.devices, scope.hosts)) book.add(checkOf(finding));
    noteRest(report, book);
    for (const name of report.strangers) strangers.add(name);
  }
  if (!isShown) {
    book.add({
      kind: 'links',
      object: scope.name,
      isPassed: false,
      expected: 'links of the unit',
      measured: 'no switch of the site is in the files; map names with --map',
      file: dumps.map(({ file }) => file).join(', '),
    });
  }
  if (strangers.size > 0)
    book.note(
      `${strangers.size} names in dumps of links are no device of the site: ${[...strangers].slice(0, 5).join(', ')}`,
    );
}

function isOfUnit(
  { planned, found }: AsBuiltFinding,
  devices: ReadonlySet<string>,
  hosts: ReadonlySet<string>,
): boolean {
  const ends = [planned?.a, planned?.b, ...(planned === undefined ? [found?.a, found?.b] : [])];
  return ends.some((end) => end !== undefined && (devices.has(end.device) || hosts.has(end.device)));
}

function noteRest({ fabric, counts: { notYet, unseen } }: AsBuiltReport, book: CheckBook): void {
  if (notYet > 0) book.note(`fabric ${fabric}: ${notYet} cables of the unit are not due, an end is dark`);
  if (unseen > 0) book.note(`fabric ${fabric}: ${unseen} cables of the unit are in no dump`);
}

function checkOf({
  kind,
  label,
  planned,
  found,
  plannedRateBits,
  foundRateBits,
  speed,
  state,
  planes,
}: AsBuiltFinding): CommissioningCheck {
  const end = planned?.a ?? found?.a;
  return {
    kind: 'links',
    object: `cable ${label}`,
    ...(end === undefined ? {} : { port: end.port, place: { hall: end.hall, row: end.row, rack: end.rack, u: end.u } }),
    isPassed: false,
    ...wordsOf({ kind, ...present({ planned, found, plannedRateBits, foundRateBits, speed, state, planes }) }),
  };
}

function wordsOf({
  kind,
  planned,
  found,
  plannedRateBits = 0,
  foundRateBits = 0,
  speed,
  state,
  planes,
}: Omit<AsBuiltFinding, 'fabric' | 'label'>): Pick<CommissioningCheck, 'expected' | 'measured'> {
  if (kind === 'not-active') return { expected: 'Active', measured: state ?? 'not active' };
  if (kind === 'plane-down') {
    return {
      expected: `${planes?.of ?? 0} planes`,
      measured: `${planes?.up.length ?? 0} planes, without ${planes?.down.join(', ') ?? ''}`,
    };
  }
  if (kind === 'slow') {
    return {
      expected: `${plannedRateBits / GIGA} Gb/s`,
      measured: `${foundRateBits / GIGA} Gb/s${speed === undefined ? '' : ` (${speed})`}`,
    };
  }
  return {
    expected: planned === undefined ? 'no cable' : `to ${endText(planned.b)}`,
    measured: found === undefined ? 'no link' : `${kind}: ${endText(found.a)} to ${endText(found.b)}`,
  };
}

function endText({ device, port, rack, u }: CableEnd): string {
  return rack === '' ? `${device} port ${port}` : `${rack} U${u} ${device} port ${port}`;
}

/** Error counters of the ports of the unit's hosts and leaves: all are 0, as counters are cleared before a unit is handed over. */
export function judgeCounters(
  { site, scope, files, options: { map, required = [] } }: JudgeInput,
  book: CheckBook,
): void {
  const given = filesOf(files, 'counters');
  if (given.length === 0) return;
  const placeOf = placesOf(site);
  const ends = site.fabrics.map(({ plan }) => new PlanEnds(plan));
  const isKnown = (device: string): boolean =>
    ends.some((each) => each.endpoint(device) !== undefined || each.switchOf(device) !== undefined);
  const ids = map.ids ?? assetIds(site);
  let ports = 0;
  for (const { file, measurement } of given) {
    const { readings } = measurement;
    const nodes = resolveNodes(
      readings.map(({ guid, name = '' }) => ({
        name,
        kind: 'device',
        view: 'subnet',
        ...present({ id: guid }),
      })),
      { ...map, ids },
      isKnown,
    );
    readings.forEach(({ port, counters }: CounterReading, index) => {
      const { device = '', adapter } = nodes[index] ?? {};
      if (!scope.hosts.has(device) && !scope.leaves.has(device)) return;
      const model = ends.map((each) => each.switchOf(device)?.model).find((each) => each !== undefined);
      const name = model === undefined || !/^\d+$/.test(port) ? (adapter ?? port) : switchPortName(model, Number(port));
      const wrong = [...counters].filter(([word, count]) => count > 0 && isErrorCounter(word));
      const told = wrong.map(([word, count]) => `${word} ${count}${typeof count === 'bigint' ? NO_COUNT : ''}`);
      ports += 1;
      const place = placeOf(device);
      book.add({
        kind: 'counters',
        object: device,
        port: name,
        ...present({ place }),
        isPassed: wrong.length === 0,
        expected: '0 errors',
        measured: told.join(', '),
        file,
      });
    });
    if (measurement.isErrorsAlone && !readings.some((_, at) => isCounterOfUnit(nodes[at]?.device ?? '', scope))) {
      book.pass('counters', 1);
      ports += 1;
    }
  }
  // Of a tool that lists errors alone, nothing says which ports it asked.
  if (ports > 0 && required.includes('counters') && !given.some(({ measurement }) => measurement.isErrorsAlone)) {
    const leaves = site.fabrics.flatMap(({ plan: { kind, switches } }) => (kind === 'infiniband' ? switches : []));
    const due = leaves.flatMap(({ name }) => (scope.leaves.has(name) ? [name] : []));
    noResults('counters', new Set(due), book.toldOf('counters'), placeOf, book);
  }
  if (ports === 0) {
    book.add({
      kind: 'counters',
      object: scope.name,
      isPassed: false,
      expected: 'counters of the unit',
      measured: 'no port of the unit is in the files; map names with --map',
      file: given.map(({ file }) => file).join(', '),
    });
  }
}

/** Said behind a number that no counter of a link reaches: 2^64 less a little is how a tool writes -1 or -2. */
const NO_COUNT = ' (no count: a counter that is not kept, or that the tool could not read)';

function isCounterOfUnit(device: string, { hosts, leaves }: JudgeInput['scope']): boolean {
  return hosts.has(device) || leaves.has(device);
}

/** Optical power of modules, lane by lane, against the limits that each module states of itself. */
export function judgeOptics({ site, scope, files }: JudgeInput, book: CheckBook): void {
  const placeOf = placesOf(site);
  for (const { file, device = '', measurement } of filesOf(files, 'optics')) {
    if (!scope.hosts.has(device) && !scope.leaves.has(device)) continue;
    const place = placeOf(device);
    for (const { module, rx, tx, rxLimits, txLimits } of measurement.modules) {
      const name = module === undefined ? 'module' : `module ${module}`;
      if (rx.length + tx.length === 0) book.note(`${device} ${name}: no optical power is told, as of a copper cable`);
      for (const [side, powers, limits] of [
        ['rx', rx, rxLimits],
        ['tx', tx, txLimits],
      ] as const) {
        if (powers.length === 0) continue;
        if (limits === undefined) {
          book.note(`${device} ${name}: ${side} power of ${powers.join(', ')} dBm, not judged: it states no limits`);
          continue;
        }
        const wrong = powers.flatMap((power, lane) =>
          power < limits.least || power > limits.most ? [`lane ${lane + 1} ${power} dBm`] : [],
        );
        book.add({
          kind: 'signal',
          object: device,
          port: `${name} ${side}`,
          ...present({ place }),
          isPassed: wrong.length === 0,
          expected: `${limits.least} to ${limits.most} dBm, by the module`,
          measured: wrong.join(', '),
          file,
        });
      }
    }
  }
}
