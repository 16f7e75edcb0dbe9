import { efaDriverFor } from '../../design/aws/aws-capacity';
import type { AwsClusterPlan, AwsPlan, AwsPoolPlan, AwsPoolTwin, AwsZonePlan } from '../../model/aws-plan';
import type { SitePlan } from '../../model/site-plan';
import { inWords } from '../engine/in-words';
import { defineRule, failed, indeterminate, judgeEach, type Rule, type Verdict } from '../engine/rule';

/** Why a rule of this pack does not apply to a site without AWS. */
export const NO_AWS = 'the site has no part in AWS';

/** Objects of the AWS part; none for a site without. */
export function awsObjects<T>(plan: SitePlan, list: (aws: AwsPlan) => readonly T[]): readonly T[] {
  return plan.aws === undefined ? [] : list(plan.aws);
}

/** Zone of a pool. */
export function zoneOf({ aws }: SitePlan, { zone }: Pick<AwsPoolPlan, 'zone'>): AwsZonePlan | undefined {
  return aws?.zones.find(({ name }) => name === zone);
}

/** Name of a zone as people know it: its id, or its own name. */
export function zoneLabel(zone: AwsZonePlan | undefined): string {
  return zone?.zoneId ?? zone?.zoneName ?? 'unknown';
}

/** A pool as messages name it. */
export function poolLabel({ name, instance }: Pick<AwsPoolPlan, 'name' | 'instance'>): string {
  return `pool '${name}' of ${instance}`;
}

/** First version of the EFA device plugin that counts the EFA devices of P6-B200 alone. */
const PLUGIN = [0, 5, 10] as const;

/** Kubernetes minor version from which P6e-GB200 runs on EKS. */
const ULTRASERVER_MINOR = 33;

const efaAcrossZones = defineRule({
  id: 'aws/efa-across-zones',
  severity: 'warning',
  title: 'pools of one cluster that speak EFA stand in one zone',
  why: {
    text: 'EFA does not cross zones: a job that the scheduler spreads over two pools falls back to TCP.',
    source: 'EC2 User Guide, EFA: limitations',
  },
  check: (plan) => {
    const pools = awsObjects(plan, (aws) => aws.pools).filter(({ layout }) => layout.efaInterfaces > 0);
    return judgeEach(
      pools,
      (pool) => {
        const other = pools.find(
          (one) => one.cluster === pool.cluster && pool.cluster !== undefined && one.zone !== pool.zone,
        );
        if (other === undefined || other.name > pool.name) return undefined;
        return failed({
          path: pool.path,
          object: `pools '${other.name}' and '${pool.name}' of cluster '${pool.cluster ?? ''}'`,
          found: `zones '${other.zone}' and '${pool.zone}'`,
          limit: 'one zone',
          remedy: 'put both into one zone, or keep jobs to one pool and acknowledge this',
        });
      },
      'no pool speaks EFA',
    );
  },
});

const ncclOverTcp = defineRule({
  id: 'aws/nccl-over-tcp',
  severity: 'warning',
  title: 'images that run on EFA hold the plugin that lets NCCL use it',
  why: {
    text: 'Without aws-ofi-nccl NCCL falls back to TCP and says nothing: training is slow, and nobody knows why.',
    source: 'awsome-distributed-ai issue 386',
  },
  check: (plan) =>
    judgeEach(
      awsObjects(plan, ({ pools }) => pools).filter(
        ({ layout, acceleratorMaker }) => layout.efaInterfaces > 0 && acceleratorMaker === 'nvidia',
      ),
      (pool) =>
        pool.ofiNcclVersion === undefined
          ? indeterminate({
              path: pool.path,
              object: poolLabel(pool),
              unknown: 'whether its images hold aws-ofi-nccl',
              givenBy: "'ofiNcclVersion' of the pool",
            })
          : undefined,
      'no pool runs NCCL over EFA',
    ),
});

const oldDevicePlugin = defineRule({
  id: 'aws/efa-device-plugin',
  severity: 'error',
  title: 'the EFA device plugin counts the EFA devices of its nodes alone',
  why: {
    text: 'Below 0.5.10 it counts NVLink devices of P6-B200 too: 10 instead of 8, and pods that ask for all never start.',
    source: 'sagemaker-hyperpod-cli issue 282',
  },
  check: (plan) =>
    judgeEach(
      awsObjects(plan, ({ pools }) => pools).filter(
        ({ consumer, instance }) => consumer === 'eks' && instance.startsWith('p6-b200'),
      ),
      (pool) =>
        pluginVerdict(
          pool,
          plan.aws?.clusters.find(({ name }) => name === pool.cluster),
        ),
      'no pool of P6-B200 runs on EKS',
    ),
});

const poolParity = defineRule({
  id: 'aws/pool-parity',
  severity: 'warning',
  title: 'a pool that takes work from a cluster on the site has its GPUs, memory, links and labels',
  why: {
    text: 'A job that was sized for one side runs out of memory, or waits for links, on the other.',
    source: 'Facts of both sides as the catalogue states them',
  },
  check: (plan) =>
    judgeEach(
      awsObjects(plan, ({ pools }) => pools).filter(({ twin }) => twin !== undefined),
      (pool) => (pool.twin === undefined ? undefined : parityVerdict(pool, pool.twin)),
      'no pool is compared with a cluster on the site',
    ),
});

const ultraServerVersion = defineRule({
  id: 'aws/ultraserver-version',
  severity: 'error',
  title: 'UltraServers run on EKS from Kubernetes 1.33',
  why: {
    text: 'P6e-GB200 needs dynamic resource allocation.',
    source: 'Amazon EKS User Guide, P6e-GB200 UltraServers',
  },
  check: (plan) =>
    judgeEach(
      awsObjects(plan, ({ pools }) => pools).filter(
        ({ capacity, consumer }) => capacity === 'ultraserver-block' && consumer === 'eks',
      ),
      (pool) => {
        const version = plan.aws?.clusters.find(({ name }) => name === pool.cluster)?.version ?? '';
        if (Number(version.split('.')[1]) >= ULTRASERVER_MINOR) return undefined;
        return failed({
          path: pool.path,
          object: poolLabel(pool),
          found: `Kubernetes ${version}`,
          limit: `Kubernetes 1.${ULTRASERVER_MINOR}`,
          remedy: "raise 'version' of the cluster",
        });
      },
      'no UltraServer runs on EKS',
    ),
});

/** Rules about pools beside their capacity. */
export const poolRules: readonly Rule[] = [
  efaAcrossZones,
  ncclOverTcp,
  oldDevicePlugin,
  poolParity,
  ultraServerVersion,
];

function pluginVerdict(pool: AwsPoolPlan, cluster: AwsClusterPlan | undefined): Verdict | undefined {
  const version = cluster?.efaDevicePluginVersion;
  if (version === undefined) {
    if (cluster !== undefined && (cluster.efaDriver ?? efaDriverFor(cluster.version, version)) === 'dra') {
      return undefined;
    }
    return indeterminate({
      path: pool.path,
      object: poolLabel(pool),
      unknown: 'which version of the EFA device plugin runs there',
      givenBy: "'efaDevicePluginVersion' of the cluster",
    });
  }
  const parts = version.split('.').map(Number);
  const differing = PLUGIN.findIndex((part, index) => parts[index] !== part);
  const isOld = differing >= 0 && (parts[differing] ?? 0) < (PLUGIN[differing] ?? 0);
  if (!isOld) return undefined;
  return failed({
    path: pool.path,
    object: poolLabel(pool),
    found: `EFA device plugin ${version}`,
    limit: PLUGIN.join('.'),
    remedy: "raise 'efaDevicePluginVersion', and the plugin with it",
  });
}

function parityVerdict(pool: AwsPoolPlan, twin: AwsPoolTwin): Verdict | undefined {
  const object = `${poolLabel(pool)} and cluster '${twin.cluster}' of ${twin.system}`;
  const unknown = [
    ...(pool.acceleratorMemoryBytes === undefined || twin.gpuMemoryBytes === undefined ? ['GPU memory'] : []),
    ...(twin.links === undefined ? ['links'] : []),
    ...(pool.hasTopologyLabels === undefined ? ['labels of the network'] : []),
  ];
  const differences = [
    ...(pool.acceleratorsEach === twin.gpusPerHost
      ? []
      : [`${pool.acceleratorsEach} GPUs a node, and ${twin.gpusPerHost}`]),
    ...memoryDifference(pool.acceleratorMemoryBytes, twin.gpuMemoryBytes),
    ...(twin.links === undefined || twin.links === pool.layout.efaInterfaces
      ? []
      : [`${pool.layout.efaInterfaces} EFA interfaces, and ${twin.links} links`]),
    ...(pool.hasTopologyLabels === false ? ['no labels of the network'] : []),
  ];
  if (differences.length > 0) {
    return failed({
      path: pool.path,
      object,
      found: differences.join('; '),
      limit: 'both alike',
      remedy:
        "choose an 'instance' with the same GPUs, label its nodes with topograph, or keep such jobs to one side and acknowledge this",
    });
  }
  if (unknown.length === 0) return undefined;
  return indeterminate({
    path: pool.path,
    object,
    unknown: unknown.join(', '),
    givenBy: "'hasTopologyLabels' of the pool, and facts of the system by 'defineSystem'",
  });
}

/** Memory that differs by more than how vendors round it. */
function memoryDifference(pool: number | undefined, twin: number | undefined): string[] {
  if (pool === undefined || twin === undefined) return [];
  const isAlike = Math.abs(pool - twin) / Math.max(pool, twin) <= 0.1;
  return isAlike ? [] : [`${inWords.bytes(pool)} a GPU, and ${inWords.bytes(twin)}`];
}

const BYTES_PER_GIBIBYTE = 1_073_741_824;

const NO_LUSTRE = 'the site has no file system in AWS';

const lustreShort = defineRule({
  id: 'aws/lustre-short',
  severity: 'error',
  title: 'a file system holds the capacity and gives the rate that are asked of it',
  why: {
    text: 'GPUs wait while data is read and checkpoints are written; storage that was chosen by hand may not meet the demand.',
    source: 'FSx for Lustre User Guide, performance: MB/s by TiB of storage',
  },
  check: (plan) =>
    judgeEach(
      awsObjects(plan, ({ lustre }) => lustre),
      ({ path, name, sizing }) => {
        const { storageGibibytes, perTebibyte, rateBitsPerSecond, demand } = sizing;
        const bytes = storageGibibytes * BYTES_PER_GIBIBYTE;
        const object = `Lustre '${name}' of ${inWords.number(storageGibibytes)} GiB`;
        const { capacityBytes = 0, rateBitsPerSecond: rate = 0 } = demand;
        if (capacityBytes > bytes) {
          return failed({
            path,
            object,
            found: inWords.bytes(bytes),
            limit: inWords.bytes(capacityBytes),
            shortfall: inWords.bytes(capacityBytes - bytes),
            remedy: "raise 'storage', or leave it out",
          });
        }
        if (rate <= rateBitsPerSecond) return undefined;
        return failed({
          path,
          object,
          found: inWords.bytesPerSecond(rateBitsPerSecond),
          limit: inWords.bytesPerSecond(rate),
          shortfall: inWords.bytesPerSecond(rate - rateBitsPerSecond),
          arithmetic: `${inWords.number(storageGibibytes)} / 1,024 x ${perTebibyte} MB/s = ${inWords.bytesPerSecond(rateBitsPerSecond)}`,
          remedy: "raise 'storage' or 'perTebibyte', or leave them out",
        });
      },
      NO_LUSTRE,
    ),
});

const lustreOtherZone = defineRule({
  id: 'aws/lustre-other-zone',
  severity: 'error',
  title: 'a file system stands in the zone of the pools that it serves',
  why: {
    text: 'EFA does not cross zones, and traffic between zones is slower and is billed.',
    source: 'EC2 User Guide, EFA: limitations',
  },
  check: (plan) =>
    judgeEach(
      awsObjects(plan, ({ lustre }) => lustre),
      ({ path, name, zone, pools }) => {
        const others = (plan.aws?.pools ?? []).filter((pool) => pools.includes(pool.name) && pool.zone !== zone);
        const [first] = others;
        if (first === undefined) return undefined;
        return failed({
          path,
          object: `Lustre '${name}'`,
          found: `it stands in zone '${zone}', and pool '${first.name}' in '${first.zone}'`,
          limit: 'one zone',
          remedy: 'make a file system in each zone',
        });
      },
      NO_LUSTRE,
    ),
});

/** Rules about storage in AWS. */
export const awsStorageRules: readonly Rule[] = [lustreShort, lustreOtherZone];
