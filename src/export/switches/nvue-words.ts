import type { BfdTimers, UnderlayPlan } from '../../model/underlay-plan';
import { present } from '../../units/present';
import type { FabricPlan, FabricSwitch } from '../../model/fabric-plan';
import type { SitePlan } from '../../model/site-plan';

/** A part of NVUE's object tree. */
export type NvueTree = Readonly<Record<string, unknown>>;

/** Servers of time and of logs, and the routing table by which they are reached. */
type Servers = Pick<UnderlayPlan, 'ntpServers' | 'logServers' | 'managementVrf'>;

/** What releases of NVUE write in different words. */
export interface NvueWords {
  /** Turns the object on in which it stands. */
  readonly on: NvueTree;
  /** Addresses of an interface with prefix length, and its VRF. */
  addresses(addresses: readonly string[], vrf?: string): NvueTree;
  /** What the router as a whole says of liveness. */
  bfdOfRouter(timers: BfdTimers): NvueTree;
  bfdOfNeighbour(timers: BfdTimers): NvueTree;
  /** Servers that stand under `system`. */
  systemServers(servers: Servers): NvueTree;
  /** Servers that stand beside `system`; empty where there are none. */
  serviceServers(servers: Servers): NvueTree;
}

/** First release with one tree of states: `state: enabled`, `ipv4` and `ipv6`, services under `system`, BFD by profile. */
const FIRST_WITH_STATES = 15;
/** First release whose log servers stand under `system`. */
const FIRST_WITH_SYSTEM_SYSLOG = 13;

const PROFILE = 'fabric';

/** The words of a release of Cumulus Linux 5, by its minor number. */
export function nvueWords(minor: number): NvueWords {
  return minor >= FIRST_WITH_STATES ? STATES : switches(minor);
}

const STATES: NvueWords = {
  on: { state: 'enabled' },
  addresses: (addresses, vrf) => ({
    ...family('ipv4', addresses, false),
    ...family('ipv6', addresses, true),
    ...present({ vrf }),
  }),
  bfdOfRouter: (timers) => ({ bfd: { profile: { [PROFILE]: intervals(timers) }, state: 'enabled' } }),
  bfdOfNeighbour: () => ({ profile: PROFILE }),
  systemServers: (servers) => ({
    ...present({
      ntp:
        servers.ntpServers === undefined
          ? undefined
          : { server: keys(servers.ntpServers), state: 'enabled', vrf: tableOf(servers) },
    }),
    ...syslog(servers),
  }),
  serviceServers: () => ({}),
};

/** Releases that turn things on by `enable: on`. */
function switches(minor: number): NvueWords {
  const hasSystemSyslog = minor >= FIRST_WITH_SYSTEM_SYSLOG;
  return {
    on: { enable: 'on' },
    addresses: (addresses, vrf) => ({ ip: { address: keys(addresses), ...present({ vrf }) } }),
    bfdOfRouter: () => ({}),
    bfdOfNeighbour: (timers) => ({ enable: 'on', ...intervals(timers) }),
    systemServers: (servers) => (hasSystemSyslog ? syslog(servers) : {}),
    serviceServers: (servers) => {
      const { ntpServers, logServers } = servers;
      const service = {
        ...present({
          ntp: ntpServers === undefined ? undefined : { [tableOf(servers)]: { server: keys(ntpServers) } },
        }),
        ...(logServers === undefined || hasSystemSyslog
          ? {}
          : { syslog: { [tableOf(servers)]: { server: keys(logServers) } } }),
      };
      return Object.keys(service).length === 0 ? {} : { service };
    },
  };
}

function syslog(servers: Servers): NvueTree {
  if (servers.logServers === undefined) return {};
  const entries = servers.logServers.map((server) => [server, { vrf: tableOf(servers) }] as const);
  return { syslog: { server: Object.fromEntries(entries) } };
}

function tableOf({ managementVrf = 'mgmt' }: Servers): string {
  return managementVrf;
}

function family(name: string, addresses: readonly string[], isV6: boolean): NvueTree {
  const own = addresses.filter((address) => address.includes(':') === isV6);
  return own.length === 0 ? {} : { [name]: { address: keys(own) } };
}

function intervals({ intervalMilliseconds, multiplier }: BfdTimers): NvueTree {
  return {
    'detect-multiplier': multiplier,
    'min-rx-interval': intervalMilliseconds,
    'min-tx-interval': intervalMilliseconds,
  };
}

function keys(names: readonly string[]): NvueTree {
  return Object.fromEntries(names.map((name) => [name, {}]));
}

/** VLAN of each endpoint of a fabric that has an address in it: that of the pool from which the address comes, null where the pool has none. */
export function endpointVlans(
  { name, role }: FabricPlan,
  { addresses }: Pick<SitePlan, 'addresses'>,
): ReadonlyMap<string, number | null> {
  const port = role === 'oob' ? 'bmc' : name;
  const vlans = new Map(addresses.pools.map(({ name: pool, vlan }) => [pool, vlan ?? null]));
  return new Map(
    addresses.addresses.flatMap((entry) =>
      entry.interface === port ? [[entry.device, vlans.get(entry.pool) ?? null] as const] : [],
    ),
  );
}

/** Model of a switch as its own system prints it, from its catalogue id: `SN5610`, `SN6600_LD`, `MQM9700`. */
export function switchModelName({ id }: Pick<FabricSwitch, 'id'>): string {
  const name = id.toUpperCase().replaceAll('-', '_');
  return name.startsWith('QM') ? `M${name}` : name;
}
