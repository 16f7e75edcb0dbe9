import { linkEnds, portsBefore, switchPortName } from '../../model/switch-ports';
import type { CableRow } from '../../model/cabling-plan';
import type { FabricKind, FabricPlan, FabricSwitch } from '../../model/fabric-plan';
import { siteCableRows } from '../../model/site-cables';
import { siteNetworks } from '../../model/site-links';
import { present } from '../../units/present';
import type { NetboxInput, NetboxPlan } from './netbox-record';

/** An interface of a device. */
interface DevicePort {
  readonly name: string;
  readonly type: string;
  /** Made from the device type's template, when the device is. */
  readonly isFromType: boolean;
  readonly isForManagement: boolean;
}

/** Interfaces of every device of a site, in order of their names' first appearance. */
export type DevicePorts = ReadonlyMap<string, ReadonlyMap<string, DevicePort>>;

/** How a switch's cages are used: its interfaces follow from it, and so its device type is named after it. */
export function portProfile({ cages, portsPerCage, portRateBits, uplinks }: FabricSwitch): string {
  const common = `${cages * portsPerCage} x ${gigabits(portRateBits)}`;
  return uplinks === undefined ? common : `${common} + ${uplinks.ports} x ${gigabits(uplinks.rateBits)}`;
}

function gigabits(bits: number): string {
  return `${bits / 1e9}G`;
}

/** All ports of a switch model by name, with NetBox's types. */
export function switchPorts(kind: FabricKind, model: FabricSwitch): ReadonlyMap<string, DevicePort> {
  const common = model.cages * model.portsPerCage;
  const total = common + (model.uplinks?.ports ?? 0);
  return new Map(
    Array.from({ length: total }, (_, index): [string, DevicePort] => {
      const name = switchPortName(model, index + 1);
      return [name, port(name, portType(kind, model, index + 1), { isFromType: true })];
    }),
  );
}

/**
 * Interfaces of every device: all ports of a fabric's switch, and of all else those that a cable ends in or an address stands on.
 */
export function devicePorts(plan: NetboxPlan, input: Pick<NetboxInput, 'interfaceTypes'>): DevicePorts {
  const models = new Map(plan.devices.map(({ name, model }) => [name, model]));
  const ports = new Map<string, Map<string, DevicePort>>();
  const add = (device: string, made: DevicePort): void => {
    const known = ports.get(device) ?? new Map<string, DevicePort>();
    ports.set(device, known);
    if (known.has(made.name)) return;
    const type = chosenType(input.interfaceTypes[models.get(device) ?? ''] ?? {}, made.name);
    known.set(made.name, type === undefined ? made : { ...made, type });
  };
  for (const { plan: fabric } of plan.fabrics) {
    for (const { name, model } of fabric.switches) {
      for (const made of switchPorts(fabric.kind, model).values()) add(name, made);
    }
    addEndpoints(fabric, add);
  }
  const management = managementPorts(plan);
  for (const row of siteCableRows(plan)) addCableEnds(row, management, add);
  for (const { device, interface: name } of plan.addresses.addresses) add(device, port(name, 'virtual'));
  return ports;
}

type Add = (device: string, made: DevicePort) => void;

function addEndpoints(fabric: FabricPlan, add: Add): void {
  const { links, switches } = fabric;
  for (let index = 0; index < links.count; index += 1) {
    if (links.tier[index] !== 0) continue;
    const leaf = switches[links.bNode[index] ?? -1];
    if (leaf === undefined) continue;
    const { a, b } = linkEnds(fabric, index);
    const { device, port: name } = a;
    // A port for managers is none of those that a type lists: no source states its socket or rate.
    if ((links.bPort[index] ?? 0) > portsBefore(leaf.model)) {
      add(b.device, port(b.port, 'other'));
      add(device, port(name, 'other'));
      continue;
    }
    const type = portType(fabric.kind, leaf.model, links.bPort[index] ?? 1, fabric.hostRateBits);
    add(device, port(name, type, { isForManagement: fabric.role === 'oob' }));
  }
}

/** Ports below the switches that carry management alone, as device and port. */
function managementPorts(plan: NetboxPlan): ReadonlySet<string> {
  return new Set(
    siteNetworks(plan).flatMap(({ links }) =>
      [...links()].flatMap(({ joins, isOutOfBand, a }) =>
        isOutOfBand && joins === 'endpoint' ? [`${a.device}\n${a.port}`] : [],
      ),
    ),
  );
}

function addCableEnds({ a, b, rateBits, medium }: CableRow, management: ReadonlySet<string>, add: Add): void {
  const isTwistedPair = medium === 'twisted-pair';
  const type = interfaceType({ kind: 'ethernet', rateBits, portsPerCage: 1, isTwistedPair });
  for (const { device, port: name, face } of [a, b]) {
    if (face === undefined) add(device, port(name, type, { isForManagement: management.has(`${device}\n${name}`) }));
  }
}

/** Type of a switch's port, or of the port at the other end of its link, which may be slower. */
function portType(kind: FabricKind, model: FabricSwitch, number: number, rateBits?: number): string {
  const { uplinks } = model;
  const isUplink = uplinks !== undefined && number > model.cages * model.portsPerCage;
  const ownRate = isUplink ? uplinks.rateBits : model.portRateBits;
  const cageLanes = isUplink ? uplinks.lanes : model.lanes;
  return interfaceType({
    kind,
    rateBits: Math.min(rateBits ?? ownRate, ownRate),
    portsPerCage: isUplink ? (uplinks.portsPerCage ?? 1) : model.portsPerCage,
    isTwistedPair: cageLanes === 1,
    ...present({ cageLanes }),
  });
}

function port(name: string, type: string, more: Partial<DevicePort> = {}): DevicePort {
  return { name, type, isFromType: false, isForManagement: false, ...more };
}

function chosenType(types: Readonly<Record<string, string>>, name: string): string | undefined {
  if (types[name] !== undefined) return types[name];
  const pattern = Object.keys(types).find((key) => key.endsWith('*') && name.startsWith(key.slice(0, -1)));
  return pattern === undefined ? undefined : types[pattern];
}

const GIGABIT = 1e9;

/** What decides the type of an interface. */
export interface PortFacts {
  readonly kind: FabricKind;
  readonly rateBits: number;
  /** Electrical lanes of the cage that it is in. Absent: not stated. */
  readonly cageLanes?: number;
  /** Ports that share the cage. */
  readonly portsPerCage: number;
  readonly isTwistedPair: boolean;
}

/** InfiniBand by the rate of one lane, Gb/s. */
const INFINIBAND_LANES = [
  [200, 'infiniband-xdr'],
  [100, 'infiniband-ndr'],
  [50, 'infiniband-hdr'],
  [25, 'infiniband-edr'],
  [14, 'infiniband-fdr'],
  [10, 'infiniband-qdr'],
] as const;

/** InfiniBand by the rate of a port where its lanes are not stated: four of them. */
const LANES_OF_A_PORT = 4;

/** Lanes of an OSFP cage; QSFP has four. */
const OSFP_LANES = 8;

/** Cages that NetBox has a type for, by rate in Gb/s: in an eight-lane cage, and in any other. */
const ETHERNET: Readonly<Record<number, { readonly eight?: string; readonly other: string }>> = {
  1: { other: '1000base-x-sfp' },
  10: { other: '10gbase-x-sfpp' },
  25: { other: '25gbase-x-sfp28' },
  40: { other: '40gbase-x-qsfpp' },
  50: { other: '50gbase-x-sfp56' },
  100: { eight: 'other', other: '100gbase-x-qsfp28' },
  200: { eight: 'other', other: '200gbase-x-qsfp56' },
  400: { eight: '400gbase-x-osfp', other: '400gbase-x-qsfp112' },
  800: { eight: '800gbase-x-osfp', other: '800gbase-x-osfp' },
  1600: { eight: '1.6tbase-x-osfp1600', other: '1.6tbase-x-osfp1600' },
};

/** Twisted pair by rate in Gb/s. */
const TWISTED_PAIR: Readonly<Record<number, string>> = {
  1: '1000base-t',
  2.5: '2.5gbase-t',
  5: '5gbase-t',
  10: '10gbase-t',
  25: '25gbase-t',
};

/**
 * NetBox's type of a port. An InfiniBand port is named after the rate of its lanes, so that 200 Gb/s over two lanes is NDR;
 * an Ethernet port after its rate and cage. `other` where NetBox has none.
 *
 * @see https://github.com/netbox-community/netbox/blob/main/netbox/dcim/choices.py
 */
export function interfaceType({ kind, rateBits, cageLanes, portsPerCage, isTwistedPair }: PortFacts): string {
  const gigabits = rateBits / GIGABIT;
  if (kind === 'infiniband') {
    const lanes = cageLanes === undefined ? LANES_OF_A_PORT : cageLanes / portsPerCage;
    const perLane = gigabits / lanes;
    return INFINIBAND_LANES.find(([rate]) => perLane >= rate)?.[1] ?? 'infiniband-sdr';
  }
  if (isTwistedPair) return TWISTED_PAIR[gigabits] ?? 'other';
  const types = ETHERNET[gigabits];
  if (types === undefined) return 'other';
  return cageLanes === OSFP_LANES ? (types.eight ?? types.other) : types.other;
}
