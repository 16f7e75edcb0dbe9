import type * as autoscalingGroup from '@cdktf/provider-aws/lib/autoscaling-group';
import type * as autoscalingSchedule from '@cdktf/provider-aws/lib/autoscaling-schedule';
import type * as cloudcontrolapiResource from '@cdktf/provider-aws/lib/cloudcontrolapi-resource';
import type * as cloudwatchLogGroup from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import type * as customerGateway from '@cdktf/provider-aws/lib/customer-gateway';
import type * as dataAwsAvailabilityZone from '@cdktf/provider-aws/lib/data-aws-availability-zone';
import type * as dataAwsCallerIdentity from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import type * as dataAwsPartition from '@cdktf/provider-aws/lib/data-aws-partition';
import type * as defaultSecurityGroup from '@cdktf/provider-aws/lib/default-security-group';
import type * as dxConnection from '@cdktf/provider-aws/lib/dx-connection';
import type * as dxConnectionAssociation from '@cdktf/provider-aws/lib/dx-connection-association';
import type * as dxGateway from '@cdktf/provider-aws/lib/dx-gateway';
import type * as dxGatewayAssociation from '@cdktf/provider-aws/lib/dx-gateway-association';
import type * as dxLag from '@cdktf/provider-aws/lib/dx-lag';
import type * as dxMacsecKeyAssociation from '@cdktf/provider-aws/lib/dx-macsec-key-association';
import type * as dxTransitVirtualInterface from '@cdktf/provider-aws/lib/dx-transit-virtual-interface';
import type * as ec2AvailabilityZoneGroup from '@cdktf/provider-aws/lib/ec2-availability-zone-group';
import type * as ec2CapacityReservation from '@cdktf/provider-aws/lib/ec2-capacity-reservation';
import type * as ec2TransitGateway from '@cdktf/provider-aws/lib/ec2-transit-gateway';
import type * as ec2TransitGatewayVpcAttachment from '@cdktf/provider-aws/lib/ec2-transit-gateway-vpc-attachment';
import type * as eip from '@cdktf/provider-aws/lib/eip';
import type * as eksAccessEntry from '@cdktf/provider-aws/lib/eks-access-entry';
import type * as eksAccessPolicyAssociation from '@cdktf/provider-aws/lib/eks-access-policy-association';
import type * as eksAddon from '@cdktf/provider-aws/lib/eks-addon';
import type * as eksCluster from '@cdktf/provider-aws/lib/eks-cluster';
import type * as eksNodeGroup from '@cdktf/provider-aws/lib/eks-node-group';
import type * as flowLog from '@cdktf/provider-aws/lib/flow-log';
import type * as fsxDataRepositoryAssociation from '@cdktf/provider-aws/lib/fsx-data-repository-association';
import type * as fsxLustreFileSystem from '@cdktf/provider-aws/lib/fsx-lustre-file-system';
import type * as iamInstanceProfile from '@cdktf/provider-aws/lib/iam-instance-profile';
import type * as iamRole from '@cdktf/provider-aws/lib/iam-role';
import type * as iamRolePolicy from '@cdktf/provider-aws/lib/iam-role-policy';
import type * as iamRolePolicyAttachment from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import type * as internetGateway from '@cdktf/provider-aws/lib/internet-gateway';
import type * as kmsAlias from '@cdktf/provider-aws/lib/kms-alias';
import type * as kmsKey from '@cdktf/provider-aws/lib/kms-key';
import type * as launchTemplate from '@cdktf/provider-aws/lib/launch-template';
import type * as natGateway from '@cdktf/provider-aws/lib/nat-gateway';
import type * as placementGroup from '@cdktf/provider-aws/lib/placement-group';
import type * as provider from '@cdktf/provider-aws/lib/provider';
import type * as resourcegroupsGroup from '@cdktf/provider-aws/lib/resourcegroups-group';
import type * as resourcegroupsResource from '@cdktf/provider-aws/lib/resourcegroups-resource';
import type * as rolesanywhereProfile from '@cdktf/provider-aws/lib/rolesanywhere-profile';
import type * as rolesanywhereTrustAnchor from '@cdktf/provider-aws/lib/rolesanywhere-trust-anchor';
import type * as route from '@cdktf/provider-aws/lib/route';
import type * as routeTable from '@cdktf/provider-aws/lib/route-table';
import type * as routeTableAssociation from '@cdktf/provider-aws/lib/route-table-association';
import type * as route53ResolverEndpoint from '@cdktf/provider-aws/lib/route53-resolver-endpoint';
import type * as route53ResolverRule from '@cdktf/provider-aws/lib/route53-resolver-rule';
import type * as route53ResolverRuleAssociation from '@cdktf/provider-aws/lib/route53-resolver-rule-association';
import type * as s3Bucket from '@cdktf/provider-aws/lib/s3-bucket';
import type * as s3BucketLifecycleConfiguration from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import type * as s3BucketLogging from '@cdktf/provider-aws/lib/s3-bucket-logging';
import type * as s3BucketPolicy from '@cdktf/provider-aws/lib/s3-bucket-policy';
import type * as s3BucketPublicAccessBlock from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import type * as s3BucketServerSideEncryptionConfiguration from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import type * as s3BucketVersioning from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import type * as securityGroup from '@cdktf/provider-aws/lib/security-group';
import type * as ssmActivation from '@cdktf/provider-aws/lib/ssm-activation';
import type * as subnet from '@cdktf/provider-aws/lib/subnet';
import type * as vpc from '@cdktf/provider-aws/lib/vpc';
import type * as vpcEndpoint from '@cdktf/provider-aws/lib/vpc-endpoint';
import type * as vpcIpv4CidrBlockAssociation from '@cdktf/provider-aws/lib/vpc-ipv4-cidr-block-association';
import type * as vpcSecurityGroupEgressRule from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import type * as vpcSecurityGroupIngressRule from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import type * as vpnConnection from '@cdktf/provider-aws/lib/vpn-connection';
import { createRequire } from 'node:module';
import { DesignError } from '../../errors/design-error';
import {
  Construct,
  TerraformProvider,
  TerraformStack,
  TerraformResource,
  type TerraformElement,
  type ITerraformDependable,
  type Node,
} from '../../host';
import { terraformArguments } from '../terraform-text';

/** Modules of the AWS bindings that the library uses, by name. */
export interface AwsBindings {
  readonly 'autoscaling-group': typeof autoscalingGroup;
  readonly 'autoscaling-schedule': typeof autoscalingSchedule;
  readonly 'cloudcontrolapi-resource': typeof cloudcontrolapiResource;
  readonly 'cloudwatch-log-group': typeof cloudwatchLogGroup;
  readonly 'customer-gateway': typeof customerGateway;
  readonly 'data-aws-availability-zone': typeof dataAwsAvailabilityZone;
  readonly 'data-aws-caller-identity': typeof dataAwsCallerIdentity;
  readonly 'data-aws-partition': typeof dataAwsPartition;
  readonly 'default-security-group': typeof defaultSecurityGroup;
  readonly 'dx-connection': typeof dxConnection;
  readonly 'dx-connection-association': typeof dxConnectionAssociation;
  readonly 'dx-gateway': typeof dxGateway;
  readonly 'dx-gateway-association': typeof dxGatewayAssociation;
  readonly 'dx-lag': typeof dxLag;
  readonly 'dx-macsec-key-association': typeof dxMacsecKeyAssociation;
  readonly 'dx-transit-virtual-interface': typeof dxTransitVirtualInterface;
  readonly 'ec2-availability-zone-group': typeof ec2AvailabilityZoneGroup;
  readonly 'ec2-capacity-reservation': typeof ec2CapacityReservation;
  readonly 'ec2-transit-gateway': typeof ec2TransitGateway;
  readonly 'ec2-transit-gateway-vpc-attachment': typeof ec2TransitGatewayVpcAttachment;
  readonly eip: typeof eip;
  readonly 'eks-access-entry': typeof eksAccessEntry;
  readonly 'eks-access-policy-association': typeof eksAccessPolicyAssociation;
  readonly 'eks-addon': typeof eksAddon;
  readonly 'eks-cluster': typeof eksCluster;
  readonly 'eks-node-group': typeof eksNodeGroup;
  readonly 'flow-log': typeof flowLog;
  readonly 'fsx-data-repository-association': typeof fsxDataRepositoryAssociation;
  readonly 'fsx-lustre-file-system': typeof fsxLustreFileSystem;
  readonly 'iam-instance-profile': typeof iamInstanceProfile;
  readonly 'iam-role': typeof iamRole;
  readonly 'iam-role-policy': typeof iamRolePolicy;
  readonly 'iam-role-policy-attachment': typeof iamRolePolicyAttachment;
  readonly 'internet-gateway': typeof internetGateway;
  readonly 'kms-alias': typeof kmsAlias;
  readonly 'kms-key': typeof kmsKey;
  readonly 'launch-template': typeof launchTemplate;
  readonly 'nat-gateway': typeof natGateway;
  readonly 'placement-group': typeof placementGroup;
  readonly provider: typeof provider;
  readonly 'resourcegroups-group': typeof resourcegroupsGroup;
  readonly 'resourcegroups-resource': typeof resourcegroupsResource;
  readonly 'rolesanywhere-profile': typeof rolesanywhereProfile;
  readonly 'rolesanywhere-trust-anchor': typeof rolesanywhereTrustAnchor;
  readonly route: typeof route;
  readonly 'route-table': typeof routeTable;
  readonly 'route-table-association': typeof routeTableAssociation;
  readonly 'route53-resolver-endpoint': typeof route53ResolverEndpoint;
  readonly 'route53-resolver-rule': typeof route53ResolverRule;
  readonly 'route53-resolver-rule-association': typeof route53ResolverRuleAssociation;
  readonly 's3-bucket': typeof s3Bucket;
  readonly 's3-bucket-lifecycle-configuration': typeof s3BucketLifecycleConfiguration;
  readonly 's3-bucket-logging': typeof s3BucketLogging;
  readonly 's3-bucket-policy': typeof s3BucketPolicy;
  readonly 's3-bucket-public-access-block': typeof s3BucketPublicAccessBlock;
  readonly 's3-bucket-server-side-encryption-configuration': typeof s3BucketServerSideEncryptionConfiguration;
  readonly 's3-bucket-versioning': typeof s3BucketVersioning;
  readonly 'security-group': typeof securityGroup;
  readonly 'ssm-activation': typeof ssmActivation;
  readonly subnet: typeof subnet;
  readonly vpc: typeof vpc;
  readonly 'vpc-endpoint': typeof vpcEndpoint;
  readonly 'vpc-ipv4-cidr-block-association': typeof vpcIpv4CidrBlockAssociation;
  readonly 'vpc-security-group-egress-rule': typeof vpcSecurityGroupEgressRule;
  readonly 'vpc-security-group-ingress-rule': typeof vpcSecurityGroupIngressRule;
  readonly 'vpn-connection': typeof vpnConnection;
}

const load = createRequire(__filename);
const guarded = new Map<string, object>();

/**
 * A module of the AWS bindings, loaded at the first call: the whole package takes seconds, and most programs use a part of it. Its resources take text as
 * text: what Terraform would read as a template in an argument is escaped. Their keys come from names (`keyByName`).
 *
 * @throws DesignError `aws/no-bindings` where the package is not installed
 */
export function awsBinding<M extends keyof AwsBindings>(name: M): AwsBindings[M] {
  const specifier = `@cdktf/provider-aws/lib/${name}`;
  const known = guarded.get(name);
  if (known !== undefined) return known as AwsBindings[M];
  try {
    const made = withPlainText(load(specifier) as AwsBindings[M]);
    guarded.set(name, made);
    return made;
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new DesignError('aws/no-bindings', {
      problem: "the AWS bindings are not installed: there is no '@cdktf/provider-aws'",
      remedy: 'install @cdktf/provider-aws 21.22.1 beside this package',
      object: '@cdktf/provider-aws',
    });
  }
}

/** The same module, whose classes escape the text of their arguments and take their keys from names. */
function withPlainText<T extends object>(module: T): T {
  const names = Object.getOwnPropertyNames(module);
  return Object.fromEntries(
    names.map((name) => {
      const member = (module as Readonly<Record<string, unknown>>)[name];
      if (typeof member !== 'function' || !('tfResourceType' in member)) return [name, member];
      return [
        name,
        new Proxy(member, {
          construct: (made, [scope, id, config]: unknown[], newTarget) => {
            const element = Reflect.construct(made, [scope, id, terraformArguments(config)], newTarget) as object;
            keyByName(element as TerraformElement);
            return element;
          },
        }),
      ];
    }),
  ) as T;
}

/** The package, or a module that another version of it lacks; a fault inside a module is seen as it is. */
function isMissing(error: unknown): boolean {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === 'MODULE_NOT_FOUND' && message.includes('@cdktf/provider-aws');
}

/** What a region needs of its provider. */
interface AwsContextInput {
  /** Name of the region's construct. */
  readonly name: string;
  /** For example `ap-northeast-2`. */
  readonly region: string;
  /** Accounts that may be changed; none checks nothing. */
  readonly accounts: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
}

/** The provider of one region in one stack, and who runs it. What is not asked for is not declared. */
export class AwsContext {
  /** Region, for example `ap-northeast-2`. */
  public readonly region: string;
  /** Provider that every resource names. */
  public readonly provider: TerraformProvider;
  /** Tags of every resource. The provider sets them, but not on what other services make: instances, volumes, interfaces, and what Cloud Control makes. */
  public readonly tags: Readonly<Record<string, string>>;
  private readonly stack: TerraformStack;
  private readonly name: string;
  private knownPartition: string | undefined;
  private knownAccount: string | undefined;

  public constructor(scope: Construct, { name, region, accounts, tags }: AwsContextInput) {
    this.stack = TerraformStack.of(scope);
    this.name = name;
    this.region = region;
    this.tags = tags;
    const { AwsProvider } = awsBinding('provider');
    const isFirst = !this.stack.node.children.some(
      (child) => child instanceof TerraformProvider && child.terraformResourceType === 'aws',
    );
    this.provider = new AwsProvider(this.stack, `aws-${name}`, {
      region,
      ...(isFirst ? {} : { alias: name }),
      ...(accounts.length === 0 ? {} : { allowedAccountIds: [...accounts] }),
      ...(Object.keys(tags).length === 0 ? {} : { defaultTags: [{ tags: { ...tags } }] }),
    });
  }

  /** Partition of names of resources, `aws` for most regions. */
  public get partition(): string {
    const { provider } = this;
    const { DataAwsPartition } = awsBinding('data-aws-partition');
    this.knownPartition ??= new DataAwsPartition(this.stack, `aws-${this.name}-partition`, { provider }).partition;
    return this.knownPartition;
  }

  /** Number of the account. */
  public get accountId(): string {
    const { provider } = this;
    const { DataAwsCallerIdentity } = awsBinding('data-aws-caller-identity');
    this.knownAccount ??= new DataAwsCallerIdentity(this.stack, `aws-${this.name}-account`, { provider }).accountId;
    return this.knownAccount;
  }

  /** Name of a policy that AWS keeps. */
  public managedPolicy(name: string): string {
    return `arn:${this.partition}:iam::aws:policy/${name}`;
  }
}

/**
 * Those that live in the stack of a construct. Terraform waits within one state alone: what is in another stack is deployed before, since its outputs are
 * read, and cdktf would render an address that Terraform refuses.
 */
export function inSameStack(
  scope: Construct,
  dependables: readonly ITerraformDependable[],
): readonly ITerraformDependable[] {
  const stack = TerraformStack.of(scope);
  return dependables.filter((one) => !Construct.isConstruct(one) || TerraformStack.of(one) === stack);
}

/** Constructs whose name, and not their path, is in the keys of what they make. */
const owners = new WeakSet();

/** What has each key in a stack. */
const held = new WeakMap<TerraformStack, Map<string, TerraformElement>>();

/** Id that an element would have by its path: the one that it had before keys came from names. */
const byPath = new WeakMap<TerraformElement, string>();

/** Lets the elements that a construct makes have their keys from its name: they are those that it would have as a child of its stack. */
export function nameElementsBy(construct: Construct): void {
  owners.add(construct);
}

/**
 * Gives a new element of AWS its key: type, name of the construct that made it, and id below that construct. Where in the program the construct was created
 * is not in it. Elements of anybody else keep theirs.
 *
 * @throws DesignError `aws/same-key` for a key that another element of the stack has
 */
export function keyByName(element: TerraformElement): void {
  const { node } = element;
  const scopes = [...node.scopes];
  const owner = [...scopes].reverse().find((scope) => owners.has(scope));
  const stack = TerraformStack.of(element);
  if (owner === undefined || scopes.indexOf(owner) < scopes.indexOf(stack)) return;
  const former = stack.getLogicalId(element);
  const named = [...stack.node.scopes, ...scopes.slice(scopes.indexOf(owner))];
  const id = stack.getLogicalId(withScopes(node, named));
  hold(stack, element, id);
  if (id === former) return;
  element.overrideLogicalId(id);
  byPath.set(element, former);
}

/**
 * Blocks by which a state of the version before keeps what was created below another construct: keys came from paths there. Kept for one release.
 *
 * @param stack - stack of the state
 * @returns blocks sorted by what they lead to
 */
export function movesFromPaths(stack: TerraformStack): readonly { readonly from: string; readonly to: string }[] {
  return stack.node
    .findAll()
    .filter((each) => TerraformResource.isTerraformResource(each))
    .flatMap((each) => {
      const former = byPath.get(each);
      if (former === undefined || former === each.friendlyUniqueId) return [];
      const type = each.terraformResourceType;
      return [{ from: `${type}.${former}`, to: `${type}.${each.friendlyUniqueId}` }];
    })
    .sort((left, right) => (left.to < right.to ? -1 : 1));
}

/** A node as it would be elsewhere in the tree. */
function withScopes(node: Node, scopes: readonly unknown[]): Node {
  return Object.create(node, { scopes: { value: scopes } }) as Node;
}

function hold(stack: TerraformStack, element: TerraformElement, id: string): void {
  const keys = held.get(stack) ?? new Map<string, TerraformElement>();
  held.set(stack, keys);
  const { tfResourceType = 'check' } = element.constructor as { readonly tfResourceType?: string };
  const key = `${tfResourceType}.${id}`;
  const other = keys.get(key);
  if (other !== undefined) {
    throw new DesignError('aws/same-key', {
      problem: `'${element.node.path}' and '${other.node.path}' would both be ${key} of stack '${stack.node.id}'`,
      remedy: 'give the construct of one of them another id, or another stack',
      object: element.node.path,
      value: key,
    });
  }
  keys.set(key, element);
}
