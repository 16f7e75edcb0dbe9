import { DesignError, DesignErrors } from '../../errors/design-error';
import { spellingHint } from '../../errors/spelling-hint';
import { Construct, TerraformResource } from '../../host';
import type { AwsContribution } from '../../model/aws-plan';
import type { Site } from '../site';

const NAME = /^[a-z][a-z0-9-]*$/;

/** Names of roles have 64 characters at most, and the library adds up to 16. */
const LONGEST_NAME = 48;

/** A construct of the AWS part of a site. Its name in AWS is `<site>-<id>`. */
export abstract class AwsConstruct extends Construct {
  /** Site it belongs to. */
  public readonly site: Site;
  /** Name in the site. */
  public readonly name: string;
  /** Name in AWS. */
  public readonly awsName: string;

  /** @throws DesignError `site/duplicate-name` for two constructs of one kind and name */
  protected constructor(scope: Construct, id: string, { site, kind }: { readonly site: Site; readonly kind: string }) {
    super(scope, id);
    this.site = site;
    this.name = id;
    this.awsName = `${site.node.id}-${id}`;
    site.claim(this, kind, {});
  }

  /**
   * Takes over what AWS has already: an `import` block each, so that the first apply creates none of it.
   *
   * @param ids - id in AWS by the id of the resource below this construct: `{ vpc: 'vpc-0abc', private: 'rtb-0def' }`
   * @throws DesignError `aws/unknown-import`, all at once
   */
  public adopt(ids: Readonly<Record<string, string>>): void {
    const resources = new Map(
      this.node
        .findAll()
        .filter((each) => TerraformResource.isTerraformResource(each))
        .map((each) => [each.node.path.slice(this.node.path.length + 1), each]),
    );
    const owner = this.node.id;
    DesignErrors.throwAll(
      Object.keys(ids)
        .filter((name) => !resources.has(name))
        .map((name) => unknownImport(owner, name, [...resources.keys()])),
    );
    for (const [name, id] of Object.entries(ids)) resources.get(name)?.importFrom(id);
  }

  /** Says what it adds to the AWS part, asked for once when the site is planned. */
  protected contribute(contribution: () => AwsContribution, slots?: () => Readonly<Record<string, number>>): void {
    const { path } = this.node;
    this.site.addPart({
      path,
      contribution: () => ({
        aws: contribution(),
        ...(slots === undefined ? {} : { slots: { [subnetSlots(this.name)]: slots() } }),
      }),
    });
  }
}

function unknownImport(owner: string, name: string, known: readonly string[]): DesignError {
  const hint = spellingHint(name, known);
  return new DesignError('aws/unknown-import', {
    problem: `'${owner}' has no resource '${name}' to adopt`,
    remedy: hint === undefined ? `name one of ${known.join(', ')}` : `did you mean '${hint}'?`,
    object: owner,
    value: name,
  });
}

/** Group of the lock that keeps the subnets of a network. */
export function subnetSlots(vpc: string): string {
  return `aws-subnets/${vpc}`;
}

/** An error where an id is no name that AWS takes. */
export function nameErrors(owner: string, site: Site, id: string): DesignError[] {
  const name = `${site.node.id}-${id}`;
  if (!NAME.test(id)) {
    return [
      new DesignError('aws/bad-name', {
        problem: `${owner}: its id is not a name of small letters, digits and hyphens`,
        remedy: "use an id such as 'train'",
        object: id,
      }),
    ];
  }
  if (name.length <= LONGEST_NAME) return [];
  return [
    new DesignError('aws/name-too-long', {
      problem: `${owner}: its name in AWS, '${name}', has ${name.length} characters`,
      remedy: `shorten the id: site and id together have ${LONGEST_NAME} at most`,
      object: id,
      value: String(name.length),
      limit: String(LONGEST_NAME),
    }),
  ];
}
