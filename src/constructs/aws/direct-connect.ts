import { directConnectLocation } from '../../catalog/direct-connect-locations';
import type { Construct } from '../../host';
import type { AwsConnectionPlan, AwsDirectConnectPlan } from '../../model/aws-plan';
import {
  addDirectConnect,
  addResolvers,
  type ConnectionResource,
  type DirectConnectResources,
} from '../../targets/aws/direct-connect-resources';
import { present } from '../../units/present';
import { nameOf } from '../props/prop-rule';
import { type ScopedProps, scopedProps } from '../props/scoped-props';
import { AwsConstruct, nameErrors } from './aws-construct';
import {
  type ConnectionProps,
  DIRECT_CONNECT_NAMES,
  directConnectErrors,
  type DirectConnectProps,
} from './direct-connect-props';

/** Largest packet of a transit interface. */
const JUMBO = 8_500;

/**
 * The ways between a site and its networks in AWS: ports or connections that stand, a transit interface on each, gateways, routes for the blocks of the
 * site's own plan, a tunnel behind them, and names both ways. Ports that are not available yet are ordered alone; the endpoints of the networks are open to the
 * blocks of the site.
 */
export class DirectConnect extends AwsConstruct {
  /** Gateways, and what was ordered. */
  public readonly resources: DirectConnectResources;

  /** @throws DesignError `aws/dx-...`, `aws/lag-too-large`, `aws/macsec-...`, `aws/bad-port-rate`, all at once */
  public constructor(scope: Construct, id: string, given: DirectConnectProps) {
    const owner = `Direct Connect '${id}'`;
    const props = scopedProps(scope, owner, given, DIRECT_CONNECT_NAMES, (all) => [
      ...nameErrors(owner, all.site, id),
      ...directConnectErrors(owner, all),
    ]);
    const { site, vpcs, connections, vpn, dns } = props;
    const mtu = props.mtu?.inBytes ?? JUMBO;
    super(scope, id, { site, kind: 'aws-direct-connect' });
    const [first] = vpcs;
    const context = (first as (typeof vpcs)[number]).region.contextOf(this);
    const sitePrefixes = prefixesOf(props);
    const awsPrefixes = [...new Set(vpcs.flatMap(({ cidrs }) => cidrs))];
    this.resources = addDirectConnect(this, context, {
      name: this.awsName,
      gatewayAsn: props.gatewayAsn,
      transitAsn: props.transitAsn,
      mtu,
      connections: connections.map(resourceOf),
      vpcs: vpcs.map((vpc) => ({
        name: vpc.name,
        vpcId: vpc.id,
        subnetIds: vpc.serviceSubnets.map((subnet) => subnet.id),
        routeTableId: vpc.resources.privateRoutes.id,
      })),
      sitePrefixes,
      awsPrefixes,
      ...present({ vpn }),
    });
    if (dns !== undefined) {
      addResolvers(this, context, {
        name: this.awsName,
        vpcId: dns.vpc.id,
        subnetIds: dns.vpc.serviceSubnets.map((subnet) => subnet.id),
        sitePrefixes,
        domains: dns.domains,
      });
    }
    for (const vpc of vpcs) vpc.openEndpoints(sitePrefixes);
    const plan = this.planOf(props, { mtu, sitePrefixes, awsPrefixes });
    this.contribute(() => ({ directConnects: [plan] }));
  }

  private planOf(
    { vpcs, connections, vpn, dns, replication, burst }: DirectConnectProps,
    ways: Pick<AwsDirectConnectPlan, 'mtu' | 'sitePrefixes' | 'awsPrefixes'>,
  ): AwsDirectConnectPlan {
    return {
      name: this.name,
      path: this.node.path,
      vpcs: vpcs.map(({ name }) => name),
      connections: connections.map(connectionPlan),
      ...ways,
      hasVpn: vpn !== undefined,
      ...present({ resolverVpc: dns?.vpc.name }),
      demands: Object.entries({ replication, burst }).flatMap(([name, rate]) =>
        rate === undefined ? [] : [{ name, bits: rate.inBitsPerSecond }],
      ),
    };
  }
}

function connectionPlan({
  name,
  location,
  rate,
  links = 1,
  macsecSecret,
  connectionId,
  isAvailable,
}: ConnectionProps): AwsConnectionPlan {
  const place = location === undefined ? undefined : directConnectLocation(location);
  return {
    name,
    ...present({ location, place: place === undefined ? undefined : `${place.name}, ${place.city}, ${place.country}` }),
    rateBits: rate.inBitsPerSecond,
    connections: links,
    isMacsec: macsecSecret !== undefined,
    isExisting: connectionId !== undefined,
    ...present({ isAvailable }),
  };
}

function prefixesOf({ site, sitePools }: ScopedProps<DirectConnectProps>): readonly string[] {
  const wanted = new Set(sitePools.map(nameOf));
  return site.addressPools.filter(({ name }) => wanted.has(name)).map(({ cidr }) => cidr);
}

function resourceOf({
  name,
  rate,
  vlan,
  bgpAsn,
  location = '',
  connectionId,
  links = 1,
  isAvailable,
  macsecSecret,
  addresses,
}: ConnectionProps): ConnectionResource {
  return {
    name,
    ...present({ existingId: connectionId }),
    location,
    bandwidth: `${rate.inGigabitsPerSecond}Gbps`,
    links,
    vlan,
    bgpAsn,
    isOrderedOnly: isAvailable === false,
    ...present({ macsecSecretArn: macsecSecret, addresses }),
  };
}
