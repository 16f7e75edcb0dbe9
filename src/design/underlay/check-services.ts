import { DesignError, spellingHint } from '../../errors/design-error';
import { parseAddress, type AddressPlan } from '../../model/address-plan';
import type { FabricPlan } from '../../model/fabric-plan';
import type { UnderlayOptions, UnderlayVrf } from '../../model/underlay-plan';

/** Limits that both systems take: the narrower of NVUE's schema and SONiC's models. */
const BFD_INTERVAL = [50, 60_000] as const;

const BFD_MULTIPLIER = [2, 255] as const;

const POLL = [100, 1_000] as const;

const LONGEST_STORM = 5_000;

const LONGEST_RESTORE = 60_000;

const VNI = [1, 16_777_214] as const;

const VLAN = [2, 4_094] as const;

const VRF_NAME = /^[A-Za-z][A-Za-z0-9_-]{0,10}$/;

/** Names that mean a table of the switch itself. */
const OWN_VRFS = ['default', 'mgmt', 'global'];

const HOST_NAME =
  /^(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$/;

const MAC = /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/i;

/** Problem and remedy of an error of a code. */
type Fault = readonly [code: string, problem: string, remedy: string];

/**
 * Checks what the switches of a fabric are told beside routing.
 *
 * @returns errors of `underlay/bad-release`, `underlay/unknown-release`, `underlay/release-too-old`, `underlay/unknown-pool`,
 * `underlay/bad-gateway`, `underlay/bad-mac`, `underlay/bad-vrf`, `underlay/bad-pfc-watchdog`, `underlay/bad-bfd`, `underlay/bad-server`,
 * `underlay/bad-management-vrf`
 */
export function checkServices(fabric: FabricPlan, addresses: AddressPlan, options: UnderlayOptions): DesignError[] {
  const faults: Fault[] = [
    ...releaseFaults(options),
    ...gatewayFaults(fabric, addresses, options),
    ...vrfFaults(fabric, addresses, options),
    ...watchdogFaults(options),
    ...bfdFaults(options),
    ...serverFaults('ntpServers', options.ntpServers),
    ...serverFaults('logServers', options.logServers),
    ...tableFaults(options),
  ];
  const { name } = fabric;
  return faults.map(
    ([code, problem, remedy]) =>
      new DesignError(`underlay/${code}`, { problem: `fabric '${name}': ${problem}`, remedy, object: name }),
  );
}

function releaseFaults({ switchRelease, gateways }: UnderlayOptions): Fault[] {
  if (switchRelease?.trim() === '') {
    const remedy = "give the release as the switches print it, such as 'Cumulus Linux 5.9.1', or leave it out";
    return [['bad-release', "'switchRelease' is empty", remedy]];
  }
  const minor = releaseMinor(switchRelease);
  const range = `${KNOWN_RELEASES[0] ?? ''} to ${NEWEST_RELEASE}`;
  if (minor === undefined) {
    return [
      [
        'unknown-release',
        `'switchRelease' is '${switchRelease ?? ''}', and files are written for Cumulus Linux ${range}`,
        `give a release of these, such as '${NEWEST_RELEASE}', or leave it out for ${NEWEST_RELEASE}`,
      ],
    ];
  }
  if (gateways === undefined || gateways.length === 0 || minor >= FIRST_WITH_GATEWAYS) return [];
  return [
    [
      'release-too-old',
      `'switchRelease' is '${switchRelease ?? ''}', and gateways ('gateways') need Cumulus Linux 5.${FIRST_WITH_GATEWAYS}, the first that takes a MAC address for a VLAN`,
      "upgrade the switches, or leave 'gateways' out",
    ],
  ];
}

function gatewayFaults({ role }: FabricPlan, { pools }: AddressPlan, options: UnderlayOptions): Fault[] {
  const { gateways = [], gatewayMac, railPool } = options;
  const faults: Fault[] = [];
  const fitting = pools
    .filter(({ purpose, vlan, tenant }) => purpose === role && vlan !== undefined && tenant === undefined)
    .map(({ name }) => name);
  for (const [index, name] of gateways.entries()) {
    const pool = pools.find((each) => each.name === name);
    const found = `'gateways' names pool '${name}'`;
    if (gateways.indexOf(name) !== index) faults.push(['bad-gateway', `${found} more than once`, 'name it once']);
    else if (pool === undefined) {
      const hint = spellingHint(name, fitting);
      const remedy =
        hint === undefined ? `name a pool of purpose '${role}' of 'addressPools'` : `did you mean '${hint}'?`;
      faults.push(['unknown-pool', `${found}, which is not there`, remedy]);
    } else if (railPool !== undefined) {
      faults.push(['bad-gateway', `${found}, and host ports are routed by 'railPool'`, 'leave one of the two out']);
    } else if (pool.purpose !== role || pool.tenant !== undefined) {
      const whose = pool.tenant === undefined ? '' : ` of tenant '${pool.tenant}'`;
      const problem = `${found}, whose purpose is '${pool.purpose}'${whose}`;
      faults.push(['bad-gateway', problem, `name a pool of purpose '${role}' of 'addressPools'`]);
    } else if (pool.vlan === undefined) {
      faults.push(['bad-gateway', `${found}, which has no 'vlan'`, "give the pool a 'vlan' in 'addressPools'"]);
    }
  }
  if (gatewayMac === undefined) return faults;
  const remedy =
    'give an address of one adapter such as 00:00:5e:00:01:01: its first byte is even, and it is not all zero';
  if (gateways.length === 0) {
    faults.push([
      'bad-mac',
      "'gatewayMac' is given without 'gateways'",
      "name the pools in 'gateways', or leave it out",
    ]);
  } else if (!MAC.test(gatewayMac) || parseInt(gatewayMac.slice(0, 2), 16) % 2 === 1 || !/[1-9a-f]/i.test(gatewayMac)) {
    faults.push(['bad-mac', `'gatewayMac' is '${gatewayMac}'`, remedy]);
  }
  return faults;
}

function vrfFaults(fabric: FabricPlan, { pools }: AddressPlan, options: UnderlayOptions): Fault[] {
  const { vrfs = [], gateways = [] } = options;
  const vlans = new Set(pools.flatMap(({ vlan }) => (vlan === undefined ? [] : [vlan])));
  const taken = new Map<string, string>();
  /** The VRF that has a name, number or pool already, else this one has it now. */
  const clash = (what: string, { name }: UnderlayVrf): string | undefined => {
    const other = taken.get(what);
    if (other === undefined) taken.set(what, name);
    return other;
  };
  return vrfs.flatMap((vrf): Fault[] => {
    const { name, vni, vlan } = vrf;
    const who = `VRF '${name}'`;
    const problems: [problem: string, remedy: string][] = [];
    if (!VRF_NAME.test(name)) {
      problems.push(['has a name that switches do not take', 'give 1 to 11 letters, digits, - and _, a letter first']);
    } else if (OWN_VRFS.includes(name.toLowerCase())) {
      problems.push(['has a name that every switch uses itself', 'give it another']);
    } else if (clash(`name ${name}`, vrf) !== undefined) {
      problems.push(['is there more than once', "name all its pools in one entry of 'vrfs'"]);
    }
    if (vrf.pools.length === 0) problems.push(["has no 'pools'", "name pools of 'gateways'"]);
    for (const pool of vrf.pools) {
      const other = clash(`pool ${pool}`, vrf);
      if (other !== undefined)
        problems.push([`names pool '${pool}', which VRF '${other}' has`, 'name it in one of them']);
      if (gateways.includes(pool)) continue;
      problems.push([`names pool '${pool}', whose gateway the leaves are not`, "name the pool in 'gateways' too"]);
    }
    if (vni === undefined) {
      if (spansLeaves(fabric)) {
        problems.push([
          "has no 'vni', and its VLANs reach other leaves",
          "give it a 'vni' that no VLAN has as its number",
        ]);
      }
    } else if (!isWithin(vni, ...VNI)) {
      problems.push([`has 'vni' ${vni}`, `give a whole number from ${VNI[0]} to ${VNI[1]}`]);
    } else if (vlans.has(vni)) {
      problems.push([`has 'vni' ${vni}, the number of a VLAN`, "give it a 'vni' that no VLAN has as its number"]);
    } else {
      const other = clash(`vni ${vni}`, vrf);
      if (other !== undefined) problems.push([`has 'vni' ${vni}, as VRF '${other}' has`, 'give each its own']);
    }
    if (vlan !== undefined) {
      if (!isWithin(vlan, ...VLAN)) {
        problems.push([`has 'vlan' ${vlan}`, `give a whole number from ${VLAN[0]} to ${VLAN[1]}`]);
      } else if (vlans.has(vlan)) {
        problems.push([`has 'vlan' ${vlan}, which a pool has`, 'give it a VLAN without ports']);
      } else {
        const other = clash(`vlan ${vlan}`, vrf);
        if (other !== undefined) problems.push([`has 'vlan' ${vlan}, as VRF '${other}' has`, 'give each its own']);
      }
    }
    return problems.map(([problem, remedy]) => ['bad-vrf', `${who} ${problem}`, remedy]);
  });
}

function spansLeaves({ tiers, counts }: FabricPlan): boolean {
  return tiers > 1 && counts.leaf > 1;
}

function watchdogFaults({ pfcWatchdog, roce }: UnderlayOptions): Fault[] {
  if (pfcWatchdog === undefined) return [];
  const faults: Fault[] = [];
  const add = (problem: string, remedy: string): unknown => faults.push(['bad-pfc-watchdog', problem, remedy]);
  const { pollMilliseconds: poll, polls, restoreMilliseconds: restore } = pfcWatchdog;
  if (roce === undefined) {
    add("'pfcWatchdog' is given without 'roce', and no class is lossless", "give 'roce', or leave it out");
  }
  if (!isWithin(poll, ...POLL)) {
    add(`'pfcWatchdog' looks every ${poll} ms`, `give whole milliseconds from ${POLL[0]} to ${POLL[1]}`);
  } else if (!isWithin(polls, 1, Math.floor(LONGEST_STORM / poll))) {
    const most = Math.floor(LONGEST_STORM / poll);
    add(
      `'pfcWatchdog' needs ${polls} looks of ${poll} ms`,
      `give 'polls' from 1 to ${most}: ${LONGEST_STORM} ms at most`,
    );
  } else if (restore !== undefined && !isWithin(restore, poll, LONGEST_RESTORE)) {
    add(
      `'pfcWatchdog' restores after ${restore} ms`,
      `give whole milliseconds from ${poll} (one look) to ${LONGEST_RESTORE}`,
    );
  }
  return faults;
}

function bfdFaults({ bfd }: UnderlayOptions): Fault[] {
  if (bfd === undefined) return [];
  const { intervalMilliseconds: interval, multiplier } = bfd;
  if (isWithin(interval, ...BFD_INTERVAL) && isWithin(multiplier, ...BFD_MULTIPLIER)) return [];
  return [
    [
      'bad-bfd',
      `'bfd' has an interval of ${interval} ms and multiplier ${multiplier}`,
      `give an 'interval' of whole milliseconds from ${BFD_INTERVAL[0]} to ${BFD_INTERVAL[1]} and a 'multiplier' from ${BFD_MULTIPLIER[0]} to ${BFD_MULTIPLIER[1]}`,
    ],
  ];
}

function serverFaults(prop: string, servers: readonly string[] | undefined): Fault[] {
  if (servers === undefined) return [];
  if (servers.length === 0) return [['bad-server', `'${prop}' is empty`, 'name a server, or leave it out']];
  return servers.flatMap((server, index): Fault[] => {
    if (servers.indexOf(server) !== index) {
      return [['bad-server', `'${prop}' has '${server}' more than once`, 'name it once']];
    }
    // Digits and points alone are meant as an address, and are one or wrong.
    const isName = HOST_NAME.test(server) && !/^[\d.]+$/.test(server);
    if (isName || parseAddress(server) !== undefined) return [];
    return [['bad-server', `'${prop}' has '${server}'`, 'give names of hosts or addresses, without a port']];
  });
}

function tableFaults({ managementVrf }: UnderlayOptions): Fault[] {
  const table: string | undefined = managementVrf;
  if (table === undefined || table === 'mgmt' || table === 'default') return [];
  return [['bad-management-vrf', `'managementVrf' is '${table}'`, "give 'mgmt' or 'default'"]];
}

/** Whether a number is whole and within limits, both included. */
export function isWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

/** Releases of Cumulus Linux whose configuration is known, as minor numbers of 5. */
const OLDEST_MINOR = 6;

const NEWEST_MINOR = 18;

/** Releases whose configuration can be written, the newest last. */
export const KNOWN_RELEASES: readonly string[] = Array.from(
  { length: NEWEST_MINOR - OLDEST_MINOR + 1 },
  (_, index) => `5.${OLDEST_MINOR + index}`,
);

/** Release for which files are written where none is stated. */
export const NEWEST_RELEASE = `5.${NEWEST_MINOR}`;

/** First release in which an interface of a VLAN takes a MAC address. */
const FIRST_WITH_GATEWAYS = 10;

/**
 * Minor number of a release of Cumulus Linux 5, from the text that the switch prints (`Cumulus Linux 5.16.1`) or its numbers alone; undefined
 * where it is none that is known.
 *
 * @see https://docs.nvidia.com/networking-ethernet-software/nvue-reference/
 */
export function releaseMinor(text: string = NEWEST_RELEASE): number | undefined {
  const digits = /^(?:cumulus linux )?5\.(0|[1-9]\d?)(?:\.\d{1,3})?$/i.exec(text.trim())?.[1];
  const minor = Number(digits);
  return digits !== undefined && minor >= OLDEST_MINOR && minor <= NEWEST_MINOR ? minor : undefined;
}
