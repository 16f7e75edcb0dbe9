import type {
  AwsClusterPlan,
  AwsDirectConnectPlan,
  AwsLustrePlan,
  AwsPlan,
  AwsPoolPlan,
  AwsSubnetPlan,
  AwsVpcPlan,
  AwsZonePlan,
} from '../../../src/model/aws-plan';
import { HYBRID_ENDPOINTS } from '../../../src/design/aws/aws-capacity';
import type { SitePlan } from '../../../src/model/site-plan';
import { sitePlan } from '../site-plan-fixture';

/** A zone of Seoul. */
export function zone(parts: Partial<AwsZonePlan> = {}): AwsZonePlan {
  return {
    name: 'az1',
    path: 'stack/az1',
    region: 'ap-northeast-2',
    kind: 'availability-zone',
    zoneId: 'apne2-az1',
    onSiteWatts: 0,
    ...parts,
  };
}

/** A subnet of 251 addresses, all but one in use. */
export function subnet(parts: Partial<AwsSubnetPlan> = {}): AwsSubnetPlan {
  return {
    name: 'train',
    use: 'gpu',
    zone: 'az1',
    cidr: '10.64.1.0/24',
    wanted: 250,
    usable: 251,
    arithmetic: '5 x (1 of interfaces + 49 of pods)',
    isPublic: false,
    ...parts,
  };
}

/** A network of one block and one subnet. */
export function vpc(parts: Partial<AwsVpcPlan> = {}): AwsVpcPlan {
  return {
    name: 'gpu',
    path: 'stack/gpu',
    region: 'ap-northeast-2',
    cidrs: ['10.64.0.0/16'],
    subnets: [subnet()],
    endpoints: [...new Set([...HYBRID_ENDPOINTS.ssm, ...HYBRID_ENDPOINTS['roles-anywhere']])],
    egress: 'none',
    hasFlowLogs: true,
    ...parts,
  };
}

/** A pool of 4 p5en on demand, with 17 interfaces each, that nothing is wrong with. */
export function pool(parts: Partial<AwsPoolPlan> = {}): AwsPoolPlan {
  return {
    name: 'train',
    path: 'stack/train',
    vpc: 'gpu',
    zone: 'az1',
    subnet: 'train',
    instance: 'p5en.48xlarge',
    accelerator: 'H200',
    acceleratorMaker: 'nvidia',
    acceleratorsEach: 8,
    acceleratorMemoryBytes: 151_397_597_184,
    vcpusEach: 192,
    quotaFamily: 'P',
    soldIn: ['apne2-az1', 'use1-az2'],
    usageClasses: ['capacity-block', 'on-demand', 'spot'],
    count: 4,
    maxCount: 4,
    consumer: 'eks',
    cluster: 'ai',
    layout: {
      interfaces: Array.from({ length: 17 }, (_, index) => ({
        card: Math.max(0, index - 1),
        device: index === 1 ? 1 : 0,
        kind: index === 0 ? ('interface' as const) : ('efa-only' as const),
      })),
      efaInterfaces: 16,
      addresses: 1,
      podsByInterface: 149,
    },
    podsPerNode: 49,
    capacity: 'on-demand',
    placement: 'own-group',
    labels: [],
    ofiNcclVersion: '1.16.0',
    hardening: { isTokenRequired: true, hopLimit: 1, isVolumeEncrypted: true, hasPublicAddress: false },
    ...parts,
  };
}

/** A cluster of Kubernetes 1.34 with hybrid nodes. */
export function cluster(parts: Partial<AwsClusterPlan> = {}): AwsClusterPlan {
  return {
    name: 'ai',
    path: 'stack/ai',
    vpc: 'gpu',
    version: '1.34',
    serviceCidr: '172.20.0.0/16',
    isEndpointPublic: false,
    isEndpointPrivate: true,
    areSecretsEncrypted: true,
    logs: [],
    remoteNodeCidrs: ['10.20.0.0/22'],
    remotePodCidrs: ['10.24.0.0/16'],
    nodeGroups: [{ name: 'lab-train', nodes: 4 }],
    efaDriver: 'dra',
    addons: [{ name: 'vpc-cni', version: 'v1.20.4-eksbuild.2' }],
    hybrid: { credentials: 'roles-anywhere' },
    ...parts,
  };
}

/** A file system of 62,400 GiB at 1,000 MB/s a TiB: 60.9 GB/s. */
export function lustre(parts: Partial<AwsLustrePlan> = {}): AwsLustrePlan {
  return {
    name: 'scratch',
    path: 'stack/scratch',
    vpc: 'gpu',
    zone: 'az1',
    pools: ['train'],
    sizing: {
      storageGibibytes: 62_400,
      perTebibyte: 1_000,
      rateBitsPerSecond: 487_500_000_000,
      hasEfa: true,
      stepGibibytes: 4_800,
      demand: { capacityBytes: 62_400 * 2 ** 30, rateBitsPerSecond: 487_500_000_000 },
    },
    isEncrypted: true,
    ...parts,
  };
}

/** Two ports of 100 Gb/s at two locations. */
export function line(parts: Partial<AwsDirectConnectPlan> = {}): AwsDirectConnectPlan {
  return {
    name: 'line',
    path: 'stack/line',
    vpcs: ['gpu'],
    connections: ['LGU57', 'TLS10'].map((location) => ({
      name: location.toLowerCase(),
      location,
      rateBits: 100_000_000_000,
      connections: 1,
      isMacsec: false,
      isExisting: false,
      isAvailable: true,
    })),
    mtu: 8_500,
    sitePrefixes: ['10.20.0.0/22', '10.24.0.0/16'],
    awsPrefixes: ['10.64.0.0/16'],
    hasVpn: false,
    resolverVpc: 'gpu',
    demands: [{ name: 'replication', bits: 100_000_000_000 }],
    ...parts,
  };
}

/** A site with the given AWS part, and a zone and network where none is given. */
export function awsSite(aws: Partial<AwsPlan> = {}, parts: Partial<SitePlan> = {}): SitePlan {
  return sitePlan({
    aws: {
      zones: [zone()],
      vpcs: [vpc()],
      pools: [],
      clusters: [],
      lustre: [],
      buckets: [],
      directConnects: [],
      quotaChecks: [],
      offeringChecks: [],
      onSiteWatts: 0,
      ...aws,
    },
    ...parts,
  });
}
