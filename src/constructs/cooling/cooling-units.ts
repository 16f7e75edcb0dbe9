import { DesignError, DesignErrors } from '../../errors/design-error';
import type { Construct } from '../../host';
import { COOLING_UNIT_KINDS, type CoolingUnitKind, type CoolingUnitsInput } from '../../model/cooling-plan';
import { Duration } from '../../units/duration';
import { FlowRate } from '../../units/flow-rate';
import { Power } from '../../units/power';
import { present } from '../../units/present';
import { Temperature } from '../../units/dimensions';
import { nodeErrors, PowerNode } from '../power/power-node';
import { checkSameSite } from '../props/prop-values';
import { FROM_ZERO, optional, type PropNames, renamed, TAGS, TEXT, TEXTS } from '../props/prop-rule';
import { fromNearest, type ScopedProps } from '../props/scoped-props';
import { CoolingLoop, loopKindErrors } from './cooling-loop';
import { phaseName, PURCHASE_NAMES, purchaseOf, type PurchaseProps } from '../site/purchase';
import { SiteConstruct } from '../site/site-construct';

/** A node of the power chain or its id, or several in order of preference. */
export type NodesOfUnits = PowerNode | string | readonly (PowerNode | string)[];

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
   * What feeds them: a node of the power chain, or several in order of preference; or by feed, such as `{ A: boardA, B: boardB }`, over which units are spread in
   * turn. Nodes, or their ids where they are made later. Their draw is then load of every node above, and the loss of a node stops what it feeds.
   *
   * @default - not known: what sources and transformers carry is not judged
   */
  readonly fedFrom?: NodesOfUnits | Readonly<Record<string, NodesOfUnits>>;
  /**
   * Time from the return of power until they take heat again.
   *
   * @default - not known: a transfer above them is not judged
   */
  readonly restart?: Duration;
  /**
   * Former name of `restart`, in seconds.
   *
   * @default - `restart`
   * @deprecated give `restart`
   */
  readonly restartSeconds?: number;
  /**
   * Room or compartment in which they stand, or several, over which they stand in turn: what burns or floods there is lost together.
   *
   * @default - not known
   */
  readonly compartment?: string | readonly string[];
  /**
   * Tags of their resource, over the site's.
   *
   * @default - the site's
   */
  readonly tags?: Readonly<Record<string, string>>;
}

const BAD = { code: 'cooling/bad-amount' };

const NODE = { oneOf: [TEXT, { object: { name: 'a power node', has: ['node'] } }] };

const NODES = { oneOf: [NODE, { isList: true, each: NODE } as const] };

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
  fedFrom: optional({ oneOf: [NODES, { isMap: true, each: NODES }], remedy: 'give power nodes, or nodes by feed' }),
  ...renamed('restart', 'restartSeconds', Duration, 'seconds', { ...FROM_ZERO, ...BAD }),
  compartment: optional({
    oneOf: [TEXT, { ...TEXTS, filled: { ...BAD, remedy: 'name a compartment' } }],
    remedy: 'name a compartment, or several',
  }),
  ...PURCHASE_NAMES,
  tags: optional(TAGS),
};

/** What a kind of unit adds to the shared props. */
export type UnitDetails = Omit<
  CoolingUnitsInput,
  'name' | 'path' | 'kind' | 'count' | 'spare' | 'fedFrom' | 'restartSeconds' | 'compartments' | 'loop' | 'phase'
>;

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
    const { loop, count, spare = 1, compartment } = props;
    const fedFrom = feedsOf(owner, props);
    super(scope, id, { site: loop.site, kind: 'cooling-units', tags: props.tags });
    this.loop = loop;
    this.input = {
      name: id,
      path: this.node.path,
      kind,
      spare,
      loop: loop.node.id,
      ...present({ count, fedFrom, restartSeconds: props.restart?.inSeconds }),
      ...(compartment === undefined ? {} : { compartments: [compartment].flat() }),
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
  const isKnown = Object.values(COOLING_UNIT_KINDS).some((kinds) => (kinds as readonly string[]).includes(kind));
  if (!isKnown || allowed.includes(kind)) return [];
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

/** Nodes of each feed by name. @throws DesignError `power/not-a-node`, `site/other-site` */
function feedsOf(owner: string, { fedFrom, loop }: ScopedProps<CoolingUnitsProps>): CoolingUnitsInput['fedFrom'] {
  if (fedFrom === undefined) return undefined;
  const isOne = typeof fedFrom === 'string' || Array.isArray(fedFrom) || (fedFrom as unknown) instanceof PowerNode;
  const feeds: unknown[] = isOne ? [fedFrom] : Object.values((fedFrom as object | null) ?? { feed: fedFrom });
  const lists = feeds.map((feed) => (Array.isArray(feed) ? (feed as unknown[]) : [feed]));
  const nodes = lists.flat().filter((node) => typeof node !== 'string');
  DesignErrors.throwAll(nodeErrors(owner, 'fedFrom', nodes));
  checkSameSite(owner, loop.site, { fedFrom: nodes as PowerNode[] });
  const names = lists.map((list) =>
    list.map((node) => (typeof node === 'string' ? node : (node as PowerNode).node.id)),
  );
  const filled = names.filter((list) => list.length > 0);
  return filled.length === 0 ? undefined : filled;
}
