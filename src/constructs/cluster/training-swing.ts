import { DesignError } from '../../errors/design-error';
import { Construct } from '../../host';
import type { PowerSwingInput } from '../../model/continuity-plan';
import { Duration } from '../../units/duration';
import { Power } from '../../units/power';
import { present } from '../../units/present';
import { GpuCluster } from './gpu-cluster';
import { optional, type PropNames, required } from '../props/prop-rule';
import { sameSiteErrors } from '../props/prop-values';
import { scopedProps } from '../props/scoped-props';
import type { Site } from '../site/site';
import { OF_SITE } from '../site/site-construct';

const BAD_SMOOTHING = { code: 'power/bad-smoothing' };

const SMOOTHING_NAMES: PropNames<SmoothingProps> = {
  floorShare: required({
    ...BAD_SMOOTHING,
    number: { least: 0, most: 1 },
    remedy: 'give a share from 0 to 1, such as 0.9',
  }),
  rampPerGpu: required({
    ...BAD_SMOOTHING,
    quantity: Power,
    isAboveZero: true,
    remedy: 'give the fastest change of one GPU in a second',
  }),
};

/** Props of a training swing. */
export const TRAINING_SWING_NAMES: PropNames<TrainingSwingProps> = {
  site: OF_SITE,
  clusters: required({
    isList: true,
    filled: { code: 'power/swing-without-cluster', remedy: 'give the clusters that run the job' },
  }),
  low: required({ quantity: Power }),
  high: required({ quantity: Power }),
  rise: optional({
    quantity: Duration,
    isAboveZero: true,
    code: 'power/bad-swing',
    remedy: 'give the time from bottom to top, or leave it out',
  }),
  smoothing: optional({ of: SMOOTHING_NAMES, where: (owner) => `${owner}, its smoothing` }),
};

/** Smoothing that GPU systems do themselves. */
export interface SmoothingProps {
  /** Share of the top below which a system does not fall while the job runs, from 0 to 1. */
  readonly floorShare: number;
  /** Fastest change of one GPU in a second. */
  readonly rampPerGpu: Power;
}

/** Properties of a `TrainingSwing`. */
export interface TrainingSwingProps {
  /**
   * Site it belongs to.
   *
   * @default - the site that it is created in
   */
  readonly site?: Site;
  /** Clusters whose systems run the job. */
  readonly clusters: readonly GpuCluster[];
  /** Draw of one system while the job waits: at a checkpoint, or between two steps. */
  readonly low: Power;
  /** Draw of one system at the top. */
  readonly high: Power;
  /**
   * Time from bottom to top without smoothing.
   *
   * @default - not known: the ramp is not judged
   */
  readonly rise?: Duration;
  /**
   * Smoothing of the systems.
   *
   * @default - off
   */
  readonly smoothing?: SmoothingProps;
}

/** A synchronous training job: all its systems rise and fall together, and every source feels it. */
export class TrainingSwing extends Construct {
  /** What the engines are told. */
  public readonly input: PowerSwingInput;

  /** @throws DesignError `power/swing-without-cluster`, `power/bad-swing`, `power/bad-smoothing` */
  public constructor(scope: Construct, id: string, given: TrainingSwingProps) {
    const owner = `training swing '${id}'`;
    const props = scopedProps(scope, owner, given, TRAINING_SWING_NAMES, (props) => {
      const kinds = kindErrors(owner, props);
      if (kinds.length > 0) return kinds;
      return [...swingErrors(owner, props), ...sameSiteErrors(owner, props.site, { clusters: props.clusters })];
    });
    const { site, clusters, low, high, rise, smoothing } = props;
    super(scope, id);
    this.input = {
      name: id,
      path: this.node.path,
      clusters: clusters.map(({ name, node, system }) => ({ name, path: node.path, gpusPerSystem: system.gpus.value })),
      lowWatts: low.inWatts,
      highWatts: high.inWatts,
      ...present({
        riseSeconds: rise?.inSeconds,
        smoothing:
          smoothing === undefined
            ? undefined
            : {
                floorShare: smoothing.floorShare,
                rampWattsPerSecondPerGpu: smoothing.rampPerGpu.inWatts,
              },
      }),
    };
    site.addPart({ path: this.node.path, contribution: () => ({ powerSwings: [this.input] }) });
  }
}

/** A program that runs without type-check may give a bare smoothing, and names of clusters. */
function kindErrors(owner: string, props: TrainingSwingProps): DesignError[] {
  const errors: DesignError[] = [];
  const refuse = (code: string, problem: string, remedy: string): void => {
    errors.push(new DesignError(code, { problem, remedy, object: owner }));
  };
  if (props.clusters.some((cluster: unknown) => !(cluster instanceof GpuCluster))) {
    refuse('props/wrong-kind', `${owner}: 'clusters' has what is no GpuCluster`, 'give the clusters themselves');
  }
  return errors;
}

function swingErrors(owner: string, { low, high }: TrainingSwingProps): DesignError[] {
  const errors: DesignError[] = [];
  const refuse = (code: string, problem: string, remedy: string): void => {
    errors.push(new DesignError(code, { problem: `${owner}: ${problem}`, remedy, object: owner }));
  };
  if (low.inWatts > high.inWatts) {
    refuse(
      'power/bad-swing',
      `'low' is ${low.toString()} and 'high' ${high.toString()}`,
      "let 'low' be at most 'high'",
    );
  }
  return errors;
}
