import type { SwitchServices } from '../../model/underlay-plan';
import { DataSize } from '../../units/data';
import { Duration } from '../../units/duration';
import { present } from '../../units/present';
import {
  nameOf,
  optional,
  POOL_OF_SITE,
  POOLS_OF_SITE,
  type PropNames,
  required,
  TEXT,
  TEXTS,
  WHOLE,
} from '../props/prop-rule';
import type { AddressPoolProps } from '../site/site-props';
import type { FabricUnderlay } from './fabric';

/** Routing table of its own for VLANs of host ports. */
export interface SwitchVrfProps {
  /** 1 to 11 letters, digits, `-` and `_`, a letter first. SONiC has it as `Vrf-<name>`. */
  readonly name: string;
  /** Pools, or their names, each in `gateways` too, whose VLANs belong to it. */
  readonly pools: readonly (AddressPoolProps | string)[];
  /**
   * Network number (VNI) of its routes between leaves, 1 to 16,777,214, unlike every VLAN's number. Needed where VLANs reach other leaves.
   *
   * @default - its routes stay on the leaf
   */
  readonly vni?: number;
  /**
   * VLAN without ports, 2 to 4094, that carries its routes between leaves. SONiC needs it.
   *
   * @default - Cumulus takes one of its own; in SONiC its routes stay on the leaf, and the list of what is not given says so
   */
  readonly vlan?: number;
}

/** Liveness of BGP sessions between switches (RFC 5880). */
export interface BfdProps {
  /** Time between two packets in each direction, 50 ms to 60 s. SONiC takes its own. */
  readonly interval: Duration;
  /** Packets that may be lost before the session is down, 2 to 255. SONiC takes its own. */
  readonly multiplier: number;
}

/** Watch over queues that priority flow control holds stopped. */
export interface PfcWatchdogProps {
  /** Time between two looks at a queue, 100 ms to 1 s. */
  readonly poll: Duration;
  /** Looks in a row that must find it stopped before its packets are dropped; all together at most 5 s. */
  readonly polls: number;
  /**
   * Time after which SONiC lets the queue run again, from one look to 60 s. Cumulus has no such figure.
   *
   * @default - SONiC's own
   */
  readonly restore?: Duration;
}

/** What the switches of an Ethernet network are told. Nothing is made up: what is left out is listed in the head of each file. */
export interface UnderlayProps {
  /**
   * How AS numbers are given to the switches: `by-tier` as RFC 7938 says, one a leaf, one for the spines of a pod and one for the
   * cores; `by-switch` one each.
   *
   * @default 'by-tier'
   */
  readonly asNumbers?: 'by-tier' | 'by-switch';
  /**
   * Pool of purpose `fabric-link`, or its name, from which links between switches take pairs of addresses. A pool serves one fabric.
   *
   * @default - links have no addresses: BGP peers over interface names
   */
  readonly linkPool?: AddressPoolProps | string;
  /**
   * Largest packet of every port, for example `DataSize.bytes(9216)`.
   *
   * @default - what the switch's own system takes
   */
  readonly mtu?: DataSize;
  /**
   * Release of Cumulus Linux, from 5.6 to 5.18, as the switches print it: `Cumulus Linux 5.16.1`, or `5.16`. NVUE files are written in its
   * words, and name it in their header.
   *
   * @default - files are written for 5.18, the newest known, and the header names no release
   */
  readonly switchRelease?: string;
  /**
   * Pools, or their names, whose gateway each leaf is that has host ports in them: the first address of the pool and one MAC address, the same on
   * all leaves. Needs a `vlan` of the pool, and Cumulus Linux 5.10.
   *
   * @default - no leaf is a gateway: routers of others have the addresses
   */
  readonly gateways?: readonly (AddressPoolProps | string)[];
  /**
   * MAC address of all gateways.
   *
   * @default '00:00:5e:00:01:01'
   */
  readonly gatewayMac?: string;
  /**
   * Routing tables of their own for pools of `gateways`.
   *
   * @default - all gateways are in the default table
   */
  readonly vrfs?: readonly SwitchVrfProps[];
  /**
   * Liveness of BGP sessions between switches (BFD).
   *
   * @default - a session that dies is found by BGP's own timers
   */
  readonly bfd?: BfdProps;
  /**
   * Time servers, by name or address.
   *
   * @default - those that the switch has keep their place
   */
  readonly ntpServers?: readonly string[];
  /**
   * Servers that take the switches' logs, by name or address.
   *
   * @default - those that the switch has keep their place
   */
  readonly logServers?: readonly string[];
  /**
   * Routing table by which servers of time and logs are reached.
   *
   * @default 'mgmt'
   */
  readonly managementVrf?: 'mgmt' | 'default';
}

const VRF_NAMES: PropNames<SwitchVrfProps> = {
  name: required(TEXT),
  pools: required(POOLS_OF_SITE),
  vni: optional({ number: { least: 1, most: 16_777_214, step: 1 }, code: 'underlay/bad-vrf' }),
  vlan: optional({ number: { least: 2, most: 4_094, step: 1 }, code: 'underlay/bad-vrf' }),
};

const BFD_NAMES: PropNames<BfdProps> = {
  interval: required({
    quantity: Duration,
    between: [Duration.milliseconds(50), Duration.minutes(1)],
    code: 'underlay/bad-bfd',
  }),
  multiplier: required({ number: { least: 2, most: 255, step: 1 }, code: 'underlay/bad-bfd' }),
};

const BAD_WATCHDOG = { code: 'underlay/bad-pfc-watchdog' };

/** Props of the watch over stopped queues. */
export const WATCHDOG_NAMES: PropNames<PfcWatchdogProps> = {
  poll: required({
    ...BAD_WATCHDOG,
    quantity: Duration,
    between: [Duration.milliseconds(100), Duration.seconds(1)],
  }),
  polls: required({ ...WHOLE, ...BAD_WATCHDOG }),
  restore: optional({ ...BAD_WATCHDOG, quantity: Duration, between: [Duration.ZERO, Duration.minutes(1)] }),
};

/** Props of the underlay. */
export const UNDERLAY_NAMES: PropNames<UnderlayProps> = {
  asNumbers: optional({ choices: ['by-tier', 'by-switch'] }),
  linkPool: optional(POOL_OF_SITE),
  mtu: optional({ quantity: DataSize }),
  switchRelease: optional(TEXT),
  gateways: optional(POOLS_OF_SITE),
  gatewayMac: optional(TEXT),
  vrfs: optional({ of: VRF_NAMES, as: 'list' }),
  bfd: optional({ of: BFD_NAMES }),
  ntpServers: optional(TEXTS),
  logServers: optional(TEXTS),
  managementVrf: optional({ choices: ['mgmt', 'default'] }),
};

/** What an Ethernet network chooses of its underlay, in the engine's units. */
export function underlayOf(props: UnderlayProps): FabricUnderlay {
  const { asNumbers, linkPool, mtu, switchRelease } = props;
  return {
    ...present({
      asNumbers,
      linkPool: linkPool === undefined ? undefined : nameOf(linkPool),
      mtuBytes: mtu?.inBytes,
      switchRelease,
    }),
    ...servicesOf(props),
  };
}

function servicesOf(props: UnderlayProps): SwitchServices {
  const { gateways, gatewayMac, vrfs, bfd, ntpServers, logServers, managementVrf } = props;
  return present({
    gateways: gateways === undefined ? undefined : gateways.map(nameOf),
    gatewayMac,
    vrfs: vrfs === undefined ? undefined : vrfs.map((vrf) => ({ ...vrf, pools: vrf.pools.map(nameOf) })),
    bfd:
      bfd === undefined ? undefined : { intervalMilliseconds: bfd.interval.inMilliseconds, multiplier: bfd.multiplier },
    ntpServers: ntpServers === undefined ? undefined : [...ntpServers],
    logServers: logServers === undefined ? undefined : [...logServers],
    managementVrf,
  });
}

/** The watch over stopped queues, in the engine's units. */
export function watchdogOf(watchdog: PfcWatchdogProps): NonNullable<SwitchServices['pfcWatchdog']> {
  const { poll, polls, restore } = watchdog;
  return {
    pollMilliseconds: poll.inMilliseconds,
    polls,
    ...present({ restoreMilliseconds: restore?.inMilliseconds }),
  };
}
