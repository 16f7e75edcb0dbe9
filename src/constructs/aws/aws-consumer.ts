import type { AwsPoolConsumer, AwsBlockDays, AwsCapacityKind } from '../../model/aws-plan';
import { checkProps } from '../props/check-props';
import { optional, type PropNames, required, type StatedWay, TEXT, TEXTS } from '../props/prop-rule';
import { EKS_CLUSTER } from './aws-construct';
import type { AwsGpuCluster } from './aws-gpu-cluster';

/** Options of plain instances. */
export interface Ec2Options {
  /** Image (`ami-...`) with the drivers of GPUs and EFA. */
  readonly imageId: string;
}

/** Options of AWS PCS. */
export interface PcsOptions extends Ec2Options {
  /** Id of the PCS cluster, `pcs_...`. */
  readonly clusterId: string;
  /** Security group of the PCS cluster, `sg-...`: through it nodes and controller reach each other. */
  readonly securityGroupId: string;
}

/** Options of SageMaker HyperPod. */
export interface HyperPodOptions {
  /** Folder of the lifecycle scripts in S3, `s3://...`. */
  readonly scripts: string;
  /**
   * Script that runs when an instance is made.
   *
   * @default 'on_create.sh'
   */
  readonly onCreate?: string;
  /**
   * EKS cluster that drives it.
   *
   * @default - Slurm
   */
  readonly cluster?: AwsGpuCluster;
}

const EKS_NAMES = { cluster: required(EKS_CLUSTER) };
const EC2_NAMES: PropNames<Ec2Options> = { imageId: required(TEXT) };
const PCS_NAMES: PropNames<PcsOptions> = {
  imageId: required(TEXT),
  clusterId: required(TEXT),
  securityGroupId: required(TEXT),
};
const HYPERPOD_NAMES: PropNames<HyperPodOptions> = {
  scripts: required(TEXT),
  onCreate: optional(TEXT),
  cluster: optional(EKS_CLUSTER),
};

/** Who runs the instances of a pool. */
export class AwsConsumer {
  /** Kind of consumer. */
  public readonly kind: AwsPoolConsumer;
  /** EKS cluster, where one is behind it. */
  public readonly cluster: AwsGpuCluster | undefined;
  /** Image, where the pool names it. */
  public readonly imageId: string | undefined;
  /** Id of the PCS cluster. */
  public readonly pcsClusterId: string | undefined;
  /** Security group of the PCS cluster. */
  public readonly pcsGroupId: string | undefined;
  /** Scripts of HyperPod. */
  public readonly scripts: { readonly uri: string; readonly onCreate: string } | undefined;

  /** A managed node group of an EKS cluster. */
  public static eks(cluster: AwsGpuCluster): AwsConsumer {
    checkProps('AwsConsumer.eks', { cluster }, EKS_NAMES);
    return new AwsConsumer('eks', { cluster });
  }

  /** Plain instances in an Auto Scaling group. */
  public static ec2(options: Ec2Options): AwsConsumer {
    checkProps('AwsConsumer.ec2', options, EC2_NAMES);
    return new AwsConsumer('ec2', options);
  }

  /** ParallelCluster and its like, which make their own instances: the pool makes subnet, groups and capacity, and hands out the settings. */
  public static parallelCluster(): AwsConsumer {
    return new AwsConsumer('parallel-cluster', {});
  }

  /** A compute node group of AWS PCS, through Cloud Control. */
  public static pcs(options: PcsOptions): AwsConsumer {
    checkProps('AwsConsumer.pcs', options, PCS_NAMES);
    return new AwsConsumer('pcs', options);
  }

  /** A HyperPod cluster, through Cloud Control. */
  public static hyperPod(options: HyperPodOptions): AwsConsumer {
    checkProps('AwsConsumer.hyperPod', options, HYPERPOD_NAMES);
    return new AwsConsumer('hyperpod', options);
  }

  private constructor(kind: AwsPoolConsumer, options: Partial<PcsOptions & HyperPodOptions>) {
    this.kind = kind;
    this.cluster = options.cluster;
    this.imageId = options.imageId;
    this.pcsClusterId = options.clusterId;
    this.pcsGroupId = options.securityGroupId;
    this.scripts =
      options.scripts === undefined
        ? undefined
        : { uri: options.scripts, onCreate: options.onCreate ?? 'on_create.sh' };
  }
}

/** Options of reservations that stand. */
export interface ReservationOptions {
  /** Names (ARN) of on-demand capacity reservations in the pool's zone. */
  readonly arns: readonly string[];
  /**
   * Name of the placement group that they were made in.
   *
   * @default - they were made in none, and the pool has none
   */
  readonly placementGroup?: string;
}

/** Options of a capacity block. */
export interface CapacityBlockOptions extends AwsBlockDays {
  /** Id of the block, `cr-...`. Buying one is never part of a program: it spends money at once, and gives none back. */
  readonly id: string;
}

const RESERVATION_NAMES: PropNames<ReservationOptions> = { arns: required(TEXTS), placementGroup: optional(TEXT) };
const BLOCK_NAMES: PropNames<CapacityBlockOptions> = {
  id: required(TEXT),
  starts: required(TEXT),
  ends: required(TEXT),
};

/** How the capacity of a pool is had. */
export class AwsCapacity {
  /** Kind of capacity. */
  public readonly kind: AwsCapacityKind;
  /** Names (ARN) of reservations that stand. */
  public readonly reservationArns: readonly string[];
  /** Name of the group that they were made in. */
  public readonly placementGroup: string | undefined;
  /** Capacity block, for those kinds. */
  public readonly block: CapacityBlockOptions | undefined;

  /** Whatever is free when instances start, in a placement group of the pool's own. */
  public static onDemand(): AwsCapacity {
    return new AwsCapacity('on-demand', {});
  }

  /** A reservation that is made with the pool, inside its placement group. It is paid for from the moment it stands, used or not. */
  public static newReservation(): AwsCapacity {
    return new AwsCapacity('new-reservation', {});
  }

  /** On-demand capacity reservations that stand, collected in a resource group. */
  public static reservations(options: ReservationOptions): AwsCapacity {
    checkProps('AwsCapacity.reservations', options, RESERVATION_NAMES);
    return new AwsCapacity('reservation', { reservations: options });
  }

  /** A capacity block that was bought. AWS places its instances close together: the pool makes no placement group. */
  public static capacityBlock(options: CapacityBlockOptions): AwsCapacity {
    checkBlock('AwsCapacity.capacityBlock', options);
    return new AwsCapacity('capacity-block', { block: options });
  }

  /** A capacity block of UltraServers. */
  public static ultraServerBlock(options: CapacityBlockOptions): AwsCapacity {
    checkBlock('AwsCapacity.ultraServerBlock', options);
    return new AwsCapacity('ultraserver-block', { block: options });
  }

  private constructor(
    kind: AwsCapacityKind,
    options: { readonly reservations?: ReservationOptions; readonly block?: CapacityBlockOptions },
  ) {
    this.kind = kind;
    this.reservationArns = [...(options.reservations?.arns ?? [])];
    this.placementGroup = options.reservations?.placementGroup;
    this.block = options.block;
  }
}

function checkBlock(owner: string, options: CapacityBlockOptions): void {
  checkProps(owner, options, BLOCK_NAMES);
}

/** How a site file states who runs a pool. */
export const CONSUMER_WAYS: Readonly<Record<string, StatedWay>> = {
  eks: { of: EKS_NAMES, make: ({ cluster }: { readonly cluster: AwsGpuCluster }) => AwsConsumer.eks(cluster) },
  ec2: { of: EC2_NAMES, make: (options: Ec2Options) => AwsConsumer.ec2(options) },
  parallelCluster: { of: {}, make: () => AwsConsumer.parallelCluster() },
  pcs: { of: PCS_NAMES, make: (options: PcsOptions) => AwsConsumer.pcs(options) },
  hyperPod: { of: HYPERPOD_NAMES, make: (options: HyperPodOptions) => AwsConsumer.hyperPod(options) },
};

/** How a site file states capacity. */
export const CAPACITY_WAYS: Readonly<Record<string, StatedWay>> = {
  onDemand: { of: {}, make: () => AwsCapacity.onDemand() },
  newReservation: { of: {}, make: () => AwsCapacity.newReservation() },
  reservations: { of: RESERVATION_NAMES, make: (options: ReservationOptions) => AwsCapacity.reservations(options) },
  capacityBlock: { of: BLOCK_NAMES, make: (options: CapacityBlockOptions) => AwsCapacity.capacityBlock(options) },
  ultraServerBlock: {
    of: BLOCK_NAMES,
    make: (options: CapacityBlockOptions) => AwsCapacity.ultraServerBlock(options),
  },
};
