import type { FabricEndpoint, FabricPlan, FabricSwitchPlan, LinkEnd } from '../../model/fabric-plan';
import { sonicLanes, sonicPortAlias, sonicPortName } from '../fabric/sonic-port-name';
import { switchPortName } from '../fabric/switch-port-name';

/** No end, or no link. */
export const NONE = -1;

type Model = FabricSwitchPlan['model'];

/** Every port of a fabric's devices as a number from 0: endpoints first, then switches, used or not. */
export class PlanEnds {
  /** Lower and upper end of each planned link. */
  public readonly aEnd: Int32Array;
  public readonly bEnd: Int32Array;
  public readonly count: number;
  private readonly endpointAt = new Map<string, number>();
  private readonly switchAt = new Map<string, number>();
  private readonly endpointBase: Int32Array;
  private readonly switchBase: Int32Array;
  private readonly portNumbers = new Map<string, ReadonlyMap<string, number>>();
  private readonly fabric: FabricPlan;

  public constructor(fabric: FabricPlan) {
    const { endpoints, switches, links } = fabric;
    this.fabric = fabric;
    let count = 0;
    this.endpointBase = Int32Array.from(endpoints, ({ name, portNames }, index) => {
      this.endpointAt.set(name, index);
      count += portNames.length;
      return count - portNames.length;
    });
    this.switchBase = Int32Array.from(switches, ({ name, model }, index) => {
      this.switchAt.set(name, index);
      count += portsOf(model);
      return count - portsOf(model);
    });
    this.count = count;
    this.aEnd = new Int32Array(links.count);
    this.bEnd = new Int32Array(links.count);
    for (let link = 0; link < links.count; link += 1) {
      const node = links.aNode[link] ?? 0;
      const port = links.aPort[link] ?? 0;
      const isHost = links.tier[link] === 0;
      this.aEnd[link] = isHost ? (this.endpointBase[node] ?? 0) + port : (this.switchBase[node] ?? 0) + port - 1;
      this.bEnd[link] = (this.switchBase[links.bNode[link] ?? 0] ?? 0) + (links.bPort[link] ?? 0) - 1;
    }
  }

  /** Endpoint of a name, undefined for a switch and for what is not of the fabric. */
  public endpoint(device: string): FabricEndpoint | undefined {
    return this.fabric.endpoints[this.endpointAt.get(device) ?? NONE];
  }

  /** Switch of a name, undefined for an endpoint and for what is not of the fabric. */
  public switchOf(device: string): FabricSwitchPlan | undefined {
    return this.fabric.switches[this.switchAt.get(device) ?? NONE];
  }

  /** Number of a port by its name in the plan, or by its number where a switch has no names; `NONE` where there is no such port. */
  public endOf(device: string, port: string): number {
    const endpoint = this.endpointAt.get(device);
    if (endpoint !== undefined) {
      const at = this.fabric.endpoints[endpoint]?.portNames.indexOf(port) ?? NONE;
      return at < 0 ? NONE : (this.endpointBase[endpoint] ?? 0) + at;
    }
    const at = this.switchAt.get(device);
    const model = this.fabric.switches[at ?? NONE]?.model;
    if (at === undefined || model === undefined) return NONE;
    const number = /^\d+$/.test(port) ? Number(port) : (this.numbersOf(model).get(port) ?? 0);
    return number >= 1 && number <= portsOf(model) ? (this.switchBase[at] ?? 0) + number - 1 : NONE;
  }

  /** Device and port of an end, in the words of the plan. */
  public nameOf(end: number): LinkEnd {
    const { endpoints, switches } = this.fabric;
    const firstSwitch = this.switchBase[0] ?? this.count;
    const bases = end < firstSwitch ? this.endpointBase : this.switchBase;
    const owner = lastAtMost(bases, end);
    const port = end - (bases[owner] ?? 0);
    if (end < firstSwitch) {
      const endpoint = endpoints[owner];
      return { device: endpoint?.name ?? '', port: endpoint?.portNames[port] ?? '' };
    }
    const upper = switches[owner];
    return { device: upper?.name ?? '', port: upper === undefined ? '' : switchPortName(upper.model, port + 1) };
  }

  private numbersOf(model: Model): ReadonlyMap<string, number> {
    const { portNaming, cages, portsPerCage, lanes, uplinks } = model;
    const key = JSON.stringify([portNaming, cages, portsPerCage, lanes, uplinks?.ports, uplinks?.lanes]);
    let numbers = this.portNumbers.get(key);
    if (numbers === undefined) {
      const ports = Array.from({ length: portsOf(model) }, (_, index) => index + 1);
      numbers = new Map([
        ...(portNaming === 'cumulus' ? ports.flatMap((port) => sonicNames(model, port)) : []),
        ...ports.map((port) => [switchPortName(model, port), port] as const),
      ]);
      this.portNumbers.set(key, numbers);
    }
    return numbers;
  }
}

/** Name and alias under SONiC, which numbers ports by lane. */
function sonicNames(model: Model, port: number): (readonly [string, number])[] {
  if (sonicLanes(model, port).length === 0) return [];
  return [
    [sonicPortName(model, port), port],
    [sonicPortAlias(model, port), port],
  ];
}

function portsOf({ cages, portsPerCage, uplinks }: Model): number {
  return cages * portsPerCage + (uplinks?.ports ?? 0);
}

/** Index of the last base that is not above `end`, by halving. Bases rise; of equal ones the last has the ports. */
function lastAtMost(bases: Int32Array, end: number): number {
  let low = 0;
  let high = bases.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((bases[middle] ?? 0) <= end) low = middle;
    else high = middle - 1;
  }
  return low;
}
