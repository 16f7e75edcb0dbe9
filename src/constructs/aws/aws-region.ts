import { type Construct, TerraformStack } from '../../host';
import { AwsContext } from '../../targets/aws/bindings';
import { optional, type PropNames, type PropRule, required, written } from '../props/prop-rule';
import { fromNearest, scopedProps } from '../props/scoped-props';
import type { Site } from '../site/site';
import { AwsConstruct, nameErrors, REGION, regionTags, tagErrors } from './aws-construct';
import { OF_SITE } from '../site/site-construct';

/** Props of `AwsRegion`. */
export const REGION_NAMES: PropNames<AwsRegionProps> = {
  site: OF_SITE,
  region: required(written(/^[a-z]{2}(-[a-z]+)+-\d$/, 'aws/bad-region', "write it as AWS does: 'ap-northeast-2'")),
  accounts: optional({
    isList: true,
    each: written(/^\d{12}$/, 'aws/bad-account', "write the 12 digits of the account in quotes: '123456789012'"),
  }),
};

/** Properties of an `AwsRegion`. */
export interface AwsRegionProps {
  /**
   * Site it belongs to.
   *
   * @default - the site that it is created in
   */
  readonly site?: Site;
  /** For example `ap-northeast-2`. */
  readonly region: string;
  /**
   * Accounts that Terraform may change: with any other it stops.
   *
   * @default - whatever account the credentials are of
   */
  readonly accounts?: readonly string[];
}

/** A region of AWS, with a provider in each stack that holds something of it. Credentials come from Terraform's environment, never from here. */
export class AwsRegion extends AwsConstruct {
  /** For example `ap-northeast-2`. */
  public readonly region: string;
  private readonly accounts: readonly string[];
  private readonly contexts = new Map<TerraformStack, AwsContext>();

  /** @throws DesignError `aws/bad-region`, `aws/bad-account`, `aws/tag-case`, `aws/bad-tag`, `aws/too-many-tags`, all at once */
  public constructor(scope: Construct, id: string, given: AwsRegionProps) {
    const owner = `region '${id}'`;
    const props = scopedProps(scope, owner, given, REGION_NAMES, ({ site }) => [
      ...nameErrors(owner, site, id),
      ...tagErrors(owner, site.tags),
    ]);
    super(scope, id, { site: props.site, kind: 'aws-region' });
    this.region = props.region;
    this.accounts = [...(props.accounts ?? [])];
  }

  /** Its provider in the stack of a construct; constructs call it. */
  public contextOf(construct: Construct): AwsContext {
    const stack = TerraformStack.of(construct);
    const known = this.contexts.get(stack);
    if (known !== undefined) return known;
    const { name, region, accounts, site } = this;
    const made = new AwsContext(construct, { name, region, accounts, tags: regionTags(site.node.id, site.tags) });
    this.contexts.set(stack, made);
    return made;
  }
}

/** The region of a construct: given, or the region that it is created in. */
export const REGION_OF_SCOPE: PropRule<'optional'> = {
  need: 'optional',
  ...REGION,
  isOfSite: true,
  implied: { ...fromNearest(AwsRegion, 'region'), isNeeded: true },
};
