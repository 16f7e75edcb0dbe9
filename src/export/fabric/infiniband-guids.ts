import type { FabricPlan } from '../../model/fabric-plan';
import { idPorts } from '../../model/site-links';
import type { SitePlan } from '../../model/site-plan';

/** GUIDs of the nodes of a site's InfiniBand fabrics, 16 hex digits each. */
export interface InfinibandGuids {
  /** Of a switch. */
  ofSwitch(name: string): string;
  /** Of a port of an endpoint, and of the adapter behind it. */
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
 * The ids of a device count over its ports as `idPorts` has them; a switch has one.
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
    ofSwitch: (name) => known(name, 0) ?? placeholder(name),
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
