import { type StorageLoss, storageLosses, type StorageLossKind } from '../../design/storage/storage-losses';
import type { RackPlan } from '../../model/placement-plan';
import { rackPlaces } from '../../model/shared-loss';
import type { At, SitePlan } from '../../model/site-plan';
import type { StorageNeed, StoragePlan } from '../../model/storage-plan';
import { inWords } from '../engine/in-words';
import { defineRule, failed, indeterminate, judgeEach, type Rule, type Verdict } from '../engine/rule';

type JudgedKind = Exclude<StorageLossKind, 'zone'>;

const NO_PROTECTION = "no storage tier states what it 'tolerates'";
const DATA_WHY = {
  text: 'Data whose pieces are on more lost blocks than the protection covers cannot be read, and every job that needs it stops.',
  source: "Data protection of the tier as given in 'tolerates'; places and feeds as planned",
};
const DEMAND_WHY = {
  text: 'A tier that is sized to the last block gives less than is asked of it while a block is away, and GPUs wait.',
  source: 'Demands of the tier as given in its props; places and feeds as planned',
};

const blockLossBeyondProtection = defineRule({
  id: 'storage/block-loss-beyond-protection',
  severity: 'warning',
  title: 'the loss of one block leaves all data readable',
  why: DATA_WHY,
  check: (plan) => {
    const unstated = plan.storage
      .filter(({ plan: { tolerates } }) => tolerates === undefined)
      .map(({ path, plan: { name } }) =>
        indeterminate({
          path,
          object: `storage tier '${name}'`,
          unknown: 'whether its data outlives the loss of a block, a rack or a feed',
          givenBy: "give 'tolerates' of the tier: the blocks that its data protection may lose",
        }),
      );
    if (unstated.length > 0 && unstated.length === plan.storage.length) return unstated;
    return [...unstated, ...checkProtection(plan, 'block')];
  },
});

const rackLossBeyondProtection = defineRule({
  id: 'storage/rack-loss-beyond-protection',
  severity: 'warning',
  title: 'the loss of one rack leaves all data readable',
  why: DATA_WHY,
  check: (plan) => checkProtection(plan, 'rack'),
});

const feedLossBeyondProtection = defineRule({
  id: 'storage/feed-loss-beyond-protection',
  severity: 'error',
  title: 'the loss of one feed leaves all data readable',
  why: DATA_WHY,
  check: (plan) => checkProtection(plan, 'feed'),
});

const demandAfterBlockLoss = defineRule({
  id: 'storage/demand-after-block-loss',
  severity: 'warning',
  title: 'the loss of one block leaves what is asked of the tier',
  why: DEMAND_WHY,
  check: (plan) => checkDemandAfter(plan, 'block'),
});

const demandAfterRackLoss = defineRule({
  id: 'storage/demand-after-rack-loss',
  severity: 'info',
  title: 'the loss of one rack leaves what is asked of the tier',
  why: DEMAND_WHY,
  check: (plan) => checkDemandAfter(plan, 'rack'),
});

const demandAfterFeedLoss = defineRule({
  id: 'storage/demand-after-feed-loss',
  severity: 'warning',
  title: 'the loss of one feed leaves what is asked of the tier',
  why: DEMAND_WHY,
  check: (plan) => checkDemandAfter(plan, 'feed'),
});

const copyBesideOriginal = defineRule({
  id: 'storage/copy-beside-original',
  severity: 'warning',
  title: 'a copy of data stands in another compartment than what it is a copy of',
  why: {
    text: 'A fire takes what stands in one compartment: copy and original are gone together.',
    source: 'OVH Strasbourg, March 2021 (BEA-RI report): backups stood in the building that burnt',
  },
  check: (plan) => {
    const tiers = new Map(plan.storage.map(({ plan: tier }) => [tier.name, tier]));
    const copies = plan.storage.filter(({ plan: { copyOf } }) => copyOf !== undefined);
    const placeOf = rackPlaces(plan.halls);
    const racks = new Map(copies.length === 0 ? [] : plan.placement.racks.map((rack) => [rack.name, rack]));
    const racksOf = ({ nodes }: StoragePlan): readonly RackPlan[] =>
      nodes
        .map((node) => racks.get(plan.placement.positions.get(node)?.rack ?? ''))
        .filter((rack) => rack !== undefined);
    const buckets = new Map(plan.aws?.buckets.map((bucket) => [bucket.name, bucket]));
    const inAws = (plan.aws?.buckets ?? []).filter(({ copyOf }) => copyOf !== undefined);
    return judgeEach<(typeof copies)[number] | (typeof inAws)[number]>(
      [...copies, ...inAws],
      (each) => {
        if (!('plan' in each)) return bucketVerdict(each, buckets);
        const { path, plan: copy } = each;
        // What it is a copy of may be in AWS: no place of the site is its.
        const original = copy.copyOf?.kind === 'storage' ? tiers.get(copy.copyOf.name) : undefined;
        if (original === undefined) return undefined;
        const [own, other] = [racksOf(copy), racksOf(original)];
        const object = `storage tier '${copy.name}', a copy of '${original.name}'`;
        if (own.length < copy.nodes.length || other.length < original.nodes.length) {
          const unknown = 'where all of their blocks stand';
          return indeterminate({ path, object, unknown, givenBy: 'give rows room for them, so that each has a place' });
        }
        const there = new Set(other.map(placeOf));
        const shared = [...new Set(own.map(placeOf))].filter((place) => there.has(place));
        if (shared.length === 0) return undefined;
        const rows = new Set(other.map(({ hall, row }) => `${hall}/${row}`));
        const both = [...new Set(own.map(({ hall, row }) => `${hall}/${row}`))].filter((row) => rows.has(row));
        return failed({
          path,
          object,
          found: `both stand in ${inWords.names(shared)}${both.length === 0 ? '' : `, row ${inWords.names(both)}`}`,
          limit: 'another compartment',
          remedy:
            "give the copy rows of another hall ('accepts', 'powerZones'), a 'compartment' of its own that a fire does not reach, or keep it at another site",
        });
      },
      "no storage tier or bucket says of what it is a copy ('copyOf')",
    );
  },
});

type Bucket = NonNullable<SitePlan['aws']>['buckets'][number];

/** A bucket is spread over the zones of its region: only another bucket of that region shares its place. */
function bucketVerdict(
  { name, path, region, copyOf }: Bucket,
  buckets: ReadonlyMap<string, Bucket>,
): Verdict | undefined {
  const original = copyOf?.kind === 'aws-bucket' ? buckets.get(copyOf.name) : undefined;
  if (original === undefined || region === undefined || original.region !== region) return undefined;
  return failed({
    path,
    object: `bucket '${name}', a copy of '${original.name}'`,
    found: `both stand in region '${region}'`,
    limit: 'another region',
    remedy: "create the copy in another region ('region')",
  });
}

/** Rules about what is left of a tier after a loss. They judge tiers that state their data protection. */
export const storageLossRules: readonly Rule[] = [
  blockLossBeyondProtection,
  rackLossBeyondProtection,
  feedLossBeyondProtection,
  demandAfterBlockLoss,
  demandAfterRackLoss,
  demandAfterFeedLoss,
  copyBesideOriginal,
];

/** The worst loss of one kind, and how many losses are of that kind. */
interface Worst {
  readonly tier: At<StoragePlan>;
  readonly tolerated: number;
  readonly loss: StorageLoss;
}

function worstOf(plan: SitePlan, kind: JudgedKind): readonly Worst[] {
  return plan.storage.flatMap((tier) => {
    const tolerated = tier.plan.tolerates?.blocks;
    if (tolerated === undefined) return [];
    const loss = storageLosses(plan, tier.plan)
      .filter((one) => one.kind === kind)
      .reduce<StorageLoss | undefined>(
        (worst, one) => (worst === undefined || one.blocksLost > worst.blocksLost ? one : worst),
        undefined,
      );
    return loss === undefined ? [] : [{ tier, tolerated, loss }];
  });
}

function noObject(kind: JudgedKind): string {
  return kind === 'block' ? NO_PROTECTION : `${NO_PROTECTION}, or none stands in a rack of a power zone`;
}

function objectOf({ tier, loss }: Worst): string {
  return `storage tier '${tier.plan.name}' without ${loss.lost}`;
}

/** Whether it is sure that the blocks in doubt stop. */
function unknownSupplies(worst: Worst): Verdict {
  return indeterminate({
    path: worst.tier.path,
    object: objectOf(worst),
    unknown: `whether ${inWords.count(worst.loss.blocksUnknown, 'block')} of system '${worst.tier.plan.block.id}' run on: how many PSUs they have and need is not stated`,
    givenBy: "define the system with its 'psus', 'count' and 'needed'",
  });
}

function checkProtection(plan: SitePlan, kind: JudgedKind): readonly Verdict[] {
  return judgeEach(
    worstOf(plan, kind),
    (worst) => {
      const { tier, tolerated, loss } = worst;
      if (loss.blocksLost <= tolerated) return undefined;
      if (loss.blocksLost - loss.blocksUnknown <= tolerated) return unknownSupplies(worst);
      const [lost, covered] = [inWords.count(loss.blocksLost, 'block'), inWords.count(tolerated, 'block')];
      const beyond = inWords.count(loss.blocksLost - tolerated, 'block');
      return failed({
        path: tier.path,
        object: objectOf(worst),
        found: `${lost} lost`,
        limit: `${covered} that its data protection tolerates`,
        required: lost,
        available: covered,
        shortfall: beyond,
        arithmetic: `${lost} of ${inWords.number(loss.blocks)} lost - ${inWords.number(tolerated)} tolerated = ${beyond} too many; ${inWords.percent(loss.shareLeft)} of the blocks are left`,
        remedy: REMEDIES[kind],
      });
    },
    noObject(kind),
  );
}

const REMEDIES: Readonly<Record<JudgedKind, string>> = {
  block: "protect data against the loss of a block and say so in 'tolerates', or acknowledge that it can be lost",
  rack: "spread the blocks over more racks ('blocksPerRack'), or protect data against more lost blocks and raise 'tolerates.blocks'",
  feed: "feed the racks of the tier through static switches ('rackFeed') or from two feeds, or protect data against more lost blocks",
};

function checkDemandAfter(plan: SitePlan, kind: JudgedKind): readonly Verdict[] {
  return judgeEach(
    worstOf(plan, kind).flatMap((worst) => {
      const need = largest(worst.tier.plan.needs ?? []);
      return need === undefined ? [] : [{ ...worst, need }];
    }),
    (worst) => {
      const { tier, loss, need } = worst;
      const left = loss.blocks - loss.blocksLost;
      if (left >= need.blocks) return undefined;
      if (left + loss.blocksUnknown >= need.blocks) return unknownSupplies(worst);
      const say = sayOf(need);
      const [asked, given] = [say(need.asked), say(left * need.ofBlock)];
      const short = say(need.asked - left * need.ofBlock);
      return failed({
        path: tier.path,
        object: objectOf(worst),
        found: `${need.demand}: ${given}`,
        limit: asked,
        required: asked,
        available: given,
        shortfall: short,
        arithmetic: `${inWords.number(loss.blocks)} - ${inWords.number(loss.blocksLost)} lost = ${inWords.count(left, 'block')}, ${inWords.percent(loss.shareLeft)}; ${inWords.number(left)} x ${say(need.ofBlock)} = ${given}; ${asked} - ${given} = ${short}`,
        remedy: `raise 'blocks' to ${inWords.number(need.blocks + loss.blocksLost)} or more${kind === 'block' ? '' : ', over as many racks and feeds as now'}, or acknowledge that it is short until the repair`,
      });
    },
    `${noObject(kind)}, or nothing but 'blocks' is asked for`,
  );
}

function largest(needs: readonly StorageNeed[]): StorageNeed | undefined {
  return needs.reduce<StorageNeed | undefined>(
    (most, need) => (most === undefined || need.blocks > most.blocks ? need : most),
    undefined,
  );
}

function sayOf({ demand }: StorageNeed): (amount: number) => string {
  if (demand === 'capacity' || demand === 'kept-checkpoints') return inWords.bytes;
  if (demand === 'files') return (amount) => inWords.count(amount, 'file');
  return demand === 'metadata' ? (amount) => `${inWords.number(amount)} operations/s` : inWords.bytesPerSecond;
}
