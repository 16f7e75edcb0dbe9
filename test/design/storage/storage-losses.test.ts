import fc from 'fast-check';

import { storageLosses } from '../../../src/design/storage/storage-losses';
import type { FeedLoss } from '../../../src/model/power-plan';
import type { StoragePlan } from '../../../src/model/storage-plan';
import { powerZone, rack, sitePlan, storageTier } from '../../policy/site-plan-fixture';

/** Three blocks of two nodes each: four nodes in A01, two in A02, both racks in zone `a`. */
function surroundings(losses: readonly FeedLoss[] = []) {
  const inRack = (name: string) => ({ rack: name, u: 1 });
  const positions = new Map(
    ['A01', 'A01', 'A01', 'A01', 'A02', 'A02'].map((name, index) => [`store-${index + 1}`, inRack(name)] as const),
  );
  return sitePlan({
    placement: {
      racks: [rack([]), rack([], { name: 'A02', number: 2 }), rack([], { name: 'A03' })],
      positions,
      unplaced: [],
    },
    power: { basis: 'nameplate', zones: [powerZone(0, { losses })], loadWatts: 0 },
  });
}

const lossesOf = (tier: StoragePlan, losses?: readonly FeedLoss[]) =>
  storageLosses(surroundings(losses), tier).map(({ kind, lost, blocksLost, isTolerated }) => [
    kind,
    lost,
    blocksLost,
    isTolerated,
  ]);

test('a block, each rack that holds some, each feed and the zone are lost in turn', () => {
  const down: FeedLoss = { lost: 'A', model: 'block-100', devices: 6, survival: 'down' };
  expect(lossesOf({ ...storageTier(3, {}), tolerates: { blocks: 1 } }, [down])).toEqual([
    ['block', 'one block', 1, true],
    ['rack', "rack 'A01'", 2, false],
    ['rack', "rack 'A02'", 1, true],
    ['feed', "feed A of power zone 'a'", 3, false],
    ['feed', "feed B of power zone 'a'", 0, true],
    ['zone', "power zone 'a'", 3, false],
  ]);
});

test('what is left is the share of the blocks left', () => {
  // 3 blocks of 100 TB, 40 GB/s and 20 GB/s less the 2 of rack A01.
  const [, rackLoss] = storageLosses(surroundings(), storageTier(3, {}));
  expect(rackLoss).toEqual({
    kind: 'rack',
    lost: "rack 'A01'",
    blocks: 3,
    blocksLost: 2,
    blocksUnknown: 0,
    shareLeft: 1 / 3,
    usableBytes: 100e12,
    readBitsPerSecond: 320e9,
    writeBitsPerSecond: 160e9,
  });
});

test('a feed whose supplies are not known may take the blocks, and says how many', () => {
  const unknown: FeedLoss = { lost: 'A', model: 'block-100', devices: 2, survival: 'indeterminate' };
  const other: FeedLoss = { lost: 'A', model: 'dgx-b200', devices: 9, survival: 'down' };
  const full: FeedLoss = { lost: 'B', model: 'block-100', devices: 6, survival: 'full' };
  const feeds = storageLosses(surroundings([unknown, other, full]), storageTier(3, {})).filter(
    ({ kind }) => kind === 'feed',
  );
  expect(feeds.map(({ blocksLost, blocksUnknown }) => [blocksLost, blocksUnknown])).toEqual([
    [2, 2],
    [0, 0],
  ]);
});

test('a tier without places loses but a block', () => {
  expect(storageLosses(sitePlan(), storageTier(3, {})).map(({ kind }) => kind)).toEqual(['block']);
});

test('racks together hold every block, and no loss takes more than there is', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 40 }), (placed) => {
      const tier = { ...storageTier(placed.length, {}), nodes: placed.map((_, index) => `n-${index}`) };
      const single = { ...tier, block: { ...tier.block, nodes: 1 } };
      const racks = Array.from({ length: 9 }, (_, index) => rack([], { name: `A0${index + 1}` }));
      const positions = new Map(placed.map((number, index) => [`n-${index}`, { rack: `A0${number}`, u: 1 }] as const));
      const losses = storageLosses(sitePlan({ placement: { racks, positions, unplaced: [] } }), single);
      const inRacks = losses.filter(({ kind }) => kind === 'rack').reduce((sum, { blocksLost }) => sum + blocksLost, 0);
      expect(inRacks).toBe(placed.length);
      expect(losses.every(({ shareLeft }) => shareLeft >= 0 && shareLeft <= 1)).toBe(true);
    }),
  );
});
