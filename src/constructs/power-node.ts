import { isSource } from '../design/power/chain/chain-graph';
import { checkNode } from '../design/power/chain/check-node';
import { DesignError, DesignErrors } from '../errors/design-error';
import type { Construct } from '../host';
import type { PowerNodeInput, PowerNodeKind } from '../model/power-node';
import { Power } from '../units/power';
import { areQuantities } from './are-quantities';
import { checkProps } from './check-props';
import { checkSameSite } from './check-same-site';
import { choiceErrors } from './choice-errors';
import { listOf } from './list-of';
import {
  POWER_CONVERTER_PROP_NAMES,
  POWER_NODE_PROP_NAMES,
  POWER_SOURCE_PROP_NAMES,
  type PowerConverterProps,
  type PowerNodeProps,
  type PowerSourceProps,
} from './power-node-props';
import { phaseName, purchaseOf } from './purchase';
import { RedundancyGroup } from './redundancy-group';
import { SiteConstruct } from './site-construct';

/** Circuits with a breaker, which carry 80 % of it continuously. */
const CIRCUITS: ReadonlySet<PowerNodeKind> = new Set(['switchboard', 'busway', 'rpp', 'pdu', 'tap-off']);
const CONVERTERS: ReadonlySet<PowerNodeKind> = new Set([
  'substation',
  'transformer',
  'ups',
  'bess',
  'rectifier',
  'power-shelf',
]);
const DIRECT: ReadonlySet<PowerNodeKind> = new Set(['rectifier', 'power-shelf']);
const SWITCHES: ReadonlySet<PowerNodeKind> = new Set(['transfer-switch', 'static-switch']);
/** NEC 210.20(A): a load of three hours or more takes at most 80 % of a breaker that is not listed for 100 %. */
const CIRCUIT_SHARE = 0.8;

/** A node of the power chain between the utility and the feeds of zones; its kinds are classes of their own. */
export abstract class PowerNode extends SiteConstruct {
  /** What the power engine is told. */
  public readonly input: PowerNodeInput;

  /** @throws DesignError of `checkNode`, `power/no-power-factor`, `power/not-a-node`, all that is wrong at once */
  protected constructor(
    scope: Construct,
    id: string,
    props: PowerSourceProps & Partial<PowerNodeProps>,
    kind: PowerNodeKind,
  ) {
    const owner = `power node '${id}'`;
    checkNames(owner, props, kind);
    const feeders = listOf(props.fedFrom ?? []);
    checkPowerNodes(owner, 'fedFrom', feeders);
    DesignErrors.throwAll([
      ...choiceErrors(owner, 'wiring', props.wiring ?? 'dc', ['three-phase', 'single-phase', 'dc']),
      ...choiceErrors(owner, 'draws', props.draws ?? 'parallel', ['parallel', 'first-live']),
    ]);
    checkSameSite(owner, props.site, {
      fedFrom: feeders,
      group: listOf(props.group ?? []),
      phase: props.phase === undefined ? [] : [props.phase],
    });
    DesignErrors.throwAll(kindErrors(owner, props));
    super(scope, id, { site: props.site, kind: 'power-node', tags: props.tags });
    this.input = nodeInput(this.node.path, id, props, kind);
    DesignErrors.throwAll([...missingFactor(id, props, this.input), ...checkNode(this.input)]);
    props.group?.addMember(this);
    const purchases = purchaseOf(owner, this.node.path, props);
    props.site.addPart({ path: this.node.path, contribution: () => ({ powerNodes: [this.input], purchases }) });
  }
}

function checkNames(owner: string, props: PowerSourceProps & Partial<PowerNodeProps>, kind: PowerNodeKind): void {
  if (isSource({ kind })) checkProps(owner, props, POWER_SOURCE_PROP_NAMES);
  else if (CONVERTERS.has(kind)) checkProps(owner, props as PowerConverterProps, POWER_CONVERTER_PROP_NAMES);
  else checkProps(owner, props as PowerNodeProps, POWER_NODE_PROP_NAMES);
}

/**
 * A program that runs without type-check may hold names in place of nodes.
 *
 * @throws DesignError `power/not-a-node`
 */
export function checkPowerNodes(owner: string, prop: string, nodes: readonly unknown[]): void {
  DesignErrors.throwAll(
    nodes
      .filter((node) => !(node instanceof PowerNode))
      .map(
        (node) =>
          new DesignError('power/not-a-node', {
            problem: `${owner}: '${prop}' has ${typeof node === 'string' ? `'${node}'` : 'something'}, which is no power node`,
            remedy: 'give the constructs that feed it, not their names',
            object: owner,
          }),
      ),
  );
}

/** A program that runs without type-check may give a bare number as rating, and the name of a group. */
function kindErrors(owner: string, props: Pick<PowerSourceProps, 'rating' | 'group'>): DesignError[] {
  const errors: DesignError[] = [];
  const refuse = (code: string, problem: string, remedy: string): void => {
    errors.push(new DesignError(code, { problem, remedy, object: owner }));
  };
  areQuantities(owner, props, { rating: Power }, refuse);
  if (props.group !== undefined && !((props.group as unknown) instanceof RedundancyGroup)) {
    refuse('props/wrong-kind', `${owner}: 'group' is no RedundancyGroup`, 'give the group itself, not its name');
  }
  return errors;
}

function missingFactor(id: string, { powerFactor }: PowerSourceProps, { current }: PowerNodeInput): DesignError[] {
  if (powerFactor !== undefined || current === 'dc') return [];
  return [
    new DesignError('power/no-power-factor', {
      problem: `power node '${id}' carries alternating current, and 'powerFactor' is missing`,
      remedy: "give the power factor of what it carries, or set 'wiring' to 'dc'",
      object: id,
    }),
  ];
}

function nodeInput(
  path: string,
  name: string,
  props: PowerSourceProps & Partial<PowerNodeProps>,
  kind: PowerNodeKind,
): PowerNodeInput {
  const { rating, voltAmperes, volts, feed, group, supply } = props;
  const wiring = props.wiring ?? (DIRECT.has(kind) ? 'dc' : 'three-phase');
  const limitShare = props.limitShare ?? (CIRCUITS.has(kind) ? CIRCUIT_SHARE : 1);
  return {
    name,
    path,
    kind,
    ...(rating === undefined ? {} : { ratingWatts: rating.inWatts }),
    ...(voltAmperes === undefined ? {} : { ratingVoltAmperes: voltAmperes }),
    volts,
    current: wiring === 'dc' ? 'dc' : 'ac',
    phases: wiring === 'three-phase' ? 3 : 1,
    powerFactor: props.powerFactor ?? 1,
    efficiency: props.efficiency ?? 1,
    limitShare,
    failureLimitShare: props.failureLimitShare ?? limitShare,
    fedFrom: listOf(props.fedFrom ?? []).map(({ node }) => node.id),
    draws: props.draws ?? (SWITCHES.has(kind) ? 'first-live' : 'parallel'),
    ...(feed === undefined ? {} : { feed }),
    ...(group === undefined ? {} : { group: group.node.id }),
    ...(supply === undefined ? {} : { supply }),
    ...phaseName(props.phase),
  };
}
