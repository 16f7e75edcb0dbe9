import { efaDriverFor, EKS_ADDONS, HYBRID_ENDPOINTS, LUSTRE_ADDON } from '../../design/aws/aws-capacity';
import type { Construct, ITerraformDependable, TerraformOutput } from '../../host';
import type { AwsClusterPlan, AwsEfaDriver, AwsHybridPlan, EfaLayout } from '../../model/aws-plan';
import type { AwsContext } from '../../targets/aws/bindings';
import { addLaunchTemplate, eksUserData } from '../../targets/aws/ec2-pool';
import {
  addAddon,
  addEks,
  addLustreDriver,
  addNodeGroup,
  EKS_LOGS,
  type EksResources,
} from '../../targets/aws/eks-resources';
import { addHybrid } from '../../targets/aws/hybrid-resources';
import { Duration } from '../../units/duration';
import { present } from '../../units/present';
import { nameOf } from '../props/prop-rule';
import { scopedProps } from '../props/scoped-props';
import type { AddressPoolProps } from '../site/site-props';
import { AwsConstruct, nameErrors } from './aws-construct';
import {
  type AwsGpuClusterProps,
  type AwsHybridProps,
  CLUSTER_PROP_NAMES,
  clusterErrors,
  hybridCredentials,
} from './aws-gpu-cluster-props';
import type { AwsSubnet, AwsVpc } from './aws-vpc';
import type { AwsZone } from './aws-zone';

/** Addresses of a /28: the control plane needs few, and few must then be opened on the site. */
const CONTROL_PLANE_ADDRESSES = 11;

/** Time that logs are kept: a year, as checkov asks. */
const LOG_RETENTION = Duration.days(365);

/** Root volume of system nodes, GiB: the project's own choice. */
const SYSTEM_ROOT_GIBIBYTES = 100;

const DEFAULT_SERVICE_CIDR = '172.20.0.0/16';

/** One interface, as any type has it. */
const PLAIN_LAYOUT: EfaLayout = {
  interfaces: [{ card: 0, device: 0, kind: 'interface' }],
  efaInterfaces: 0,
  addresses: 1,
  podsByInterface: 0,
};

/**
 * An EKS cluster for GPU pools: reached from its network alone, secrets encrypted, access by entries. Pools join it by `AwsConsumer.eks`; systems on the
 * site join it as hybrid nodes, in the address pools of the site's own plan.
 */
export class AwsGpuCluster extends AwsConstruct {
  /** Network that it is in. */
  public readonly vpc: AwsVpc;
  /** Cluster, its roles and network add-ons. */
  public readonly resources: EksResources;
  /** NodeConfig of hybrid nodes, as an output of the stack. */
  public readonly nodeConfig: TerraformOutput | undefined;
  private readonly fixed: Omit<AwsClusterPlan, 'nodeGroups' | 'addons'>;
  /** How pods ask for EFA devices. */
  public readonly efaDriver: AwsEfaDriver;
  private readonly context: AwsContext;
  private readonly addonVersions: Readonly<Record<string, string>>;
  private readonly addons: string[] = [...EKS_ADDONS];
  private systemGroup: ITerraformDependable | undefined;
  private readonly nodeGroups: { readonly name: string; readonly nodes: number }[] = [];

  /** @throws DesignError `aws/eks-...`, `aws/hybrid-...`, all at once */
  public constructor(scope: Construct, id: string, given: AwsGpuClusterProps) {
    const owner = `cluster '${id}'`;
    const props = scopedProps(scope, owner, given, CLUSTER_PROP_NAMES, (all) => [
      ...nameErrors(owner, all.site, id),
      ...clusterErrors(owner, all),
    ]);
    const { site, vpc, version, hybrid, serviceCidr = DEFAULT_SERVICE_CIDR } = props;
    super(scope, id, { site, kind: 'aws-cluster' });
    this.vpc = vpc;
    const context = vpc.region.contextOf(this);
    this.context = context;
    this.addonVersions = { ...props.addonVersions };
    this.efaDriver = props.efaDriver ?? efaDriverFor(version, props.efaDevicePluginVersion);
    const zones = vpc.zones.filter(({ kind }) => kind === 'availability-zone');
    const controlPlane = zones.map((zone) => this.controlPlaneSubnet(zone));
    const nodeCidrs = this.cidrsOf(hybrid?.nodePools ?? []);
    const podCidrs = this.cidrsOf(hybrid?.podPools ?? []);
    this.resources = addEks(this, context, {
      name: this.awsName,
      version,
      subnetIds: controlPlane.map((subnet) => subnet.id),
      serviceCidr,
      remoteNodeCidrs: nodeCidrs,
      remotePodCidrs: podCidrs,
      logDays: (props.logRetention ?? LOG_RETENTION).inDays,
      admins: props.admins,
      securityGroupIds: [],
      addonVersions: this.addonVersions,
    });
    this.fixed = {
      name: id,
      path: this.node.path,
      vpc: vpc.name,
      version,
      serviceCidr,
      isEndpointPublic: false,
      isEndpointPrivate: true,
      areSecretsEncrypted: true,
      logs: [...EKS_LOGS],
      remoteNodeCidrs: nodeCidrs,
      remotePodCidrs: podCidrs,
      ...present({ efaDevicePluginVersion: props.efaDevicePluginVersion }),
      efaDriver: this.efaDriver,
      ...present({ hybrid: hybrid === undefined ? undefined : hybridPlan(hybrid) }),
    };
    this.addSystemNodes(context, props, zones);
    this.nodeConfig = hybrid === undefined ? undefined : this.addHybridNodes(context, hybrid, nodeCidrs, podCidrs);
    this.contribute(() => ({ clusters: [this.plan] }));
  }

  /** Plan of the cluster, with the node groups that it has so far. */
  public get plan(): AwsClusterPlan {
    const versions = this.addonVersions;
    return {
      ...this.fixed,
      nodeGroups: [...this.nodeGroups],
      addons: this.addons.map((name) => {
        const version = versions[name];
        return { name, ...present({ version }) };
      }),
    };
  }

  /** Name for Terraform. */
  public get clusterName(): string {
    return this.resources.cluster.name;
  }

  /** ARN for Terraform. */
  public get clusterArn(): string {
    return this.resources.cluster.arn;
  }

  /** Id of the group that EKS gives to control plane and nodes. */
  public get clusterGroupId(): string {
    return this.resources.cluster.vpcConfig.clusterSecurityGroupId;
  }

  /** ARN of the role of its nodes. */
  public get nodeRoleArn(): string {
    return this.resources.nodeRole.arn;
  }

  /** What nodes wait for. */
  public get beforeNodes(): readonly ITerraformDependable[] {
    return this.resources.beforeNodes;
  }

  /** Counts a node group. Pools call it; users do not. */
  public addNodes(name: string, nodes: number): void {
    this.nodeGroups.push({ name, nodes });
  }

  /** Adds the driver by which pods mount file systems of FSx for Lustre. File systems call it; users do not. */
  public addLustreDriver(): void {
    if (this.addons.includes(LUSTRE_ADDON)) return;
    this.addons.push(LUSTRE_ADDON);
    addLustreDriver(this, this.context, {
      name: this.awsName,
      clusterName: this.clusterName,
      version: this.addonVersions[LUSTRE_ADDON],
      waitsFor: this.systemGroup === undefined ? [] : [this.systemGroup],
    });
  }

  private controlPlaneSubnet(zone: AwsZone): AwsSubnet {
    return this.vpc.cutSubnet({
      name: `${this.name}_control_${zone.name}`,
      use: 'control-plane',
      zone,
      addresses: CONTROL_PLANE_ADDRESSES,
      arithmetic: `${CONTROL_PLANE_ADDRESSES} for the control plane`,
    });
  }

  private cidrsOf(pools: readonly (AddressPoolProps | string)[]): readonly string[] {
    const byName = new Map(this.site.addressPools.map(({ name, cidr }) => [name, cidr]));
    return pools.flatMap((pool) => byName.get(nameOf(pool)) ?? []);
  }

  private addSystemNodes(context: AwsContext, { systemNodes }: AwsGpuClusterProps, zones: readonly AwsZone[]): void {
    const { instanceType, count, podsPerNode, architecture } = systemNodes;
    const perZone = Math.ceil(count / zones.length);
    const subnets = zones.map((zone) =>
      this.vpc.cutSubnet({
        name: `${this.name}_nodes_${zone.name}`,
        use: 'nodes',
        zone,
        addresses: perZone * (1 + podsPerNode),
        arithmetic: `${perZone} x (1 of the node + ${podsPerNode} of pods)`,
      }),
    );
    const name = `${this.awsName}_system`;
    const template = addLaunchTemplate(this, 'system-template', context, {
      name,
      instanceType,
      layout: PLAIN_LAYOUT,
      securityGroupIds: [this.clusterGroupId],
      hopLimit: 1,
      rootDevice: '/dev/xvda',
      rootGibibytes: SYSTEM_ROOT_GIBIBYTES,
      userData: eksUserData({ localDisks: 0, maxPods: podsPerNode, isUpdateFrozen: false }),
      capacity: {},
    });
    const group = addNodeGroup(this, 'system-nodes', context, {
      name,
      clusterName: this.clusterName,
      nodeRoleArn: this.nodeRoleArn,
      subnetIds: subnets.map((subnet) => subnet.id),
      amiType: architecture === 'arm64' ? 'AL2023_ARM_64_STANDARD' : 'AL2023_x86_64_STANDARD',
      isCapacityBlock: false,
      template,
      labels: {},
      taints: [],
      count,
      maxCount: count,
      isEmptyAtFirst: false,
      waitsFor: this.beforeNodes,
    });
    this.addNodes(name, count);
    // Without nodes the DNS of a cluster waits for ever.
    this.systemGroup = group;
    for (const addon of ['coredns', 'eks-node-monitoring-agent']) {
      addAddon(this, context, {
        name: addon,
        clusterName: this.clusterName,
        version: this.addonVersions[addon],
        waitsFor: [group],
      });
    }
  }

  private addHybridNodes(
    context: AwsContext,
    { credentials }: AwsHybridProps,
    nodeCidrs: readonly string[],
    podCidrs: readonly string[],
  ): TerraformOutput {
    this.vpc.needEndpoints(HYBRID_ENDPOINTS[credentials.kind]);
    const output = addHybrid(this, context, {
      name: this.awsName,
      clusterName: this.clusterName,
      clusterArn: this.clusterArn,
      clusterGroupId: this.clusterGroupId,
      nodeCidrs,
      podCidrs,
      credentials: hybridCredentials(credentials),
    });
    output.overrideLogicalId(`${this.awsName.replaceAll('-', '_')}_node_config`);
    return output;
  }
}

function hybridPlan({ credentials }: AwsHybridProps): AwsHybridPlan {
  if (credentials.kind === 'roles-anywhere') return { credentials: 'roles-anywhere' };
  return { credentials: 'ssm', activationEnds: credentials.expires };
}
