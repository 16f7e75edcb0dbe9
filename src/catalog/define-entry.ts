import { DesignError, DesignErrors, textErrors, spellingHint, oneLine, shortText } from '../errors/design-error';
import { Quantity } from '../units/quantity';
import { Temperature } from '../units/dimensions';
import type { InstanceSpec, SystemSpec } from './system-spec';
import type {
  AirClassSpec,
  BatterySpec,
  BuswaySpec,
  CduSpec,
  ChillerSpec,
  CoolantClassSpec,
  EfficiencyClassSpec,
  FanWallSpec,
  GeneratorSpec,
  PduSpec,
  RackSpec,
  ServerSpec,
  StorageSystemSpec,
  UpsSpec,
} from './facility-specs';
import { assumedIn, type AssumptionReason, type Fact, reasonErrors } from './fact';
import type { CableSpec, FibreSpec, LinkStandardSpec, NicSpec, SwitchSpec, TransceiverSpec } from './network-specs';
import type { CatalogItem, PortGroup, PsuSet } from './shapes';
import { sources } from './sources';

/** Further checks of one kind: consistency between its facts. */
type KindCheck<S> = (check: EntryCheck, spec: S) => void;

/**
 * A checked and deeply frozen copy of an entry.
 *
 * @throws DesignError with everything that is wrong with it
 */
export function defineEntry<S extends CatalogItem>(kind: EntryKind, spec: S, more?: KindCheck<S>): S {
  if (typeof spec !== 'object' || (spec as S | null) === null) {
    throw new DesignError('catalog/missing-member', {
      problem: `a ${kind} is defined by nothing`,
      remedy: 'give an object with its members',
    });
  }
  const check = new EntryCheck(kind, spec.id);
  const missing = missingMembers(kind, spec);
  check.missing(missing);
  check.members(spec);
  if (missing.length === 0 && check.isComparable) more?.(check, spec);
  check.finish();
  return frozenCopy(spec);
}

/** Quantities are immutable already. */
function frozenCopy<T>(value: T): T;

function frozenCopy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Quantity) return value;
  if (Array.isArray(value)) return Object.freeze(value.map((item: unknown) => frozenCopy(item)));
  return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, item]) => [key, frozenCopy(item)])));
}

const ID = /^[a-z0-9]+(?:[-.][a-z0-9]+)*$/;

/** As many characters as NetBox takes for a model or a manufacturer. */
const LONGEST_NAME = 100;

const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;

const STATUSES = ['published', 'confirmed', 'secondary', 'derived', 'user', 'assumed'];

/** Statuses whose source is free text. */
const OWN_WORDS = ['user', 'assumed'];

/** Source of what was imported of a repository: a path and a commit. */
const FILE_AT_COMMIT = /\S at [0-9a-f]{7,40}$/;

/** Members that count something: whole and above zero. */
const COUNTS = new Set(
  (
    'gpus fabricNodes rails planes scalableUnitNodes scalableUnitRacks systemsPerRack cages portsPerCage count needed ports ' +
    'phases fabricManagerPorts planeChips portsEach unitNodes'
  ).split(' '),
);

/** Members from 0 to 1. */
const RATIOS = new Set(['liquidFraction', 'efficiency', 'ecoEfficiency', 'powerFactor']);

/** Members that may be nothing at all. */
const MAY_BE_ZERO = new Set(['liquidFraction', 'liquidHeat', 'airHeat', 'airflow', 'extraPorts', 'wue']);

/** Collects everything that is wrong with one entry of the catalogue. */
export class EntryCheck {
  private readonly errors: DesignError[] = [];

  public constructor(
    private readonly kind: string,
    private readonly id: string,
  ) {}

  /** Whether all values are of a kind that can be compared; sources and dates may still be wrong. */
  public get isComparable(): boolean {
    return !this.errors.some(({ code }) => code === 'catalog/bare-value' || code === 'catalog/bad-value');
  }

  /** Notes that facts contradict each other, unless `holds`. */
  public consistent(holds: boolean, problem: string, remedy: string): void {
    if (!holds) this.add('catalog/inconsistent', problem, remedy);
  }

  /** Notes members that must be there and are not. */
  public missing(keys: readonly string[]): void {
    for (const key of keys) this.add('catalog/missing-member', `'${key}' is missing`, `give '${key}'`);
  }

  /** Checks what holds for every kind: names, sources, dates and amounts. */
  public members(entry: CatalogItem): void {
    if (typeof entry.id === 'string' && !ID.test(entry.id)) {
      this.add('catalog/bad-id', `the id is '${entry.id}'`, "use lower-case letters, digits, '-' and '.'");
    }
    for (const { figures } of assumedIn(entry)) {
      this.add(
        'catalog/bad-assumption',
        `${Object.keys(figures).join(', ')} are assumed as props are, and an entry holds facts`,
        "write each as assumedFact(value, { why, owner, until }, 'YYYY-MM')",
      );
    }
    for (const [key, member] of Object.entries(entry)) this.member(key, member);
  }

  /** @throws DesignError with all that was noted */
  public finish(): void {
    DesignErrors.throwAll(this.errors);
  }

  private member(key: string, member: unknown): void {
    if (typeof member === 'string') {
      this.text(key, member, LONGEST_NAME);
      if (/[\r\n\t\u2028\u2029]/.test(member)) this.bad(key, `'${oneLine(member)}'`, 'write it on one line');
    }
    if (isFact(member)) {
      this.fact(key, member);
    } else if (typeof member === 'number' || (typeof member === 'object' && member !== null)) {
      this.add('catalog/bare-value', `'${key}' has no source`, `write ${key}: userFact(value, source, 'YYYY-MM')`);
    } else if (typeof member === 'string' && member.trim() === '') {
      this.add('catalog/empty-text', `'${key}' is empty`, 'write a name');
    }
  }

  private fact(key: string, fact: Fact<unknown>): void {
    const { source, status, asOf } = fact;
    if (!STATUSES.includes(status)) {
      this.add('catalog/bad-status', `the status of '${key}' is '${status}'`, `use one of ${STATUSES.join(', ')}`);
    }
    if (typeof source !== 'string' || source.trim() === '') {
      this.add('catalog/unknown-source', `'${key}' has no source`, 'say where the value is from');
    } else if (
      STATUSES.includes(status) &&
      !OWN_WORDS.includes(status) &&
      !Object.hasOwn(sources, source) &&
      !(status === 'secondary' && FILE_AT_COMMIT.test(source))
    ) {
      const hint = spellingHint(source, Object.keys(sources));
      const asUser = "use a source of the catalogue, or the status 'user' with a source in your words";
      this.add(
        'catalog/unknown-source',
        `the source of '${key}' is '${source}'`,
        hint === undefined ? asUser : `did you mean '${hint}'? Else ${asUser}`,
      );
    }
    if (typeof source === 'string') this.text(`${key}.source`, source);
    this.replacement(key, fact);
    if (typeof asOf !== 'string' || !MONTH.test(asOf)) {
      this.add('catalog/bad-date', `'${key}' is as of '${asOf}'`, "write year and month: '2026-11'");
    }
    this.value(key, key, fact.value);
  }

  /** An assumed value names who replaces it and by when, and no other does. */
  private replacement(key: string, { status, replaced }: Fact<unknown>): void {
    if (status === 'assumed') {
      const { owner, until } = replaced ?? {};
      this.errors.push(
        ...reasonErrors(`${this.kind} '${shortText(this.id)}': '${key}'`, {
          why: '-',
          owner,
          until,
        } as AssumptionReason),
      );
    } else if (replaced !== undefined) {
      this.consistent(
        false,
        `'${key}' is replaced and of the status '${status}'`,
        "give it by 'assumedFact', or leave 'replaced' out",
      );
    }
  }

  /** `path` is for people, `key` the last member on it. */
  private value(path: string, key: string, value: unknown): void {
    if (typeof value === 'string') this.text(path, value);
    if (typeof value === 'number') this.number(path, key, value);
    else if (typeof value === 'string' && value.trim() === '') this.bad(path, "''", 'write something');
    else if (value === undefined || value === null) this.bad(path, String(value), 'leave the whole fact out');
    else if (value instanceof Quantity) {
      if (value.isZero() && !MAY_BE_ZERO.has(key) && !(value instanceof Temperature)) {
        this.bad(path, value.toString(), 'write an amount above 0, or leave it out');
      }
    } else if (Array.isArray(value)) {
      if (value.length === 0) this.bad(path, 'an empty list', 'leave it out');
      value.forEach((item: unknown, index) => this.value(`${path}[${index}]`, key, item));
    } else if (typeof value === 'object') {
      for (const [name, item] of Object.entries(value))
        if (item !== undefined) this.value(`${path}.${name}`, name, item);
    }
  }

  /** Characters that no file takes, and too many of them. */
  private text(path: string, text: string, longest?: number): void {
    this.errors.push(...textErrors(`${this.kind} '${shortText(this.id)}': '${path}'`, text, longest));
  }

  private number(path: string, key: string, value: number): void {
    if (COUNTS.has(key) && !(Number.isSafeInteger(value) && value > 0)) {
      this.bad(path, String(value), 'write a whole number above 0');
    } else if (RATIOS.has(key) && !(value >= 0 && value <= 1)) {
      this.bad(path, String(value), 'write a ratio from 0 to 1');
    } else if (!Number.isFinite(value) || value < 0 || (value === 0 && !MAY_BE_ZERO.has(key))) {
      this.bad(path, String(value), 'write a finite number above 0');
    }
  }

  private bad(path: string, value: string, remedy: string): void {
    this.add('catalog/bad-value', `'${path}' is ${value}`, remedy, value);
  }

  private add(code: string, problem: string, remedy: string, value?: string): void {
    const parts = { problem: `${this.kind} '${this.id}': ${problem}`, remedy, object: this.id };
    this.errors.push(new DesignError(code, value === undefined ? parts : { ...parts, value }));
  }
}

function isFact(member: unknown): member is Fact<unknown> {
  return typeof member === 'object' && member !== null && 'value' in member && 'source' in member;
}

/** Ports fill their cages. */
export function checkCages(check: EntryCheck, name: string, ports: Fact<PortGroup> | undefined): void {
  const { count = 0, portsPerCage = 1 } = ports?.value ?? {};
  check.consistent(
    count % portsPerCage === 0,
    `${count} '${name}' do not fill cages of ${portsPerCage}`,
    `make ${name}.count a multiple of portsPerCage`,
  );
}

/** No more PSUs are needed than there are. */
export function checkPsus(check: EntryCheck, psus: Fact<PsuSet> | undefined): void {
  const { count = 1, needed = 1 } = psus?.value ?? {};
  check.consistent(needed <= count, `'psus' needs ${needed} of ${count}`, 'make psus.needed at most psus.count');
}

/** Members that an entry cannot do without. */
type RequiredKey<S> = { [K in keyof S]-?: Record<string, never> extends Pick<S, K> ? never : K }[keyof S];

const ITEM = ['id', 'model', 'manufacturer'] as const;

/** Members that each kind of entry must have, by the kind's name in messages. */
const REQUIRED = {
  system: [...ITEM, 'formFactor', 'gpuModel', 'gpus', 'fabricNodes'] satisfies RequiredKey<SystemSpec>[],
  instance: [
    ...ITEM,
    'accelerator',
    'acceleratorMaker',
    'architecture',
    'quotaFamily',
    'accelerators',
    'networkCards',
  ] satisfies RequiredKey<InstanceSpec>[],
  switch: [
    ...ITEM,
    'kind',
    'cages',
    'portsPerCage',
    'portRate',
    'breakouts',
    'portNaming',
  ] satisfies RequiredKey<SwitchSpec>[],
  adapter: [...ITEM, 'ports'] satisfies RequiredKey<NicSpec>[],
  cable: [...ITEM, 'medium'] satisfies RequiredKey<CableSpec>[],
  transceiver: [
    ...ITEM,
    'medium',
    'optics',
    'cage',
    'ports',
    'portRate',
    'reach',
    'isForSwitches',
  ] satisfies RequiredKey<TransceiverSpec>[],
  'link standard': [...ITEM, 'medium', 'rate', 'cage', 'reach'] satisfies RequiredKey<LinkStandardSpec>[],
  fibre: [...ITEM, 'medium', 'kind', 'reach', 'connector'] satisfies RequiredKey<FibreSpec>[],
  rack: [...ITEM, 'heightU'] satisfies RequiredKey<RackSpec>[],
  PDU: [...ITEM, 'rating'] satisfies RequiredKey<PduSpec>[],
  busway: [...ITEM, 'ratedAmps', 'volts', 'phases'] satisfies RequiredKey<BuswaySpec>[],
  CDU: [...ITEM, 'capacity'] satisfies RequiredKey<CduSpec>[],
  UPS: [...ITEM, 'range'] satisfies RequiredKey<UpsSpec>[],
  generator: [...ITEM] satisfies RequiredKey<GeneratorSpec>[],
  battery: [...ITEM, 'energy'] satisfies RequiredKey<BatterySpec>[],
  chiller: [...ITEM, 'range'] satisfies RequiredKey<ChillerSpec>[],
  'fan wall': [...ITEM, 'range'] satisfies RequiredKey<FanWallSpec>[],
  'air class': [...ITEM, 'dryBulb'] satisfies RequiredKey<AirClassSpec>[],
  'coolant class': [...ITEM, 'loop'] satisfies RequiredKey<CoolantClassSpec>[],
  'efficiency class': [...ITEM] satisfies RequiredKey<EfficiencyClassSpec>[],
  'storage system': [...ITEM, 'usableCapacity', 'read', 'write'] satisfies RequiredKey<StorageSystemSpec>[],
  server: [...ITEM, 'role'] satisfies RequiredKey<ServerSpec>[],
  'language model': [...ITEM, 'shape'],
};

/** A kind of entry, as messages name it. */
type EntryKind = keyof typeof REQUIRED;

/** Members of an entry that must be there and are not. */
function missingMembers(kind: EntryKind, entry: object): readonly string[] {
  const given = entry as Readonly<Record<string, unknown>>;
  return REQUIRED[kind].filter((key) => given[key] === undefined || given[key] === null);
}
