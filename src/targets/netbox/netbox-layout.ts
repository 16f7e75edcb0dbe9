import {
  isRegistered,
  recordId,
  type NetboxLevel,
  type NetboxDomain,
  type NetboxPlace,
  type NetboxRecord,
} from '../../export/netbox/netbox-record';
import { isSharedModel } from '../../export/netbox/shared-records';
import type { StackMemory } from '../../design/lock/stack-memory';
import { DesignError } from '../../errors/design-error';
import { present } from '../../units/present';

/** How racks, with what is in them, are spread over states. */
export type NetboxSplit = 'none' | 'hall' | 'row';

/** A stack of the inventory: its name, and what it is for. */
export interface NetboxStack {
  readonly name: string;
  readonly domain: NetboxDomain;
}

/** Domains from the first to be applied to the last: what is found by name must be there. */
export const NETBOX_DOMAINS: readonly NetboxDomain[] = ['shared', 'devices', 'feeds', 'power', 'patching', 'cables'];

/** What decides which stack holds an object. */
interface NetboxLayoutInput {
  /** Name of the site's own stack. */
  readonly own: string;
  readonly level: NetboxLevel;
  readonly split: NetboxSplit;
  /** Rows, `hall/row`, whose cables are split by rack: those of switches, where most cables begin. */
  readonly rowsByRack: ReadonlySet<string>;
  readonly hasPanels: boolean;
  /** Stacks that hold something already, whatever the split says. Default: none. */
  readonly standing?: StandingStacks;
}

/** What exists already in stacks of their own, by row (`hall/row`) and by zone. */
interface StandingStacks {
  /** Stack of the devices of a row; undefined for a new one. */
  readonly placeOf: (row: string) => string | undefined;
  /** Stack of the feeds of a zone; undefined for a new one. */
  readonly feedsOf: (zone: string) => string | undefined;
}

/**
 * Stacks of a NetBox inventory by name. They follow from halls, rows and zones, which are declared before the site is planned; what one row holds is
 * split by domain: racks and devices, power, cables. Each name stays what it is whatever is added later.
 */
export class NetboxLayout {
  public constructor(private readonly start: NetboxLayoutInput) {}

  /** Stack of what all rows share. */
  public get own(): string {
    return this.start.own;
  }

  /** Stacks that a site without rows has. */
  public siteStacks(): NetboxStack[] {
    const { own, hasPanels, level, split } = this.start;
    return [
      { name: own, domain: 'shared' },
      ...(split === 'none' ? this.ownCables() : []),
      ...(hasPanels && isRegistered(level, 'interfaces')
        ? [{ name: `${own}-patching`, domain: 'patching' } as const]
        : []),
    ];
  }

  /** Stacks that a row of so many racks needs. */
  public rowStacks(hall: string, row: string, racks: number): NetboxStack[] {
    const place = this.placeName(hall, row);
    if (place === this.own) return this.ownCables();
    const cables = this.isByRack(hall, row)
      ? Array.from({ length: racks }, (_, index) => `${place}-${index + 1}-cables`)
      : [`${place}-cables`];
    return [
      { name: place, domain: 'devices' },
      ...(isRegistered(this.start.level, 'interfaces') ? [{ name: `${place}-power`, domain: 'power' } as const] : []),
      ...(this.hasCables ? cables.map((name) => ({ name, domain: 'cables' }) as const) : []),
    ];
  }

  /** Stack of a zone's panels and feeds. */
  public zoneStack(zone: string): NetboxStack {
    const isOwn = this.start.split === 'none';
    const name = this.start.standing?.feedsOf(zone) ?? (isOwn ? this.own : `${this.own}-feeds-${zone}`);
    return { name, domain: name === this.own ? 'shared' : 'feeds' };
  }

  /** Stack that holds a record; undefined for what belongs to all of NetBox, which no stack of a site holds. */
  public stackOf({ model, domain, place, zone }: NetboxRecord): string | undefined {
    if (isSharedModel(model)) return undefined;
    if (domain === 'patching') return `${this.own}-patching`;
    if (domain === 'feeds') return this.zoneStack(zone ?? '').name;
    if (domain === 'shared' || place === undefined) return this.own;
    const name = this.placeName(place.hall, place.row);
    if (name === this.own) return domain === 'cables' ? `${this.own}-cables` : this.own;
    if (domain === 'devices') return name;
    if (domain === 'power') return `${name}-power`;
    return this.cablesOf(name, place);
  }

  private cablesOf(name: string, { hall, row, number }: NetboxPlace): string {
    return this.isByRack(hall, row) ? `${name}-${number}-cables` : `${name}-cables`;
  }

  private isByRack(hall: string, row: string): boolean {
    return this.start.split === 'row' && this.start.rowsByRack.has(`${hall}/${row}`);
  }

  private ownCables(): NetboxStack[] {
    return this.hasCables ? [{ name: `${this.own}-cables`, domain: 'cables' }] : [];
  }

  /** Stacks of a row's cables, with `*` for the number of a rack where each has one. */
  public cableStacks(hall: string, row: string): string {
    const place = this.placeName(hall, row);
    return place !== this.own && this.isByRack(hall, row) ? `${place}-*-cables` : `${place}-cables`;
  }

  private get hasCables(): boolean {
    return isRegistered(this.start.level, 'cables');
  }

  /** Stack of a row's devices. */
  public placeName(hall: string, row: string): string {
    const standing = this.start.standing?.placeOf(`${hall}/${row}`);
    if (standing !== undefined) return standing;
    if (this.start.split === 'none') return this.own;
    return this.start.split === 'hall' ? `${this.own}-${hall}` : `${this.own}-${hall}-${row}`;
  }
}

/** What the stacks of a NetBox inventory held before: a row or a zone whose stack changed leaves its former states without being destroyed. */
export class NetboxFormerStacks {
  public constructor(
    private readonly layout: NetboxLayout,
    private readonly memory: StackMemory,
  ) {}

  /** Keeps which stacks a row has; gives those that it had. */
  public addRow(hall: string, row: string, racks: number): readonly NetboxStack[] {
    const name = `${hall}/${row}`;
    this.memory.hold(`row ${name}`, this.layout.placeName(hall, row));
    this.memory.hold(`cables ${name}`, this.layout.cableStacks(hall, row));
    const places = this.memory.formerOf(`row ${name}`).filter((place) => place !== this.layout.own);
    const cables = this.memory.formerOf(`cables ${name}`).flatMap((pattern) => expanded(pattern, racks));
    return [
      ...places.flatMap((place): NetboxStack[] => [
        { name: place, domain: 'devices' },
        { name: `${place}-power`, domain: 'power' },
      ]),
      ...cables.map((stack): NetboxStack => ({ name: stack, domain: 'cables' })),
    ];
  }

  /** Keeps which stack the feeds of a zone have; gives those that they had. */
  public addZone(zone: string): readonly NetboxStack[] {
    this.memory.hold(`zone ${zone}`, this.layout.zoneStack(zone).name);
    const former = this.memory.formerOf(`zone ${zone}`).filter((name) => name !== this.layout.own);
    return former.map((name): NetboxStack => ({ name, domain: 'feeds' }));
  }

  /** Stacks that held a record before. */
  public stacksOf(record: NetboxRecord): readonly string[] {
    const { domain, place, zone } = record;
    const now = this.layout.stackOf(record);
    const row = `${place?.hall ?? ''}/${place?.row ?? ''}`;
    const former =
      domain === 'feeds'
        ? this.memory.formerOf(`zone ${zone ?? ''}`)
        : domain === 'devices'
          ? this.memory.formerOf(`row ${row}`)
          : domain === 'power'
            ? this.memory.formerOf(`row ${row}`).map((name) => (name === this.layout.own ? name : `${name}-power`))
            : domain === 'cables'
              ? this.memory.formerOf(`cables ${row}`).map((pattern) => pattern.replace('*', String(place?.number ?? 0)))
              : [];
    return former.filter((name) => name !== now);
  }

  /**
   * Refuses records that come to another stack without an id by which it can take them over: they would be destroyed in one state and made again in the
   * other.
   *
   * @throws DesignError `netbox/split-moves-objects`
   */
  public checkMoves(site: string, records: Iterable<NetboxRecord>, imported: ReadonlySet<string>): void {
    const moving = [...records].filter((record) => this.isMoving(record) && !imported.has(recordId(record)));
    const [first] = moving;
    if (first === undefined) return;
    const from = this.stacksOf(first)[0] ?? '';
    throw new DesignError('netbox/split-moves-objects', {
      problem:
        `site '${site}': with 'split' and 'rowsByRack' as they are now, ${moving.length} objects come to other stacks, among them ` +
        `${first.model} '${first.key.join(' / ')}' from '${from}' to '${this.layout.stackOf(first)}', and 'imports' has no id of them`,
      remedy:
        "leave 'split' and 'rowsByRack' as they were, or take 'split' away where a hall or row was renamed: rows then stay in the stacks that the lock holds; " +
        "or write the ids of what exists to a file ('aifactory ids') and name it as 'imports'",
      object: site,
      value: `${moving.length}`,
    });
  }

  private isMoving({ domain, place, zone, ...record }: NetboxRecord): boolean {
    const row = `${place?.hall ?? ''}/${place?.row ?? ''}`;
    const key =
      domain === 'feeds'
        ? `zone ${zone ?? ''}`
        : domain === 'cables'
          ? `cables ${row}`
          : domain === 'devices' || domain === 'power'
            ? `row ${row}`
            : undefined;
    if (key === undefined || !this.memory.moves(key)) return false;
    return this.stacksOf({ domain, ...(place && { place }), ...present({ zone }), ...record }).length > 0;
  }
}

function expanded(pattern: string, racks: number): readonly string[] {
  if (!pattern.includes('*')) return [pattern];
  return Array.from({ length: racks }, (_, index) => pattern.replace('*', String(index + 1)));
}
