import { DesignError } from '../../errors/design-error';
import type { Construct } from '../../host';
import type { TenantLoadInput } from '../../model/power-plan';
import { Power } from '../../units/power';
import { type PropNames } from '../props/prop-rule';
import { scopedProps } from '../props/scoped-props';
import { ROWS_OF_SCOPE } from '../space/hall';
import type { Phase } from '../site/phase';
import { phaseName } from '../site/purchase';
import type { Site } from '../site/site';
import { OF_SITE, SiteConstruct } from '../site/site-construct';

/** Props of a tenant load. */
export const TENANT_LOAD_NAMES: PropNames<TenantLoadProps> = {
  site: OF_SITE,
  racks: { need: 'required', count: 'tenant-load/bad-count' },
  rows: ROWS_OF_SCOPE,
  power: 'required',
  liquidShare: 'required',
  phase: { need: 'optional', isOfSite: true },
  tags: 'optional',
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
   * Rows that it takes whole: `A`, or `hall-2/A` where several halls have a row of that name.
   *
   * @default - the row that it is created in
   */
  readonly rows?: readonly string[];
  /** Draw of all its racks together, at their inputs: the figure that its contract with you names. */
  readonly power: Power;
  /** Share of its heat that goes into liquid, from 0 to 1. */
  readonly liquidShare: number;
  /**
   * Phase by whose date it is there.
   *
   * @default - from the first day
   */
  readonly phase?: Phase;
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
    const { racks, rows = [], power, liquidShare, phase } = props;
    this.input = {
      name: id,
      path: this.node.path,
      racks,
      rows: [...rows],
      loadWatts: power.inWatts,
      liquidShare,
      ...phaseName(phase),
    };
    props.site.addPart({ path: this.node.path, contribution: () => ({ tenantLoads: [this.input] }) });
    this.addSummary({ racks, power: power.toString(), rows, liquid_share: liquidShare });
  }
}

function tenantLoadErrors(owner: string, { rows = [], power, liquidShare }: TenantLoadProps): readonly DesignError[] {
  const errors: DesignError[] = [];
  const refuse = (code: string, problem: string, remedy: string): void => {
    errors.push(new DesignError(code, { problem: `${owner}: ${problem}`, remedy, object: owner }));
  };
  for (const row of rows.filter((name: unknown) => typeof name !== 'string')) {
    refuse(
      'tenant-load/no-rows',
      `'rows' has ${JSON.stringify(row)}, which is no name`,
      "name rows as text, such as 'A'",
    );
  }
  if (rows.length === 0) refuse('tenant-load/no-rows', "'rows' is empty", 'name the rows that it takes');
  for (const row of new Set(rows.filter((name, index) => rows.indexOf(name) !== index))) {
    refuse('tenant-load/row-twice', `'rows' names '${row}' twice`, 'name each row once');
  }
  if (!((power as unknown) instanceof Power)) {
    refuse('tenant-load/bad-power', "'power' is no power", 'give it as Power.megawatts(...)');
  } else if (power.inWatts === 0) {
    refuse('tenant-load/bad-power', "'power' is 0 W", 'give the draw of all its racks together');
  }
  if (!(typeof (liquidShare as unknown) === 'number' && liquidShare >= 0 && liquidShare <= 1)) {
    refuse('tenant-load/bad-share', `'liquidShare' is ${JSON.stringify(liquidShare)}`, 'give a share from 0 to 1');
  }
  return errors;
}
