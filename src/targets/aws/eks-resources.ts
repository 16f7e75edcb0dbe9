import type { EksCluster } from '@cdktf/provider-aws/lib/eks-cluster';
import type { EksNodeGroup } from '@cdktf/provider-aws/lib/eks-node-group';

import { type Construct, Fn, type ITerraformDependable, Token } from '../../host';
import { present } from '../../units/present';
import { inSameStack, awsBinding, type AwsContext } from './bindings';
import type { PoolCounts } from './ec2-pool';
import { addRole, addKey, addLogGroup, type RoleResources } from './access-resources';

/** Logs of the control plane. */
export const EKS_LOGS = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'] as const;

/** What a cluster is made from. */
interface EksInput {
  readonly name: string;
  readonly version: string;
  readonly subnetIds: readonly string[];
  readonly serviceCidr: string;
  readonly remoteNodeCidrs: readonly string[];
  readonly remotePodCidrs: readonly string[];
  readonly logDays: number;
  /** Names (ARN) of those who administer it. */
  readonly admins: readonly string[];
  readonly securityGroupIds: readonly string[];
  /** Versions of add-ons by name. */
  readonly addonVersions: Readonly<Record<string, string>>;
}

/** A cluster without nodes. */
export interface EksResources {
  readonly cluster: EksCluster;
  readonly nodeRole: RoleResources;
  /** What nodes wait for: the network add-on, pod identities, and the policies of their role. */
  readonly beforeNodes: readonly ITerraformDependable[];
}

/**
 * Makes a cluster that is reached from its own network alone: access entries, secrets encrypted with a key of its own, all logs, protected from deletion.
 * Its network add-on and pod identities come before any node.
 */
export function addEks(scope: Construct, context: AwsContext, input: EksInput): EksResources {
  const { provider } = context;
  const { name } = input;
  const role = addRole(scope, 'role', context, {
    name: `${name}_control-plane`,
    service: 'eks.amazonaws.com',
    managed: ['AmazonEKSClusterPolicy'],
    statements: [],
  });
  const key = addKey(scope, 'key', context, { name: `${name}_secrets`, description: `Secrets of ${name}` });
  const logs = addLogGroup(scope, 'logs', context, {
    name: `/aws/eks/${name}/cluster`,
    keyName: `${name}_control-plane-logs`,
    days: input.logDays,
  });
  const { EksCluster: Cluster } = awsBinding('eks-cluster');
  const cluster = new Cluster(scope, 'cluster', {
    provider,
    name,
    version: input.version,
    roleArn: role.arn,
    bootstrapSelfManagedAddons: false,
    deletionProtection: true,
    enabledClusterLogTypes: [...EKS_LOGS],
    accessConfig: { authenticationMode: 'API', bootstrapClusterCreatorAdminPermissions: false },
    encryptionConfig: { resources: ['secrets'], provider: { keyArn: key.arn } },
    kubernetesNetworkConfig: { ipFamily: 'ipv4', serviceIpv4Cidr: input.serviceCidr },
    vpcConfig: {
      subnetIds: [...input.subnetIds],
      securityGroupIds: [...input.securityGroupIds],
      endpointPrivateAccess: true,
      endpointPublicAccess: false,
    },
    ...remoteNetworks(input),
    dependsOn: [logs, ...role.resources],
    // Its remote networks and the key of its secrets cannot be changed: Terraform would make it again.
    lifecycle: { preventDestroy: true },
  });
  addAdmins(scope, context, cluster.name, input.admins);
  const nodeRole = addRole(scope, 'nodes', context, {
    name: `${name}_nodes`,
    service: 'ec2.amazonaws.com',
    managed: ['AmazonEKSWorkerNodePolicy', 'AmazonEC2ContainerRegistryPullOnly', 'AmazonSSMManagedInstanceCore'],
    statements: [],
  });
  const network = addNetworkAddons(scope, context, { clusterName: cluster.name, name, versions: input.addonVersions });
  return { cluster, nodeRole, beforeNodes: [...nodeRole.resources, ...network] };
}

/** Makes an add-on. */
export function addAddon(
  scope: Construct,
  context: AwsContext,
  input: {
    readonly name: string;
    readonly clusterName: string;
    /** Undefined: what EKS takes when it is made. */
    readonly version?: string | undefined;
    /** Its own settings, as JSON. */
    readonly settings?: string;
    readonly identity?: { readonly serviceAccount: string; readonly roleArn: string };
    readonly waitsFor?: readonly ITerraformDependable[];
  },
): ITerraformDependable {
  const { EksAddon } = awsBinding('eks-addon');
  return new EksAddon(scope, `addon-${input.name}`, {
    provider: context.provider,
    clusterName: input.clusterName,
    addonName: input.name,
    ...present({ addonVersion: input.version, configurationValues: input.settings }),
    resolveConflictsOnUpdate: 'PRESERVE',
    ...present({
      podIdentityAssociation: input.identity === undefined ? undefined : [{ ...input.identity }],
      dependsOn: input.waitsFor === undefined ? undefined : [...input.waitsFor],
    }),
  });
}

/**
 * Makes the driver by which pods mount file systems of FSx for Lustre that stand. It may look them up, and make none.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/fsx-csi.html
 */
export function addLustreDriver(
  scope: Construct,
  context: AwsContext,
  input: {
    readonly name: string;
    readonly clusterName: string;
    readonly version: string | undefined;
    readonly waitsFor: readonly ITerraformDependable[];
  },
): void {
  const role = addRole(scope, 'fsx-csi', context, {
    name: `${input.name}_fsx-csi`,
    service: 'pods.eks.amazonaws.com',
    trustActions: ['sts:AssumeRole', 'sts:TagSession'],
    managed: [],
    statements: [{ actions: ['fsx:DescribeFileSystems'], resources: ['*'] }],
  });
  addAddon(scope, context, {
    name: 'aws-fsx-csi-driver',
    clusterName: input.clusterName,
    version: input.version,
    identity: { serviceAccount: 'fsx-csi-controller-sa', roleArn: role.arn },
    waitsFor: [...role.resources, ...input.waitsFor],
  });
}

function remoteNetworks({ remoteNodeCidrs, remotePodCidrs }: EksInput): object {
  if (remoteNodeCidrs.length === 0) return {};
  return {
    remoteNetworkConfig: {
      remoteNodeNetworks: { cidrs: [...remoteNodeCidrs] },
      ...(remotePodCidrs.length === 0 ? {} : { remotePodNetworks: { cidrs: [...remotePodCidrs] } }),
    },
  };
}

function addAdmins(scope: Construct, context: AwsContext, clusterName: string, admins: readonly string[]): void {
  const { provider } = context;
  const { EksAccessEntry } = awsBinding('eks-access-entry');
  const { EksAccessPolicyAssociation } = awsBinding('eks-access-policy-association');
  for (const principalArn of admins) {
    const id = principalArn
      .split(':')
      .slice(4)
      .join('-')
      .replace(/[^A-Za-z0-9-]/g, '-');
    const entry = new EksAccessEntry(scope, `admin-${id}`, { provider, clusterName, principalArn });
    new EksAccessPolicyAssociation(scope, `admin-${id}-policy`, {
      provider,
      clusterName,
      principalArn,
      policyArn: `arn:${context.partition}:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy`,
      accessScope: { type: 'cluster' },
      dependsOn: [entry],
    });
  }
}

function addNetworkAddons(
  scope: Construct,
  context: AwsContext,
  of: {
    readonly clusterName: string;
    readonly name: string;
    readonly versions: Readonly<Record<string, string>>;
  },
): readonly ITerraformDependable[] {
  const { clusterName, name, versions } = of;
  const agent = addAddon(scope, context, {
    name: 'eks-pod-identity-agent',
    clusterName,
    version: versions['eks-pod-identity-agent'],
  });
  const role = addRole(scope, 'cni', context, {
    name: `${name}_cni`,
    service: 'pods.eks.amazonaws.com',
    trustActions: ['sts:AssumeRole', 'sts:TagSession'],
    managed: ['AmazonEKS_CNI_Policy'],
    statements: [],
  });
  const cni = addAddon(scope, context, {
    name: 'vpc-cni',
    clusterName,
    version: versions['vpc-cni'],
    // Interfaces that it adds to nodes have the tags of the site.
    settings: Fn.jsonencode({ env: { ADDITIONAL_ENI_TAGS: Fn.jsonencode({ ...context.tags }) } }),
    identity: { serviceAccount: 'aws-node', roleArn: role.arn },
    waitsFor: [agent, ...role.resources],
  });
  return [agent, cni, addAddon(scope, context, { name: 'kube-proxy', clusterName, version: versions['kube-proxy'] })];
}

/** What a managed node group is made from. */
interface NodeGroupInput extends PoolCounts {
  readonly name: string;
  readonly clusterName: string;
  readonly nodeRoleArn: string;
  readonly subnetIds: readonly string[];
  readonly amiType: string;
  readonly isCapacityBlock: boolean;
  readonly template: { readonly id: string; readonly latestVersion: number };
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly { readonly key: string; readonly value: string; readonly effect: string }[];
  readonly waitsFor: readonly ITerraformDependable[];
}

/**
 * Makes a managed node group. Its instance type is that of the launch template, as a capacity block demands; what an autoscaler sets is not taken back,
 * and a node that fails is repaired.
 */
export function addNodeGroup(scope: Construct, id: string, context: AwsContext, input: NodeGroupInput): EksNodeGroup {
  const { EksNodeGroup: Group } = awsBinding('eks-node-group');
  const { count, maxCount, isEmptyAtFirst } = input;
  return new Group(scope, id, {
    provider: context.provider,
    clusterName: input.clusterName,
    nodeGroupName: input.name,
    nodeRoleArn: input.nodeRoleArn,
    subnetIds: [...input.subnetIds],
    amiType: input.amiType,
    capacityType: input.isCapacityBlock ? 'CAPACITY_BLOCK' : 'ON_DEMAND',
    scalingConfig: {
      desiredSize: isEmptyAtFirst ? 0 : count,
      minSize: isEmptyAtFirst ? 0 : count,
      maxSize: maxCount,
    },
    launchTemplate: { id: input.template.id, version: Token.asString(input.template.latestVersion) },
    labels: { ...input.labels },
    ...(input.taints.length === 0 ? {} : { taint: input.taints.map((taint) => ({ ...taint })) }),
    updateConfig: { maxUnavailable: 1 },
    nodeRepairConfig: { enabled: true },
    dependsOn: [...inSameStack(scope, input.waitsFor)],
    lifecycle: { ignoreChanges: ['scaling_config[0].desired_size'] },
  });
}
