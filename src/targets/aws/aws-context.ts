import { Construct, type ITerraformDependable, TerraformProvider, TerraformStack } from '../../host';
import { awsBinding } from './bindings';

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
