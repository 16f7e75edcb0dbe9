import type { At, SitePlan } from '../../model/site-plan';
import type { StoragePlan } from '../../model/storage-plan';
import { type StorageLeaf, storageLeaves } from '../../design/storage/storage-losses';
import { defineRule } from '../define-rule';
import { inWords } from '../in-words';
import { judgeEach } from '../judge-each';
import type { Rule } from '../rule';
import { failed, type Verdict } from '../verdict';
import { demandedRead, demandedWrite } from './demanded-rates';
import { tierClients } from './tier-clients';

const blockPortsShort = defineRule({
  id: 'storage/block-ports-short',
  severity: 'warning',
  title: 'the ports of the blocks carry the rates of their tier',
  why: {
    text: 'What the drives of a block give leaves it over its ports, and no faster.',
    source: 'Rates, ports and rate of a port of the block, as its maker states them',
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
