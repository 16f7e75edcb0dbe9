import type { DataRate } from '../../units/data-rate';
import type { PropNames } from '../check-props';
import type { Site } from '../site';
import type { AwsVpc } from './aws-vpc';

/** Names of the props of a `DirectConnect`. */
export const DIRECT_CONNECT_NAMES: PropNames<DirectConnectProps> = {
  site: 'required',
  vpcs: 'required',
  connections: 'required',
  gatewayAsn: 'required',
  transitAsn: 'required',
  sitePools: 'required',
  mtu: 'optional',
  vpn: 'optional',
  dns: 'optional',
  replication: 'optional',
  burst: 'optional',
};

/** Names of the members of a connection. */
export const CONNECTION_NAMES: PropNames<ConnectionProps> = {
  name: 'required',
  rate: 'required',
  vlan: 'required',
  bgpAsn: 'required',
  location: 'optional',
  connectionId: 'optional',
  links: 'optional',
  isAvailable: 'optional',
  macsecSecret: 'optional',
  addresses: 'optional',
};

/** One way to AWS: a port at a location, or a connection that stands. */
export interface ConnectionProps {
  /** Unique among the connections; resources are named after it. */
  readonly name: string;
  /** Rate of one port: 1, 10, 100 or 400 Gb/s. */
  readonly rate: DataRate;
  /** VLAN of the transit interface. */
  readonly vlan: number;
  /** AS number of the site's router. */
  readonly bgpAsn: number;
  /**
   * Code of the Direct Connect location as AWS lists it for the region of the networks, for example `LGU57`.
   *
   * @default - the connection stands: `connectionId` names it
   */
  readonly location?: string;
  /**
   * Id of a connection or LAG that stands and is available, `dxcon-...` or `dxlag-...`.
   *
   * @default - a port is ordered at `location`
   */
  readonly connectionId?: string;
  /**
   * Ports, bundled in a LAG: up to 4 at 1 and 10 Gb/s, 2 at 100 and 400.
   *
   * @default 1
   */
  readonly links?: number;
  /**
   * Whether AWS shows the ordered ports as available, which takes days and a cross connect: the transit interface and the key of MACsec stand on no other.
   * `false` orders the ports alone; `true` makes the rest.
   *
   * @default - not known, and reported as such; all is made at once, which AWS refuses before the ports are available
   */
  readonly isAvailable?: boolean;
  /**
   * Secret (ARN) of Secrets Manager that holds the key of MACsec; single ports of 10 and 100 Gb/s alone.
   *
   * @default - not encrypted on the line
   */
  readonly macsecSecret?: string;
  /**
   * Addresses of the session, with prefix length.
   *
   * @default - AWS chooses them
   */
  readonly addresses?: { readonly amazon: string; readonly customer: string };
}

/** A tunnel over the internet, for when no port carries. */
export interface VpnProps {
  /** Public address of the site's router. */
  readonly ipAddress: string;
  /** AS number of the site's router. */
  readonly bgpAsn: number;
}

/** Names both ways. */
export interface DirectConnectDnsProps {
  /** Network whose resolvers they are; it spans two zones or more. */
  readonly vpc: AwsVpc;
  /** Domains of the site, and the servers that know them. */
  readonly domains: readonly { readonly name: string; readonly servers: readonly string[] }[];
}

/** Properties of a `DirectConnect`. */
export interface DirectConnectProps {
  /** Site it belongs to. */
  readonly site: Site;
  /** Networks that the site reaches, all of one region. */
  readonly vpcs: readonly AwsVpc[];
  /** Ways; two at different locations outlast the loss of one. */
  readonly connections: readonly ConnectionProps[];
  /** AS number of the Direct Connect gateway; not that of the transit gateway. */
  readonly gatewayAsn: number;
  /** AS number of the transit gateway. */
  readonly transitAsn: number;
  /** Names of the site's address pools that AWS routes to the site. */
  readonly sitePools: readonly string[];
  /**
   * Largest packet of the transit interfaces: 1500 or 8500.
   *
   * @default 8500
   */
  readonly mtu?: 1500 | 8500;
  /**
   * A tunnel for when no port carries.
   *
   * @default - no tunnel
   */
  readonly vpn?: VpnProps;
  /**
   * Resolvers both ways. Servers of the site forward the names of AWS (`<region>.amazonaws.com`) to the inbound one: endpoints have their private addresses by no other.
   *
   * @default - no names are resolved across
   */
  readonly dns?: DirectConnectDnsProps;
  /**
   * Rate at which storage is replicated.
   *
   * @default - not asked for
   */
  readonly replication?: DataRate;
  /**
   * Rate of work that moves to AWS.
   *
   * @default - not asked for
   */
  readonly burst?: DataRate;
}
