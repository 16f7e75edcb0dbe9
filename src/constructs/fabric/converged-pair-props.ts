import type { ServerSpec } from '../../catalog/facility-specs';
import type { SwitchSpec } from '../../catalog/network-specs';
import type { CageRun, ConvergedLink, DeviceGroup, InterSwitchLink } from '../../model/core-pair';
import type { Connector } from '../../catalog/shapes';
import { DataRate } from '../../units/data';
import { Power } from '../../units/power';
import type { GpuCluster } from '../cluster/gpu-cluster';
import { type PowerZone, ZONES_OF_SCOPE } from '../power/power-zone';
import {
  FLAG,
  FORMERLY,
  optional,
  type PropNames,
  required,
  SERVER,
  SWITCH,
  TAGS,
  TEXT,
  TEXTS,
  WHOLE,
} from '../props/prop-rule';
import type { Site } from '../site/site';
import type { StorageTier } from '../storage/storage-tier';
import { REPAIR_NAMES, type RepairProps } from './management-network';
import { OF_SITE } from '../site/site-construct';

/** Cages of a core that are broken out alike. */
export interface ConvergedRunProps extends Pick<CageRun, 'name' | 'place' | 'usedPerCage'> {
  /** Rate of a port. How many ports a cage then gives, and which cages go dark, the switch's entry in the catalogue says. */
  readonly portRate: DataRate;
}

/** Links of one kind that each device of a group has. */
export interface ConvergedLinkProps extends Omit<ConvergedLink, 'rateBits'> {
  /**
   * Rate of the device's ports.
   *
   * @default - that of the run's ports
   */
  readonly rate?: DataRate;
  /**
   * Socket of the device's ports, one port each: the catalogue's media for it and for the cages of the core may then carry the links.
   *
   * @default - only media of the site may: those of the link's rate
   */
  readonly connector?: Connector;
}

/** Devices that are cabled alike. */
export interface ConvergedGroupProps extends Pick<DeviceGroup, 'listedFrom' | 'oobPorts'> {
  /** Name, unique in the pair. */
  readonly name: string;
  /** A cluster, a storage tier, names of devices, or `oob` for the pair's own out-of-band switches. The site's lock keeps the place of each. */
  readonly devices: GpuCluster | StorageTier | readonly string[] | 'oob';
  /**
   * Model of named devices, which the pair then places, powers and bills.
   *
   * @default - they are somebody else's: another construct places them, or they stand outside the site
   */
  readonly server?: ServerSpec;
  /**
   * Highest draw of one named device.
   *
   * @default - what the model's own entry states
   */
  readonly serverPower?: Power;
  /**
   * Places for which ports are kept, so that the group grows without moving a cable.
   *
   * @default - those present, or the units that a cluster reserves
   */
  readonly keepDevices?: number;
  /**
   * Devices of a scalable unit.
   *
   * @default - a cluster's unit; all others are one
   */
  readonly unitDevices?: number;
  /** Cables of each device to the cores. */
  readonly links: readonly ConvergedLinkProps[];
}

/** Out-of-band switches of a pair. */
export interface ConvergedOobProps extends RepairProps {
  /** Switch. Its ports are those of its entry in the catalogue. */
  readonly switch: SwitchSpec;
  /** Names. */
  readonly names: readonly string[];
  /**
   * Highest draw of one switch.
   *
   * @default - what the switch's own definition states
   */
  readonly switchPower?: Power;
}

/** Properties of a `ConvergedPair`. */
export interface ConvergedPairProps {
  /**
   * Site it belongs to.
   *
   * @default - the site that it is created in
   */
  readonly site?: Site;
  /** Core switch: Ethernet, with ports that Cumulus names. */
  readonly switch: SwitchSpec;
  /**
   * Highest draw of one core with its optics. The catalogue has none: no checkable source states it.
   *
   * @default - what the switch's own definition states
   */
  readonly switchPower?: Power;
  /**
   * Names of the two cores.
   *
   * @default - `<id>-01` and `<id>-02`
   */
  readonly names?: readonly [string, string];
  /**
   * Fibre connectors of a cage.
   *
   * @default - 2 for OSFP, whose transceivers are twin-port, else 1
   */
  readonly connectorsPerCage?: number;
  /**
   * Cages kept empty on both cores.
   *
   * @default - all may be used
   */
  readonly reservedCages?: readonly number[];
  /** Runs of cages, in the order of the panel. */
  readonly runs: readonly ConvergedRunProps[];
  /** Devices, in the order in which they are cabled. */
  readonly groups: readonly ConvergedGroupProps[];
  /**
   * Link between the cores.
   *
   * @default - the cores are not joined
   */
  readonly isl?: InterSwitchLink;
  /**
   * Out-of-band switches.
   *
   * @default - the pair has no out-of-band network
   */
  readonly oob?: ConvergedOobProps;
  /**
   * Zones whose rows may hold its devices, in order of preference.
   *
   * @default - the zone that it is created in; else every row that accepts them
   */
  readonly powerZones?: readonly PowerZone[];
  /**
   * Tags of its resource, over the site's.
   *
   * @default - the site's
   */
  readonly tags?: Readonly<Record<string, string>>;
  /**
   * Name that it had when it was last planned. Its places, ports, addresses and numbers, and its objects in the inventory, are then kept under the new one.
   *
   * @default - it had no other name
   */
  readonly formerly?: string;
}

const CONNECTORS: readonly Connector[] = ['OSFP', 'QSFP-DD', 'QSFP112', 'QSFP28', 'RJ45'];

const CORE_SPREADS: readonly string[] = ['alternate', 'halves', 'by-device', 'core-1', 'core-2'];

const RUN_NAMES: PropNames<ConvergedRunProps> = {
  name: required({ ...TEXT, names: 'label' }),
  portRate: required({ quantity: DataRate, isAboveZero: true }),
  place: optional({
    oneOf: [{ choices: ['next', 'end'] }, WHOLE],
    remedy: "give 'next', 'end' or the number of a cage",
  }),
  usedPerCage: optional(WHOLE),
};

const LINK_NAMES: PropNames<ConvergedLinkProps> = {
  kind: required({ ...TEXT, names: 'label' }),
  run: required(TEXT),
  ports: required({ ...TEXTS, names: 'label' }),
  cores: optional({
    oneOf: [{ choices: CORE_SPREADS }, { isList: true, each: { choices: [1, 2] } }],
    remedy: `give ${CORE_SPREADS.map((one) => `'${one}'`).join(', ')}, or a list of 1 and 2`,
  }),
  order: optional({ choices: ['device', 'round-robin'] }),
  devicesPerCage: optional(WHOLE),
  isCagePerUnit: optional(FLAG),
  isCagePerPort: optional(FLAG),
  rails: optional(WHOLE),
  rate: optional({ quantity: DataRate, isAboveZero: true }),
  connector: optional({ choices: CONNECTORS, code: 'converged/unknown-connector' }),
};

const GROUP_NAMES: PropNames<ConvergedGroupProps> = {
  name: required({ ...TEXT, names: 'label' }),
  devices: required({
    names: 'host',
    oneOf: [
      { choices: ['oob'] },
      TEXTS,
      { object: { name: 'a cluster, a storage tier', has: ['node', 'deviceNames'] } },
    ],
    remedy: "give a cluster, a storage tier, a list of names, or 'oob'",
  }),
  server: optional(SERVER),
  serverPower: optional({ quantity: Power, isAboveZero: true }),
  keepDevices: optional(WHOLE),
  unitDevices: optional(WHOLE),
  listedFrom: optional({ choices: ['device', 'core'] }),
  oobPorts: optional({ ...TEXTS, names: 'label' }),
  links: required({ of: LINK_NAMES, as: 'list', called: 'link' }),
};

/** One of them is given. */
const ISL_CAGES_NAMES: PropNames<{ total?: number; perUnit?: number; sameAsRuns?: readonly string[] }> = {
  total: optional(WHOLE),
  perUnit: optional(WHOLE),
  sameAsRuns: optional(TEXTS),
};

const ISL_NAMES: PropNames<InterSwitchLink> = {
  kind: optional(TEXT),
  run: required(TEXT),
  cages: required({ of: ISL_CAGES_NAMES }),
};

const OOB_NAMES: PropNames<ConvergedOobProps> = {
  switch: required(SWITCH),
  names: required({ ...TEXTS, names: 'host' }),
  switchPower: optional({ quantity: Power, isAboveZero: true }),
  ...REPAIR_NAMES,
};

/** Props of a pair. */
export const CONVERGED_PAIR_NAMES: PropNames<ConvergedPairProps> = {
  site: OF_SITE,
  switch: required(SWITCH),
  switchPower: optional({ quantity: Power, isAboveZero: true }),
  names: optional({ ...TEXTS, names: 'host', length: 2 }),
  connectorsPerCage: optional(WHOLE),
  reservedCages: optional({ isList: true, each: WHOLE }),
  runs: required({ of: RUN_NAMES, as: 'list', called: 'run' }),
  groups: required({ of: GROUP_NAMES, as: 'list', called: 'group' }),
  isl: optional({ of: ISL_NAMES }),
  oob: optional({ of: OOB_NAMES }),
  powerZones: ZONES_OF_SCOPE,
  tags: optional(TAGS),
  formerly: optional(FORMERLY),
};
