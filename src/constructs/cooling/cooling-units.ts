import { checkCoolingUnits } from '../../design/cooling/cooling-input';
import { DesignError, DesignErrors } from '../../errors/design-error';
import type { Construct } from '../../host';
import { COOLING_UNIT_KINDS, type CoolingUnitKind, type CoolingUnitsInput } from '../../model/cooling-plan';
import { present } from '../../units/present';
import type { PropNames } from '../props/prop-rule';
import { fromNearest, type ScopedProps } from '../props/scoped-props';
import { checkCoolingAmounts, type CoolingAmounts } from './cooling-amounts';
import { checkLoop, CoolingLoop } from './cooling-loop';
import { phaseName, PURCHASE_NAMES, purchaseOf, type PurchaseProps } from '../site/purchase';
import { SiteConstruct } from '../site/site-construct';

/** Properties that all units of cooling share. */
export interface CoolingUnitsProps extends PurchaseProps {
  /**
   * Loop that they stand on.
   *
   * @default - the loop that they are created in
   */
  readonly loop?: CoolingLoop;
  /**
   * Units installed.
   *
   * @default - as many as heat and flow of the loop take, and the spare ones
   */
  readonly count?: number;
  /**
   * Units beyond those that the load takes. 1 is N+1: the loss of any one of them is carried by the others.
   *
   * @default 1
   */
  readonly spare?: number;
  /**
   * Tags of their resource, over the site's.
   *
   * @default - the site's
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/** Names of the shared props, for `checkProps`. */
export const UNIT_NAMES: PropNames<CoolingUnitsProps> = {
  loop: { need: 'optional', implied: { ...fromNearest(CoolingLoop, 'cooling loop'), isNeeded: true } },
  count: 'optional',
  spare: 'optional',
  ...PURCHASE_NAMES,
  tags: 'optional',
};

/** What a kind of unit adds to the shared props. */
export type UnitDetails = Omit<CoolingUnitsInput, 'name' | 'path' | 'kind' | 'count' | 'spare' | 'loop' | 'phase'>;

/** Units of cooling that are alike and share a load on one loop. */
export abstract class CoolingUnits extends SiteConstruct {
  /** What the cooling engine is told. */
  public readonly input: CoolingUnitsInput;
  /** Loop that they stand on. */
  public readonly loop: CoolingLoop;

  protected constructor(
    scope: Construct,
    id: string,
    kind: CoolingUnitKind,
    props: ScopedProps<CoolingUnitsProps>,
    details: UnitDetails,
  ) {
    const owner = `cooling units '${id}'`;
    const { loop, count, spare = 1 } = props;
    checkLoop(owner, 'loop', loop);
    checkKind(owner, kind, loop);
    super(scope, id, { site: loop.site, kind: 'cooling-units', tags: props.tags });
    this.loop = loop;
    this.input = {
      name: id,
      path: this.node.path,
      kind,
      spare,
      loop: loop.node.id,
      ...present({ count }),
      ...phaseName(props.phase),
      ...details,
    };
    DesignErrors.throwAll(checkCoolingUnits(this.input));
    loop.site.addPart({
      path: this.node.path,
      contribution: () => ({ coolingUnits: [this.input], purchases: purchaseOf(owner, this.node.path, props) }),
    });
    this.addSummary({ kind, loop: loop.node.id, spare });
  }
}

/**
 * Refuses amounts of a kind of unit together with those that all kinds share.
 *
 * @throws DesignError `cooling/bad-count`, `cooling/bad-amount`
 */
export function checkUnitAmounts(
  owner: string,
  { count, spare }: Pick<CoolingUnitsProps, 'count' | 'spare'>,
  amounts: Omit<CoolingAmounts, 'counts'>,
): void {
  checkCoolingAmounts(owner, {
    ...amounts,
    counts: { count },
    numbers: { spare: { value: spare, least: 0, isWhole: true }, ...amounts.numbers },
  });
}

function checkKind(owner: string, kind: CoolingUnitKind, { input, node }: CoolingLoop): void {
  const allowed: readonly string[] = COOLING_UNIT_KINDS[input.kind];
  if (allowed.includes(kind)) return;
  throw new DesignError('cooling/wrong-unit', {
    problem: `${owner} of kind '${kind}' stand on loop '${node.id}' of kind '${input.kind}'`,
    remedy: `such a loop takes units of kind ${allowed.map((one) => `'${one}'`).join(', ')}`,
    object: owner,
    value: kind,
  });
}
