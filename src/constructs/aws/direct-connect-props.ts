import { connectionErrors } from '../../design/aws/subnet-book';
import { DesignError, spellingHint, shortText } from '../../errors/design-error';
import { parseAddress } from '../../model/address-plan';
import { DataRate, DataSize } from '../../units/data';
import {
  FLAG,
  optional,
  type PropKind,
  type PropNames,
  quantityOr,
  required,
  TEXT,
  TEXTS,
  nameOf,
  POOLS_OF_SITE,
  written,
} from '../props/prop-rule';
import { shown } from '../props/prop-values';
import type { ScopedProps } from '../props/scoped-props';
import type { Site } from '../site/site';
import type { AddressPoolProps } from '../site/site-props';
import { VPC } from './aws-construct';
import type { AwsVpc } from './aws-vpc';
import { OF_SITE } from '../site/site-construct';

const LAST_VLAN = 4_094;

const LAST_ASN = 4_294_967_294;

const STANDING = /^dx(con|lag)-[0-9a-z]{8}$/;

const NAME = /^[a-z][a-z0-9-]*$/;

const SECRET = /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:\S+$/;

/** @see https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4 */
const DOMAIN = /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?)*\.?$/i;

const ASN: PropKind = {
  number: { least: 1, most: LAST_ASN, step: 1 },
  code: 'aws/bad-asn',
  remedy: `give an AS number from 1 to ${LAST_ASN}`,
};

/** Names of the members of a connection. */
const CONNECTION_NAMES: PropNames<ConnectionProps> = {
  name: required(written(NAME, 'aws/bad-name', "use a name of small letters, digits and hyphens, such as 'east'")),
  rate: required({ quantity: DataRate }),
  vlan: required({
    number: { least: 1, most: LAST_VLAN, step: 1 },
    code: 'aws/bad-vlan',
    remedy: `give a whole number from 1 to ${LAST_VLAN}`,
  }),
  bgpAsn: required(ASN),
  location: optional(TEXT),
  connectionId: optional(written(STANDING, 'aws/dx-bad-id', "give 'dxcon-...' or 'dxlag-...'")),
  links: optional({ number: { least: 1, step: 1 }, code: 'aws/lag-too-large' }),
  isAvailable: optional(FLAG),
  macsecSecret: optional(TEXT),
  addresses: optional({ of: { amazon: required(TEXT), customer: required(TEXT) } }),
};

const VPN_NAMES: PropNames<VpnProps> = { ipAddress: required(TEXT), bgpAsn: required(ASN) };

const DNS_NAMES: PropNames<DirectConnectDnsProps> = {
  vpc: required({ ...VPC, isOfSite: true }),
  domains: required({
    of: {
      name: required(written(DOMAIN, 'aws/bad-domain', "write it like 'site.example.com'")),
      servers: required({ ...TEXTS, filled: { code: 'aws/dns-no-server', remedy: 'give the address of one' } }),
    },
    as: 'list',
    called: 'domain',
  }),
};

/** Names of the props of a `DirectConnect`. */
export const DIRECT_CONNECT_NAMES: PropNames<DirectConnectProps> = {
  site: OF_SITE,
  vpcs: required({
    isList: true,
    each: VPC,
    isOfSite: true,
    filled: { code: 'aws/dx-no-network', remedy: 'give at least one network' },
  }),
  connections: required({
    isList: true,
    filled: { code: 'aws/dx-no-connection', remedy: 'give at least one' },
    of: CONNECTION_NAMES,
    as: 'list',
    called: 'connection',
  }),
  gatewayAsn: required(ASN),
  transitAsn: required(ASN),
  sitePools: required({
    ...POOLS_OF_SITE,
    filled: {
      code: 'aws/dx-no-prefix',
      remedy:
        'name the address pools of the site that AWS shall reach: without one it knows no way there, and says nothing',
    },
  }),
  mtu: optional(
    quantityOr(DataSize, 'bytes', {
      choices: [1_500, 8_500],
      code: 'aws/dx-mtu',
      remedy: 'a transit interface takes 1500 or 8500',
    }),
  ),
  vpn: optional({ of: VPN_NAMES }),
  dns: optional({ of: DNS_NAMES }),
  replication: optional({ quantity: DataRate }),
  burst: optional({ quantity: DataRate }),
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
  /** The site's address pools, or their names, that AWS routes to the site. */
  readonly sitePools: readonly (AddressPoolProps | string)[];
  /**
   * Largest packet of the transit interfaces: `DataSize.bytes(1_500)` or `DataSize.bytes(8_500)`. A bare number is deprecated: it is bytes.
   *
   * @default DataSize.bytes(8_500)
   */
  readonly mtu?: DataSize | 1500 | 8500;
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

type Refuse = (code: string, problem: string, remedy: string) => void;

/** What is wrong with the props of Direct Connect in themselves. */
export function directConnectErrors(owner: string, props: ScopedProps<DirectConnectProps>): DesignError[] {
  const { connections, gatewayAsn, transitAsn, vpcs } = props;
  const errors: DesignError[] = [];
  const refuse: Refuse = (code, problem, remedy) => {
    errors.push(new DesignError(code, { problem: `${owner}: ${problem}`, remedy }));
  };
  if (new Set(vpcs.map(({ region }) => region)).size > 1) {
    refuse('aws/dx-regions', "'vpcs' are of several regions", 'make a DirectConnect for each region');
  }
  const names = connections.map(({ name }) => name);
  for (const name of new Set(names.filter((one, index) => names.indexOf(one) !== index))) {
    refuse('aws/dx-name-twice', `'connections' has two of the name '${name}'`, 'rename one of them');
  }
  for (const connection of connections) errors.push(...wayErrors(owner, connection));
  if (gatewayAsn === transitAsn) {
    const what = `'gatewayAsn' and 'transitAsn' are both ${gatewayAsn}, and AWS refuses their association`;
    refuse('aws/dx-same-asn', what, 'give them different numbers');
  }
  checkPools(props, refuse);
  checkFarSides(props, refuse);
  return errors;
}

function wayErrors(owner: string, connection: ConnectionProps): DesignError[] {
  const { name, rate, location, connectionId, links = 1, macsecSecret } = connection;
  const errors = [
    ...connectionErrors(owner, {
      name: shortText(name, 60),
      rateBits: rate.inBitsPerSecond,
      // What is no number of links is refused by the table.
      connections: Number.isSafeInteger(links) && links >= 1 ? links : 1,
      isMacsec: macsecSecret !== undefined,
    }),
  ];
  const refuse: Refuse = (code, problem, remedy) => {
    errors.push(
      new DesignError(code, { problem: `${owner}: connection '${shortText(name, 60)}': ${problem}`, remedy }),
    );
  };
  if ((location === undefined) === (connectionId === undefined)) {
    const what =
      location === undefined
        ? "neither 'location' nor 'connectionId' is given"
        : "both 'location' and 'connectionId' are given";
    refuse('aws/dx-unnamed', what, "give 'location' to order a port, or 'connectionId' of one that stands");
  }
  if (connectionId !== undefined && macsecSecret !== undefined) {
    refuse(
      'aws/dx-macsec-standing',
      "'macsecSecret' is for a port that is ordered",
      'set up the key where the connection was ordered',
    );
  }
  if (macsecSecret !== undefined && !SECRET.test(macsecSecret)) {
    refuse(
      'aws/dx-macsec-secret',
      "'macsecSecret' is no ARN of a secret",
      'keep the key in Secrets Manager and give its ARN, never the key',
    );
  }
  return errors;
}

function checkPools({ site, sitePools }: ScopedProps<DirectConnectProps>, refuse: Refuse): void {
  const names = site.addressPools.map(({ name }) => name);
  for (const pool of sitePools.map(nameOf)) {
    const found = site.addressPools.find(({ name }) => name === pool);
    if (found === undefined) {
      const hint = spellingHint(pool, names);
      refuse(
        'aws/unknown-pool',
        `'sitePools' names address pool ${shown(pool)}, which the site does not have`,
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
        `'ipAddress' of 'vpn' is ${shown(vpn.ipAddress)}`,
        "give an address of IPv4, for example '203.0.113.7'",
      );
    }
  }
  if (dns === undefined) return;
  if (!vpcs.includes(dns.vpc)) refuse('aws/dns-network', "'vpc' of 'dns' is not among 'vpcs'", 'use one of them');
  if (dns.vpc.zones.length < 2) {
    const what = `'vpc' of 'dns' spans ${dns.vpc.zones.length} zone, and a resolver stands in 2`;
    refuse('aws/dns-zones', what, "add a zone to 'zones' of the network");
  }
  for (const { name, servers } of dns.domains) {
    for (const server of servers) {
      if (parseAddress(server)?.bits === 32) continue;
      refuse(
        'aws/dns-server',
        `server ${shown(server)} of domain ${shown(name)} is no address`,
        "write it as '10.20.0.53'",
      );
    }
  }
}
