import { capTimes } from '../../catalog/facility';
import { DesignError } from '../../errors/design-error';
import { Construct } from '../../host';
import type { EnvelopeInput, EnvelopeMemberInput, OverloadOf } from '../../model/power-plan';
import { POWER_NODE_KINDS } from '../../model/power-node';
import type { UsedDefault } from '../../model/site-plan';
import { Duration } from '../../units/duration';
import { Power } from '../../units/power';
import { present } from '../../units/present';
import type { GpuCluster } from '../cluster/gpu-cluster';
import { named, nameOf, optional, type PropNames, required, WHOLE, written } from '../props/prop-rule';
import { type ScopedProps, scopedProps } from '../props/scoped-props';
import type { Site } from '../site/site';
import { OF_SITE } from '../site/site-construct';

/** Systems of one cluster in a power envelope. Each power is of one system, at its input. */
export interface EnvelopeMemberProps {
  /** Cluster whose systems share the envelope, or its name. */
  readonly cluster: GpuCluster | string;
  /**
   * Limit that is active on each of its systems.
   *
   * @default - the cluster's `powerCap`; not known without it
   */
  readonly limit?: Power;
  /**
   * Highest limit that the manager may give to one system: its profile MaxP. At most the nameplate, which its circuit carries.
   *
   * @default - the nameplate
   */
  readonly highest?: Power;
  /**
   * Lowest limit that a system holds.
   *
   * @default - not known: what is left of an overload after a cap is not calculated
   */
  readonly lowest?: Power;
  /**
   * Limit that a system has after a reset of its management controller.
   *
   * @default - not known: no document states it
   */
  readonly afterReset?: Power;
  /**
   * Heat that the cooling of its rack takes: manifold, hoses and air of its place.
   *
   * @default - not known
   */
  readonly rackCooling?: Power;
}

/** How long something stands a load above its rating. */
export interface StoodOverloadProps {
  /**
   * What stands it: `feed` for the breakers of the feeds of zones, or a kind of node, as `ups`.
   *
   * @default - all that is between the sources and the racks
   */
  readonly of?: OverloadOf;
  /** Load over rating, above 1. */
  readonly share: number;
  /** How long it carries that. */
  readonly time: Duration;
}

/** Properties of a `PowerEnvelope`. */
export interface PowerEnvelopeProps {
  /**
   * Site it belongs to.
   *
   * @default - the site that it is created in
   */
  readonly site?: Site;
  /** Clusters whose systems share it. A cluster is in one envelope. */
  readonly members: readonly EnvelopeMemberProps[];
  /**
   * Operating limit: what the active limits of all systems add up to at most.
   *
   * @default - the sum of the active limits
   */
  readonly limit?: Power;
  /**
   * How limits are lowered when a feed is lost: through the management controllers, or by the power brake of the GPUs.
   *
   * @default 'out-of-band'
   */
  readonly capBy?: 'out-of-band' | 'brake';
  /**
   * Time from the loss of a feed until lower limits hold that go through the management controllers.
   *
   * @default - 40 s, measured on DGX A100: assumed for any other system
   */
  readonly outOfBandTime?: Duration;
  /**
   * Time from the loss of a feed until the power brake holds.
   *
   * @default - 5 s, measured on DGX A100: assumed for any other system
   */
  readonly brakeTime?: Duration;
  /**
   * What sets off the brake: the manager, or hardware that works without it.
   *
   * @default - not known
   */
  readonly brakeBy?: 'manager' | 'hardware';
  /**
   * What feeds and nodes stand above their ratings.
   *
   * @default - not known
   */
  readonly stands?: readonly StoodOverloadProps[];
  /**
   * Tag by which the grid, Flex and DPS name what is behind it.
   *
   * @default - its id
   */
  readonly feedTag?: string;
  /**
   * When it is shed among the envelopes of the site: 1 sheds first.
   *
   * @default - not stated
   */
  readonly shedPriority?: number;
}

const BAD_LIMIT = { quantity: Power, isAboveZero: true, code: 'dsx/bad-limit' } as const;

const MEMBER_NAMES: PropNames<EnvelopeMemberProps> = {
  cluster: required(named('a GpuCluster', ['deviceNames'])),
  limit: optional(BAD_LIMIT),
  highest: optional(BAD_LIMIT),
  lowest: optional(BAD_LIMIT),
  afterReset: optional(BAD_LIMIT),
  rackCooling: optional(BAD_LIMIT),
};

const STOOD_NAMES: PropNames<StoodOverloadProps> = {
  of: optional({ choices: ['feed', ...POWER_NODE_KINDS] }),
  share: required({
    number: { above: 1 },
    code: 'dsx/bad-overload',
    remedy: 'give load over rating, above 1, such as 1.25',
  }),
  time: required({ quantity: Duration, isAboveZero: true, code: 'dsx/bad-overload' }),
};

const TAG = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** Names of the props of a power envelope. */
export const POWER_ENVELOPE_NAMES: PropNames<PowerEnvelopeProps> = {
  site: OF_SITE,
  members: required({
    of: MEMBER_NAMES,
    as: 'list',
    called: 'member',
  }),
  limit: optional(BAD_LIMIT),
  capBy: optional({ choices: ['out-of-band', 'brake'] }),
  outOfBandTime: optional({ quantity: Duration, isAboveZero: true, code: 'dsx/bad-time' }),
  brakeTime: optional({ quantity: Duration, isAboveZero: true, code: 'dsx/bad-time' }),
  brakeBy: optional({ choices: ['manager', 'hardware'] }),
  stands: optional({ of: STOOD_NAMES, as: 'list', called: 'overload' }),
  feedTag: optional(written(TAG, 'dsx/bad-tag', "use 1 to 64 letters, digits, '.', '_' and '-', as 'feed-a'")),
  shedPriority: optional(WHOLE),
};

/**
 * A power envelope that racks share (MaxLPS): a manager moves power between systems, and holds the sum of their active limits. It is no profile of one rack:
 * any rack may be raised to its highest limit while others are below theirs.
 *
 * The circuits of each rack carry its nameplate as before. What zones and nodes carry is the sum of active limits where the site's `loadFigure` is `capped` and
 * each cluster has the `powerCap`; the rules of the pack `dsx` hold the active limits against feeds, losses, the loss of the manager, and cooling in any case.
 *
 * @see https://docs.nvidia.com/datacenter/dps/
 */
export class PowerEnvelope extends Construct {
  /** What the engines are told. */
  public readonly input: EnvelopeInput;

  /** @throws DesignError `dsx/no-members`, `dsx/bad-limit`, `dsx/bad-overload`, `dsx/bad-time`, `dsx/bad-tag` */
  public constructor(scope: Construct, id: string, given: PowerEnvelopeProps) {
    const owner = `power envelope '${id}'`;
    const props = scopedProps(scope, owner, given, POWER_ENVELOPE_NAMES, (props) => envelopeErrors(owner, props));
    super(scope, id);
    const { outOfBandTime, brakeTime, stands } = props;
    this.input = {
      name: id,
      path: this.node.path,
      members: props.members.map(memberOf),
      capBy: props.capBy ?? 'out-of-band',
      capSeconds: {
        outOfBand: (outOfBandTime ?? capTimes.OUT_OF_BAND.value).inSeconds,
        brake: (brakeTime ?? capTimes.BRAKE.value).inSeconds,
      },
      assumedTimes: [
        ...(outOfBandTime === undefined ? (['outOfBand'] as const) : []),
        ...(brakeTime === undefined ? (['brake'] as const) : []),
      ],
      ...present({
        limitWatts: props.limit?.inWatts,
        brakeBy: props.brakeBy,
        stands: stands?.map(({ of, share, time }) => ({ ...present({ of }), share, seconds: time.inSeconds })),
        feedTag: props.feedTag,
        shedPriority: props.shedPriority,
      }),
    };
    const { input } = this;
    const defaults = timeDefaults(owner, input);
    props.site.addPart({ path: this.node.path, contribution: () => ({ envelopes: [input], defaults }) });
  }
}

function memberOf({ cluster, ...powers }: EnvelopeMemberProps): EnvelopeMemberInput {
  return {
    cluster: nameOf(cluster),
    ...present({
      limitWatts: powers.limit?.inWatts,
      highestWatts: powers.highest?.inWatts,
      lowestWatts: powers.lowest?.inWatts,
      resetWatts: powers.afterReset?.inWatts,
      rackCoolingWatts: powers.rackCooling?.inWatts,
    }),
  };
}

function timeDefaults(object: string, { capBy, capSeconds, assumedTimes }: EnvelopeInput): readonly UsedDefault[] {
  const own = capBy === 'brake' ? 'brake' : 'outOfBand';
  return assumedTimes
    .filter((each) => each === own)
    .map((each) => ({
      object,
      prop: `${each}Time`,
      value: Duration.seconds(capSeconds[each]).toString(),
      basis: 'assumed: POLCA, ASPLOS 2024, measured on DGX A100',
    }));
}

/** What is wrong with an envelope beside what its table says. */
function envelopeErrors(owner: string, { members }: ScopedProps<PowerEnvelopeProps>): readonly DesignError[] {
  if (members.length === 0) {
    return [
      new DesignError('dsx/no-members', {
        problem: `${owner}: 'members' is empty`,
        remedy: 'name the clusters whose systems share it',
        object: owner,
      }),
    ];
  }
  return members.flatMap(({ cluster, limit, highest, lowest, afterReset }) => {
    const at = `${owner}, cluster '${nameOf(cluster)}'`;
    const order = [
      ['limit', limit, 'highest', highest],
      ['lowest', lowest, 'limit', limit],
      ['lowest', lowest, 'highest', highest],
      ['lowest', lowest, 'afterReset', afterReset],
    ] as const;
    return order.flatMap(([prop, power, above, most]) => {
      if (power === undefined || most === undefined || power.isAtMost(most)) return [];
      return [
        new DesignError('dsx/bad-limit', {
          problem: `${at}: '${prop}' of ${power.toString()} is above '${above}' of ${most.toString()}`,
          remedy: 'give powers of one system in the order lowest, limit, highest, nameplate',
          object: owner,
          value: power.toString(),
          limit: most.toString(),
        }),
      ];
    });
  });
}
