import { regionOfZoneId } from '../../catalog/aws-quotas';
import { DesignError } from '../../errors/design-error';
import { type Construct, type TerraformResource, TerraformStack } from '../../host';
import type { AwsZoneKind } from '../../model/aws-plan';
import { addOptIn, type ZoneArgument } from '../../targets/aws/vpc-resources';
import { Power } from '../../units/power';
import { present } from '../../units/present';
import { optional, type PropNames, TEXT, written, type PropRule, required } from '../props/prop-rule';
import { shown } from '../props/prop-values';
import { type ScopedProps, scopedProps, fromNearest } from '../props/scoped-props';
import type { Site } from '../site/site';
import { AwsConstruct, nameErrors, REGION, regionTags, tagErrors } from './aws-construct';
import { OF_SITE } from '../site/site-construct';
import { AwsContext } from '../../targets/aws/bindings';

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

const KINDS: readonly AwsZoneKind[] = ['availability-zone', 'local-zone', 'outpost', 'dedicated'];

const ZONE_ID = /^[a-z0-9]+(-[a-z0-9]+)*-az\d+$/;

/** Props of `AwsZone`. */
export const ZONE_NAMES: PropNames<AwsZoneProps> = {
  site: OF_SITE,
  region: REGION_OF_SCOPE,
  kind: optional({
    choices: KINDS,
    code: 'aws/zone-kind',
    remedy: `give one of ${KINDS.map((one) => `'${one}'`).join(', ')}`,
  }),
  zoneId: optional(written(ZONE_ID, 'aws/zone-id', "write it as AWS does: 'apne2-az1'")),
  zoneName: optional(TEXT),
  outpostArn: optional(TEXT),
  sitePower: optional({ quantity: Power }),
  optInGroup: optional(TEXT),
};

/** Properties of an `AwsZone`. */
export interface AwsZoneProps {
  /**
   * Site it belongs to.
   *
   * @default - the site that it is created in
   */
  readonly site?: Site;
  /**
   * Region of the zone.
   *
   * @default - the region that it is created in
   */
  readonly region?: AwsRegion;
  /**
   * What it is. A `dedicated` zone and an `outpost` stand on the site and draw from its supply.
   *
   * @default 'availability-zone'
   */
  readonly kind?: AwsZoneKind;
  /**
   * Id of the zone, for example `apne2-az1`: the same place in every account, where a letter is not.
   *
   * @default - `zoneName` names it
   */
  readonly zoneId?: string;
  /**
   * Name of a zone that is no availability zone, where its id is not known.
   *
   * @default - `zoneId` names it
   */
  readonly zoneName?: string;
  /**
   * The outpost, for that kind.
   *
   * @default - it is no outpost
   */
  readonly outpostArn?: string;
  /**
   * Group of zones that the account must opt in to, as for Local Zones: `us-east-1-dfw-2`.
   *
   * @default - nothing to opt in to
   */
  readonly optInGroup?: string;
  /**
   * Power that it draws from the site, for kinds that stand there.
   *
   * @default - it stands elsewhere
   */
  readonly sitePower?: Power;
}

/** A zone of AWS in which the site has something. */
export class AwsZone extends AwsConstruct {
  /** Region of the zone. */
  public readonly region: AwsRegion;
  /** What it is. */
  public readonly kind: AwsZoneKind;
  /** For example `apne2-az1`. */
  public readonly zoneId: string | undefined;
  /** Name of the zone, where it has no id. */
  public readonly zoneName: string | undefined;
  /** The outpost, for that kind. */
  public readonly outpostArn: string | undefined;

  /** What opts the account in to it; subnets there wait for it. */
  public readonly optIn: TerraformResource | undefined;

  /** @throws DesignError `aws/zone-...`, `aws/outpost-...`, `aws/site-power-...`, all at once */
  public constructor(scope: Construct, id: string, given: AwsZoneProps) {
    const owner = `zone '${id}'`;
    const props = scopedProps(scope, owner, given, ZONE_NAMES, (all) => [
      ...nameErrors(owner, all.site, id),
      ...zoneErrors(owner, all),
    ]);
    super(scope, id, { site: props.site, kind: 'aws-zone' });
    const { region, kind = 'availability-zone', zoneId, zoneName, outpostArn, sitePower } = props;
    this.region = region;
    this.kind = kind;
    this.zoneId = zoneId;
    this.zoneName = zoneName;
    this.outpostArn = outpostArn;
    this.optIn = props.optInGroup === undefined ? undefined : addOptIn(this, region.contextOf(this), props.optInGroup);
    this.contribute(() => ({
      zones: [
        {
          name: id,
          path: this.node.path,
          region: region.region,
          kind,
          ...present({ zoneId, zoneName }),
          onSiteWatts: sitePower?.inWatts ?? 0,
        },
      ],
    }));
  }

  /** How a subnet names it. */
  public get argument(): ZoneArgument {
    return this.zoneId === undefined ? { availabilityZone: this.zoneName ?? '' } : { availabilityZoneId: this.zoneId };
  }
}

const ON_SITE: readonly AwsZoneKind[] = ['outpost', 'dedicated'];

/** What is wrong with the props of a zone in themselves. */
function zoneErrors(owner: string, props: ScopedProps<AwsZoneProps>): DesignError[] {
  const { kind = 'availability-zone' } = props;
  // The table refuses any other.
  if (!KINDS.includes(kind)) return [];
  return [...nameProblems(owner, kind, props), ...placeProblems(owner, kind, props)];
}

function nameProblems(
  owner: string,
  kind: AwsZoneKind,
  { region, zoneId, zoneName }: ScopedProps<AwsZoneProps>,
): DesignError[] {
  const errors: DesignError[] = [];
  const refuse = (code: string, problem: string, remedy: string): void => {
    errors.push(new DesignError(code, { problem: `${owner}: ${problem}`, remedy }));
  };
  if ((zoneId === undefined) === (zoneName === undefined)) {
    const what =
      zoneId === undefined ? "neither 'zoneId' nor 'zoneName' is given" : "both 'zoneId' and 'zoneName' are given";
    refuse('aws/zone-unnamed', what, "give 'zoneId', for example 'apne2-az1'");
  } else if (kind === 'availability-zone' && zoneName !== undefined) {
    refuse(
      'aws/zone-by-letter',
      `'zoneName' is ${shown(zoneName)}, and the letter of an availability zone is another place in another account`,
      "give 'zoneId', for example 'apne2-az1'",
    );
  }
  if (zoneId === undefined || !ZONE_ID.test(zoneId)) return errors;
  const home = regionOfZoneId(zoneId);
  if (home !== undefined && home !== region.region) {
    refuse(
      'aws/zone-of-other-region',
      `'zoneId' ${zoneId} is of region ${home}, and 'region' is ${region.region}`,
      'give a zone of the region',
    );
  }
  return errors;
}

function placeProblems(
  owner: string,
  kind: AwsZoneKind,
  { outpostArn, sitePower }: ScopedProps<AwsZoneProps>,
): DesignError[] {
  const errors: DesignError[] = [];
  const refuse = (code: string, problem: string, remedy: string): void => {
    errors.push(new DesignError(code, { problem: `${owner}: ${problem}`, remedy }));
  };
  if (kind === 'outpost' && outpostArn === undefined) {
    refuse('aws/outpost-missing', "it is an outpost without 'outpostArn'", "give 'outpostArn'");
  }
  if (kind !== 'outpost' && outpostArn !== undefined) {
    refuse(
      'aws/outpost-needless',
      `'outpostArn' is given, and its kind is '${kind}'`,
      "make the kind 'outpost', or leave it out",
    );
  }
  const isOnSite = ON_SITE.includes(kind);
  if (isOnSite && sitePower === undefined) {
    refuse(
      'aws/site-power-missing',
      `a zone of kind '${kind}' stands on the site, and no source states what it draws`,
      "give 'sitePower'",
    );
  }
  if (!isOnSite && sitePower !== undefined) {
    refuse(
      'aws/site-power-needless',
      `'sitePower' is ${sitePower.toString()}, and a zone of kind '${kind}' stands elsewhere`,
      'leave it out',
    );
  }
  return errors;
}
