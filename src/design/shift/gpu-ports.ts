import { type FabricPlan, gpuRails } from '../../model/fabric-plan';
import { SitePlaces } from '../../model/site-cables';
import { type ClusterPlan, gpusOfHost, type SitePlan } from '../../model/site-plan';
import { linkLabel } from '../../model/switch-ports';
import { addTo } from '../../units/present';
import { ownersOf } from '../work-order/network-model';

/** What is out: devices, and cables by label. */
export interface PortsOut {
  readonly down: ReadonlySet<string>;
  readonly cables: ReadonlySet<string>;
}

/** GPUs behind ports that are out. */
export interface GpusOff {
  /** By system: GPUs whose ports to other GPUs are all out. */
  readonly gpus: ReadonlyMap<string, number>;
  /** Pairs of cores with ports of GPU hosts out, of which no links say which GPUs are behind them. */
  readonly unstated: readonly string[];
}

/** A host with GPUs and its ports to other GPUs, in order. */
interface HostPorts {
  readonly system: string;
  readonly gpus: number;
  readonly rails: number;
  /** Whether each port is out. */
  readonly isOut: readonly boolean[];
}

/**
 * Tells the GPUs of systems in service that stand behind switches and cables that are all out. Ports of a host are by rail, and those of one rail stand
 * together: in a compute fabric rails follow from its ports and planes, of a pair of cores its links say them.
 */
export class GpuPorts {
  private readonly clusters: ReadonlyMap<string, ClusterPlan>;
  private readonly pairs: readonly PairPorts[];

  public constructor(private readonly plan: SitePlan) {
    this.clusters = new Map(plan.clusters.map((cluster) => [cluster.name, cluster]));
    this.pairs = pairPorts(plan);
  }

  public off(out: PortsOut): GpusOff {
    const gpus = new Map<string, number>();
    const count = (hosts: Iterable<HostPorts>): void => {
      for (const host of hosts) {
        const off = gpusBehind(host);
        if (off > 0) gpus.set(host.system, (gpus.get(host.system) ?? 0) + off);
      }
    };
    for (const { plan } of this.plan.fabrics) if (plan.role === 'compute') count(fabricHosts(this.clusters, plan, out));
    const unstated = new Set<string>();
    for (const { pair, device, system, gpus: own, links, isUnstated } of this.pairs) {
      if (out.down.has(device) || out.down.has(system)) continue;
      const isOut = ({ core, labels }: PairPort): boolean =>
        out.down.has(core) || labels.some((label) => out.cables.has(label));
      if (isUnstated && links.some(({ ports }) => ports.some(isOut))) unstated.add(pair);
      if (isUnstated) continue;
      const total = links.reduce((sum, { rails }) => sum + rails, 0);
      count(links.map(({ rails, ports }) => ({ system, gpus: (own * rails) / total, rails, isOut: ports.map(isOut) })));
    }
    return { gpus, unstated: [...unstated] };
  }
}

/** GPUs of a host whose rails have no port left. */
function gpusBehind({ gpus, rails, isOut }: HostPorts): number {
  const left = new Uint16Array(rails);
  isOut.forEach((out, port) => {
    const rail = Math.floor((port * rails) / isOut.length);
    if (!out) left[rail] = (left[rail] ?? 0) + 1;
  });
  return left.reduce((sum, ports) => (ports === 0 ? sum + gpus / rails : sum), 0);
}

/** Hosts of a compute fabric, where something of it is out. Links of one host stand together. */
function* fabricHosts(
  clusters: ReadonlyMap<string, ClusterPlan>,
  plan: FabricPlan,
  { down, cables }: PortsOut,
): Generator<HostPorts> {
  const isDown = Uint8Array.from(plan.switches, ({ name }) => (down.has(name) ? 1 : 0));
  const cut = [...cables].some((label) => label.startsWith(`${plan.name}/`));
  if (!cut && !isDown.includes(1)) return;
  const { links, endpoints, planes } = plan;
  for (let row = 0; row < links.count && links.tier[row] === 0;) {
    const host = links.aNode[row] ?? 0;
    const start = row;
    while (row < links.count && links.tier[row] === 0 && links.aNode[row] === host) row += 1;
    const endpoint = endpoints[host];
    const cluster = clusters.get(endpoint?.group ?? '');
    const system = endpoint?.device ?? endpoint?.name ?? '';
    if (endpoint === undefined || cluster === undefined || cluster.gpusPerHost === 0) continue;
    if (down.has(system) || down.has(endpoint.name)) continue;
    const isOut = new Array<boolean>(row - start).fill(false);
    for (let at = start; at < row; at += 1) {
      const isDead = isDown[links.bNode[at] ?? 0] === 1 || (cut && cables.has(linkLabel(plan, at)));
      isOut[links.aPort[at] ?? 0] = isDead;
    }
    const gpus = gpusOfHost(cluster);
    yield { system, gpus, rails: gpuRails(planes, row - start, gpus), isOut };
  }
}

/** A port of a host on a core: the core, and the labels under which its cable is named. */
export interface PairPort {
  readonly core: string;
  readonly rateBits: number;
  readonly labels: readonly string[];
}

/** Ports of a host with GPUs on a pair of cores. */
export interface PairPorts {
  readonly pair: string;
  readonly device: string;
  readonly system: string;
  readonly gpus: number;
  readonly links: readonly { readonly rails: number; readonly ports: readonly PairPort[] }[];
  /** Whether nothing says which of its GPUs are behind which port, in the pair or in a compute fabric. */
  readonly isUnstated: boolean;
}

/** Hosts with GPUs on pairs of cores, with their ports by rail. */
export function pairPorts(
  plan: Pick<SitePlan, 'fabrics' | 'converged' | 'clusters' | 'placement'>,
): readonly PairPorts[] {
  if ((plan.converged ?? []).length === 0) return [];
  const owners = ownersOf([plan]);
  const places = new SitePlaces(plan);
  const onFabric = new Set(
    plan.fabrics.flatMap(({ plan: { role, endpoints } }) =>
      role === 'compute' ? endpoints.map(({ name }) => name) : [],
    ),
  );
  return (plan.converged ?? []).flatMap((pair) => {
    const cores = new Set<string>(pair.plan.cores.map(({ name }) => name));
    const ports = new Map<string, Map<string, PairPort>>();
    for (const { label, cable, a, b, rateBits } of pair.cables) {
      if (!cores.has(b.device) || cores.has(a.device)) continue;
      const own = ports.get(a.device) ?? new Map<string, PairPort>();
      ports.set(a.device, own.set(a.port, { core: b.device, rateBits, labels: [...new Set([label, cable])] }));
    }
    const railed = new Map<string, { readonly rails: number; readonly names: readonly string[] }[]>();
    for (const { devices, links } of pair.input?.groups ?? []) {
      for (const { rails, ports: names } of links)
        if (rails !== undefined) for (const device of devices) addTo(railed, device, { rails, names });
    }
    return [...ports].flatMap(([device, own]): readonly PairPorts[] => {
      const gpus = owners.get(device)?.gpus ?? 0;
      const stated = (railed.get(device) ?? []).map(({ rails, names }) => ({
        rails,
        ports: names.flatMap((name) => own.get(name) ?? []),
      }));
      const isUnstated = stated.length === 0;
      // Hosts of a compute fabric have their GPUs there: these ports carry something else.
      if (gpus === 0 || (isUnstated && onFabric.has(device))) return [];
      const links = isUnstated ? [{ rails: 1, ports: [...own.values()] }] : stated;
      return [{ pair: pair.plan.name, device, system: places.holderOf(device), gpus, links, isUnstated }];
    });
  });
}
