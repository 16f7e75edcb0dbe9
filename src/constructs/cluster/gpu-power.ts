import type { SystemSpec } from '../../catalog/system-spec';
import { DesignError, spellingHint } from '../../errors/design-error';
import type { DeviceInput, LoadFigures, PeakShare, PowerShelves } from '../../model/placement-plan';
import type { ClusterPlan } from '../../model/site-plan';
import { Duration } from '../../units/duration';
import { Power } from '../../units/power';
import { present } from '../../units/present';
import type { PowerZone } from '../power/power-zone';
import { FLAG, optional, type PropNames, required, SHARE, TEXT, WHOLE } from '../props/prop-rule';

/** Draws of one system beside its nameplate, at its input. Each is also known by the cluster's catalogue entry where that states it. */
export interface PowerFiguresProps {
  /**
   * Short peak of the electrical design point (EDPp); it may be above the nameplate.
   *
   * @default - by the catalogue's peak of direct current and `shelfEfficiency`, or not known
   */
  readonly peak?: Power;
  /**
   * Thermal design power.
   *
   * @default - by the catalogue's design power of direct current and `shelfEfficiency`, or not known
   */
  readonly tdp?: Power;
  /**
   * Draw as measured under load.
   *
   * @default - the catalogue's measured draw, else its typical one, or not known
   */
  readonly measured?: Power;
  /**
   * Draw at rest.
   *
   * @default - not known
   */
  readonly idle?: Power;
}

/** Props of a `GpuCluster` about power beside the draw of a system. */
export interface GpuPowerProps {
  /**
   * Draws of one system by other figures than its nameplate.
   *
   * @default - what the catalogue states
   */
  readonly figures?: PowerFiguresProps;
  /**
   * Cap that each system is held to, as by a power profile (Max-Q): its figure `capped`. The circuits still count its nameplate, save where the site's
   * `loadFigure` is `capped`.
   *
   * @default - systems are not capped
   */
  readonly powerCap?: Power;
  /**
   * Output over input of the power shelves of a system that is a whole rack: it turns its figures of direct current into draws at the input.
   *
   * @default - not known: figures of direct current are not converted
   */
  readonly shelfEfficiency?: number;
  /**
   * Supplies of each power shelf that are held in reserve: 1 for N+1 in the shelf.
   *
   * @default 0
   */
  readonly shelfSpares?: number;
  /**
   * Supplies (or power shelves) of one system on each feed of its zone, by the feed's name: `{ A: 3, B: 3 }`. Together they are all that it has.
   *
   * @default - in turn over the feeds
   */
  readonly psuFeeds?: Readonly<Record<string, number>>;
  /**
   * Highest share of the nameplate that all systems of the cluster draw together, with its source: `peakShares.POLCA_TRAINING`, or one's own meters.
   *
   * @default - the whole nameplate
   */
  readonly expectedPeak?: PeakShare;
  /**
   * When its systems are shed in demand response: 1 sheds first.
   *
   * @default - they are never shed
   */
  readonly shedPriority?: number;
}

const FIGURE = {
  quantity: Power,
  isAboveZero: true,
  code: 'cluster/bad-power-figure',
  remedy: 'give what one system draws, or leave it out',
} as const;

/** Names of the props of `PowerFiguresProps`. */
const POWER_FIGURE_NAMES: PropNames<PowerFiguresProps> = {
  peak: optional(FIGURE),
  tdp: optional(FIGURE),
  measured: optional(FIGURE),
  idle: optional(FIGURE),
};

const PEAK_NAMES: PropNames<PeakShare> = {
  share: required({
    ...SHARE,
    code: 'cluster/bad-peak',
    remedy: 'give a share above 0 and up to 1, such as 0.97',
  }),
  source: required({ ...TEXT, code: 'cluster/bad-peak', remedy: 'say what the share rests on: a paper, or meters' }),
};

/** Names of the props of `GpuPowerProps`. */
export const GPU_POWER_NAMES: PropNames<GpuPowerProps> = {
  figures: optional({ of: POWER_FIGURE_NAMES }),
  powerCap: optional(FIGURE),
  shelfEfficiency: optional({
    ...SHARE,
    code: 'cluster/bad-efficiency',
    remedy: 'give a share above 0 and up to 1, such as 0.975',
  }),
  shelfSpares: optional({ number: { least: 0, step: 1 }, code: 'cluster/bad-supplies' }),
  psuFeeds: optional({
    isMap: true,
    each: { number: { least: 0, step: 1 }, code: 'cluster/bad-supplies' },
    code: 'cluster/bad-supplies',
  }),
  expectedPeak: optional({ of: PEAK_NAMES }),
  shedPriority: optional({
    ...WHOLE,
    code: 'cluster/bad-priority',
    remedy: 'give a whole number from 1; 1 sheds first',
  }),
};

/** What the power props of a cluster are checked against. */
interface GpuPowerContext {
  /** Cluster in the words of a message. */
  readonly owner: string;
  readonly system: SystemSpec;
  /** Draw of one system by nameplate. Absent: not known, and refused elsewhere. */
  readonly nameplate: Power | undefined;
  readonly zones: readonly PowerZone[];
}

type Refuse = (code: string, problem: string, remedy: string) => void;

/**
 * What is wrong with the power props of a cluster: `cluster/bad-power-figure`, `cluster/bad-efficiency`, `cluster/no-shelves`, `cluster/bad-supplies`,
 * `cluster/bad-peak`, `cluster/bad-priority`.
 */
export function gpuPowerErrors(context: GpuPowerContext, props: GpuPowerProps): readonly DesignError[] {
  const errors: DesignError[] = [];
  const refuse: Refuse = (code, problem, remedy) => {
    errors.push(new DesignError(code, { problem: `${context.owner}: ${problem}`, remedy, object: context.owner }));
  };
  checkFigures(context, props, refuse);
  checkShelves(context, props, refuse);
  checkFeeds(context, props, refuse);
  return errors;
}

function checkFigures({ nameplate }: GpuPowerContext, props: GpuPowerProps, refuse: Refuse): void {
  const { figures = {}, powerCap } = props;
  for (const [name, figure] of Object.entries({ ...figures, powerCap })) {
    // A member that there is not was refused by the table, whatever it holds.
    if (figure === undefined || !((figure as unknown) instanceof Power)) continue;
    const prop = name === 'powerCap' ? name : `figures.${name}`;
    if (name !== 'peak' && nameplate !== undefined && figure.isGreaterThan(nameplate)) {
      refuse(
        'cluster/bad-power-figure',
        `'${prop}' of ${figure.toString()} is above the nameplate of ${nameplate.toString()}`,
        "give a lower figure, or the right nameplate as 'systemPower'",
      );
    }
  }
}

function checkShelves({ system }: GpuPowerContext, props: GpuPowerProps, refuse: Refuse): void {
  const { shelfEfficiency, shelfSpares } = props;
  const suppliesEach = system.psus?.value.suppliesEach;
  const hasShelves =
    suppliesEach !== undefined || system.dcDesignPower !== undefined || system.dcPeakPower !== undefined;
  if (shelfEfficiency !== undefined && !hasShelves) {
    refuse('cluster/no-shelves', noShelves('shelfEfficiency', system), 'leave it out');
  }
  if (shelfSpares === undefined) return;
  if (suppliesEach === undefined) {
    refuse('cluster/no-shelves', noShelves('shelfSpares', system), 'leave it out');
  } else if (shelfSpares >= suppliesEach) {
    refuse(
      'cluster/bad-supplies',
      `'shelfSpares' is ${shelfSpares}, of ${suppliesEach} supplies in a shelf`,
      `give a whole number from 0 to ${suppliesEach - 1}`,
    );
  }
}

function noShelves(prop: string, { id }: SystemSpec): string {
  return `'${prop}' is given, and '${id}' states no power shelves`;
}

function checkFeeds({ system, zones }: GpuPowerContext, { psuFeeds }: GpuPowerProps, refuse: Refuse): void {
  if (psuFeeds === undefined) return;
  const count = system.psus?.value.count;
  const given = Object.entries(psuFeeds);
  const text = given.map(([feed, supplies]) => `${feed} ${supplies}`).join(', ');
  const refuseSupplies = (problem: string, remedy: string): void => {
    refuse('cluster/bad-supplies', problem, remedy);
  };
  if (given.some(([, supplies]) => !Number.isInteger(supplies) || supplies < 0)) return;
  const total = given.reduce((sum, [, supplies]) => sum + supplies, 0);
  if (count === undefined) {
    refuseSupplies(
      `'psuFeeds' is given, and '${system.id}' states no number of supplies`,
      "define the model with its 'psus' and the source of it",
    );
  } else if (total !== count) {
    refuseSupplies(
      `'psuFeeds' has ${text}: ${total} together, and '${system.id}' has ${count} supplies`,
      'put each supply on a feed',
    );
  }
  for (const { input } of zones) {
    for (const [feed] of given.filter(([name]) => !input.feeds.includes(name))) {
      const hint = spellingHint(feed, input.feeds);
      const there = input.feeds.map((name) => `'${name}'`).join(', ');
      refuse(
        'cluster/unknown-feed',
        `'psuFeeds' names feed '${feed}', which power zone '${input.name}' does not have`,
        hint === undefined ? `name one of its feeds: ${there}` : `did you mean '${hint}'?`,
      );
    }
  }
}

/** What a device of a cluster says of its power beside draw and supplies. */
type PowerOfSystem = Pick<DeviceInput, 'figures' | 'psuFeeds' | 'shelves' | 'expectedPeak' | 'shedPriority'>;

/**
 * What is known of the power of a system, from its catalogue entry and the cluster's props; a prop goes before the catalogue.
 *
 * A figure of the catalogue above the stated nameplate is held to it, since a nameplate that a user lowers is a lower maximum; a short peak may be above.
 */
export function powerOfSystem(system: SystemSpec, props: GpuPowerProps, nameplate: Power): PowerOfSystem {
  const figures = figuresOf(system, props, nameplate);
  const shelves = shelvesOf(system, props);
  const { psuFeeds, expectedPeak, shedPriority } = props;
  return {
    ...(Object.keys(figures).length === 0 ? {} : { figures }),
    ...present({
      psuFeeds: psuFeeds === undefined ? undefined : { ...psuFeeds },
      shelves,
      expectedPeak: expectedPeak === undefined ? undefined : { share: expectedPeak.share, source: expectedPeak.source },
      shedPriority,
    }),
  };
}

function figuresOf(
  { dcPeakPower, dcDesignPower, measuredPower, typicalPower }: SystemSpec,
  { figures = {}, powerCap, shelfEfficiency }: GpuPowerProps,
  nameplate: Power,
): LoadFigures {
  const atInput = (power: Power | undefined): number | undefined =>
    power === undefined || shelfEfficiency === undefined ? undefined : Math.round(power.inWatts / shelfEfficiency);
  const held = (watts: number | undefined): number | undefined =>
    watts === undefined ? undefined : Math.min(watts, nameplate.inWatts);
  const all: Readonly<Record<keyof LoadFigures, number | undefined>> = {
    peak: figures.peak?.inWatts ?? atInput(dcPeakPower?.value),
    tdp: figures.tdp?.inWatts ?? held(atInput(dcDesignPower?.value)),
    capped: powerCap?.inWatts,
    measured: figures.measured?.inWatts ?? held((measuredPower ?? typicalPower)?.value.inWatts),
    idle: figures.idle?.inWatts,
  };
  return Object.fromEntries(Object.entries(all).filter(([, watts]) => watts !== undefined));
}

function shelvesOf(
  { psus, dcDesignPower }: SystemSpec,
  { shelfEfficiency, shelfSpares }: GpuPowerProps,
): PowerShelves | undefined {
  const { count, suppliesEach, supplyRating, rating } = psus?.value ?? {};
  if (count === undefined || suppliesEach === undefined || supplyRating === undefined) return undefined;
  const isSum = rating === undefined || rating.inWatts === suppliesEach * supplyRating.inWatts;
  return {
    count,
    suppliesEach,
    ...present({ sparesEach: shelfSpares, shelfWatts: isSum ? undefined : rating.inWatts }),
    supplyWatts: supplyRating.inWatts,
    ...present({ designWatts: dcDesignPower?.value.inWatts, efficiency: shelfEfficiency }),
  };
}

/** Props of a `GpuCluster` about the jobs that run on it. */
export interface ClusterJobProps {
  /**
   * Systems of the cluster that no job holds, so that a job starts again on them when one of its own fails. 0 where none is kept.
   *
   * @default - not known: `redundancy/spare-systems` names it
   */
  readonly spareSystems?: number;
  /**
   * Mean time between two failures of one system that stop a job on it, whatever fails in it.
   *
   * @default - not known: stops a day are not calculated
   */
  readonly systemMtbf?: Duration;
  /**
   * Mean time from the failure of a system to its return.
   *
   * @default - not known: hours without a spare are not calculated
   */
  readonly systemRepair?: Duration;
  /**
   * Whether jobs are promised to run on without any one leaf of their compute fabric.
   *
   * @default false
   */
  readonly isLeafLossSurvived?: boolean;
}

/** Props of a cluster about its jobs. */
export const CLUSTER_JOB_NAMES: PropNames<ClusterJobProps> = {
  spareSystems: optional({ number: { least: 0, step: 1 } }),
  systemMtbf: optional({ quantity: Duration, isAboveZero: true }),
  systemRepair: optional({ quantity: Duration, isAboveZero: true }),
  isLeafLossSurvived: optional(FLAG),
};

/** What a cluster states of its jobs, for its plan. */
export function jobsOf(props: ClusterJobProps): Partial<ClusterPlan> {
  const { spareSystems, systemMtbf, systemRepair, isLeafLossSurvived } = props;
  return present({
    spareSystems,
    mtbfSeconds: systemMtbf?.inSeconds,
    repairSeconds: systemRepair?.inSeconds,
    isLeafLossSurvived,
  });
}

/** What is wrong with them beside their kinds: a cluster that is all spare has no job. */
export function jobErrors(owner: string, count: number, { spareSystems = 0 }: ClusterJobProps): readonly DesignError[] {
  if (spareSystems < count || spareSystems === 0) return [];
  return [
    new DesignError('cluster/bad-spares', {
      problem: `${owner}: 'spareSystems' is ${spareSystems}, and the cluster has ${count} systems`,
      remedy: `give fewer than ${count}: a system for jobs must be left`,
      object: owner,
      value: String(spareSystems),
    }),
  ];
}
