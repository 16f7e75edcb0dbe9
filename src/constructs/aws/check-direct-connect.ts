import { connectionErrors } from '../../design/aws/check-connection';
import { DesignError } from '../../errors/design-error';
import { spellingHint } from '../../errors/spelling-hint';
import { parseAddress } from '../../model/address-block';
import { DataRate } from '../../units/data-rate';
import { checkProps } from '../check-props';
import { AwsVpc } from './aws-vpc';
import { checkKinds } from './check-kinds';
import { CONNECTION_NAMES, type ConnectionProps, type DirectConnectProps } from './direct-connect-props';

const LAST_VLAN = 4_094;
const LAST_ASN = 4_294_967_294;
const STANDING = /^dx(con|lag)-[0-9a-z]{8}$/;
const NAME = /^[a-z][a-z0-9-]*$/;
const SECRET = /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:\S+$/;

type Refuse = (code: string, problem: string, remedy: string) => void;

/** What is wrong with the props of Direct Connect in themselves. */
export function directConnectErrors(owner: string, props: DirectConnectProps): DesignError[] {
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

function checkPools({ site, sitePools }: DirectConnectProps, refuse: Refuse): void {
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
  }
}
