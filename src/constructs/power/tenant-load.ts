import { DesignError } from '../../errors/design-error';
import type { Construct } from '../../host';
import type { TenantLoadInput } from '../../model/power-plan';
import { Power } from '../../units/power';
import { type ScopedProps, scopedProps } from '../props/scoped-props';
import { type Rack, RACKS, type Row, rowOr, rowsBeside } from '../space/hall';
import { optional, PHASE_OF_SITE, type PropNames, required, TAGS, TEXT } from '../props/prop-rule';
import type { Phase } from '../site/phase';
import { phaseName } from '../site/purchase';
import type { Site } from '../site/site';
import { OF_SITE, SiteConstruct } from '../site/site-construct';

/** Props of a tenant load. */
export const TENANT_LOAD_NAMES: PropNames<TenantLoadProps> = {
  site: OF_SITE,
  racks: required({ count: 'tenant-load/bad-count' }),
  rows: {
    ...rowsBeside('positions'),
    filled: { code: 'tenant-load/no-rows', remedy: 'name the rows that it takes' },
    each: rowOr({ ...TEXT, code: 'tenant-load/no-rows', remedy: "name rows as text, such as 'A'" }),
  },
  positions: { ...RACKS, filled: { code: 'tenant-load/no-positions', remedy: 'name the racks that it takes' } },
  power: required({
    quantity: Power,
    isAboveZero: true,
    code: 'tenant-load/bad-power',
    remedy: 'give the draw of all its racks together',
  }),
  liquidShare: required({
    number: { least: 0, most: 1 },
    code: 'tenant-load/bad-share',
    remedy: 'give a share from 0 to 1',
  }),
  phase: optional(PHASE_OF_SITE),
  tags: optional(TAGS),
};

/** Properties of a `TenantLoad`. */
export interface TenantLoadProps {
  /**
   * Site it belongs to.
   *
   * @default - the site that it is created in
   */
  readonly site?: Site;
  /** Racks that the block has. */
  readonly racks: number;
  /**
   * Rows that it takes whole, or their names: `A`, or `hall-2/A` where several halls have a row of that name.
   *
   * @default - the row that it is created in; none where `positions` is given
   */
  readonly rows?: readonly (Row | string)[];
  /**
   * Racks that it takes in rows that hold others too, or their names: `A03`, `hall-2/A03`, or a run of one row: `A09..A16`, which `Row.run(9, 16)` gives.
   *
   * @default - its rows alone
   */
  readonly positions?: readonly (Rack | string)[];
  /** Draw of all its racks together, at their inputs: the figure that its contract with you names. */
  readonly power: Power;
  /** Share of its heat that goes into liquid, from 0 to 1. */
  readonly liquidShare: number;
  /**
   * Phase by whose date it is there, or its name.
   *
   * @default - from the first day
   */
  readonly phase?: Phase | string;
  /**
   * Tags of its resource, over the site's.
   *
   * @default - the site's
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * A block of racks of somebody else, known by its figures alone: it takes power, cooling, floor and phases, and has no devices.
 *
 * It draws alike from all feeds of its power zone, and runs on while one of them does; in several zones, in proportion to its rack positions in each.
 */
export class TenantLoad extends SiteConstruct {
  /** What the engines are told. */
  public readonly input: TenantLoadInput;

  /** @throws DesignError `tenant-load/bad-count`, `tenant-load/no-rows`, `tenant-load/row-twice`, `tenant-load/bad-power`, `tenant-load/bad-share` */
  public constructor(scope: Construct, id: string, given: TenantLoadProps) {
    const owner = `tenant load '${id}'`;
    const props = scopedProps(scope, owner, given, TENANT_LOAD_NAMES, (props) => tenantLoadErrors(owner, props));
    super(scope, id, { site: props.site, kind: 'tenant', tags: props.tags });
    const { racks, rows = [], positions = [], power, liquidShare, phase } = props;
    this.input = {
      name: id,
      path: this.node.path,
      racks,
      rows: [...rows],
      ...(positions.length === 0 ? {} : { positions: [...positions] }),
      loadWatts: power.inWatts,
      liquidShare,
      ...phaseName(phase),
    };
    props.site.addPart({ path: this.node.path, contribution: () => ({ tenantLoads: [this.input] }) });
    const places = positions.length === 0 ? {} : { positions: [...positions] };
    this.addSummary({ racks, power: power.toString(), rows, ...places, liquid_share: liquidShare });
  }
}

function tenantLoadErrors(owner: string, { rows = [] }: ScopedProps<TenantLoadProps>): readonly DesignError[] {
  const errors: DesignError[] = [];
  const refuse = (code: string, problem: string, remedy: string): void => {
    errors.push(new DesignError(code, { problem: `${owner}: ${problem}`, remedy, object: owner }));
  };
  for (const row of new Set(rows.filter((name, index) => rows.indexOf(name) !== index))) {
    refuse('tenant-load/row-twice', `'rows' names '${row}' twice`, 'name each row once');
  }
  return errors;
}
