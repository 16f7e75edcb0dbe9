import type { CableEnd } from '../../model/cabling-plan';
import type { LinkEnd } from '../../model/fabric-plan';
import { isFabric, networkLinks, networkName, type NetworkPlan } from '../../model/site-links';
import { cagePlace, switchPortName, switchPorts } from '../../model/switch-ports';
import { present } from '../../units/present';
import { networkDevices } from './compared-network';
import { placer, type SiteFacts } from './discovered-fabric';
import { FATE, matchCables, NONE } from './match-cables';
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
  /** Ports of the file whose cage it does not tell: nothing is known of them. Absent: none. */
  readonly placeless?: number;
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
 * Compares the configuration of a switch with what the plan of its network says of it: splits of the cages with planned links, speeds and neighbours of
 * their ports. What the configuration leaves open is as planned, but for a cage that has to be split.
 *
 * @param plan - plan of a fabric, or of a pair of cores; without links of the device the report holds none
 * @param device - name of the switch in the plan
 */
export function compareConfig(
  plan: NetworkPlan,
  device: string,
  config: SwitchConfig,
  { map = {}, site }: CompareConfigOptions = {},
): ConfigReport {
  const place = placer(networkDevices(plan), site);
  const judged = new Set<number>();
  const drift: ConfigDrift[] = [];
  const ports = plannedPorts(plan, device);
  const { portAt, neighbourAt } = matchPorts(ports, config, map);
  let portsInFile = 0;
  for (const [index, port] of ports.entries()) {
    const { own, cage } = port;
    const at = place(own);
    const split = config.splits.get(cage) ?? (config.format === 'nvue' ? 1 : undefined);
    const isTold = split !== undefined || config.placeless === undefined;
    if (!judged.has(cage) && isTold && split !== port.split) {
      drift.push({
        kind: 'breakout',
        at,
        cage,
        planned: port.split,
        ...(split !== undefined && { configured: split }),
      });
    }
    judged.add(cage);
    const found = portAt(index);
    if (found !== undefined || config.splits.has(cage)) portsInFile += 1;
    if (found?.rateBits !== undefined && found.rateBits !== port.rateBits) {
      drift.push({ kind: 'speed', at, cage, planned: port.rateBits, configured: found.rateBits });
    }
    const wrong = neighbourAt(index);
    if (config.hasNeighbours && wrong !== undefined) {
      drift.push({ kind: 'neighbour', at, cage, planned: port.far.device, ...wrong });
    }
  }
  return {
    fabric: networkName(plan),
    device,
    ports: ports.length,
    portsInFile,
    ...present({ placeless: config.placeless }),
    drift,
  };
}

/** Planned ports against configured ones: a cable is known by its port here, and its far end by the device alone. */
function matchPorts(
  planned: readonly PlannedPort[],
  config: SwitchConfig,
  map: NameMap,
): {
  /** What is configured of a planned port. */
  readonly portAt: (index: number) => PortConfig | undefined;
  /** The neighbour that a planned port is told in place of its own; undefined where it is told the right one. */
  readonly neighbourAt: (index: number) => { readonly configured?: string } | undefined;
} {
  const own = new Map(planned.map(({ cage, place }, index) => [`${cage}/${place}`, index]));
  // Of two settings of a port the last holds.
  const ports = [...new Map(config.ports.map((port) => [`${port.cage}/${port.place}`, port]))].flatMap(
    ([key, port]) => {
      const index = own.get(key);
      if (index === undefined) return [];
      return [{ index, port, neighbour: neighbourOf(port, map, planned[index]?.far.device ?? '') }];
    },
  );
  const devices = new Map<string, number>();
  const farEnd = (device: string | undefined): number => {
    if (device === undefined) return NONE;
    const end = devices.get(device) ?? planned.length + devices.size;
    devices.set(device, end);
    return end;
  };
  const far = planned.map((port) => farEnd(port.far.device));
  const foundFar = ports.map(({ neighbour }) => farEnd(neighbour));
  const match = matchCables(
    { count: planned.length, ends: (port, side) => [side === 'a' ? port : (far[port] ?? NONE)] },
    { count: ports.length, ends: (port, side) => [(side === 'a' ? ports[port]?.index : foundFar[port]) ?? NONE] },
    { ends: planned.length + devices.size, from: 'lower' },
  );
  return {
    portAt: (index) => ports[match.foundAt(index)]?.port,
    neighbourAt: (index) =>
      match.fate[index] === FATE.inPlace ? undefined : present({ configured: ports[match.foundAt(index)]?.neighbour }),
  };
}

function neighbourOf(port: PortConfig, map: NameMap, planned: string): string | undefined {
  if (port.neighbour === undefined) return undefined;
  const node = { name: port.neighbour, kind: 'device', view: 'named' } as const;
  return resolveNodes([node], map, (device) => device === planned)[0]?.device;
}

function plannedPorts(plan: NetworkPlan, device: string): PlannedPort[] {
  const cageAt = cagesOf(plan, device);
  return [...networkLinks(plan).links()].flatMap(({ a, b, rateBits }): PlannedPort[] => {
    if (a.device !== device && b.device !== device) return [];
    const [own, far] = a.device === device ? [a, b] : [b, a];
    const cage = cageAt(own.port);
    return cage === undefined ? [] : [{ own, far, rateBits, ...cage }];
  });
}

/** Where a port of a switch is on its front panel, by its name; undefined for a device that is no switch of the network. */
function cagesOf(
  plan: NetworkPlan,
  device: string,
): (port: string) => Omit<PlannedPort, 'own' | 'far' | 'rateBits'> | undefined {
  if (isFabric(plan)) {
    const model = plan.switches.find(({ name }) => name === device)?.model;
    if (model === undefined) return () => undefined;
    const { common, uplinks, hasOwnUplinks } = switchPorts(model);
    const count = common + (hasOwnUplinks ? uplinks : 0);
    const numbers = new Map(Array.from({ length: count }, (_, index) => [switchPortName(model, index + 1), index + 1]));
    return (port) => {
      const number = numbers.get(port) ?? 0;
      const { cage, rank, ports: split } = cagePlace(model, number);
      return { cage, place: rank + 1, split };
    };
  }
  if (!plan.switches.includes(device)) return () => undefined;
  const core = plan.plan.cores.find(({ name }) => name === device);
  const places = new Map(
    core?.cages.flatMap(({ cage, port: whole, ports, breakout }) =>
      (ports.length === 0 ? [{ name: whole }] : ports).map(({ name }, index) => {
        return [name, { cage, place: index + 1, split: breakout?.portsPerCage ?? 1 }] as const;
      }),
    ),
  );
  // Out-of-band switches have no cage that is split.
  return (port) => places.get(port) ?? { cage: Number(/\d+$/.exec(port)?.[0] ?? 0), place: 1, split: 1 };
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
  /** Ports of which the file does not tell the cage, neither by an index nor by an alias. Absent: none. */
  readonly placeless?: number;
}
