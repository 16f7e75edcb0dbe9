import { isSource } from '../../design/power/chain/chain-graph';
import { checkNode } from '../../design/power/chain/check-node';
import { GROUP_SIDES, sizeGroup } from '../../design/power/chain/group-losses';
import { DesignError } from '../../errors/design-error';
import { Construct } from '../../host';
import { ApparentPower, type Voltage } from '../../units/electricity';
import { GROUP_SCHEMES, type GroupScheme, type PowerNodeInput, type PowerNodeKind } from '../../model/power-node';
import { Power } from '../../units/power';
import { present } from '../../units/present';
import { listOf } from '../props/check-props';
import { shown, constructsIn, sameSiteErrors } from '../props/prop-values';
import { type PlainProps, type ScopedProps, scopedProps } from '../props/scoped-props';
import { nameOf, optional, type PropNames, renamed, required, SHARE, TAGS, TEXT, WHOLE } from '../props/prop-rule';
import { NODE_SUPPLY_NAMES, type NodeSupplyProps, readSupply, voltageOr } from '../site/node-supply';
import { PLACED_NODE_NAMES, type PlacedNodeProps, placeOf, purchaseOf } from '../site/purchase';
import type { Site } from '../site/site';
import { OF_SITE, SiteConstruct } from '../site/site-construct';

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

/** What a node of any kind is given. */
type NodeProps = PowerSourceProps & Partial<PowerNodeProps>;

/** A node of the power chain between the utility and the feeds of zones; its kinds are classes of their own. */
export abstract class PowerNode extends SiteConstruct {
  /** What the power engine is told. */
  public readonly input: PowerNodeInput;

  /** @throws DesignError of `checkNode`, `power/no-power-factor`, `power/not-a-node`, all that is wrong at once */
  protected constructor(scope: Construct, id: string, given: NodeProps, kind: PowerNodeKind) {
    const owner = `power node '${id}'`;
    const props = nodeProps(scope, owner, given, { id, kind });
    super(scope, id, { site: props.site, kind: 'power-node', tags: props.tags });
    this.input = nodeInput(this.node.path, id, props, kind);
    props.group?.addMember(this);
    const purchases = purchaseOf(owner, this.node.path, props);
    props.site.addPart({ path: this.node.path, contribution: () => ({ powerNodes: [this.input], purchases }) });
  }
}

/** Props of a node of a kind, checked. */
function nodeProps(
  scope: Construct,
  owner: string,
  given: NodeProps,
  { id, kind }: { readonly id: string; readonly kind: PowerNodeKind },
): ScopedProps<NodeProps> {
  const also = (props: ScopedProps<NodeProps>): readonly DesignError[] => {
    const feeders = listOf(props.fedFrom ?? []);
    const strange = nodeErrors(owner, 'fedFrom', feeders);
    const wrong = strange.length > 0 ? strange : sameSiteErrors(owner, props.site, { fedFrom: constructsIn(feeders) });
    if (wrong.length > 0) return wrong;
    const input = nodeInput('', id, props, kind);
    // What the table refuses is not said again in the words of the engine.
    const others = checkNode(input).filter(({ code }) => code !== INVALID.code && code !== 'power/invalid-supply');
    return [...missingFactor(id, props, input), ...others];
  };
  if (isSource({ kind })) return scopedProps<PowerSourceProps>(scope, owner, given, POWER_SOURCE_NAMES, also);
  if (CONVERTERS.has(kind)) {
    return scopedProps(scope, owner, given as PowerConverterProps, POWER_CONVERTER_NAMES, also);
  }
  return scopedProps(scope, owner, given as PowerNodeProps, POWER_NODE_NAMES, also);
}

/** A program that runs without type-check may hold what is neither a node nor a name: `power/not-a-node`. */
export function nodeErrors(owner: string, prop: string, nodes: readonly unknown[]): readonly DesignError[] {
  const strange = nodes.filter(
    (node) => !(node instanceof PowerNode) && (typeof node !== 'string' || node.trim() === ''),
  );
  return strange.map((node) => {
    const what = typeof node === 'string' ? shown(node) : 'something';
    const problem = `${owner}: '${prop}' has ${what}, which is no power node`;
    const remedy = 'give the constructs that feed it, or their names';
    return new DesignError('power/not-a-node', { problem, remedy, object: owner });
  });
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

function nodeInput(path: string, name: string, props: PlainProps<NodeProps>, kind: PowerNodeKind): PowerNodeInput {
  const { rating, apparentPower, volts, feed, group, supply, heatTo } = props;
  const wiring = props.wiring ?? (DIRECT.has(kind) ? 'dc' : 'three-phase');
  const limitShare = props.limitShare ?? (CIRCUITS.has(kind) ? CIRCUIT_SHARE : 1);
  return {
    name,
    path,
    kind,
    ...present({ ratingWatts: rating?.inWatts, ratingVoltAmperes: apparentPower?.inVoltAmperes }),
    volts: volts.inVolts,
    current: wiring === 'dc' ? 'dc' : 'ac',
    phases: wiring === 'three-phase' ? 3 : 1,
    powerFactor: props.powerFactor ?? 1,
    efficiency: props.efficiency ?? 1,
    limitShare,
    failureLimitShare: props.failureLimitShare ?? limitShare,
    fedFrom: listOf(props.fedFrom ?? []).map(nameOf),
    draws: props.draws ?? (SWITCHES.has(kind) ? 'first-live' : 'parallel'),
    ...present({
      feed,
      group: group?.node.id,
      supply: readSupply(supply),
      heatTo: typeof heatTo === 'object' ? heatTo.node.id : heatTo,
    }),
    ...placeOf(props),
  };
}

/** How a node's output is wired. */
export type NodeWiring = 'three-phase' | 'single-phase' | 'dc';

/** Properties of a source: a `Utility`, a `PowerPlant` or a `Generator`. */
export interface PowerSourceProps extends PlacedNodeProps {
  /**
   * Site it belongs to.
   *
   * @default - the site that it is created in
   */
  readonly site?: Site;
  /**
   * Active power that it can carry at its output.
   *
   * @default - given by `apparentPower`; one of the two must be given
   */
  readonly rating?: Power;
  /**
   * Apparent power that it can carry at its output. With `rating` too, the lower of the two counts.
   *
   * @default - given by `rating`
   */
  readonly apparentPower?: ApparentPower;
  /**
   * Former name of `apparentPower`, in volt-amperes.
   *
   * @default - `apparentPower`
   * @deprecated give `apparentPower`
   */
  readonly voltAmperes?: number;
  /** Voltage at its output: between lines, line to neutral of a single phase, or between poles of direct current. A bare number is deprecated: it is volts. */
  readonly volts: Voltage | number;
  /**
   * How its output is wired.
   *
   * @default - `dc` of a `Rectifier` and a `PowerShelf`, `three-phase` of all others
   */
  readonly wiring?: NodeWiring;
  /**
   * Power factor of what it carries, above 0 and up to 1. Must be given for alternating current.
   *
   * @default - 1 for direct current
   */
  readonly powerFactor?: number;
  /**
   * Share of the rating that a continuous load may take, above 0 and up to 1.
   *
   * @default - 0.8 for what is a circuit with a breaker (switchboard, busway, RPP, PDU, tap-off), 1 for all others
   * @see NEC 210.20(A): a load of three hours or more takes at most 80 % of a breaker that is not listed for 100 %
   */
  readonly limitShare?: number;
  /**
   * Share of the rating that it may take while something else is out, up to 2 for an emergency rating.
   *
   * @default - `limitShare`
   */
  readonly failureLimitShare?: number;
  /**
   * Feed that it belongs to, such as `A`.
   *
   * @default - it serves all feeds
   */
  readonly feed?: string;
  /**
   * Group of nodes that stand in for each other.
   *
   * @default - it stands alone
   */
  readonly group?: RedundancyGroup;
  /**
   * What it stores, starts and transfers with, and its contract.
   *
   * @default - not known, and not judged
   */
  readonly supply?: NodeSupplyProps;
  /**
   * Tags of its resource, over the site's.
   *
   * @default - the site's
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/** Properties of a node that other nodes feed. */
export interface PowerNodeProps extends PowerSourceProps {
  /** Nodes that feed it, or their names, in order of preference. */
  readonly fedFrom: PowerNode | string | readonly (PowerNode | string)[];
  /**
   * Output over input, above 0 and up to 1.
   *
   * @default 1
   */
  readonly efficiency?: number;
  /**
   * Whether it draws from all of `fedFrom` that live, in proportion to their ratings, or whole from the first that lives.
   *
   * @default - `first-live` of a `TransferSwitch` and a `StaticSwitch`, `parallel` of all others
   */
  readonly draws?: 'parallel' | 'first-live';
  /**
   * Cooling loop that takes the heat of its losses, the construct or its id; `'outside'` where none of the site's does, as of a transformer in the yard.
   *
   * @default - not known: no loop is sized for them
   */
  readonly heatTo?: Construct | string;
}

/** Properties of a node that converts what it passes on, and loses some of it. */
export interface PowerConverterProps extends PowerNodeProps {
  /** Output over input, above 0 and up to 1. */
  readonly efficiency: number;
}

const INVALID = { code: 'power/invalid-node' };
const NODE_SHARE = { ...SHARE, ...INVALID, remedy: 'give a number above 0 and up to 1' };

/** Props of a source. */
export const POWER_SOURCE_NAMES: PropNames<PowerSourceProps> = {
  site: OF_SITE,
  rating: optional({ quantity: Power, isAboveZero: true, ...INVALID }),
  ...renamed('apparentPower', 'voltAmperes', ApparentPower, 'voltAmperes', { ...WHOLE, ...INVALID }),
  volts: required(voltageOr({ ...INVALID, remedy: 'give a voltage above 0' })),
  wiring: optional({ choices: ['three-phase', 'single-phase', 'dc'] }),
  powerFactor: optional(NODE_SHARE),
  limitShare: optional(NODE_SHARE),
  failureLimitShare: optional({
    ...INVALID,
    number: { above: 0, most: 2 },
    remedy: 'give a share above 0 and up to 2, such as 1.2 for an emergency rating',
  }),
  feed: optional({ ...TEXT, ...INVALID, remedy: "give its name as text, such as 'A'" }),
  group: optional({
    isOfSite: true,
    object: { name: 'the RedundancyGroup itself, not its name', has: ['addMember'] },
  }),
  supply: optional({ of: NODE_SUPPLY_NAMES }),
  ...PLACED_NODE_NAMES,
  tags: optional(TAGS),
};

/** Names of the props of a node that others feed. */
export const POWER_NODE_NAMES: PropNames<PowerNodeProps> = {
  ...POWER_SOURCE_NAMES,
  fedFrom: required({}),
  efficiency: optional(NODE_SHARE),
  draws: optional({ choices: ['parallel', 'first-live'] }),
  heatTo: optional({
    oneOf: [TEXT, { object: { name: 'a cooling loop', has: ['node'] } }],
    remedy: "give a cooling loop, or where the heat goes, such as 'outside'",
  }),
};

/** Names of the props of a converter. */
export const POWER_CONVERTER_NAMES: PropNames<PowerConverterProps> = {
  ...POWER_NODE_NAMES,
  efficiency: required(NODE_SHARE),
};

/** Props of a redundancy group. */
export const REDUNDANCY_GROUP_NAMES: PropNames<RedundancyGroupProps> = {
  site: OF_SITE,
  scheme: required({ choices: GROUP_SCHEMES }),
};

const SIZED_NAMES: PropNames<SizedGroupProps> = {
  ...REDUNDANCY_GROUP_NAMES,
  load: required({ quantity: Power }),
  unit: required({ quantity: Power }),
  make: required({}),
};

/** Properties of a `RedundancyGroup`. */
export interface RedundancyGroupProps {
  /**
   * Site it belongs to.
   *
   * @default - the site that it is created in
   */
  readonly site?: Site;
  /** What its members survive: `3N/2` and `4N/3` are distributed (3 to make 2, 4 to make 3), `block` is a reserve behind static switches. */
  readonly scheme: GroupScheme;
}

/** A place in a sized group. */
export interface GroupPlace {
  /** Id for the node: `<group>-1` and on. */
  readonly id: string;
  readonly group: RedundancyGroup;
  /** Feed of its side, for schemes of sides. Spread it into the props of the node. */
  readonly side: { readonly feed?: string };
}

/** Properties of a group that sizes itself. */
export interface SizedGroupProps extends RedundancyGroupProps {
  /** Load that it must carry while it loses what its scheme says. */
  readonly load: Power;
  /** What one unit can carry continuously. */
  readonly unit: Power;
  /** Makes the node of a place. */
  readonly make: (place: GroupPlace) => PowerNode;
}

/** Nodes of the power chain that stand in for each other, by the scheme that they promise. Nodes join it by their `group`. */
export class RedundancyGroup extends Construct {
  /** Site it belongs to. */
  public readonly site: Site;
  private readonly members: PowerNode[] = [];

  /**
   * A group with as many units as its scheme takes for the load.
   *
   * @throws DesignError `power/empty-group` for no load or a unit that carries nothing
   */
  public static sized(scope: Construct, id: string, given: SizedGroupProps): RedundancyGroup {
    const owner = `redundancy group '${id}'`;
    const props = scopedProps(scope, owner, given, SIZED_NAMES);
    const { site, scheme, load, unit, make } = props;
    if (typeof (make as unknown) !== 'function') {
      throw new DesignError('props/wrong-kind', {
        problem: `${owner}: 'make' is no function`,
        remedy: 'give a function that makes the node of a place',
        object: id,
      });
    }
    if (load.isZero() || unit.isZero()) {
      throw new DesignError('power/empty-group', {
        problem: `${owner}: 'load' is ${load.toString()} and 'unit' ${unit.toString()}`,
        remedy: 'give more than nothing for both',
        object: id,
      });
    }
    const group = new RedundancyGroup(scope, id, { site, scheme });
    const { units } = sizeGroup(scheme, Math.ceil(load.inWatts / unit.inWatts));
    const sides = GROUP_SIDES[scheme];
    for (let number = 0; number < units; number += 1) {
      const feed = sides?.[Math.floor((number * sides.length) / units)];
      make({ id: `${id}-${number + 1}`, group, side: present({ feed }) });
    }
    return group;
  }

  /** @throws DesignError `props/no-such-choice` */
  public constructor(scope: Construct, id: string, given: RedundancyGroupProps) {
    const owner = `redundancy group '${id}'`;
    const props = scopedProps(scope, owner, given, REDUNDANCY_GROUP_NAMES);
    const { site, scheme } = props;
    super(scope, id);
    this.site = site;
    const group = { name: id, path: this.node.path, scheme };
    site.addPart({ path: this.node.path, contribution: () => ({ powerGroups: [group] }) });
  }

  /** Its members, in order of declaration. */
  public get nodes(): readonly PowerNode[] {
    return [...this.members];
  }

  /** Its members on a feed. */
  public nodesOf(feed: string): readonly PowerNode[] {
    return this.members.filter(({ input }) => input.feed === feed);
  }

  /** Adds a member. Nodes call it; users do not. */
  public addMember(node: PowerNode): void {
    this.members.push(node);
  }
}
