import { instances } from '../../catalog/aws-instances';
import { DesignError, DesignErrors, spellingHint } from '../../errors/design-error';
import { Construct, TerraformResource, Token } from '../../host';
import type { AwsContribution } from '../../model/aws-plan';
import { nameElementsBy } from '../../targets/aws/bindings';
import { present } from '../../units/present';
import type { PropKind } from '../props/prop-rule';
import type { Site } from '../site/site';

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
    nameElementsBy(this);
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
        ...present({ slots: slots === undefined ? undefined : { [subnetSlots(this.name)]: slots() } }),
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

/** Constructs of AWS, and what they take, by members that no others have. */
const object = (name: string, ...has: string[]): PropKind => ({ object: { name, has } });

/** A region. */
export const REGION = object('an AwsRegion', 'contextOf');

/** A zone. */
export const ZONE = object('an AwsZone', 'optIn', 'argument');

/** A network. */
export const VPC = object('an AwsVpc', 'cutSubnet');

/** An EKS cluster. */
export const EKS_CLUSTER = object('an AwsGpuCluster', 'addNodes');

/** A pool. */
export const POOL = object('an AwsGpuPool', 'podSettings');

/** A file system. */
export const LUSTRE = object('an AwsLustre', 'sizing');

/** A bucket. */
export const BUCKET = object('an AwsBucket', 'pathOf');

/** Who runs a pool. */
export const CONSUMER = object('an AwsConsumer', 'pcsClusterId');

/** How capacity is had. */
export const CAPACITY = object('an AwsCapacity', 'reservationArns');

/** A cluster on the site. */
export const SITE_CLUSTER = object('a GpuCluster', 'node', 'system');

/** An instance type of the catalogue. */
export const INSTANCE: PropKind = {
  object: {
    name: "an instance type, such as 'instances.P5EN_48XLARGE'",
    has: ['accelerators', 'networkCards'],
    meant: (value) => {
      const key = Object.entries(instances).find(([, { id }]) => id === value)?.[0];
      return key === undefined ? undefined : `instances.${key}`;
    },
  },
};

/** A number of things. */
export const COUNT: PropKind = { count: 'aws/bad-count' };

/** Keys that the library sets on resources of its own accord, beside `Site`. */
export const LIBRARY_TAG_KEYS = ['Name', 'EKSClusterARN'] as const;

/** Key that says which site a resource belongs to, where the site's own tags do not say it in any case of letters. */
const SITE_KEY = 'Site';

/** Longest key and value, and most tags of a resource. */
const LONGEST_KEY = 128;

const LONGEST_VALUE = 256;

const MOST_TAGS = 50;

/** Characters that every service of AWS takes: IAM takes no others. */
const ALLOWED = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/**
 * Tags of every resource of a region: those of the site, and its name. A tag of the site whose key is `Site` in any case of letters stands for the name, since IAM
 * takes keys that differ only in case for one.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html
 */
export function regionTags(site: string, tags: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const saysSite = Object.keys(tags).some((key) => isSameKey(key, SITE_KEY));
  return { ...(saysSite ? {} : { [SITE_KEY]: site }), ...tags };
}

/** What is wrong with the tags of a site for AWS: keys that differ only in case, and what a service refuses. */
export function tagErrors(owner: string, tags: Readonly<Record<string, string>>): DesignError[] {
  const errors: DesignError[] = [];
  const refuse = (code: string, object: string, problem: string, remedy: string): void => {
    errors.push(new DesignError(code, { problem: `${owner}: ${problem}`, remedy, object }));
  };
  const keys = Object.keys(tags);
  for (const [index, key] of keys.entries()) {
    const twin = keys.slice(0, index).find((one) => isSameKey(one, key));
    if (twin !== undefined) {
      const what = `'tags' of the site has '${twin}' and '${key}', and IAM takes keys that differ only in case for one`;
      refuse('aws/tag-case', key, what, 'keep one of them');
    }
    const own = LIBRARY_TAG_KEYS.find((one) => one !== key && isSameKey(one, key));
    if (own !== undefined) {
      const what = `'tags' of the site has '${key}', and resources have a tag '${own}' of their own: IAM takes keys that differ only in case for one`;
      refuse('aws/tag-case', key, what, `rename the tag, for example 'Site${own}'`);
    }
    if (/^aws:/i.test(key)) {
      const what = `'tags' of the site has '${key}', and AWS keeps keys that begin with 'aws:' to itself`;
      refuse('aws/bad-tag', key, what, 'rename the tag');
    }
    checkText(key, 'key', LONGEST_KEY, refuse);
    checkText(tags[key] ?? '', `value of '${key}'`, LONGEST_VALUE, refuse);
  }
  const count = Object.keys(regionTags('', tags)).length + LIBRARY_TAG_KEYS.length;
  if (count > MOST_TAGS) {
    const what = `'tags' of the site has ${keys.length} tags, which makes ${count} on a resource`;
    refuse('aws/too-many-tags', 'tags', what, `AWS takes ${MOST_TAGS}: take ${count - MOST_TAGS} away`);
  }
  return errors;
}

function checkText(
  text: string,
  what: string,
  longest: number,
  refuse: (code: string, object: string, problem: string, remedy: string) => void,
): void {
  // What is known after apply alone is for AWS to judge.
  if (Token.isUnresolved(text)) return;
  if (what === 'key' && text === '') {
    refuse('aws/bad-tag', text, "'tags' of the site has an empty key", 'give the tag a name');
  } else if (Array.from(text).length > longest) {
    const found = `'tags' of the site has a ${what} of ${Array.from(text).length} characters`;
    refuse('aws/bad-tag', text, found, `AWS takes ${longest}: shorten it`);
  } else if (!ALLOWED.test(text)) {
    const found = `'tags' of the site has a ${what} '${printable(text)}' with characters that IAM refuses`;
    refuse('aws/bad-tag', text, found, 'use letters, digits, spaces and _ . : / = + - @');
  }
}

/** A text on one line: what cannot be seen is escaped. */
function printable(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function isSameKey(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
