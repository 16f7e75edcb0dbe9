import type { AwsPoolTwin } from '../../model/aws-plan';
import type { GpuCluster } from '../gpu-cluster';

/** What a pool is compared with, as far as sources state it. */
export function poolTwin(cluster: GpuCluster | undefined): AwsPoolTwin | undefined {
  if (cluster === undefined) return undefined;
  const { system } = cluster;
  const hosts = system.fabricNodes.value;
  return {
    cluster: cluster.name,
    system: system.id,
    gpusPerHost: system.gpus.value / hosts,
    gpuModel: system.gpuModel,
    ...(system.hbm === undefined ? {} : { gpuMemoryBytes: system.hbm.value.inBytes / system.gpus.value }),
    ...(system.computePorts === undefined ? {} : { links: system.computePorts.value.count }),
  };
}
