import type { CableEnd } from '../../model/cabling-plan';
import type { FabricPlan, LinkEnd } from '../../model/fabric-plan';
import { cageOf, eachLink } from '../../model/switch-ports';
import { present } from '../../units/present';
import { placer, type SiteFacts } from './device-facts';
import { type NameMap, resolveNodes } from './name-map';

/** One thing that a configuration says otherwise than the plan. */
export interface ConfigDrift {
  /** `breakout`: a cage is split otherwise. `speed`: a port is set to another speed. `neighbour`: a port should meet another device, or is told none. */
  readonly kind: 'breakout' | 'speed' | 'neighbour';
  /** Where; of a breakout, the first planned port of the cage. */
  readonly at: CableEnd;
  /** Cage of the front panel, from 1. */
  readonly cage: number;
  /** Ports of the cage, bit/s, or name of the device. */
  readonly planned: number | string;
  /** The same as configured. Absent: the configuration tells none. */
  readonly configured?: number | string;
}

/** A switch's configuration against the plan. */
export interface ConfigReport {
  readonly fabric: string;
  readonly device: string;
  /** Ports of the switch with a planned link. */
  readonly ports: number;
  /** How many of them the file speaks of: what it leaves open is as the switch chooses, and of a file that was cut off nothing is known. */
  readonly portsInFile: number;
  /** In the order of the planned links. */
  readonly drift: readonly ConfigDrift[];
}

/** What a comparison may know beside the plan of the fabric and the configuration. */
interface CompareConfigOptions {
  /**
   * How names of neighbours become names of the plan.
   *
   * @default - names are alike
   */
  readonly map?: NameMap;
  /**
   * Places of devices.
   *
   * @default - drift names no rack
   */
  readonly site?: SiteFacts;
}

/** A planned link at a port of the switch. */
interface PlannedPort {
  readonly own: LinkEnd;
  readonly far: LinkEnd;
  readonly cage: number;
  readonly place: number;
  readonly split: number;
  readonly rateBits: number;
}

/**
 * Compares the configuration of a switch with what the plan of its fabric says of it: splits of the cages with planned links, speeds and neighbours of
 * their ports. What the configuration leaves open is as planned, but for a cage that has to be split.
 *
 * @param fabric - the plan; without links of the device the report holds none
 * @param device - name of the switch in the plan
 */
export function compareConfig(
  fabric: FabricPlan,
  device: string,
  config: SwitchConfig,
  { map = {}, site }: CompareConfigOptions = {},
): ConfigReport {
  const place = placer(fabric, site);
  const configured = new Map(config.ports.map((port) => [`${port.cage}/${port.place}`, port]));
  const judged = new Set<number>();
  const drift: ConfigDrift[] = [];
  const ports = plannedPorts(fabric, device);
  let portsInFile = 0;
  for (const port of ports) {
    const { own, cage } = port;
    const at = place(own);
    const split = config.splits.get(cage) ?? (config.format === 'nvue' ? 1 : undefined);
    if (!judged.has(cage) && split !== port.split) {
      drift.push({
        kind: 'breakout',
        at,
        cage,
        planned: port.split,
        ...(split !== undefined && { configured: split }),
      });
    }
    judged.add(cage);
    const found = configured.get(`${cage}/${port.place}`);
    if (found !== undefined || config.splits.has(cage)) portsInFile += 1;
    if (found?.rateBits !== undefined && found.rateBits !== port.rateBits) {
      drift.push({ kind: 'speed', at, cage, planned: port.rateBits, configured: found.rateBits });
    }
    const neighbour = neighbourOf(found, map, port.far.device);
    if (config.hasNeighbours && neighbour !== port.far.device) {
      const told = present({ configured: neighbour });
      drift.push({ kind: 'neighbour', at, cage, planned: port.far.device, ...told });
    }
  }
  return { fabric: fabric.name, device, ports: ports.length, portsInFile, drift };
}

function neighbourOf(port: PortConfig | undefined, map: NameMap, planned: string): string | undefined {
  if (port?.neighbour === undefined) return undefined;
  const node = { name: port.neighbour, kind: 'device', view: 'named' } as const;
  return resolveNodes([node], map, (device) => device === planned)[0]?.device;
}

function plannedPorts(fabric: FabricPlan, device: string): PlannedPort[] {
  const { links, switches, hostRateBits, trunkRateBits } = fabric;
  const index = switches.findIndex(({ name }) => name === device);
  const model = switches[index]?.model;
  if (model === undefined) return [];
  const ports: PlannedPort[] = [];
  for (const { index: link, a, b } of eachLink(fabric)) {
    const isLower = links.tier[link] !== 0 && links.aNode[link] === index;
    if (!isLower && links.bNode[link] !== index) continue;
    const number = (isLower ? links.aPort[link] : links.bPort[link]) ?? 0;
    const cage = cageOf(model, number);
    const isCommon = cage <= model.cages;
    ports.push({
      ...(isLower ? { own: a, far: b } : { own: b, far: a }),
      cage,
      place: isCommon ? ((number - 1) % model.portsPerCage) + 1 : 1,
      split: isCommon ? model.portsPerCage : 1,
      rateBits: links.tier[link] === 0 ? hostRateBits : trunkRateBits,
    });
  }
  return ports;
}

/** Whether a configuration is as planned, as far as it speaks of the planned ports: of one that names none of them nothing is known. */
export function isConfiguredAsPlanned(report: ConfigReport): boolean {
  return report.drift.length === 0 && !isSilent(report);
}

/** Whether a configuration names none of the planned ports, as one that was cut off. */
export function isSilent({ ports, portsInFile }: Pick<ConfigReport, 'ports' | 'portsInFile'>): boolean {
  return ports > 0 && portsInFile === 0;
}

/** What a configuration says of a port. */
export interface PortConfig {
  /** Cage of the front panel, from 1. */
  readonly cage: number;
  /** Place in the cage, from 1. */
  readonly place: number;
  /** Absent: not set, so that the switch chooses. */
  readonly rateBits?: number;
  /** Name of the device that it should meet. Absent: not told. */
  readonly neighbour?: string;
}

/** What a configuration file says of a switch, as far as a plan of cables can be compared with it. */
export interface SwitchConfig {
  readonly format: 'sonic' | 'nvue';
  /** Absent: the file does not name the switch. */
  readonly device?: string;
  /** Ports that each cage is split into, by cage; 1 where it is whole. */
  readonly splits: ReadonlyMap<number, number>;
  readonly ports: readonly PortConfig[];
  /** Whether the file tells neighbours at all. */
  readonly hasNeighbours: boolean;
}
