import { DesignErrors } from '../../errors/design-error';
import type { Construct, TerraformResource } from '../../host';
import type { AwsZoneKind } from '../../model/aws-plan';
import { addOptIn, type ZoneArgument } from '../../targets/aws/vpc-resources';
import { Power } from '../../units/power';
import { checkProps, type PropNames } from '../check-props';
import { checkSameSite } from '../check-same-site';
import { Site } from '../site';
import { AwsConstruct, nameErrors } from './aws-construct';
import { AwsRegion } from './aws-region';
import { checkKinds } from './check-kinds';
import { zoneErrors } from './check-zone';

const NAMES: PropNames<AwsZoneProps> = {
  site: 'required',
  region: 'required',
  kind: 'optional',
  zoneId: 'optional',
  zoneName: 'optional',
  outpostArn: 'optional',
  sitePower: 'optional',
  optInGroup: 'optional',
};

/** Properties of an `AwsZone`. */
export interface AwsZoneProps {
  /** Site it belongs to. */
  readonly site: Site;
  /** Region of the zone. */
  readonly region: AwsRegion;
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
  public constructor(scope: Construct, id: string, props: AwsZoneProps) {
    const owner = `zone '${id}'`;
    checkProps(owner, props, NAMES);
    checkKinds(owner, props, {
      site: Site,
      region: AwsRegion,
      kind: 'text',
      zoneId: 'text',
      zoneName: 'text',
      outpostArn: 'text',
      sitePower: Power,
      optInGroup: 'text',
    });
    DesignErrors.throwAll([...nameErrors(owner, props.site, id), ...zoneErrors(owner, props)]);
    checkSameSite(owner, props.site, { region: [props.region] });
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
          ...(zoneId === undefined ? {} : { zoneId }),
          ...(zoneName === undefined ? {} : { zoneName }),
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
