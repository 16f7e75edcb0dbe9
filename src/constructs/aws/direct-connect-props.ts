import { connectionErrors } from '../../design/aws/check-connection';
import { DesignError } from '../../errors/design-error';
import { spellingHint } from '../../errors/spelling-hint';
import { shortText } from '../../errors/visible-text';
import { parseAddress } from '../../model/address-block';
import { DataRate } from '../../units/data-rate';
import { checkProps } from '../props/check-props';
import { type PropNames } from '../props/prop-rule';
import type { ScopedProps } from '../props/scoped-props';
import type { Site } from '../site/site';
import { checkKinds } from './aws-construct';
import { AwsVpc } from './aws-vpc';
import { OF_SITE } from '../site/site-construct';

/** Names of the props of a `DirectConnect`. */
export const DIRECT_CONNECT_NAMES: PropNames<DirectConnectProps> = {
  site: OF_SITE,
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
const CONNECTION_NAMES: PropNames<ConnectionProps> = {
  name: 'required',
  rate: 'required',
  vlan: 'required',
  bgpAsn: 'required',
  location: 'optional',
  connectionId: 'optional',
  links: 'optional',
  isAvailable: 'optional',
  macsecSecret: 'optional',
  addresses: { need: 'optional', of: { amazon: 'required', customer: 'required' }, isCheckedApart: true },
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
  /**
   * Site it belongs to.
   *
   * @default - the site that it is created in
   */
  readonly site?: Site;
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

const LAST_VLAN = 4_094;

const LAST_ASN = 4_294_967_294;

const STANDING = /^dx(con|lag)-[0-9a-z]{8}$/;

const NAME = /^[a-z][a-z0-9-]*$/;

const SECRET = /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:\S+$/;

type Refuse = (code: string, problem: string, remedy: string) => void;

/** What is wrong with the props of Direct Connect in themselves. */
export function directConnectErrors(owner: string, props: ScopedProps<DirectConnectProps>): DesignError[] {
  const { connections, gatewayAsn, transitAsn, mtu, vpcs } = props;
  for (const one of connections) {
    const where = `connection '${one.name}' of ${owner}`;
    checkProps(where, one, CONNECTION_NAMES);
    checkKinds(where, one, {
      name: 'text',
      rate: DataRate,
      vlan: 'number',
      bgpAsn: 'number',
      location: 'text',
      connectionId: 'text',
      links: 'number',
      isAvailable: 'boolean',
      macsecSecret: 'text',
      addresses: 'object',
    });
  }
  checkFarSideKinds(owner, props);
  const errors: DesignError[] = [];
  const refuse: Refuse = (code, problem, remedy) => {
    errors.push(new DesignError(code, { problem: `${owner}: ${problem}`, remedy }));
  };
  if (connections.length === 0) refuse('aws/dx-no-connection', "'connections' is empty", 'give at least one');
  if (vpcs.length === 0) refuse('aws/dx-no-network', "'vpcs' is empty", 'give at least one network');
  if (new Set(vpcs.map(({ region }) => region)).size > 1) {
    refuse('aws/dx-regions', "'vpcs' are of several regions", 'make a DirectConnect for each region');
  }
  const names = connections.map(({ name }) => name);
  for (const name of new Set(names.filter((one, index) => names.indexOf(one) !== index))) {
    refuse('aws/dx-name-twice', `'connections' has two of the name '${name}'`, 'rename one of them');
  }
  for (const connection of connections) errors.push(...wayErrors(owner, connection));
  for (const [prop, asn] of Object.entries({ gatewayAsn, transitAsn })) checkAsn(prop, asn, refuse);
  if (gatewayAsn === transitAsn) {
    const what = `'gatewayAsn' and 'transitAsn' are both ${gatewayAsn}, and AWS refuses their association`;
    refuse('aws/dx-same-asn', what, 'give them different numbers');
  }
  if (mtu !== undefined && ![1_500, 8_500].includes(mtu)) {
    refuse('aws/dx-mtu', `'mtu' is ${mtu as number}`, 'a transit interface takes 1500 or 8500');
  }
  checkPools(props, refuse);
  checkFarSides(props, refuse);
  return errors;
}

function wayErrors(owner: string, connection: ConnectionProps): DesignError[] {
  const { name, rate, vlan, bgpAsn, location, connectionId, links = 1, macsecSecret } = connection;
  const errors = [
    ...connectionErrors(owner, {
      name,
      rateBits: rate.inBitsPerSecond,
      connections: links,
      isMacsec: macsecSecret !== undefined,
    }),
  ];
  const refuse: Refuse = (code, problem, remedy) => {
    errors.push(new DesignError(code, { problem: `${owner}: connection '${name}': ${problem}`, remedy }));
  };
  if (!NAME.test(name))
    refuse('aws/bad-name', 'its name is not one of small letters, digits and hyphens', "use a name such as 'east'");
  if ((location === undefined) === (connectionId === undefined)) {
    const what =
      location === undefined
        ? "neither 'location' nor 'connectionId' is given"
        : "both 'location' and 'connectionId' are given";
    refuse('aws/dx-unnamed', what, "give 'location' to order a port, or 'connectionId' of one that stands");
  }
  if (connectionId !== undefined) {
    if (!STANDING.test(connectionId)) {
      refuse('aws/dx-bad-id', `'connectionId' is '${connectionId}'`, "give 'dxcon-...' or 'dxlag-...'");
    }
    if (macsecSecret !== undefined) {
      refuse(
        'aws/dx-macsec-standing',
        "'macsecSecret' is for a port that is ordered",
        'set up the key where the connection was ordered',
      );
    }
  }
  if (macsecSecret !== undefined && !SECRET.test(macsecSecret)) {
    refuse(
      'aws/dx-macsec-secret',
      "'macsecSecret' is no ARN of a secret",
      'keep the key in Secrets Manager and give its ARN, never the key',
    );
  }
  if (!Number.isSafeInteger(vlan) || vlan < 1 || vlan > LAST_VLAN) {
    refuse('aws/bad-vlan', `'vlan' is ${vlan}`, `give a whole number from 1 to ${LAST_VLAN}`);
  }
  checkAsn('bgpAsn', bgpAsn, refuse);
  return errors;
}

function checkAsn(prop: string, asn: number, refuse: Refuse): void {
  if (Number.isSafeInteger(asn) && asn >= 1 && asn <= LAST_ASN) return;
  refuse('aws/bad-asn', `'${prop}' is ${asn}`, `give an AS number from 1 to ${LAST_ASN}`);
}

function checkPools({ site, sitePools }: ScopedProps<DirectConnectProps>, refuse: Refuse): void {
  const names = site.addressPools.map(({ name }) => name);
  if (sitePools.length === 0) {
    const what = "'sitePools' is empty: AWS would know no way to the site, and say nothing";
    refuse('aws/dx-no-prefix', what, 'name the address pools of the site that AWS shall reach');
  }
  for (const pool of sitePools) {
    const found = site.addressPools.find(({ name }) => name === pool);
    if (found === undefined) {
      const hint = spellingHint(pool, names);
      refuse(
        'aws/unknown-pool',
        `'sitePools' names address pool '${pool}', which the site does not have`,
        hint === undefined ? "add it to 'addressPools' of the site" : `did you mean '${hint}'?`,
      );
    } else if (found.cidr.includes(':')) {
      refuse('aws/dx-ipv6', `'sitePools' names '${pool}' (${found.cidr})`, 'name pools of IPv4');
    }
  }
}

function checkFarSides({ vpn, dns, vpcs }: DirectConnectProps, refuse: Refuse): void {
  if (vpn !== undefined) {
    if (parseAddress(vpn.ipAddress)?.bits !== 32) {
      refuse(
        'aws/vpn-address',
        `'ipAddress' of 'vpn' is '${vpn.ipAddress}'`,
        "give an address of IPv4, for example '203.0.113.7'",
      );
    }
    checkAsn('bgpAsn of vpn', vpn.bgpAsn, refuse);
  }
  if (dns === undefined) return;
  if (!vpcs.includes(dns.vpc)) refuse('aws/dns-network', "'vpc' of 'dns' is not among 'vpcs'", 'use one of them');
  if (dns.vpc.zones.length < 2) {
    const what = `'vpc' of 'dns' spans ${dns.vpc.zones.length} zone, and a resolver stands in 2`;
    refuse('aws/dns-zones', what, "add a zone to 'zones' of the network");
  }
  for (const { name, servers } of dns.domains) {
    if (servers.length === 0) refuse('aws/dns-no-server', `domain '${name}' has no server`, 'give the address of one');
    for (const server of servers) {
      if (parseAddress(server)?.bits === 32) continue;
      refuse('aws/dns-server', `server '${server}' of domain '${name}' is no address`, "write it as '10.20.0.53'");
    }
  }
}

/** @see https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4 */
const DOMAIN = /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?)*\.?$/i;

/** Refuses a tunnel or names that lack something, before any of it is read. */
function checkFarSideKinds(owner: string, { vpn, dns }: DirectConnectProps): void {
  if (vpn !== undefined) {
    checkProps(`'vpn' of ${owner}`, vpn, { ipAddress: 'required', bgpAsn: 'required' });
    checkKinds(`'vpn' of ${owner}`, vpn, { ipAddress: 'text', bgpAsn: 'number' });
  }
  if (dns === undefined) return;
  checkProps(`'dns' of ${owner}`, dns, { vpc: 'required', domains: 'required' });
  checkKinds(`'dns' of ${owner}`, dns, { vpc: AwsVpc, domains: ['object'] });
  for (const domain of dns.domains) {
    checkProps(`a domain of 'dns' of ${owner}`, domain, { name: 'required', servers: 'required' });
    checkKinds(`a domain of 'dns' of ${owner}`, domain, { name: 'text', servers: ['text'] });
    if (DOMAIN.test(domain.name)) continue;
    throw new DesignError('aws/bad-domain', {
      problem: `a domain of 'dns' of ${owner}: '${shortText(domain.name)}' is no name of DNS`,
      remedy: "write it like 'site.example.com'",
      object: owner,
      value: shortText(domain.name),
    });
  }
}
