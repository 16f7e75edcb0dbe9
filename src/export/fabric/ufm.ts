import { catalogueAdapters } from '../../design/as-built/discovered-fabric';
import type { FabricPlan, LinkEnd, SwitchTier } from '../../model/fabric-plan';
import { SitePlaces } from '../../model/site-cables';
import { isFabric, networkLinks, type NetworkPlan, idPorts } from '../../model/site-links';
import type { SitePlan } from '../../model/site-plan';
import { machineCsv } from '../../report/csv';
import { dotText } from '../machine-text';

const INFINIBAND = ['Rack', 'U', 'Name', 'HCA/Port', 'Rack', 'U', 'Name', 'Port'];

const ETHERNET = ['A-Node Name', 'A-Type', 'A-Port', 'Z-Node Name', 'Z-Type', 'Z-Port'];

/**
 * Writes the point-to-point sheet of a fabric, or of a pair of cores, as UFM's cable validation takes it, a row a link, the lower end first. An adapter of an
 * InfiniBand host is its number from 1, which UFM takes for `mlx5_0` and so on where no map of adapters says otherwise.
 *
 * @see https://docs.nvidia.com/networking/display/cablevalidationtool/p2p+file
 */
export function renderUfmCables(plan: NetworkPlan, site: Pick<SitePlan, 'placement'>): string {
  return isFabric(plan) && plan.kind === 'infiniband' ? infinibandSheet(plan, site) : ethernetSheet(plan);
}

/**
 * Writes the map of adapters of UFM's cable validation, `hca_mapping.csv`: a row `port,hca-name` a port of a host, counted from 1 as in the point-to-point sheet. The names are
 * those that the catalogue has for the system of the hosts; UFM takes `mlx5_0` and so on where there is no map.
 *
 * @returns an empty text for a fabric that is no compute fabric of InfiniBand, and where the names of a host are not known or hosts differ
 * @see https://docs.nvidia.com/networking/display/cablevalidationtool/p2p+file
 */
export function renderHcaMapping(fabric: FabricPlan, site: Pick<SitePlan, 'devices' | 'clusters'>): string {
  if (fabric.kind !== 'infiniband' || fabric.role !== 'compute') return '';
  const models = new Map(site.devices.map(({ name, model }) => [name, model]));
  const groups = new Set(site.clusters.map(({ name }) => name));
  const maps = fabric.endpoints
    .filter(({ group = '' }) => groups.has(group))
    .map((endpoint) => {
      const adapters = new Map([...catalogueAdapters(endpoint, models)].map(([adapter, port]) => [port, adapter]));
      return endpoint.portNames.map((port) => adapters.get(port));
    });
  const [first = []] = maps;
  const rows = first.flatMap((adapter, at) => (adapter === undefined ? [] : [[`${at + 1}`, adapter]]));
  const isOne = maps.every((map) => map.length === first.length && map.every((adapter, at) => adapter === first[at]));
  return isOne && rows.length > 0 && rows.length === first.length ? machineCsv(rows) : '';
}

function infinibandSheet(fabric: FabricPlan, { placement }: Pick<SitePlan, 'placement'>): string {
  const places = new SitePlaces({ placement });
  const place = (device: string): string[] => {
    const { rack, u } = places.of(device);
    return [rack, rack === '' ? '' : `${u}`, device];
  };
  const rows = Array.from(networkLinks(fabric).links(), ({ joins, a, b }, index) => {
    const port = joins === 'endpoint' ? `${(fabric.links.aPort[index] ?? 0) + 1}` : a.port;
    return [...place(a.device), port, ...place(b.device), b.port];
  });
  return machineCsv([INFINIBAND, ...rows]);
}

function ethernetSheet(plan: NetworkPlan): string {
  const upper = new Set(isFabric(plan) ? plan.switches.map(({ name }) => name) : plan.switches);
  const end = ({ device, port }: LinkEnd): string[] => [device, upper.has(device) ? 'Switch' : 'Host', port];
  const rows = Array.from(networkLinks(plan).links(), ({ a, b }) => [...end(a), ...end(b)]);
  return machineCsv([ETHERNET, ...rows]);
}

/** Words of UFM's cable validation for the tiers. */
const ROLES: Readonly<Record<SwitchTier, string>> = { leaf: 'leaf', spine: 'spine', core: 'super_spine' };

/**
 * Writes an Ethernet fabric as the `.dot` file of UFM's cable validation: switches with their roles, then a line a link, the upper end first.
 *
 * @see https://docs.nvidia.com/networking/display/cablevalidationtool150/dot+file
 */
export function renderUfmDot(fabric: FabricPlan): string {
  const lines = ['graph network {'];
  for (const { name, tier, model } of fabric.switches) {
    const os = model.portNaming === 'cumulus' ? ' os="cumulus"' : '';
    lines.push(`  ${dotText(name)} [role="${ROLES[tier]}"${os}]`);
  }
  for (const { a, b } of networkLinks(fabric).links()) {
    lines.push(`  ${dotText(b.device)}:${dotText(b.port)} -- ${dotText(a.device)}:${dotText(a.port)}`);
  }
  return `${lines.join('\n')}\n}\n`;
}

/**
 * Writes UFM's static topology, `topoconfig.conf`, of one plane of a fabric: a line a link end. UFM raises an alarm for each GUID that it does not find,
 * so that the file exists only once the asset file has all of them.
 *
 * @returns undefined while a GUID is missing
 * @see https://docs.nvidia.com/networking/display/ufmenterpriserestapi/static+topology+rest+api
 */
export function renderUfmTopoconfig(fabric: FabricPlan, guids: InfinibandGuids, plane = 1): string | undefined {
  const { links, switches, endpoints } = fabric;
  const lines: string[] = [];
  for (let row = 0; row < links.count; row += 1) {
    const upper = switches[links.bNode[row] ?? -1];
    if (upper?.plane !== plane) continue;
    const at = links.aNode[row] ?? -1;
    const port = links.aPort[row] ?? 0;
    const isHost = links.tier[row] === 0;
    const { planeChips = 1 } = upper.model;
    for (let chip = 1; chip <= planeChips; chip += 1) {
      const [aGuid, aPort] = isHost
        ? [guids.ofPort(fabric, endpoints[at]?.name ?? '', port).node, chip]
        : [guids.ofSwitch(switches[at]?.name ?? '', chip), port];
      const bGuid = guids.ofSwitch(upper.name, chip);
      if (isPlaceholderGuid(aGuid) || isPlaceholderGuid(bGuid)) return undefined;
      const [a, b] = [`0x${aGuid},${aPort}`, `0x${bGuid},${links.bPort[row] ?? 0}`];
      lines.push(`${a},${b},Any,Active\n`, `${b},${a},Any,Active\n`);
    }
  }
  return lines.join('');
}

/** GUIDs of the nodes of a site's InfiniBand fabrics, 16 hex digits each. */
export interface InfinibandGuids {
  /** Of a switch, or of one of its chips, from 1, where each is a node: the asset file has their ids in that order. */
  ofSwitch(name: string, chip?: number): string;
  /** Of a port of an endpoint, and of the adapter behind it; all planes of a port have the one. */
  ofPort(fabric: FabricPlan, endpoint: string, port: number): AdapterGuids;
}

/** GUIDs of an adapter with one port. Where the asset file has the one, both are the same, as single-port adapters have it. */
interface AdapterGuids {
  readonly node: string;
  readonly port: string;
}

/** Whether a GUID is a placeholder, and not from the asset file. */
export function isPlaceholderGuid(guid: string): boolean {
  return guid.startsWith(LOCAL);
}

/** First byte of a local address, which no vendor's GUID has. */
const LOCAL = '02';

const GUID = /^[0-9a-f]{16}$/;

/**
 * GUIDs from the asset file where it has them, else placeholders that follow from the name: locally administered, `02` and 56 bits of a hash.
 *
 * The ids of a device count over its ports as `idPorts` has them; a switch has one, or one a chip.
 */
export function infinibandGuids(site: Pick<SitePlan, 'fabrics' | 'converged' | 'assets'>): InfinibandGuids {
  const { assets } = site;
  const bases = new Map<string, number>();
  for (const [device, ports] of idPorts(site)) {
    ports.forEach(({ network }, index) => {
      const key = `${network}\n${device}`;
      if (!bases.has(key)) bases.set(key, index);
    });
  }
  const known = (device: string, index: number): string | undefined => {
    const id = assets.get(device)?.nicIds?.[index];
    return id !== undefined && GUID.test(id) ? id : undefined;
  };
  return {
    ofSwitch: (name, chip = 1) => known(name, chip - 1) ?? placeholder(chip === 1 ? name : `${name}\nU${chip}`),
    ofPort: (fabric, endpoint, port) => {
      const guid = known(endpoint, (bases.get(`${fabric.name}\n${endpoint}`) ?? 0) + port);
      return guid === undefined
        ? placeholderAdapter(`${fabric.name}\n${endpoint}\n${port}`)
        : { node: guid, port: guid };
    },
  };
}

/** A port one above its adapter, as simulators count. */
function placeholderAdapter(name: string): AdapterGuids {
  const node = BigInt(`0x${placeholder(name)}`) & ~1n;
  return { node: hex(node), port: hex(node + 1n) };
}

function hex(guid: bigint): string {
  return guid.toString(16).padStart(16, '0');
}

/** `02`: the bit of a local address is set, so that it never equals a vendor's. */
function placeholder(name: string): string {
  return `${LOCAL}${fnvHash(name).slice(2)}`;
}

const OFFSET = 0xcbf29ce484222325n;

const PRIME = 0x100000001b3n;

/**
 * FNV-1a hash of a text (UTF-8), 64 bits as 16 hex digits: short names for long ones, and ids that follow from a name alone.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9923
 */
export function fnvHash(text: string): string {
  let hash = OFFSET;
  for (const byte of Buffer.from(text, 'utf8')) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * PRIME);
  return hash.toString(16).padStart(16, '0');
}
