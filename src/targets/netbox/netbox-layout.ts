import { isRegistered, type NetboxLevel } from '../../export/netbox/netbox-input';
import type { NetboxDomain, NetboxPlace, NetboxRecord } from '../../export/netbox/netbox-record';
import { isSharedModel } from '../../export/netbox/shared-records';

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
