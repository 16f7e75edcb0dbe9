import type { LostThing } from './shared-loss';

/** An interface of an instance: EFA with or without an ENA interface, or ENA alone. */
type EfaInterfaceKind = 'interface' | 'efa-only' | 'efa';

/** One interface of a launch template. */
export interface EfaInterface {
  readonly card: number;
  readonly device: number;
  readonly kind: EfaInterfaceKind;
}

/** The interfaces of an instance, sorted by card and device. */
export interface EfaLayout {
  readonly interfaces: readonly EfaInterface[];
  readonly efaInterfaces: number;
  /** Addresses that the interfaces take before any pod. */
  readonly addresses: number;
  /** Pods that get addresses from the interfaces on card 0. */
  readonly podsByInterface: number;
}

/** MB/s that each TiB of a PERSISTENT_2 file system on SSD gives. */
export const LUSTRE_RATES = [125, 250, 500, 1_000] as const;

/** One of the rates on offer, MB/s a TiB. */
export type LustreRate = (typeof LUSTRE_RATES)[number];

/** What a file system must give; at least one of the three. */
export interface LustreInput {
  /** Name for messages. */
  readonly name: string;
  /** Least capacity, bytes. Absent: not asked for. */
  readonly capacityBytes?: number;
  /** Least throughput, bit/s. Absent: not asked for. */
  readonly rateBitsPerSecond?: number;
  /** Storage where it is chosen by hand, GiB. */
  readonly storageGibibytes?: number;
  /** MB/s a TiB. Default: the rate that needs the least storage, and of equal ones the lowest. */
  readonly perTebibyte?: LustreRate;
  /** Whether clients come over EFA: storage then grows in larger steps. */
  readonly hasEfa: boolean;
}

/** The size of a file system. */
export interface LustreSizing {
  readonly storageGibibytes: number;
  /** MB/s a TiB. */
  readonly perTebibyte: LustreRate;
  readonly rateBitsPerSecond: number;
  readonly hasEfa: boolean;
  /** Step of storage at this rate, GiB. */
  readonly stepGibibytes: number;
  readonly demand: Pick<LustreInput, 'capacityBytes' | 'rateBitsPerSecond'>;
}

/** Where a zone is: `dedicated` zones and outposts stand on the site itself and draw from its supply. */
export type AwsZoneKind = 'availability-zone' | 'local-zone' | 'outpost' | 'dedicated';

/** A zone of AWS that the site uses. */
export interface AwsZonePlan {
  /** Unique in the site. */
  readonly name: string;
  /** Construct path. */
  readonly path: string;
  /** For example `ap-northeast-2`. */
  readonly region: string;
  /** Where it is. */
  readonly kind: AwsZoneKind;
  /** For example `apne2-az1`. Absent: the zone is known by its name alone. */
  readonly zoneId?: string;
  /** Absent: the zone is known by its id. */
  readonly zoneName?: string;
  /** Power that it draws from the site; 0 where it stands elsewhere. */
  readonly onSiteWatts: number;
}

/** What a subnet is for. */
export type AwsSubnetUse = 'gpu' | 'service' | 'control-plane' | 'nodes' | 'nat';

/** A subnet cut from its network. */
export interface AwsSubnetPlan {
  /** Unique in its network. */
  readonly name: string;
  /** What takes its addresses. */
  readonly use: AwsSubnetUse;
  /** Name of the zone. */
  readonly zone: string;
  /** For example `10.80.0.0/20`. */
  readonly cidr: string;
  /** Addresses that its users take. */
  readonly wanted: number;
  /** Addresses that it has: 2^(32 - n) - 5. */
  readonly usable: number;
  /** How `wanted` comes about. */
  readonly arithmetic: string;
  /** Whether it has a route to an internet gateway. */
  readonly isPublic: boolean;
}

/** A network with its subnets, in order of declaration. */
export interface AwsVpcPlan {
  /** Unique in the site. */
  readonly name: string;
  /** Construct path. */
  readonly path: string;
  /** For example `ap-northeast-2`. */
  readonly region: string;
  /** IPv4 blocks, the first one first. */
  readonly cidrs: readonly string[];
  /** Subnets in the order in which they were cut. */
  readonly subnets: readonly AwsSubnetPlan[];
  /** Services with an interface endpoint. */
  readonly endpoints: readonly string[];
  /** Whether anything in it reaches the internet. */
  readonly egress: 'none' | 'nat';
  /** Whether its traffic is logged. */
  readonly hasFlowLogs: boolean;
}

/** Who runs the instances of a pool. */
export type AwsPoolConsumer = 'eks' | 'ec2' | 'parallel-cluster' | 'pcs' | 'hyperpod';

/** How the capacity of a pool is had. */
export type AwsCapacityKind = 'on-demand' | 'new-reservation' | 'reservation' | 'capacity-block' | 'ultraserver-block';

/** Days of a capacity block, each `YYYY-MM-DD`. */
export interface AwsBlockDays {
  readonly starts: string;
  readonly ends: string;
}

/** What a pool is compared with on the site. */
export interface AwsPoolTwin {
  readonly cluster: string;
  readonly system: string;
  readonly gpusPerHost: number;
  readonly gpuModel: string;
  /** Absent: no source states it. */
  readonly gpuMemoryBytes?: number;
  /** Links into the compute fabric of one host. Absent: no source states it. */
  readonly links?: number;
}

/** A pool of GPU instances. */
export interface AwsPoolPlan {
  /** Unique in the site. */
  readonly name: string;
  /** Construct path. */
  readonly path: string;
  /** Network by name. */
  readonly vpc: string;
  /** Name of the zone. */
  readonly zone: string;
  /** Subnet by name. */
  readonly subnet: string;
  /** Instance type, such as `p5.48xlarge`. */
  readonly instance: string;
  /** Accelerator inside, such as `H100`. */
  readonly accelerator: string;
  /** Vendor of the accelerator: labels and taints follow it. */
  readonly acceleratorMaker: 'nvidia' | 'aws';
  /** Accelerators of one instance. */
  readonly acceleratorsEach: number;
  /** Absent: no source states it. */
  readonly acceleratorMemoryBytes?: number;
  /** Absent: no source states it. */
  readonly vcpusEach?: number;
  /** Letters of the vCPU quota that it counts against. */
  readonly quotaFamily: 'P' | 'G' | 'Trn' | 'Inf';
  /** Zone ids in which the type was sold. Absent: no source states them. */
  readonly soldIn?: readonly string[];
  /** Ways to buy the type. Absent: no source states them. */
  readonly usageClasses?: readonly string[];
  /** Instances that run. */
  readonly count: number;
  /** Instances that its subnet and limits are made for. */
  readonly maxCount: number;
  /** Who runs the instances. */
  readonly consumer: AwsPoolConsumer;
  /** Cluster that runs it, by name. */
  readonly cluster?: string;
  /** Interfaces of one instance. */
  readonly layout: EfaLayout;
  /** Pods of one node; 0 where no pod takes an address. */
  readonly podsPerNode: number;
  /** How its capacity is had. */
  readonly capacity: AwsCapacityKind;
  /** First and last day of its capacity block. Absent: it has none. */
  readonly block?: AwsBlockDays;
  /** A placement group that the pool makes, or that its reservation was made in. */
  readonly placement: 'own-group' | 'group-of-reservation' | 'none';
  /** Keys of the labels of its nodes. */
  readonly labels: readonly string[];
  /** Cluster on the site that it is compared with. Absent: none. */
  readonly twin?: AwsPoolTwin;
  /** Whether nodes carry labels of their place in the network. Absent: not known. */
  readonly hasTopologyLabels?: boolean;
  /** Version of aws-ofi-nccl in the image that runs on it. */
  readonly ofiNcclVersion?: string;
  /** Whether metadata needs a session token, volumes are encrypted, and nothing has a public address. */
  readonly hardening: AwsHardening;
}

/** What keeps a pool closed. */
interface AwsHardening {
  readonly isTokenRequired: boolean;
  readonly hopLimit: number;
  readonly isVolumeEncrypted: boolean;
  readonly hasPublicAddress: boolean;
}

/** An EKS cluster. */
export interface AwsClusterPlan {
  /** Unique in the site. */
  readonly name: string;
  /** Construct path. */
  readonly path: string;
  /** Network by name. */
  readonly vpc: string;
  /** Kubernetes version such as `1.34`. */
  readonly version: string;
  /** Block of the addresses of services in the cluster. */
  readonly serviceCidr: string;
  /** Whether its API answers from the internet. */
  readonly isEndpointPublic: boolean;
  /** Whether its API answers in its network. */
  readonly isEndpointPrivate: boolean;
  /** Whether Kubernetes secrets are encrypted with a KMS key. */
  readonly areSecretsEncrypted: boolean;
  /** Kinds of log of the control plane that are kept. */
  readonly logs: readonly string[];
  /** Blocks of nodes on the site; empty where none joins it. */
  readonly remoteNodeCidrs: readonly string[];
  /** Blocks of pods on the site; empty where none is routed. */
  readonly remotePodCidrs: readonly string[];
  /** Managed node groups, those of pools among them. */
  readonly nodeGroups: readonly { readonly name: string; readonly nodes: number }[];
  /** Version of the EFA device plugin, where one is used. */
  readonly efaDevicePluginVersion?: string;
  /** How pods ask for EFA devices. Absent: in a plan of an earlier version. */
  readonly efaDriver?: AwsEfaDriver;
  /** Add-ons of EKS. Absent: in a plan of an earlier version. */
  readonly addons?: readonly AwsAddonPlan[];
  /** How systems on the site join it. Absent: none does. */
  readonly hybrid?: AwsHybridPlan;
}

/** How pods ask for EFA devices: as a resource of the device plugin, or by a claim of dynamic resource allocation. */
export type AwsEfaDriver = 'device-plugin' | 'dra';

/** An add-on of EKS. */
export interface AwsAddonPlan {
  /** Name that EKS has for it, such as `vpc-cni`. */
  readonly name: string;
  /** Absent: whichever EKS takes on the day that it is made. */
  readonly version?: string;
}

/** How systems on the site join a cluster. */
export interface AwsHybridPlan {
  /** How a system proves who it is. */
  readonly credentials: 'ssm' | 'roles-anywhere';
  /** When the activation of Systems Manager ends, such as `2026-12-31T00:00:00Z`. */
  readonly activationEnds?: string;
}

/** A file system of FSx for Lustre. */
export interface AwsLustrePlan {
  /** Unique in the site. */
  readonly name: string;
  /** Construct path. */
  readonly path: string;
  /** Network by name. */
  readonly vpc: string;
  /** Zone by name. */
  readonly zone: string;
  /** Pools that it serves. */
  readonly pools: readonly string[];
  /** Its size, and what it was sized for. */
  readonly sizing: LustreSizing;
  /** Whether it is encrypted at rest. */
  readonly isEncrypted: boolean;
}

/** A bucket of S3. */
interface AwsBucketPlan {
  readonly name: string;
  readonly path: string;
  readonly isPublic: boolean;
  readonly isEncrypted: boolean;
  readonly isVersioned: boolean;
  /** For example `ap-northeast-2`. Absent: not known. */
  readonly region?: string;
  /** What it keeps a copy of. Absent: it says nothing of it. */
  readonly copyOf?: LostThing;
}

/** One way between the site and AWS. */
export interface AwsConnectionPlan {
  /** Unique in its Direct Connect. */
  readonly name: string;
  /** Location code. Absent: the connection exists, and its location is not known. */
  readonly location?: string;
  /** Rate of one connection, bit/s. */
  readonly rateBits: number;
  /** Connections at the location. */
  readonly connections: number;
  /** Whether it is encrypted by MACsec. */
  readonly isMacsec: boolean;
  /** Whether it was there before, so that Terraform makes none. */
  readonly isExisting: boolean;
  /** Whether AWS shows it as available: interfaces and keys stand on no other. Absent: not known. */
  readonly isAvailable?: boolean;
  /** Name, city and country of the location, where the catalogue knows its code. */
  readonly place?: string;
}

/** A demand on the ways to AWS. */
interface AwsRateDemand {
  readonly name: string;
  readonly bits: number;
}

/** Direct Connect of a site. */
export interface AwsDirectConnectPlan {
  /** Unique in the site. */
  readonly name: string;
  /** Construct path. */
  readonly path: string;
  /** Networks that it leads to, by name. */
  readonly vpcs: readonly string[];
  /** Connections, in order of declaration. */
  readonly connections: readonly AwsConnectionPlan[];
  /** Largest packet of its interfaces, bytes. */
  readonly mtu: number;
  /** Blocks of the site that AWS routes here. */
  readonly sitePrefixes: readonly string[];
  /** Blocks that AWS announces to the site. */
  readonly awsPrefixes: readonly string[];
  /** Whether a VPN stands in for it. */
  readonly hasVpn: boolean;
  /** Network whose resolvers answer the site, for names of AWS. Absent: none does. */
  readonly resolverVpc?: string;
  /** Rates that it must carry. */
  readonly demands: readonly AwsRateDemand[];
}

/** A quota that Terraform compares at each plan. */
interface AwsQuotaCheckPlan {
  readonly region: string;
  /** `L-...`. */
  readonly code: string;
}

/** The AWS part of a site: plain data, each list in order of declaration. */
export interface AwsPlan {
  /** Zones that the site uses. */
  readonly zones: readonly AwsZonePlan[];
  /** Networks with their subnets. */
  readonly vpcs: readonly AwsVpcPlan[];
  /** Pools of GPU instances. */
  readonly pools: readonly AwsPoolPlan[];
  /** EKS clusters. */
  readonly clusters: readonly AwsClusterPlan[];
  /** File systems of FSx for Lustre. */
  readonly lustre: readonly AwsLustrePlan[];
  /** Buckets of S3. */
  readonly buckets: readonly AwsBucketPlan[];
  /** Ways between the site and AWS. */
  readonly directConnects: readonly AwsDirectConnectPlan[];
  /** Quotas that Terraform compares at each plan. */
  readonly quotaChecks: readonly AwsQuotaCheckPlan[];
  /** Pools whose zone Terraform asks at each plan whether it sells their type. */
  readonly offeringChecks: readonly string[];
  /** Power that zones on the site draw from its supply. */
  readonly onSiteWatts: number;
}

/** What one construct adds to the AWS part. */
export type AwsContribution = Partial<Omit<AwsPlan, 'onSiteWatts'>>;

/** The AWS part of what constructs contribute; undefined where none has any. */
export function gatherAws(parts: readonly AwsContribution[]): AwsPlan | undefined {
  if (parts.length === 0) return undefined;
  const zones = parts.flatMap((part) => part.zones ?? []);
  return {
    zones,
    vpcs: parts.flatMap((part) => part.vpcs ?? []),
    pools: parts.flatMap((part) => part.pools ?? []),
    clusters: parts.flatMap((part) => part.clusters ?? []),
    lustre: parts.flatMap((part) => part.lustre ?? []),
    buckets: parts.flatMap((part) => part.buckets ?? []),
    directConnects: parts.flatMap((part) => part.directConnects ?? []),
    quotaChecks: parts.flatMap((part) => part.quotaChecks ?? []),
    offeringChecks: parts.flatMap((part) => part.offeringChecks ?? []),
    onSiteWatts: zones.reduce((sum, { onSiteWatts }) => sum + onSiteWatts, 0),
  };
}
