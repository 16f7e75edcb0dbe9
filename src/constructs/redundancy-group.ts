import { sizeGroup } from '../design/power/chain/group-losses';
import { DesignError, DesignErrors } from '../errors/design-error';
import { Construct } from '../host';
import { GROUP_SCHEMES, type GroupScheme } from '../model/power-node';
import { Power } from '../units/power';
import { areQuantities } from './are-quantities';
import { checkProps, type PropNames } from './check-props';
import type { PowerNode } from './power-node';
import type { Site } from './site';

const NAMES: PropNames<RedundancyGroupProps> = { site: 'required', scheme: 'required' };
const SIZED_NAMES: PropNames<SizedGroupProps> = {
  ...NAMES,
  load: 'required',
  unit: 'required',
  make: 'required',
};
/** Sides of each scheme that has any: feeds that its members stand on. */
const SIDES: Readonly<Partial<Record<GroupScheme, readonly string[]>>> = {
  '2N': ['A', 'B'],
  '3N/2': ['A', 'B', 'C'],
  '4N/3': ['A', 'B', 'C', 'D'],
};

/** Properties of a `RedundancyGroup`. */
export interface RedundancyGroupProps {
  /** Site it belongs to. */
  readonly site: Site;
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
  public static sized(scope: Construct, id: string, props: SizedGroupProps): RedundancyGroup {
    const owner = `redundancy group '${id}'`;
    checkProps(owner, props, SIZED_NAMES);
    const { site, scheme, load, unit, make } = props;
    const wrong: DesignError[] = [];
    const refuse = (code: string, problem: string, remedy: string): void => {
      wrong.push(new DesignError(code, { problem, remedy, object: id }));
    };
    areQuantities(owner, props, { load: Power, unit: Power }, refuse);
    if (typeof (make as unknown) !== 'function') {
      refuse('props/wrong-kind', `${owner}: 'make' is no function`, 'give a function that makes the node of a place');
    }
    DesignErrors.throwAll(wrong);
    if (load.isZero() || unit.isZero()) {
      throw new DesignError('power/empty-group', {
        problem: `${owner}: 'load' is ${load.toString()} and 'unit' ${unit.toString()}`,
        remedy: 'give more than nothing for both',
        object: id,
      });
    }
    const group = new RedundancyGroup(scope, id, { site, scheme });
    const { units } = sizeGroup(scheme, Math.ceil(load.inWatts / unit.inWatts));
    const sides = SIDES[scheme];
    for (let number = 0; number < units; number += 1) {
      const feed = sides?.[Math.floor((number * sides.length) / units)];
      make({ id: `${id}-${number + 1}`, group, side: feed === undefined ? {} : { feed } });
    }
    return group;
  }

  /** @throws DesignError `props/no-such-choice` */
  public constructor(scope: Construct, id: string, props: RedundancyGroupProps) {
    const owner = `redundancy group '${id}'`;
    checkProps(owner, props, NAMES);
    const { site, scheme } = props;
    if (!GROUP_SCHEMES.includes(scheme)) {
      throw new DesignError('props/no-such-choice', {
        problem: `${owner}: 'scheme' is '${scheme as string}'`,
        remedy: `choose ${GROUP_SCHEMES.map((one) => `'${one}'`).join(' or ')}`,
        object: id,
        value: scheme,
      });
    }
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
