import { Fn, TerraformOutput, type Construct } from '../../host';
import { awsBinding, type AwsContext } from './bindings';
import { functionArguments } from '../terraform-text';
import { addRole, addGroupRule, type PolicyStatement } from './access-resources';

/** Longest session of a role behind a profile, s: it must be above the profile's. */
const SESSION_MARGIN_SECONDS = 3_600;

/** How nodes on the site prove who they are. */
export type HybridCredentials =
  | {
      readonly kind: 'ssm';
      /** Nodes that may register. */
      readonly registrationLimit: number;
      /** When the activation ends, such as `2026-12-31T00:00:00Z`: within 30 days of the deployment. */
      readonly expires: string;
    }
  | {
      readonly kind: 'roles-anywhere';
      readonly authority:
        | { readonly privateCaArn: string }
        /** Certificates of the authority, in PEM; they are public. */
        | { readonly bundle: string };
      readonly sessionSeconds: number;
    };

/** What hybrid nodes are made from. */
export interface HybridInput {
  /** Name that ids and tags begin with. */
  readonly name: string;
  /** Name of the EKS cluster. */
  readonly clusterName: string;
  /** ARN of the EKS cluster. */
  readonly clusterArn: string;
  /** Security group of the cluster, which the site's nodes reach. */
  readonly clusterGroupId: string;
  /** Blocks of nodes on the site. */
  readonly nodeCidrs: readonly string[];
  /** Blocks of pods on the site; empty where none is routed. */
  readonly podCidrs: readonly string[];
  /** How a system proves who it is. */
  readonly credentials: HybridCredentials;
}

/** What hybrid nodes of a cluster need in AWS; their NodeConfig is an output of the stack, marked as sensitive where it carries an activation code. */
export function addHybrid(scope: Construct, context: AwsContext, input: HybridInput): TerraformOutput {
  const { credentials } = input;
  const role =
    credentials.kind === 'ssm'
      ? addSsm(scope, context, input, credentials)
      : addAnywhere(scope, context, input, credentials);
  const { EksAccessEntry } = awsBinding('eks-access-entry');
  new EksAccessEntry(scope, 'hybrid-entry', {
    provider: context.provider,
    clusterName: input.clusterName,
    principalArn: role.arn,
    type: 'HYBRID_LINUX',
  });
  openCluster(scope, context, input);
  return new TerraformOutput(scope, 'node-config', {
    value: role.nodeConfig,
    sensitive: credentials.kind === 'ssm',
    description: 'NodeConfig of the nodes on the site',
  });
}

interface HybridRole {
  readonly arn: string;
  readonly nodeConfig: string;
}

function commonStatements(clusterArn: string): readonly PolicyStatement[] {
  return [{ actions: ['eks:DescribeCluster'], resources: [clusterArn] }];
}

function addSsm(
  scope: Construct,
  context: AwsContext,
  input: HybridInput,
  credentials: Extract<HybridCredentials, { readonly kind: 'ssm' }>,
): HybridRole {
  const { provider, region, accountId, partition } = context;
  const role = addRole(scope, 'hybrid', context, {
    name: `${input.name}_hybrid`,
    service: 'ssm.amazonaws.com',
    trustCondition: {
      StringEquals: { 'aws:SourceAccount': accountId },
      ArnEquals: { 'aws:SourceArn': `arn:${partition}:ssm:${region}:${accountId}:*` },
    },
    managed: ['AmazonSSMManagedInstanceCore', 'AmazonEC2ContainerRegistryPullOnly'],
    statements: [
      ...commonStatements(input.clusterArn),
      { actions: ['ssm:DescribeInstanceInformation'], resources: ['*'] },
      {
        actions: ['ssm:DeregisterManagedInstance'],
        resources: ['*'],
        condition: { StringEquals: { 'ssm:resourceTag/EKSClusterARN': input.clusterArn } },
      },
    ],
  });
  const { SsmActivation } = awsBinding('ssm-activation');
  const activation = new SsmActivation(scope, 'activation', {
    provider,
    name: `${input.name}_hybrid`,
    iamRole: role.name,
    registrationLimit: credentials.registrationLimit,
    expirationDate: credentials.expires,
    tags: { EKSClusterARN: input.clusterArn },
    dependsOn: [...role.resources],
  });
  return {
    arn: role.arn,
    nodeConfig: nodeConfig(context, input.clusterName, {
      ssm: { activationCode: activation.activationCode, activationId: activation.id },
    }),
  };
}

function addAnywhere(
  scope: Construct,
  context: AwsContext,
  input: HybridInput,
  { authority, sessionSeconds }: Extract<HybridCredentials, { readonly kind: 'roles-anywhere' }>,
): HybridRole {
  const { provider } = context;
  const name = `${input.name}_hybrid`;
  const { RolesanywhereTrustAnchor } = awsBinding('rolesanywhere-trust-anchor');
  const anchor = new RolesanywhereTrustAnchor(scope, 'anchor', {
    provider,
    name,
    enabled: true,
    source:
      'privateCaArn' in authority
        ? { sourceType: 'AWS_ACM_PCA', sourceData: { acmPcaArn: authority.privateCaArn } }
        : { sourceType: 'CERTIFICATE_BUNDLE', sourceData: { x509CertificateData: authority.bundle } },
  });
  const role = addRole(scope, 'hybrid', context, {
    name,
    service: 'rolesanywhere.amazonaws.com',
    trustActions: ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession'],
    trustCondition: {
      ArnEquals: { 'aws:SourceArn': anchor.arn },
      StringEquals: { 'sts:RoleSessionName': '${aws:PrincipalTag/x509Subject/CN}' },
    },
    managed: ['AmazonEC2ContainerRegistryPullOnly'],
    statements: commonStatements(input.clusterArn),
    maxSessionSeconds: Math.min(43_200, sessionSeconds + SESSION_MARGIN_SECONDS),
  });
  const { RolesanywhereProfile } = awsBinding('rolesanywhere-profile');
  const profile = new RolesanywhereProfile(scope, 'profile', {
    provider,
    name,
    enabled: true,
    acceptRoleSessionName: true,
    durationSeconds: sessionSeconds,
    roleArns: [role.arn],
  });
  return {
    arn: role.arn,
    nodeConfig: nodeConfig(context, input.clusterName, {
      iamRolesAnywhere: {
        // Each node writes its own certificate's common name here.
        nodeName: '<common name of the node>',
        trustAnchorArn: anchor.arn,
        profileArn: profile.arn,
        roleArn: role.arn,
        certificatePath: '/etc/iam/pki/server.pem',
        privateKeyPath: '/etc/iam/pki/server.key',
      },
    }),
  };
}

function nodeConfig({ region }: AwsContext, clusterName: string, hybrid: object): string {
  return Fn.yamlencode(
    functionArguments({
      apiVersion: 'node.eks.aws/v1alpha1',
      kind: 'NodeConfig',
      spec: { cluster: { name: clusterName, region }, hybrid },
    }),
  );
}

/** Ports that the site reaches: the control plane on 443, and the DNS of the cluster, whose pods run on system nodes, on 53. */
const OPEN_TO_SITE = [
  { id: 'hybrid-in', protocol: 'tcp', port: 443, description: 'Nodes and pods on the site' },
  { id: 'hybrid-dns-tcp', protocol: 'tcp', port: 53, description: 'DNS of the cluster, for the site' },
  { id: 'hybrid-dns-udp', protocol: 'udp', port: 53, description: 'DNS of the cluster, for the site' },
] as const;

/** What the control plane and the DNS send to the site, the group of EKS lets out by itself: kubelets on 10250, and webhooks. */
function openCluster(scope: Construct, context: AwsContext, input: HybridInput): void {
  for (const cidr of [...input.nodeCidrs, ...input.podCidrs]) {
    for (const { id, protocol, port, description } of OPEN_TO_SITE) {
      addGroupRule(scope, id, context, input.clusterGroupId, {
        id: cidr.replace(/[./]/g, '-'),
        direction: 'ingress',
        protocol,
        fromPort: port,
        toPort: port,
        peer: { cidr },
        description,
      });
    }
  }
}
