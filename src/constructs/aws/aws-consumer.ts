import type { AwsPoolConsumer } from '../../model/aws-plan';
import { checkProps } from '../props/check-props';
import { optional, required, TEXT } from '../props/prop-rule';
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
    checkProps('AwsConsumer.eks', { cluster }, { cluster: required(EKS_CLUSTER) });
    return new AwsConsumer('eks', { cluster });
  }

  /** Plain instances in an Auto Scaling group. */
  public static ec2(options: Ec2Options): AwsConsumer {
    checkProps('AwsConsumer.ec2', options, { imageId: required(TEXT) });
    return new AwsConsumer('ec2', options);
  }

  /** ParallelCluster and its like, which make their own instances: the pool makes subnet, groups and capacity, and hands out the settings. */
  public static parallelCluster(): AwsConsumer {
    return new AwsConsumer('parallel-cluster', {});
  }

  /** A compute node group of AWS PCS, through Cloud Control. */
  public static pcs(options: PcsOptions): AwsConsumer {
    checkProps('AwsConsumer.pcs', options, {
      imageId: required(TEXT),
      clusterId: required(TEXT),
      securityGroupId: required(TEXT),
    });
    return new AwsConsumer('pcs', options);
  }

  /** A HyperPod cluster, through Cloud Control. */
  public static hyperPod(options: HyperPodOptions): AwsConsumer {
    checkProps('AwsConsumer.hyperPod', options, {
      scripts: required(TEXT),
      onCreate: optional(TEXT),
      cluster: optional(EKS_CLUSTER),
    });
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
