import type { FabricEndpoint, FabricPlan } from '../../model/fabric-plan';
import type { SitePlan } from '../../model/site-plan';
import { addTo } from '../../units/present';
import type { InfinibandGuids } from './ufm';
import { checkWords, commentText, OPENSM_WORDS, IBDIAGNET_WORDS } from '../machine-text';
import { linkRate } from '../../report/in-figures';
import { switchModelName } from '../switches/nvue-words';

/** What the subnet manager's files are made from. */
export type OpensmSite = Pick<SitePlan, 'addresses' | 'clusters' | 'tenants'>;

/**
 * Writes OpenSM's `partitions.conf` of a fabric: the default partition, and one a tenant with the hosts of its clusters as full members.
 *
 * With tenants, hosts of clusters are limited members of the default partition: they reach services and storage there, but not each other.
 *
 * @throws DesignError `export/name-not-taken` for a tenant that cannot name a partition
 * @see https://github.com/linux-rdma/opensm/blob/master/doc/partition-config.txt
 */
export function renderPartitionsConf(fabric: FabricPlan, site: OpensmSite, guids: InfinibandGuids, plane = 1): string {
  const { partitions } = site.addresses;
  const ports = portsByEndpoint(fabric, guids, plane);
  checkWords(
    partitions.map(({ tenant }) => tenant),
    OPENSM_WORDS,
  );
  if (partitions.length === 0) return 'Default=0x7fff, ipoib : ALL=full, SELF=full ;\n';
  const groups = new Set(site.clusters.map(({ name }) => name));
  const lines = ['Default=0x7fff, ipoib : ALL=limited, ALL_SWITCHES=full, SELF=full ;'];
  for (const endpoint of fabric.endpoints) {
    if (endpoint.group !== undefined && groups.has(endpoint.group)) continue;
    lines.push(...memberLine('Default=0x7fff', endpoint, ports));
  }
  for (const { tenant, pkey } of partitions) {
    const own = new Set(site.clusters.filter(({ tenants }) => tenants.includes(tenant)).map(({ name }) => name));
    const partition = `${tenant}=0x${pkey.toString(16).padStart(4, '0')}, ipoib`;
    lines.push('', `${partition} : ALL_SWITCHES=full, SELF=full ;`);
    for (const endpoint of fabric.endpoints) {
      if (endpoint.group !== undefined && own.has(endpoint.group))
        lines.push(...memberLine(partition, endpoint, ports));
    }
  }
  return `${lines.join('\n')}\n`;
}

/** GUIDs of the top switches, of each of their chips where they are nodes, one a line, for `root_guid_file` of the routing engines `ftree` and `updn`. */
export function renderRootGuids({ switches, counts }: FabricPlan, guids: InfinibandGuids, plane = 1): string {
  const top = counts.core > 0 ? 'core' : counts.spine > 0 ? 'spine' : 'leaf';
  return switches
    .filter((each) => each.tier === top && each.plane === plane)
    .flatMap(({ name, model: { planeChips = 1 } }) =>
      Array.from({ length: planeChips }, (_, at) => `0x${guids.ofSwitch(name, at + 1)}\n`),
    )
    .join('');
}

/** GUIDs of the ports of all cluster hosts, one a line, for `cn_guid_file` of the routing engine `ftree`. */
export function renderComputeGuids(
  fabric: FabricPlan,
  { clusters }: Pick<OpensmSite, 'clusters'>,
  guids: InfinibandGuids,
  plane = 1,
): string {
  const groups = new Set(clusters.map(({ name }) => name));
  const ports = portsByEndpoint(fabric, guids, plane);
  return fabric.endpoints
    .filter(({ group }) => group !== undefined && groups.has(group))
    .flatMap(({ name }) => (ports.get(name) ?? []).map((guid) => `0x${guid}\n`))
    .join('');
}

/** A line an endpoint: OpenSM merges rules of one PKey. */
function memberLine(
  partition: string,
  { name }: FabricEndpoint,
  ports: ReadonlyMap<string, readonly string[]>,
): string[] {
  const members = (ports.get(name) ?? []).map((guid) => `0x${guid}=full`);
  return members.length === 0 ? [] : [`# ${commentText(name)}`, `${partition} : ${members.join(', ')} ;`];
}

/** GUIDs of an endpoint's ports on one plane, in the order of its links. */
function portsByEndpoint(
  fabric: FabricPlan,
  guids: InfinibandGuids,
  plane: number,
): ReadonlyMap<string, readonly string[]> {
  const { links, switches, endpoints } = fabric;
  const ports = new Map<string, string[]>();
  for (let index = 0; index < links.count && links.tier[index] === 0; index += 1) {
    const endpoint = endpoints[links.aNode[index] ?? -1];
    if (endpoint === undefined || switches[links.bNode[index] ?? -1]?.plane !== plane) continue;
    const { port: guid } = guids.ofPort(fabric, endpoint.name, links.aPort[index] ?? 0);
    addTo(ports, endpoint.name, guid);
  }
  return ports;
}

const LANES = 4;
const GIGA = 1_000_000_000;

/**
 * Writes one plane of an InfiniBand fabric as the topology file of ibdiagnet, which UFM's cable validation reads too: a block a switch, a line
 * a cabled port. Adapters are called `mlx5_0` and so on in the order of the ports, as UFM takes them where no map says otherwise; the type of an
 * endpoint is `HCA_` and their number in the fabric.
 *
 * @throws DesignError `export/name-not-taken`
 * @see https://docs.nvidia.com/networking/display/cablevalidationtool150/topo+file
 */
export function renderIbdiagnetTopo(fabric: FabricPlan, plane = 1): string {
  const { links, switches, endpoints } = fabric;
  checkWords(
    [...switches, ...endpoints].map(({ name }) => name),
    IBDIAGNET_WORDS,
  );
  const lines = switches.map((): { readonly port: number; readonly text: string }[] => []);
  const add = (at: number, port: number, row: number, peer: string): void => {
    const speed = `-${LANES}x-${linkRate(fabric, row) / LANES / GIGA}G->`;
    lines[at]?.push({ port, text: `P${port} ${speed} ${peer}` });
  };
  const switchEnd = (at: number, port: number): string => {
    const each = switches[at];
    return each === undefined ? '' : `${switchModelName(each.model)} ${each.name} P${port}`;
  };
  for (let row = 0; row < links.count; row += 1) {
    const lower = links.aNode[row] ?? -1;
    const lowerPort = links.aPort[row] ?? 0;
    const upper = links.bNode[row] ?? -1;
    const upperPort = links.bPort[row] ?? 0;
    if (switches[upper]?.plane !== plane) continue;
    if (links.tier[row] === 0) {
      const { name = '', portNames = [] } = endpoints[lower] ?? {};
      add(upper, upperPort, row, `HCA_${portNames.length} ${name} mlx5_${lowerPort}/P1`);
    } else {
      add(upper, upperPort, row, switchEnd(lower, lowerPort));
      add(lower, lowerPort, row, switchEnd(upper, upperPort));
    }
  }
  const blocks = switches.flatMap(({ name, model, plane: own }, at) => {
    if (own !== plane) return [];
    const ports = [...(lines[at] ?? [])].sort((a, b) => a.port - b.port);
    return [[`${switchModelName(model)} ${name}`, ...ports.map(({ text }) => text)].join('\n')];
  });
  return `${blocks.join('\n\n')}\n`;
}
