import { tenantRows } from '../../design/power/plan-power';
import { type RackPlan, wattsOf } from '../../model/placement-plan';
import type { SitePlan } from '../../model/site-plan';

/** What the racks of one row draw together. */
export interface RowLoad {
  /** Draw of the site's own devices by the figure of the site, and of the tenant's block in the row. */
  readonly watts: number;
  /** Rack positions. */
  readonly racks: number;
  /** Those that hold devices of the site. */
  readonly used: number;
  /** Tenant load that has the row. Absent: it is the site's own. */
  readonly tenant?: string;
}

/** A row of a tenant. */
interface Letting {
  readonly tenant: string;
  /** Absent: no figure of the tenant is known. */
  readonly watts?: number;
}

/** What the loads of racks follow from. */
type Loaded = Pick<SitePlan, 'devices' | 'halls' | 'placement' | 'power'>;

/**
 * Loads of racks as drawings and the book tell them: by the figure of the site, as its zones and totals are reckoned. What a tenant draws is known of its rows
 * alone, not of its racks.
 */
export class RackLoads {
  /** What a title of loads ends with: ` (capped)`; nothing by nameplate. */
  public readonly suffix: string;
  /** Whether any row is let. */
  public readonly hasTenants: boolean;
  private readonly watts: ReadonlyMap<string, number>;
  private readonly lettings: ReadonlyMap<string, Letting>;

  public constructor({ devices, halls, placement, power }: Loaded) {
    this.suffix = power.basis === 'nameplate' ? '' : ` (${power.basis})`;
    this.watts = new Map(devices.map((device) => [device.name, wattsOf(device, power.basis)]));
    const lettings = new Map<string, Letting>();
    for (const { name: hall, rows } of halls) {
      for (const { name, tenant } of rows) if (tenant !== undefined) lettings.set(`${hall}/${name}`, { tenant });
    }
    for (const each of tenantRows(power.tenantLoads ?? [], placement.racks)) lettings.set(each.row, each);
    this.lettings = lettings;
    this.hasTenants = this.lettings.size > 0;
  }

  /** Draw of the site's own devices in a rack. */
  public of({ devices }: Pick<RackPlan, 'devices'>): number {
    return devices.reduce((sum, { name }) => sum + (this.watts.get(name) ?? 0), 0);
  }

  /** Draw of the racks of a row, all of which are given. */
  public ofRow(racks: readonly RackPlan[]): RowLoad {
    const own = racks.reduce((sum, rack) => sum + this.of(rack), 0);
    const used = racks.filter(({ devices }) => devices.length > 0).length;
    const letting = racks[0] === undefined ? undefined : this.lettingOf(racks[0]);
    const row = { watts: own + (letting?.watts ?? 0), racks: racks.length, used };
    return letting === undefined ? row : { ...row, tenant: letting.tenant };
  }

  /** `let to neighbour`, for a rack of a tenant; undefined for one of the site. */
  public letTo(rack: RackPlan): string | undefined {
    const letting = rack.devices.length > 0 ? undefined : this.lettingOf(rack);
    return letting === undefined ? undefined : `let to ${letting.tenant}`;
  }

  private lettingOf({ hall, row }: RackPlan): Letting | undefined {
    return this.lettings.get(`${hall}/${row}`);
  }
}
