import { DesignError } from '../../errors/design-error';
import type { Construct } from '../../host';
import { COOLING_UNIT_KINDS, type CoolingUnitKind, type CoolingUnitsInput } from '../../model/cooling-plan';
import { FlowRate } from '../../units/flow-rate';
import { Power } from '../../units/power';
import { present } from '../../units/present';
import { Temperature } from '../../units/temperature';
import { optional, type PropNames, TAGS } from '../props/prop-rule';
import { fromNearest, type ScopedProps } from '../props/scoped-props';
import { CoolingLoop, loopKindErrors } from './cooling-loop';
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

const BAD = { code: 'cooling/bad-amount' };

/** Heat that one takes. */
export const CAPACITY = { quantity: Power, isAboveZero: true, ...BAD, remedy: 'give a power above 0 W' } as const;

/** Electrical draw of one, which may be 0 W. */
export const DRAW = { quantity: Power, ...BAD } as const;

/** Coolant or air that one moves. */
export const FLOW = { quantity: FlowRate, isAboveZero: true, ...BAD, remedy: 'give a flow above 0 L/min' } as const;

/** Difference of two supplies. */
export const APPROACH = {
  quantity: Temperature,
  between: [Temperature.ZERO, Temperature.celsius(200)],
  ...BAD,
  remedy: 'give a difference of 0 degC or more',
} as const;

/** Names of the shared props, for `checkProps`. */
export const UNIT_NAMES: PropNames<CoolingUnitsProps> = {
  loop: optional({ implied: { ...fromNearest(CoolingLoop, 'cooling loop'), isNeeded: true } }),
  count: optional({ count: 'cooling/bad-count' }),
  spare: optional({ number: { least: 0, step: 1 }, ...BAD }),
  ...PURCHASE_NAMES,
  tags: optional(TAGS),
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
    loop.site.addPart({
      path: this.node.path,
      contribution: () => ({ coolingUnits: [this.input], purchases: purchaseOf(owner, this.node.path, props) }),
    });
    this.addSummary({ kind, loop: loop.node.id, spare });
  }
}

/** What is wrong with the loop of units of a kind: `cooling/no-loop`, `cooling/wrong-unit`. */
export function unitErrors(owner: string, kind: CoolingUnitKind, loop: CoolingLoop): readonly DesignError[] {
  const wrong = loopKindErrors(owner, 'loop', loop);
  if (wrong.length > 0) return wrong;
  const allowed: readonly string[] = COOLING_UNIT_KINDS[loop.input.kind];
  if (allowed.includes(kind)) return [];
  return [
    new DesignError('cooling/wrong-unit', {
      problem: `${owner} of kind '${kind}' stand on loop '${loop.node.id}' of kind '${loop.input.kind}'`,
      remedy: `such a loop takes units of kind ${allowed.map((one) => `'${one}'`).join(', ')}`,
      object: owner,
      value: kind,
    }),
  ];
}

/** A flow in millilitres a second, as the engines take it. */
export function millilitresPerSecond(flow: FlowRate): number {
  return Math.round(flow.inMillilitresPerMinute / 60);
}
