import { SubnetBook } from '../../design/aws/subnet-book';
import { DesignError } from '../../errors/design-error';
import type { Construct } from '../../host';
import { type AddressBlock, blockAround, parseCidr, printBlock } from '../../model/address-plan';
import type { AwsSubnetPlan, AwsSubnetUse } from '../../model/aws-plan';
import { type AwsContext, inSameStack } from '../../targets/aws/bindings';
import type { GroupRule } from '../../targets/aws/access-resources';
import {
  addEndpoint,
  addEndpoints,
  addNat,
  addPublicRoutes,
  addSubnet,
  addVpc,
  type EndpointResources,
  openEndpoints,
  type VpcResources,
} from '../../targets/aws/vpc-resources';
import { Duration } from '../../units/duration';
import { present } from '../../units/present';
import {
  optional,
  type PropKind,
  type PropNames,
  type PropRule,
  renamed,
  required,
  TEXTS,
  written,
} from '../props/prop-rule';
import { shown } from '../props/prop-values';
import { fromNearest, type ScopedProps, scopedProps } from '../props/scoped-props';
import type { Site } from '../site/site';
import { AwsConstruct, nameErrors, subnetSlots, VPC, ZONE } from './aws-construct';
import { type AwsRegion, REGION_OF_SCOPE } from './aws-zone';
import type { AwsZone } from './aws-zone';
import { OF_SITE } from '../site/site-construct';

/** Time that flow logs are kept: a year, as checkov asks. */
const FLOW_LOG_RETENTION = Duration.days(365);

/** Addresses of a service subnet beside its endpoints: two resolvers and one attachment, each in every zone. */
const SERVICE_ADDRESSES = 3;

/** The port of every service of AWS. */
const HTTPS = 443;

/** A subnet that a construct asked for. */
export interface AwsSubnet {
  /** Id for Terraform. */
  readonly id: string;
  readonly plan: AwsSubnetPlan;
}

/** What a construct asks a network for. */
interface SubnetWant {
  readonly name: string;
  readonly use: AwsSubnetUse;
  readonly zone: AwsZone;
  readonly addresses: number;
  readonly arithmetic: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * A network in AWS. Subnets are cut from its blocks as constructs ask for them, each as large as its users need; all are private but that of a NAT gateway.
 * Blocks that subnets had stay theirs by the lock of the site.
 */
export class AwsVpc extends AwsConstruct {
  /** Region of the network. */
  public readonly region: AwsRegion;
  /** Zones that it spans. */
  public readonly zones: readonly AwsZone[];
  /** Its blocks. */
  public readonly cidrs: readonly string[];
  /** Resources of the network itself. */
  public readonly resources: VpcResources;
  /** Endpoints of AWS services. */
  public readonly endpoints: EndpointResources;
  /** Service subnets by zone: endpoints, resolvers and attachments stand there. */
  public readonly serviceSubnets: readonly AwsSubnet[];
  private readonly context: AwsContext;
  private readonly egress: 'none' | 'nat';
  private readonly book: SubnetBook;
  private readonly subnets: AwsSubnetPlan[] = [];
  private readonly services: string[];
  private readonly opened = new Set<string>();

  /** @throws DesignError `aws/vpc-...`, all at once */
  public constructor(scope: Construct, id: string, given: AwsVpcProps) {
    const owner = `network '${id}'`;
    const props = scopedProps(scope, owner, given, VPC_PROP_NAMES, (all) => [
      ...nameErrors(owner, all.site, id),
      ...vpcErrors(owner, all),
    ]);
    super(scope, id, { site: props.site, kind: 'aws-vpc' });
    const { region, site } = props;
    this.region = region;
    this.zones = [...props.zones];
    this.cidrs = [...props.cidrs];
    this.egress = props.egress ?? 'none';
    this.context = region.contextOf(this);
    this.book = new SubnetBook(owner, props.cidrs, site.slotsFor(subnetSlots(id), []));
    const services = [...(props.endpoints ?? CLOSED_ENDPOINTS)];
    this.services = services;
    this.resources = addVpc(this, this.context, {
      name: this.awsName,
      cidrs: props.cidrs,
      flowLogDays: (props.flowLogRetention ?? FLOW_LOG_RETENTION).inDays,
    });
    this.serviceSubnets = this.addServiceSubnets(services.length);
    this.endpoints = addEndpoints(this, this.context, {
      name: this.awsName,
      vpcId: this.id,
      cidrs: props.cidrs,
      routeTableId: this.resources.privateRoutes.id,
      subnetIds: this.serviceSubnets.map((subnet) => subnet.id),
      services,
    });
    if (this.egress === 'nat') this.addNatGateway();
    this.contribute(
      () => ({
        vpcs: [
          {
            name: id,
            path: this.node.path,
            region: region.region,
            cidrs: this.cidrs,
            subnets: [...this.subnets],
            endpoints: [...this.services],
            egress: this.egress,
            hasFlowLogs: true,
          },
        ],
      }),
      () => this.book.slots(),
    );
  }

  /** Id for Terraform. */
  public get id(): string {
    return this.resources.vpc.id;
  }

  /** Cuts a subnet. Constructs call it; users do not. */
  public cutSubnet(want: SubnetWant): AwsSubnet {
    return this.cut(want, this.resources.privateRoutes.id, false);
  }

  /** What a group of nodes lets out beside its own members: services of AWS, and the internet where the network has a NAT gateway. */
  public serviceRules(): readonly GroupRule[] {
    const https = { direction: 'egress', protocol: 'tcp', fromPort: HTTPS, toPort: HTTPS } as const;
    return [
      { id: 'endpoints-out', ...https, peer: { group: this.endpoints.group.id }, description: 'Endpoints of AWS' },
      { id: 's3-out', ...https, peer: { prefixList: this.endpoints.s3.prefixListId }, description: 'S3' },
      ...(this.egress === 'nat'
        ? [{ id: 'internet-out', ...https, peer: { cidr: '0.0.0.0/0' }, description: 'HTTPS through the NAT gateway' }]
        : []),
    ];
  }

  /** Adds endpoints of services that the network lacks, and counts their addresses. Constructs call it; users do not. */
  public needEndpoints(services: readonly string[]): void {
    for (const service of services.filter((one) => !this.services.includes(one))) {
      this.services.push(service);
      addEndpoint(this, this.context, {
        name: this.awsName,
        vpcId: this.id,
        subnetIds: this.serviceSubnets.map((subnet) => subnet.id),
        service,
        resources: this.endpoints,
      });
    }
    const addresses = this.services.length + SERVICE_ADDRESSES;
    for (const [index, subnet] of this.subnets.entries()) {
      if (!this.serviceSubnets.some(({ plan }) => plan.name === subnet.name)) continue;
      this.subnets[index] = { ...subnet, wanted: addresses, arithmetic: serviceArithmetic(this.services.length) };
    }
  }

  /** Opens the endpoints to blocks of the site. Constructs call it; users do not. */
  public openEndpoints(cidrs: readonly string[]): void {
    for (const cidr of cidrs) {
      if (this.opened.has(cidr)) continue;
      this.opened.add(cidr);
      openEndpoints(this, this.context, this.endpoints.group.id, cidr);
    }
  }

  private addServiceSubnets(endpoints: number): readonly AwsSubnet[] {
    return this.zones.map((zone) =>
      this.cutSubnet({
        name: `service_${zone.name}`,
        use: 'service',
        zone,
        addresses: endpoints + SERVICE_ADDRESSES,
        arithmetic: serviceArithmetic(endpoints),
      }),
    );
  }

  private addNatGateway(): void {
    const [zone] = this.zones;
    if (zone === undefined) return;
    const routes = addPublicRoutes(this, this.context, this.awsName, this.id);
    const want: SubnetWant = { name: 'nat_gateway', use: 'nat', zone, addresses: 1, arithmetic: '1 NAT gateway' };
    const subnet = this.cut(want, routes, true);
    addNat(this, this.context, {
      name: this.awsName,
      subnetId: subnet.id,
      routeTableId: this.resources.privateRoutes.id,
    });
  }

  private cut(want: SubnetWant, routeTableId: string, isPublic: boolean): AwsSubnet {
    const { name, use, zone, addresses, arithmetic } = want;
    const { cidr, usable } = this.book.cut(name, addresses);
    const resource = addSubnet(this, this.context, this.resources, {
      name,
      fullName: `${this.awsName}-${name}`,
      cidr,
      zone: zone.argument,
      ...present({ outpostArn: zone.outpostArn }),
      routeTableId,
      tags: want.tags ?? {},
      waitsFor: zone.optIn === undefined ? [] : inSameStack(this, [zone.optIn]),
    });
    const plan: AwsSubnetPlan = { name, use, zone: zone.name, cidr, wanted: addresses, usable, arithmetic, isPublic };
    this.subnets.push(plan);
    return { id: resource.id, plan };
  }
}

function serviceArithmetic(endpoints: number): string {
  return `${endpoints} endpoints + ${SERVICE_ADDRESSES} for resolvers and an attachment`;
}

/** Services that a closed network of GPUs reaches over endpoints; S3 has a gateway endpoint beside them. */
export const CLOSED_ENDPOINTS = [
  'ec2',
  'ecr.api',
  'ecr.dkr',
  'sts',
  'logs',
  'ssm',
  'ssmmessages',
  'ec2messages',
  'eks',
  'eks-auth',
  'elasticloadbalancing',
  'autoscaling',
  'fsx',
  'kms',
  'monitoring',
] as const;

/** Retentions of CloudWatch, days. */
const RETENTIONS: readonly number[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** Days that CloudWatch keeps logs. */
export const LOG_DAYS: PropKind = {
  choices: RETENTIONS,
  code: 'aws/log-days',
  remedy: `CloudWatch takes ${RETENTIONS.join(', ')}`,
};

const SERVICE = /^[a-z0-9-]+(\.[a-z0-9-]+)*$/;

/** Names of the props of an `AwsVpc`. */
export const VPC_PROP_NAMES: PropNames<AwsVpcProps> = {
  site: OF_SITE,
  region: REGION_OF_SCOPE,
  zones: required({
    isList: true,
    each: ZONE,
    isOfSite: true,
    filled: { code: 'aws/vpc-no-zone', remedy: 'give at least one zone' },
  }),
  cidrs: required({
    ...TEXTS,
    filled: { code: 'aws/vpc-no-block', remedy: "give a block, for example '10.64.0.0/16'" },
  }),
  egress: optional({ choices: ['none', 'nat'], code: 'aws/vpc-egress', remedy: "give 'none' or 'nat'" }),
  endpoints: optional({
    isList: true,
    each: written(SERVICE, 'aws/vpc-endpoint', "write the last part of its name, as 'ecr.api'"),
  }),
  ...renamed('flowLogRetention', 'flowLogDays', Duration, 'days', LOG_DAYS),
};

/** Properties of an `AwsVpc`. */
export interface AwsVpcProps {
  /**
   * Site it belongs to.
   *
   * @default - the site that it is created in
   */
  readonly site?: Site;
  /**
   * Region of the network.
   *
   * @default - the region that it is created in
   */
  readonly region?: AwsRegion;
  /** Zones that it spans: one for a pool alone; EKS and resolvers need two. */
  readonly zones: readonly AwsZone[];
  /** Blocks of the network, for example `10.64.0.0/16`; /16 to /28 each. */
  readonly cidrs: readonly string[];
  /**
   * Whether its private subnets reach the internet through a NAT gateway.
   *
   * @default 'none'
   */
  readonly egress?: 'none' | 'nat';
  /**
   * Services with an interface endpoint, such as `ecr.api`. S3 has its gateway in any case, which the site does not reach: `s3` adds an interface endpoint for those
   * who ask the inbound resolver. A cluster with hybrid nodes adds what they need.
   *
   * @default - what nodes of EKS and FSx for Lustre need in a closed network
   */
  readonly endpoints?: readonly string[];
  /**
   * Time that flow logs are kept: days, of those that CloudWatch takes.
   *
   * @default Duration.days(365)
   */
  readonly flowLogRetention?: Duration;
  /**
   * Former name of `flowLogRetention`, in days.
   *
   * @default - `flowLogRetention`
   * @deprecated give `flowLogRetention`
   */
  readonly flowLogDays?: number;
}

/** The network of a construct: given, or the network that it is created in. */
export const VPC_OF_SCOPE: PropRule<'optional'> = {
  need: 'optional',
  ...VPC,
  isOfSite: true,
  implied: { ...fromNearest(AwsVpc, 'network'), isNeeded: true },
};

/** Blocks that a network takes. */
const LARGEST = 16;

const SMALLEST = 28;

/** What is wrong with the props of a network in themselves. */
function vpcErrors(owner: string, props: ScopedProps<AwsVpcProps>): DesignError[] {
  const { cidrs, zones, region, endpoints = [] } = props;
  const errors: DesignError[] = [];
  const refuse = (code: string, problem: string, remedy: string): void => {
    errors.push(new DesignError(code, { problem: `${owner}: ${problem}`, remedy }));
  };
  for (const zone of zones) {
    if (zone.region === region) continue;
    const other = `zone '${zone.name}' is of region '${zone.region.name}', and the network of '${region.name}'`;
    refuse('aws/vpc-other-region', other, 'give zones of one region');
  }
  for (const name of repeated(zones.map(({ name: one }) => one))) {
    refuse('aws/vpc-zone-twice', `'zones' has '${name}' twice`, 'name each zone once');
  }
  const blocks = cidrs.flatMap((cidr) => blockOf(cidr, refuse));
  for (const [index, block] of blocks.entries()) {
    const clash = blocks.slice(0, index).find((one) => one.first <= block.last && block.first <= one.last);
    if (clash === undefined) continue;
    const both = `'cidrs' ${printBlock(clash)} and ${printBlock(block)} overlap`;
    refuse('aws/vpc-blocks-overlap', both, 'give blocks that share no address');
  }
  for (const name of repeated(endpoints)) {
    refuse('aws/vpc-endpoint-twice', `'endpoints' has '${name}' twice`, 'name each service once');
  }
  return errors;
}

function blockOf(cidr: string, refuse: (code: string, problem: string, remedy: string) => void): AddressBlock[] {
  const parsed = parseCidr(cidr);
  if (parsed?.address.bits !== 32) {
    refuse('aws/vpc-bad-block', `'cidrs' has ${shown(cidr)}`, "write a network of IPv4 as '10.64.0.0/16'");
    return [];
  }
  const block = blockAround(parsed.address, parsed.prefixLength);
  if (block.first !== parsed.address.number) {
    refuse('aws/vpc-bad-block', `'cidrs' ${cidr} has bits set behind its prefix`, `write it as ${printBlock(block)}`);
    return [];
  }
  if (block.prefixLength < LARGEST || block.prefixLength > SMALLEST) {
    refuse('aws/vpc-bad-block', `'cidrs' has ${cidr}`, `a block of a network is a /${LARGEST} to a /${SMALLEST}`);
    return [];
  }
  return [block];
}

function repeated(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}
