import { type StorageLeaf, storageLeaves } from '../../design/storage/storage-losses';
import type { At, SitePlan } from '../../model/site-plan';
import type { StoragePlan } from '../../model/storage-plan';
import { inWords } from '../engine/in-words';
import { defineRule, failed, indeterminate, judgeEach, type Rule, type Verdict } from '../engine/rule';

type Side = 'nodes' | 'hosts';

/** Which way data goes; a link carries its rate both ways at once. */
interface Way {
  readonly demanded: (plan: StoragePlan) => DemandedRate;
  readonly prop: 'read' | 'write';
}

const READS: Way = { demanded: demandedRead, prop: 'read' };

const WRITES: Way = { demanded: demandedWrite, prop: 'write' };

const WHY = {
  text: 'A tier reads and writes no faster than the links between it and the systems carry.',
  source:
    'NVIDIA DGX SuperPOD Reference Architecture, DGX H100: storage fabric, 2 x 400G a node, more than 40 GB/s a node',
};

const nodeLinksShort = defineRule({
  id: 'storage/node-links-short',
  severity: 'warning',
  title: 'the links of the storage nodes carry the read rate of their tier',
  why: WHY,
  check: (plan) => checkLinks(plan, 'nodes', READS),
});

const hostLinksShort = defineRule({
  id: 'storage/host-links-short',
  severity: 'warning',
  title: 'the links of the systems to the storage network carry the read rate of the tier',
  why: WHY,
  check: (plan) => checkLinks(plan, 'hosts', READS),
});

const nodeLinksShortForWrites = defineRule({
  id: 'storage/node-links-short-for-writes',
  severity: 'warning',
  title: 'the links of the storage nodes carry the write rate of their tier, checkpoints included',
  why: WHY,
  check: (plan) => checkLinks(plan, 'nodes', WRITES),
});

const hostLinksShortForWrites = defineRule({
  id: 'storage/host-links-short-for-writes',
  severity: 'warning',
  title: 'the links of the systems to the storage network carry the write rate of the tier, checkpoints included',
  why: WHY,
  check: (plan) => checkLinks(plan, 'hosts', WRITES),
});

/** Rules about the network between tiers and systems. */
export const storageNetworkRules: readonly Rule[] = [
  hostLinksShort,
  hostLinksShortForWrites,
  nodeLinksShort,
  nodeLinksShortForWrites,
];

function checkLinks(plan: SitePlan, side: Side, way: Way): readonly Verdict[] {
  // That a tier is on no storage network is said once, of its nodes.
  const tiers = side === 'hosts' ? plan.storage.filter((tier) => isOnStorageNetwork(plan, tier.plan)) : plan.storage;
  return judgeEach(
    way === WRITES ? tiers.filter((tier) => isAskedToWrite(plan, tier.plan)) : tiers,
    (tier) =>
      linksVerdict(plan, tier, side === 'nodes' ? new Set(tier.plan.nodes) : tierClients(plan, tier.plan), {
        side,
        way,
      }),
    way === WRITES
      ? 'no storage tier on a storage fabric is asked to write'
      : side === 'hosts' && plan.storage.length > 0
        ? 'no storage tier is on a storage fabric: storage/node-links-short says so'
        : 'the site has no storage tier',
  );
}

/** A tier on no storage fabric is spoken of once, by the rules about reads. */
function isAskedToWrite(plan: SitePlan, tier: StoragePlan): boolean {
  return demandedWrite(tier).prop !== undefined && isOnStorageNetwork(plan, tier);
}

function isOnStorageNetwork({ fabrics }: SitePlan, tier: StoragePlan): boolean {
  const nodes = new Set(tier.nodes);
  return fabrics.some(
    ({ plan: { role, endpoints } }) => role === 'storage' && endpoints.some(({ name }) => nodes.has(name)),
  );
}

function linksVerdict(
  plan: SitePlan,
  { path, plan: tier }: At<StoragePlan>,
  wanted: ReadonlySet<string>,
  { side, way }: { readonly side: Side; readonly way: Way },
): Verdict | undefined {
  const object = `storage tier '${tier.name}', links of ${side === 'nodes' ? 'its nodes' : 'the systems'}`;
  const links = linksOf(plan, new Set(tier.nodes), wanted);
  const isLinked = links.length > 0;
  const { bitsPerSecond: required, prop = way.prop } = way.demanded(tier);
  if (!isLinked) {
    return indeterminate({
      path,
      object,
      unknown: `which network carries ${inWords.bytesPerSecond(required)}: no fabric of role 'storage' has a link of ${inWords.count(tier.nodes.length, 'node')} of the tier`,
      givenBy: "add the tier to the 'hosts' of a fabric of role 'storage'",
    });
  }
  const ofLinks = links.reduce((sum, { count, rateBits }) => sum + count * rateBits, 0);
  const { bits: lost, text: shared } = side === 'nodes' ? NOTHING_LOST : lostOnAdapters(plan, tier, wanted);
  const available = ofLinks - lost;
  if (available >= required) return undefined;
  const sum = `${links
    .map(({ count, rateBits }) => `${inWords.number(count)} links x ${inWords.bits(rateBits)}`)
    .join(' + ')}${shared}`;
  const [need, have, short] = [required, available, required - available].map(inWords.bytesPerSecond);
  return failed({
    path,
    object,
    found: `${have}`,
    limit: `${need}`,
    required: `${need}`,
    available: `${have}`,
    shortfall: `${short}`,
    arithmetic: `${sum} = ${inWords.bits(available)} = ${have}; ${need} - ${have} = ${short}`,
    remedy:
      side === 'nodes'
        ? "raise 'portsPerHost' or 'portRate' of the storage fabric, or use a block with more ports"
        : `raise 'portsPerHost' or 'portRate' of the storage fabric, or lower '${prop}'`,
  });
}

const NOTHING_LOST = { bits: 0, text: '' };

/** What links of the systems cannot carry since their adapters give less to all ports of theirs together. */
function lostOnAdapters(
  { clusters, fabrics }: SitePlan,
  { nodes }: StoragePlan,
  wanted: ReadonlySet<string>,
): { readonly bits: number; readonly text: string } {
  const ofTier = new Set(nodes);
  const networks = fabrics.filter(
    ({ plan: { role, endpoints } }) => role === 'storage' && endpoints.some(({ name }) => ofTier.has(name)),
  );
  const lost = clusters.flatMap(({ name: cluster, hosts, adapterRateBits }) => {
    if (adapterRateBits === undefined || !hosts.some((host) => wanted.has(host))) return [];
    const own = networks.map(({ plan: { endpoints, hostRateBits } }) => ({
      ends: endpoints.filter(({ group, name, device = name }) => group === cluster && wanted.has(device)),
      hostRateBits,
    }));
    const linked = own.reduce(
      (sum, { ends, hostRateBits }) =>
        sum + ends.reduce((ports, { portNames }) => ports + portNames.length, 0) * hostRateBits,
      0,
    );
    const count = new Set(own.flatMap(({ ends }) => ends.map(({ name }) => name))).size;
    const bits = linked - count * adapterRateBits;
    if (bits <= 0) return [];
    return [{ bits, text: `adapters of '${cluster}' carry ${inWords.bits(adapterRateBits)} a host` }];
  });
  const bits = lost.reduce((sum, one) => sum + one.bits, 0);
  return lost.length === 0
    ? NOTHING_LOST
    : { bits, text: ` - ${inWords.bits(bits)} (${lost.map(({ text }) => text).join('; ')})` };
}

/** Links of the wanted endpoints in each storage fabric that the tier is on. */
function linksOf(
  plan: SitePlan,
  nodes: ReadonlySet<string>,
  wanted: ReadonlySet<string>,
): { readonly count: number; readonly rateBits: number }[] {
  return plan.fabrics
    .filter(({ plan: { role, endpoints } }) => role === 'storage' && endpoints.some(({ name }) => nodes.has(name)))
    .map(({ plan: { endpoints, hostRateBits } }) => ({
      count: endpoints.reduce(
        // The links of a tray are those of the system that holds it.
        (sum, { name, device = name, portNames }) => sum + (wanted.has(device) ? portNames.length : 0),
        0,
      ),
      rateBits: hostRateBits,
    }));
}

const blockPortsShort = defineRule({
  id: 'storage/block-ports-short',
  severity: 'warning',
  title: 'the ports of the blocks carry the rates of their tier',
  why: {
    text: 'What the drives of a block give leaves it over its ports, and no faster.',
    source: 'Rates, ports and rate of a port of the block, as its vendor states them',
  },
  check: (plan) =>
    judgeEach(
      plan.storage.flatMap((tier) => {
        const { portBitsPerSecond } = tier.plan.block;
        return portBitsPerSecond === undefined ? [] : [{ tier, portBitsPerSecond }];
      }),
      ({ tier, portBitsPerSecond }) => portsVerdict(tier, portBitsPerSecond),
      'no storage tier is of a system that states its ports',
    ),
});

const uplinksShort = defineRule({
  id: 'storage/uplinks-short',
  severity: 'warning',
  title: 'the uplinks of each leaf of a storage fabric carry what the tier and its systems exchange through it',
  why: {
    text: 'Every system reads from every node of a tier, so that what is not on the same leaf crosses its uplinks, often the narrowest part.',
    source:
      'NVIDIA DGX SuperPOD Reference Architecture, DGX H100: storage fabric 1:1 on the side of storage, about 4:3 on that of the systems',
  },
  check: (plan) =>
    judgeEach(
      plan.storage.flatMap((tier) => {
        const leaves = leavesOf(plan, tier.plan);
        return leaves.length === 0 ? [] : [{ tier, leaves }];
      }),
      ({ tier, leaves }) => uplinksVerdict(tier, leaves),
      'no storage tier is on a storage fabric of leaves and spines together with its systems',
    ),
});

/** Rules about the storage fabric as the limit of a tier. */
export const fabricLimitRules: readonly Rule[] = [blockPortsShort, uplinksShort];

function portsVerdict({ path, plan: tier }: At<StoragePlan>, ofBlock: number): Verdict | undefined {
  const [read, write] = [demandedRead(tier), demandedWrite(tier)];
  const isRead = read.bitsPerSecond >= write.bitsPerSecond;
  const required = Math.max(read.bitsPerSecond, write.bitsPerSecond);
  const available = tier.blocks * ofBlock;
  if (available >= required) return undefined;
  const prop = (isRead ? read.prop : write.prop) ?? (isRead ? 'read' : 'write');
  const [need, have, short, one] = [required, available, required - available, ofBlock].map(inWords.bytesPerSecond);
  return failed({
    path,
    object: `storage tier '${tier.name}', ports of its blocks`,
    found: `${have}`,
    limit: `${need}`,
    required: `${need}`,
    available: `${have}`,
    shortfall: `${short}`,
    arithmetic: `${inWords.count(tier.blocks, 'block')} x ${inWords.bits(ofBlock)} = ${tier.blocks} x ${one} = ${have}; ${need} - ${have} = ${short}`,
    remedy: `raise 'blocks' from ${tier.blocks} to ${Math.ceil(required / ofBlock)}, use a block with more ports, or lower '${prop}'`,
  });
}

function leavesOf(plan: SitePlan, tier: StoragePlan): readonly StorageLeaf[] {
  const fabrics = plan.fabrics.flatMap(({ plan: fabric }) => (fabric.role === 'storage' ? [fabric] : []));
  return storageLeaves(fabrics, { nodes: new Set(tier.nodes), clients: tierClients(plan, tier) });
}

/** The heaviest flow over the uplinks of a leaf: reads or writes, up or down. Reads and writes are not added: each is judged at its own peak. */
interface Flow {
  readonly leaf: StorageLeaf;
  readonly way: 'reads' | 'writes';
  readonly share: number;
  readonly rateBits: number;
  readonly bits: number;
}

function uplinksVerdict({ path, plan: tier }: At<StoragePlan>, leaves: readonly StorageLeaf[]): Verdict | undefined {
  const flows = leaves.map((leaf) => heaviest(tier, leaf));
  const short = flows.filter(({ leaf, bits }) => bits > leaf.uplinkBits);
  const worst = short.reduce<Flow | undefined>(
    (most, flow) =>
      most === undefined || flow.bits - flow.leaf.uplinkBits > most.bits - most.leaf.uplinkBits ? flow : most,
    undefined,
  );
  if (worst === undefined) return undefined;
  const { leaf, way, share, rateBits, bits } = worst;
  const trunk = leaf.uplinkBits / leaf.uplinks;
  const [need, have, less] = [bits, leaf.uplinkBits, bits - leaf.uplinkBits].map(inWords.bytesPerSecond);
  return failed({
    path,
    object: `storage tier '${tier.name}', uplinks of leaf '${leaf.leaf}' of fabric '${leaf.fabric}'${short.length > 1 ? ` and of ${inWords.count(short.length - 1, 'more leaf', 'more leaves')}` : ''}`,
    found: `${have}`,
    limit: `${need}`,
    required: `${need}`,
    available: `${have}`,
    shortfall: `${less}`,
    arithmetic: `${inWords.number(leaf.nodeLinks)} links of nodes and ${inWords.number(leaf.clientLinks)} of systems: ${inWords.percent(share)} of ${way} of ${inWords.bytesPerSecond(rateBits)} cross = ${need}; ${inWords.count(leaf.uplinks, 'uplink')} x ${inWords.bits(trunk)} = ${have}; ${need} - ${have} = ${less}`,
    remedy: `lower 'downPerLeaf' or raise 'upPerLeaf' of fabric '${leaf.fabric}', or lower the rate that is asked of the tier`,
  });
}

function heaviest(tier: StoragePlan, leaf: StorageLeaf): Flow {
  const share = Math.max(leaf.outShare, leaf.inShare);
  const [read, write] = [demandedRead(tier).bitsPerSecond, demandedWrite(tier).bitsPerSecond];
  const way = read >= write ? 'reads' : 'writes';
  const rateBits = Math.max(read, write);
  return { leaf, way, share, rateBits, bits: share * rateBits };
}

/** Systems that a tier serves: those of its clusters, or of all clusters where it names none. */
function tierClients({ clusters }: SitePlan, { serves }: StoragePlan): ReadonlySet<string> {
  const served = serves === undefined ? undefined : new Set(serves);
  return new Set(clusters.flatMap(({ name, hosts }) => (served === undefined || served.has(name) ? hosts : [])));
}

/** A rate that a tier has to give, and what asks for it. */
interface DemandedRate {
  readonly bitsPerSecond: number;
  /** Prop that asks for it. Absent: nothing does, and it is what the tier can do. */
  readonly prop?: 'read' | 'write' | 'checkpoint' | 'level';
}

/** What has to be read: the largest demand, or what the tier can do where none is stated. */
function demandedRead({ demand, level, readBitsPerSecond }: StoragePlan): DemandedRate {
  return largest(
    [
      { bitsPerSecond: demand.readBitsPerSecond, prop: 'read' },
      { bitsPerSecond: level?.readBitsPerSecond, prop: 'level' },
    ],
    readBitsPerSecond,
  );
}

/** What has to be written: the largest demand, or what the tier can do where none is stated. */
function demandedWrite({ demand, level, checkpoint, writeBitsPerSecond }: StoragePlan): DemandedRate {
  return largest(
    [
      { bitsPerSecond: demand.writeBitsPerSecond, prop: 'write' },
      { bitsPerSecond: checkpoint?.demandBitsPerSecond, prop: 'checkpoint' },
      { bitsPerSecond: level?.writeBitsPerSecond, prop: 'level' },
    ],
    writeBitsPerSecond,
  );
}

interface MaybeRate {
  readonly bitsPerSecond: number | undefined;
  readonly prop: NonNullable<DemandedRate['prop']>;
}

function largest(demands: readonly MaybeRate[], ofTier: number): DemandedRate {
  let most: DemandedRate | undefined;
  for (const { bitsPerSecond, prop } of demands) {
    if (bitsPerSecond === undefined || bitsPerSecond <= (most?.bitsPerSecond ?? -1)) continue;
    most = { bitsPerSecond, prop };
  }
  return most ?? { bitsPerSecond: ofTier };
}
