import { DesignError, spellingHint } from '../../errors/design-error';
import { cabledTrays, SitePlaces, trayHolders } from '../../model/site-cables';
import type { SitePlan } from '../../model/site-plan';
import type { AssetState } from '../../model/asset';
import { present } from '../../units/present';
import type { ListedPoint } from './commissioning-lines';

/** What a unit is measured for. */
export const CHECK_KINDS = [
  'links',
  'counters',
  'adapters',
  'firmware',
  'nccl',
  'storage',
  'diagnostics',
  'power',
  'temperatures',
  'health',
  'gpus',
  'pairs',
  'signal',
  'burn-in',
  'commissioning',
] as const;

/** A kind of measurement. */
export type CheckKind = (typeof CHECK_KINDS)[number];

/** What is said to be measured where files tell of others alone. */
export const NO_RESULT = 'no file tells of it';

/** Where people find it. Empty texts and unit 0 where it stands in no rack. */
export interface CheckPlace {
  readonly hall: string;
  readonly row: string;
  readonly rack: string;
  readonly u: number;
}

/** Expected against measured, of one thing. */
export interface CommissioningCheck {
  readonly kind: CheckKind;
  /** Device, rack, cable or run. */
  readonly object: string;
  readonly port?: string;
  /** Absent: it is at no one place. */
  readonly place?: CheckPlace;
  readonly isPassed: boolean;
  readonly expected: string;
  readonly measured: string;
  /** Figures of the comparison. Absent: there are none. */
  readonly arithmetic?: string;
  /** File that it was read from. Absent: no file has it. */
  readonly file?: string;
}

/** How many checks of a kind there were. */
interface KindCount {
  readonly kind: CheckKind;
  readonly passed: number;
  readonly failed: number;
}

/** A kind of measurement of which files tell of some of the unit's hosts alone. */
export interface PartlyTold {
  readonly kind: CheckKind;
  /** Hosts that files tell of. */
  readonly told: number;
  /** Hosts that are judged. */
  readonly of: number;
}

/** A device of a unit that is not judged, for it is not cabled yet or out of work. */
export interface DarkDevice {
  readonly device: string;
  readonly state: AssetState;
  readonly place?: CheckPlace;
}

/** What the plan promises of a kind of measurement. */
export interface Promised {
  readonly kind: CheckKind;
  readonly promised: string;
}

/** What is handed over with a unit. */
export interface UnitReport {
  readonly site: string;
  readonly unit: string;
  /** `dark`: nothing of it is cabled yet, and nothing is judged. `not-measured`: no file tells of it. */
  readonly status: 'accepted' | 'refused' | 'dark' | 'not-measured';
  /** Whether an acceptance plan says what must be measured. Absent: the unit is accepted as far as it was measured. */
  readonly isByPlan?: true;
  /** Halls in which it stands, in order of declaration. */
  readonly halls: readonly string[];
  /** Tenants that it is for. Empty: the plan names none. */
  readonly tenants: readonly string[];
  /** What the plan promises of a kind of measurement, in words with its figures. */
  readonly promises: readonly Promised[];
  /** Points of the punch lists of its halls that are open. Absent: no punch list was given. */
  readonly points?: readonly ListedPoint[];
  /** Systems and leaves of the unit. */
  readonly devices: number;
  readonly dark: readonly DarkDevice[];
  readonly counts: readonly KindCount[];
  readonly failures: readonly CommissioningCheck[];
  /** Runs and racks with their figures, passed or not. */
  readonly figures: readonly CommissioningCheck[];
  /** Kinds that no file tells of. */
  readonly notMeasured: readonly CheckKind[];
  /** What was seen and not judged, in sentences. */
  readonly notes: readonly string[];
  /** Kinds that were measured on some hosts alone. Absent: there is none. */
  readonly partly?: readonly PartlyTold[];
}

/** Whether nothing stands against taking a unit over: it is accepted, or still dark. */
export function isFree({ status }: UnitReport): boolean {
  return status === 'accepted' || status === 'dark';
}

/** Collects checks: failures in full, what passed as a count, runs and racks with their figures. */
export class CheckBook {
  private readonly passed = new Map<CheckKind, number>();
  private readonly failures: CommissioningCheck[] = [];
  private readonly figures: CommissioningCheck[] = [];
  private readonly notes: string[] = [];
  private readonly told = new Map<CheckKind, Set<string>>();

  /** Takes a check; `isFigure` keeps it though it passed. */
  public add(check: CommissioningCheck, isFigure = false): void {
    this.tell(check.kind, check.object);
    if (check.isPassed) this.pass(check.kind, 1);
    else this.failures.push(check);
    if (isFigure) this.figures.push(check);
  }

  /** Says that a file tells of an object, whether or not it is judged. */
  public tell(kind: CheckKind, object: string): void {
    const own = this.told.get(kind);
    if (own === undefined) this.told.set(kind, new Set([object]));
    else own.add(object);
  }

  /** Objects that files tell of. */
  public toldOf(kind: CheckKind): ReadonlySet<string> {
    return this.told.get(kind) ?? new Set();
  }

  /** Counts checks that passed. */
  public pass(kind: CheckKind, count: number): void {
    if (count > 0) this.passed.set(kind, (this.passed.get(kind) ?? 0) + count);
  }

  /** Takes a sentence on what was seen and not judged. */
  public note(sentence: string): void {
    this.notes.push(sentence);
  }

  /** Everything, by kind and in the order in which it was judged. */
  public result(): Pick<UnitReport, 'counts' | 'failures' | 'figures' | 'notMeasured' | 'notes'> {
    const failed = new Map<CheckKind, number>();
    for (const { kind } of this.failures) failed.set(kind, (failed.get(kind) ?? 0) + 1);
    const counts = CHECK_KINDS.map((kind) => ({
      kind,
      passed: this.passed.get(kind) ?? 0,
      failed: failed.get(kind) ?? 0,
    })).filter((each) => each.passed + each.failed > 0);
    const measured = new Set(counts.map(({ kind }) => kind));
    return {
      counts,
      failures: this.failures,
      figures: this.figures,
      notMeasured: CHECK_KINDS.filter((kind) => !measured.has(kind)),
      notes: this.notes,
    };
  }
}

/** A failure for each host of which no file tells, where files tell of others. */
export function noResults(
  kind: CheckKind,
  hosts: ReadonlySet<string>,
  measured: ReadonlySet<string>,
  placeOf: (name: string) => CheckPlace | undefined,
  book: CheckBook,
): void {
  for (const object of hosts) {
    if (measured.has(object)) continue;
    const place = placeOf(object);
    book.add({
      kind,
      object,
      ...present({ place }),
      isPassed: false,
      expected: 'a result',
      measured: NO_RESULT,
    });
  }
}

/** States of what is not judged: it is not cabled yet, or out of work. */
const DARK: readonly AssetState[] = ['planned', 'ordered', 'delivered', 'racked', 'failed', 'retired'];

/** A scalable unit with what is handed over with it. */
export interface UnitScope {
  /** As devices name it: `haein/su-02`. */
  readonly name: string;
  /** Hosts of the unit that are judged. */
  readonly hosts: ReadonlySet<string>;
  /** Leaves of the unit that are judged. */
  readonly leaves: ReadonlySet<string>;
  /** All devices, judged or not. */
  readonly devices: ReadonlySet<string>;
  readonly dark: readonly DarkDevice[];
}

/** Units with systems, in the order of declaration. */
export function unitNames({ devices }: Pick<SitePlan, 'devices'>): string[] {
  return [...new Set(devices.filter(({ kind }) => kind === 'system').map(({ unit }) => unit))];
}

/**
 * The unit of a name, `haein/su-02` or, where one cluster alone has it, `su-02`.
 *
 * @throws DesignError `commissioning/unknown-unit`, `commissioning/several-units`
 */
export function unitNamed(site: Pick<SitePlan, 'devices'>, name: string): string {
  const names = unitNames(site);
  if (names.includes(name)) return name;
  const short = names.filter((each) => each.slice(each.lastIndexOf('/') + 1) === name);
  const [first, second] = short;
  if (first !== undefined && second === undefined) return first;
  if (first !== undefined) {
    throw new DesignError('commissioning/several-units', {
      problem: `several clusters have a unit '${name}': ${short.join(', ')}`,
      remedy: `name the cluster too, as in '${first}'`,
      value: name,
    });
  }
  const hint = spellingHint(name, [...names, ...names.map((each) => each.slice(each.lastIndexOf('/') + 1))]);
  throw new DesignError('commissioning/unknown-unit', {
    problem: `the site has no unit '${name}'`,
    remedy: hint === undefined ? `give one of ${names.slice(0, 8).join(', ')}` : `did you mean '${hint}'?`,
    value: name,
  });
}

/** Systems of a unit, their hosts, and the leaves that carry it. A site without an asset file has nothing dark. */
export function unitScope(site: SitePlan, name: string): UnitScope {
  const systems = new Set(
    site.devices.filter(({ unit, kind }) => unit === name && kind === 'system').map((each) => each.name),
  );
  const hosts = new Set<string>();
  const leaves = new Set<string>();
  for (const { plan } of site.fabrics) {
    const numbers = new Set<number>();
    for (const { name: endpoint, device, unit } of plan.endpoints) {
      if (!systems.has(device ?? endpoint)) continue;
      hosts.add(endpoint);
      if (unit !== undefined) numbers.add(unit);
    }
    for (const { name: leaf, tier, unit } of plan.switches) {
      if (tier === 'leaf' && unit !== undefined && numbers.has(unit)) leaves.add(leaf);
    }
  }
  const trays = cabledTrays(site);
  for (const [tray, holder] of trays) if (systems.has(holder)) hosts.add(tray);
  const holders = new Set(trays.values());
  for (const system of systems) if (!holders.has(system)) hosts.add(system);
  const isKept = [...site.assets.values()].some(({ state }) => state !== 'planned');
  const stateOf = (device: string): AssetState => site.assets.get(device)?.state ?? 'planned';
  const isDark = (device: string): boolean => isKept && DARK.includes(stateOf(device));
  const places = new SitePlaces(site);
  const devices = new Set([...systems, ...leaves]);
  const placeOf = placesOf(site);
  return {
    name,
    hosts: new Set([...hosts].filter((host) => !isDark(places.holderOf(host)))),
    leaves: new Set([...leaves].filter((leaf) => !isDark(leaf))),
    devices,
    dark: [...devices].filter(isDark).map((device) => {
      const place = placeOf(device);
      return { device, state: stateOf(device), ...present({ place }) };
    }),
  };
}

/** Places of devices and of hosts that stand in one. */
export function placesOf(
  site: Pick<SitePlan, 'placement' | 'fabrics' | 'clusters'>,
): (name: string) => CheckPlace | undefined {
  const places = new SitePlaces(site);
  return (name) => {
    const place = places.of(name);
    return place.rack === '' ? undefined : place;
  };
}

const HOST_NAMES = new WeakMap<SitePlan, ReadonlySet<string>>();

/** Names under which tools may tell of something of the site: devices, trays that stand in them, and ends in its networks. Made once a site. */
export function knownNames(site: SitePlan): ReadonlySet<string> {
  const known =
    HOST_NAMES.get(site) ??
    new Set([
      ...site.devices.map(({ name }) => name),
      ...trayHolders(site).keys(),
      ...site.fabrics.flatMap(({ plan }) => plan.endpoints.map(({ name }) => name)),
    ]);
  HOST_NAMES.set(site, known);
  return known;
}

/** GPUs of each host by the plan: those of its system, over the trays that stand in it. */
export function gpusByHost({ clusters }: Pick<SitePlan, 'clusters'>): ReadonlyMap<string, number> {
  return new Map(
    clusters.flatMap(({ hosts, gpusPerHost, scaleUpDomains = [] }) => [
      ...hosts.map((host) => [host, gpusPerHost] as const),
      ...scaleUpDomains.flatMap(({ hosts: trays }) => trays.map((tray) => [tray, gpusPerHost / trays.length] as const)),
    ]),
  );
}
