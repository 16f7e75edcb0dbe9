import { planStorage } from '../../../src/design/storage/plan-storage';
import type { StorageInput } from '../../../src/model/storage-plan';
import type { FeedLoss } from '../../../src/model/power-plan';
import type { SitePlan } from '../../../src/model/site-plan';
import { expectFinding, expectNothing, expectPassed } from '../judge';
import { powerZone, rack, sitePlan, storageTier } from '../site-plan-fixture';

const BLOCK = { ...storageTier(1, {}).block, nodes: 1 };
const NOTHING = "no storage tier states what it 'tolerates'";

/** Four blocks of 100 TB that read 40 GB/s; so many of them in rack A01, one in each rack after it, all in zone `a`. */
function site(props: Partial<StorageInput>, inFirst: number, losses: readonly FeedLoss[] = []): SitePlan {
  const plan = planStorage({ name: 'scratch', block: BLOCK, blocks: 4, ...props }, (index) => `store-${index + 1}`);
  const rackOf = (index: number): string => `A0${index < inFirst ? 1 : index - inFirst + 2}`;
  const racks = [...new Set(plan.nodes.map((_, index) => rackOf(index)))].map((name) => rack([], { name }));
  return sitePlan({
    storage: [{ path: 'stack/scratch', plan }],
    placement: {
      racks,
      positions: new Map(plan.nodes.map((name, index) => [name, { rack: rackOf(index), u: 1 }] as const)),
      unplaced: [],
    },
    power: { basis: 'nameplate', zones: [powerZone(0, { losses })], loadWatts: 0 },
  });
}

const onLoss = (survival: FeedLoss['survival'], devices: number): FeedLoss[] => [
  { lost: 'A', model: 'block-100', devices, survival },
];

describe('data protection', () => {
  test('storage/block-loss-beyond-protection', () => {
    expectPassed('storage/block-loss-beyond-protection', site({ tolerates: { blocks: 1 } }, 1));
    expectFinding('storage/block-loss-beyond-protection', site({ tolerates: { blocks: 0 } }, 1), {
      severity: 'warning',
      object: "storage tier 'scratch' without one block",
      found: '1 block lost',
      limit: '0 blocks that its data protection tolerates',
    });
  });

  test('storage/rack-loss-beyond-protection', () => {
    expectPassed('storage/rack-loss-beyond-protection', site({ tolerates: { blocks: 2 } }, 2));
    expectFinding('storage/rack-loss-beyond-protection', site({ tolerates: { blocks: 2 } }, 3), {
      severity: 'warning',
      path: 'stack/scratch',
      object: "storage tier 'scratch' without rack 'A01'",
      found: '3 blocks lost',
      limit: '2 blocks that its data protection tolerates',
      shortfall: '1 block',
      arithmetic: '3 blocks of 4 lost - 2 tolerated = 1 block too many; 25 % of the blocks are left',
      remedy:
        "spread the blocks over more racks ('blocksPerRack'), or protect data against more lost blocks and raise 'tolerates.blocks'",
    });
  });

  test('storage/feed-loss-beyond-protection', () => {
    expectPassed('storage/feed-loss-beyond-protection', site({ tolerates: { blocks: 2 } }, 1, onLoss('down', 2)));
    expectFinding('storage/feed-loss-beyond-protection', site({ tolerates: { blocks: 2 } }, 1, onLoss('down', 3)), {
      severity: 'error',
      object: "storage tier 'scratch' without feed A of power zone 'a'",
      arithmetic: '3 blocks of 4 lost - 2 tolerated = 1 block too many; 25 % of the blocks are left',
    });
  });

  test('supplies that are not stated make the loss of a feed indeterminate', () => {
    expectFinding(
      'storage/feed-loss-beyond-protection',
      site({ tolerates: { blocks: 1 } }, 1, onLoss('indeterminate', 4)),
      {
        outcome: 'indeterminate',
        found: "whether 4 blocks of system 'block-100' run on: how many PSUs they have and need is not stated",
        remedy: "define the system with its 'psus', 'count' and 'needed'",
      },
    );
  });
});

// 120 GB/s of reads take 3 of the 4 blocks.
describe('what is asked of a tier after a loss', () => {
  const asked = { readBitsPerSecond: 960e9, tolerates: { blocks: 3 } };

  test('storage/demand-after-block-loss', () => {
    expectPassed('storage/demand-after-block-loss', site(asked, 1));
    expectFinding('storage/demand-after-block-loss', site({ ...asked, readBitsPerSecond: 961e9 }, 1), {
      severity: 'warning',
      object: "storage tier 'scratch' without one block",
      found: 'read: 120 GB/s',
      limit: '120.125 GB/s',
      shortfall: '0.125 GB/s',
      arithmetic: '4 - 1 lost = 3 blocks, 75 %; 3 x 40 GB/s = 120 GB/s; 120.125 GB/s - 120 GB/s = 0.125 GB/s',
      remedy: "raise 'blocks' to 5 or more, or acknowledge that it is short until the repair",
    });
  });

  test('storage/demand-after-rack-loss', () => {
    expectPassed('storage/demand-after-rack-loss', site(asked, 1));
    expectFinding('storage/demand-after-rack-loss', site(asked, 2), {
      severity: 'info',
      object: "storage tier 'scratch' without rack 'A01'",
      arithmetic: '4 - 2 lost = 2 blocks, 50 %; 2 x 40 GB/s = 80 GB/s; 120 GB/s - 80 GB/s = 40 GB/s',
    });
  });

  test('storage/demand-after-feed-loss', () => {
    expectPassed('storage/demand-after-feed-loss', site(asked, 1, onLoss('down', 1)));
    expectFinding('storage/demand-after-feed-loss', site(asked, 1, onLoss('down', 2)), {
      severity: 'warning',
      object: "storage tier 'scratch' without feed A of power zone 'a'",
    });
    expectFinding('storage/demand-after-feed-loss', site(asked, 1, onLoss('indeterminate', 2)), {
      outcome: 'indeterminate',
    });
  });

  test('of several demands the one that takes most blocks is judged', () => {
    const three = { files: 2e9, capacityBytes: 350e12, tolerates: { blocks: 1 }, block: { ...BLOCK, files: 1e9 } };
    expectFinding('storage/demand-after-block-loss', site(three, 1), { found: 'capacity: 300 TB', limit: '350 TB' });
  });
});

test.each(['block', 'rack', 'feed'])('the loss of a %s is not judged where no data protection is stated', (kind) => {
  const where = kind === 'block' ? NOTHING : `${NOTHING}, or none stands in a rack of a power zone`;
  const plan = site({ readBitsPerSecond: 1 }, 1);
  // Said once a tier, by the rule of the block.
  if (kind === 'block') {
    expectFinding('storage/block-loss-beyond-protection', plan, {
      outcome: 'indeterminate',
      object: "storage tier 'scratch'",
      found: 'whether its data outlives the loss of a block, a rack or a feed',
      remedy: "give 'tolerates' of the tier: the blocks that its data protection may lose",
    });
  } else expectNothing(`storage/${kind}-loss-beyond-protection`, plan, where);
  expectNothing(`storage/demand-after-${kind}-loss`, plan, `${where}, or nothing but 'blocks' is asked for`);
});
