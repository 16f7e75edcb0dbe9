import { isRegistered, type NetboxLevel } from '../../export/netbox/netbox-input';
import type { NetboxDomain, NetboxPlace, NetboxRecord } from '../../export/netbox/netbox-record';
import { isSharedModel } from '../../export/netbox/shared-models';

/** How racks, with what stands in them, are spread over states. */
export type NetboxSplit = 'none' | 'hall' | 'row';

/** A stack of the inventory: its name, and what it is for. */
export interface NetboxStack {
  readonly name: string;
  readonly domain: NetboxDomain;
}

/** Domains from the first to be applied to the last: what is found by name must be there. */
export const NETBOX_DOMAINS: readonly NetboxDomain[] = ['shared', 'devices', 'feeds', 'power', 'patching', 'cables'];

/** What decides which stack holds an object. */
export interface NetboxLayoutInput {
  /** Name of the site's own stack. */
  readonly own: string;
  readonly level: NetboxLevel;
  readonly split: NetboxSplit;
  /** Rows, `hall/row`, whose cables are split by rack: those of switches, where most cables begin. */
  readonly rowsByRack: ReadonlySet<string>;
  readonly hasPanels: boolean;
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
      ...(split === 'none' && this.hasCables ? [{ name: `${own}-cables`, domain: 'cables' } as const] : []),
      ...(hasPanels && isRegistered(level, 'interfaces')
        ? [{ name: `${own}-patching`, domain: 'patching' } as const]
        : []),
    ];
  }

  /** Stacks that a row of so many racks needs. */
  public rowStacks(hall: string, row: string, racks: number): NetboxStack[] {
    if (this.start.split === 'none') return [];
    const place = this.placeName(hall, row);
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
    if (this.start.split === 'none') return { name: this.own, domain: 'shared' };
    return { name: `${this.own}-feeds-${zone}`, domain: 'feeds' };
  }

  /** Stack that holds a record; undefined for what belongs to all of NetBox, which no stack of a site holds. */
  public stackOf({ model, domain, place, zone }: NetboxRecord): string | undefined {
    if (isSharedModel(model)) return undefined;
    if (domain === 'patching') return `${this.own}-patching`;
    if (domain === 'feeds') return this.zoneStack(zone ?? '').name;
    if (domain === 'shared' || place === undefined) return this.own;
    if (this.start.split === 'none') return domain === 'cables' ? `${this.own}-cables` : this.own;
    const name = this.placeName(place.hall, place.row);
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

  private get hasCables(): boolean {
    return isRegistered(this.start.level, 'cables');
  }

  private placeName(hall: string, row: string): string {
    return this.start.split === 'hall' ? `${this.own}-${hall}` : `${this.own}-${hall}-${row}`;
  }
}
