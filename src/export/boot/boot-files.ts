import { IPv4 } from 'ipaddr.js';
import { type AddressEntry, blockAround, parseCidr, type PoolPlan, printBlock } from '../../model/address-plan';
import type { Asset } from '../../model/asset';
import type { DeviceInput } from '../../model/placement-plan';
import { trayHolders } from '../../model/site-cables';
import type { SitePlan } from '../../model/site-plan';
import { commentText } from '../machine-text';

/** What DNS and DHCP take as a name of a host: letters, digits and hyphens, not at an end. */
const LABEL = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;

/** Interface of the board's controller, whose MAC the asset file has. */
const BMC = 'bmc';

/** What stands in a file where the ship list is to say it. */
const FILL_IN = 'FILL-IN';

/** A host that asks for its address. */
interface Reservation {
  readonly name: string;
  readonly mac: string;
  readonly address: string;
}

/**
 * Files that boot what the asset file has MACs of: DHCP reservations for Kea and dnsmasq with names for DNS, and the machines that NICo expects. Empty where it has none.
 *
 * @param site - plan of the site; MACs and serial numbers are those of its assets
 * @see https://kea.readthedocs.io/en/latest/arm/dhcp4-srv.html
 * @see https://thekelleys.org.uk/dnsmasq/docs/dnsmasq-man.html
 */
export function bootFiles(site: SitePlan): ReadonlyMap<string, string> {
  if (![...site.assets.values()].some(({ bmcMac }) => bmcMac !== undefined)) return new Map();
  const pools = poolsOfBoards(site);
  return new Map([
    ['boot/dnsmasq.conf', dnsmasqConf(site, pools)],
    ['boot/kea-dhcp4.json', `${JSON.stringify(keaConfig(pools), undefined, 2)}\n`],
    ['boot/missing.txt', missingText(site)],
    ['nico/expected_machines.json', `${JSON.stringify(expectedMachines(site), undefined, 2)}\n`],
  ]);
}

/** IPv4 pools of boards with what is reserved in each; boards with IPv6 alone are told as missing. */
function poolsOfBoards(site: SitePlan): readonly { readonly pool: PoolPlan; readonly hosts: readonly Reservation[] }[] {
  const hosts = new Map<string, Reservation[]>();
  for (const { device, interface: port, pool, address } of site.addresses.addresses) {
    const mac = site.assets.get(device)?.bmcMac;
    if (port !== BMC || mac === undefined || isIpv6(address)) continue;
    const list = hosts.get(pool) ?? [];
    hosts.set(pool, list);
    list.push({ name: `${device}-bmc`, mac, address: withoutPrefix(address) });
  }
  return site.addresses.pools.flatMap((pool) => {
    const own = hosts.get(pool.name);
    return own === undefined ? [] : [{ pool, hosts: own }];
  });
}

function keaConfig(pools: ReturnType<typeof poolsOfBoards>): object {
  return {
    Dhcp4: {
      'interfaces-config': { interfaces: ['*'] },
      'lease-database': { type: 'memfile', persist: true },
      // Hosts have reservations alone: nobody else gets an address.
      'reservations-global': false,
      'reservations-in-subnet': true,
      'reservations-out-of-pool': true,
      subnet4: pools.map(({ pool, hosts }, index) => ({
        id: index + 1,
        subnet: networkOf(pool.cidr),
        ...(pool.gateway === undefined
          ? {}
          : { 'option-data': [{ name: 'routers', data: withoutPrefix(pool.gateway) }] }),
        reservations: hosts.map(({ name, mac, address }) => ({
          'hw-address': mac,
          'ip-address': address,
          ...(LABEL.test(name) ? { hostname: name } : {}),
        })),
      })),
    },
  };
}

function dnsmasqConf(site: SitePlan, pools: ReturnType<typeof poolsOfBoards>): string {
  const lines = [`# Boards of ${commentText(site.name)}: reservations and names.`];
  for (const [index, { pool, hosts }] of pools.entries()) {
    const [network = '', bits = ''] = networkOf(pool.cidr).split('/');
    const tag = `pool${index + 1}`;
    lines.push(
      `# ${commentText(pool.name)}`,
      `dhcp-range=set:${tag},${network},static,${IPv4.subnetMaskFromPrefixLength(Number(bits)).toString()}`,
    );
    if (pool.gateway !== undefined) lines.push(`dhcp-option=tag:${tag},option:router,${withoutPrefix(pool.gateway)}`);
    for (const { name, mac, address } of hosts) {
      lines.push(LABEL.test(name) ? `dhcp-host=${mac},${address},${name}` : `dhcp-host=${mac},${address}`);
    }
  }
  lines.push('# Names of all interfaces');
  for (const entry of site.addresses.addresses) {
    const name = nameOf(entry);
    if (LABEL.test(name)) lines.push(`host-record=${name},${withoutPrefix(entry.address)}`);
  }
  return `${lines.join('\n')}\n`;
}

/** A loopback or first bond has the name of its device, any other interface its own behind it. */
function nameOf({ device, interface: port }: AddressEntry): string {
  return port === 'lo' ? device : `${device}-${port}`;
}

/**
 * Machines that NICo expects. Passwords are placeholders: a plan knows none. A serial number that the asset file lacks is to be filled in from the ship list.
 *
 * @see https://docs.nvidia.com/nico/
 */
function expectedMachines(site: SitePlan): object {
  const holders = trayHolders({ clusters: site.clusters });
  const racked = new Set(holders.values());
  // A rack is no machine: its trays are.
  const hosts = [
    ...site.clusters.flatMap((cluster) => cluster.hosts).filter((name) => !racked.has(name)),
    ...holders.keys(),
  ];
  const racks = new Map(
    site.placement.racks.flatMap((rack) => rack.devices.map((placed) => [placed.name, rack] as const)),
  );
  const machines = hosts.flatMap((name) => {
    const asset = site.assets.get(name);
    if (asset?.bmcMac === undefined) return [];
    const rack = racks.get(holders.get(name) ?? name);
    return [
      {
        bmc_mac_address: asset.bmcMac,
        bmc_username: 'PLACEHOLDER',
        bmc_password: 'PLACEHOLDER',
        chassis_serial_number: asset.serial ?? FILL_IN,
        ...(rack === undefined ? {} : { rack_id: rack.name }),
        metadata: {
          name,
          description: '',
          labels: [
            { key: 'location.datacenter', value: site.name },
            ...(rack === undefined
              ? []
              : [
                  { key: 'location.room', value: rack.hall },
                  { key: 'location.position', value: rack.name },
                ]),
          ],
        },
      },
    ];
  });
  return { expected_machines_count: machines.length, expected_machines: machines };
}

/** What the files leave out, and why. */
function missingText(site: SitePlan): string {
  const isBoard6 = new Set(
    site.addresses.addresses
      .filter((each) => each.interface === BMC && isIpv6(each.address))
      .map(({ device }) => device),
  );
  const hasIpv4 = new Set(
    site.addresses.addresses
      .filter((each) => each.interface === BMC && !isIpv6(each.address))
      .map(({ device }) => device),
  );
  const hasBoard = new Set(
    site.addresses.addresses.filter((each) => each.interface === BMC).map(({ device }) => device),
  );
  const known = new Set(site.devices.map(({ name }) => name));
  // Trays that the asset file names are told too.
  const named = [...site.assets.keys()].filter((name) => !known.has(name)).map((name) => ({ name }));
  const lacks = (
    what: string,
    isMissing: (device: Pick<DeviceInput, 'name'>, asset: Asset | undefined) => boolean,
  ): string[] =>
    [...site.devices, ...named]
      .filter((device) => isMissing(device, site.assets.get(device.name)))
      .map(({ name }) => `${commentText(name)}: ${what}`);
  const lines = [
    ...lacks(
      'no MAC of the board in the asset file: no reservation, and no machine for NICo',
      ({ name }, asset) => hasBoard.has(name) && asset?.bmcMac === undefined,
    ),
    ...lacks(
      'no serial number in the asset file: to be filled in from the ship list',
      (_, asset) => asset?.bmcMac !== undefined && asset.serial === undefined,
    ),
    ...lacks(
      'an address of IPv6 alone: no reservation, for these files are of DHCPv4',
      ({ name }, asset) => isBoard6.has(name) && !hasIpv4.has(name) && asset?.bmcMac !== undefined,
    ),
    ...lacks(
      'a MAC of its board, and no address for it: no pool of purpose oob',
      ({ name }, asset) => !hasBoard.has(name) && asset?.bmcMac !== undefined,
    ),
    ...traysWithout(site),
    ...site.addresses.addresses
      .filter((entry) => !LABEL.test(nameOf(entry)))
      .map((entry) => `${commentText(nameOf(entry))}: no name that DNS takes`),
  ];
  return lines.length === 0 ? 'Nothing is missing.\n' : `${lines.join('\n')}\n`;
}

/** Racks whose trays are no machines of NICo: its file replaces all that it has. */
function traysWithout(site: SitePlan): readonly string[] {
  const trays = new Map<string, { of: number; without: number }>();
  for (const [tray, rack] of trayHolders({ clusters: site.clusters })) {
    const own = trays.get(rack) ?? { of: 0, without: 0 };
    trays.set(rack, own);
    own.of += 1;
    if (site.assets.get(tray)?.bmcMac === undefined) own.without += 1;
  }
  return [...trays]
    .filter(([, { without }]) => without > 0)
    .map(
      ([rack, { of, without }]) =>
        `${commentText(rack)}: ${without} of its ${of} trays have no MAC in the asset file: no machines for NICo`,
    );
}

function withoutPrefix(address: string): string {
  return address.split('/')[0] ?? address;
}

function isIpv6(address: string): boolean {
  return address.includes(':');
}

function networkOf(cidr: string): string {
  const parsed = parseCidr(cidr);
  return parsed === undefined ? cidr : printBlock(blockAround(parsed.address, parsed.prefixLength));
}
