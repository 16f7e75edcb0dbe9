import type { At, SitePlan } from '../../model/site-plan';
import type { StoragePlan } from '../../model/storage-plan';
import { defineRule } from '../define-rule';
import { inWords } from '../in-words';
import { judgeEach } from '../judge-each';
import type { Rule } from '../rule';
import { failed, indeterminate, type Verdict } from '../verdict';
import { type DemandedRate, demandedRead, demandedWrite } from './demanded-rates';
import { tierClients } from './tier-clients';

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
  return judgeEach(
    way === WRITES ? plan.storage.filter((tier) => isAskedToWrite(plan, tier.plan)) : plan.storage,
    (tier) =>
      linksVerdict(plan, tier, side === 'nodes' ? new Set(tier.plan.nodes) : tierClients(plan, tier.plan), {
        side,
        way,
      }),
    way === WRITES ? 'no storage tier on a storage fabric is asked to write' : 'the site has no storage tier',
  );
}

/** A tier on no storage fabric is spoken of once, by the rules about reads. */
function isAskedToWrite({ fabrics }: SitePlan, tier: StoragePlan): boolean {
  const nodes = new Set(tier.nodes);
  return (
    demandedWrite(tier).prop !== undefined &&
    fabrics.some(({ plan: { role, endpoints } }) => role === 'storage' && endpoints.some(({ name }) => nodes.has(name)))
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
  const available = links.reduce((sum, { count, rateBits }) => sum + count * rateBits, 0);
  if (available >= required) return undefined;
  const sum = links
    .map(({ count, rateBits }) => `${inWords.number(count)} links x ${inWords.bits(rateBits)}`)
    .join(' + ');
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
