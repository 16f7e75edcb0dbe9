import fc from 'fast-check';

import { openChain, planChain } from '../../../../src/design/power/chain/plan-chain';
import { powerOf, stateZones } from '../../../../src/design/power/plan-power';
import { planTransfers } from '../../../../src/design/power/supply/plan-continuity';
import type { PowerNodeInput } from '../../../../src/model/power-node';
import { node, parallelZone, utility } from '../chain/chain-fixtures';
import { bareDevice, placed } from '../power-fixtures';

interface Block {
  readonly start: number;
  readonly stored: number;
  readonly watts: number;
  readonly isFromFirstSet: boolean;
}

/** Blocks of two sides below one utility: each side a transformer, a set, a transfer switch and two UPS; a side may wait for the set of the first block. */
function transfers(blocks: readonly Block[], isWhole: boolean): ReturnType<typeof planTransfers> {
  const powerNodes: PowerNodeInput[] = [utility('grid')];
  const names = blocks.flatMap(({ start, stored, isFromFirstSet }, block) =>
    ['A', 'B'].map((side) => {
      const own = `${block}${side}`;
      const set = `gen-${isFromFirstSet ? '0' : block}${side}`;
      powerNodes.push(
        node(`tx-${own}`, ['grid']),
        node(`gen-${own}`, [], { kind: 'generator', supply: { startSeconds: start, stepShare: 0.3, stepSeconds: 4 } }),
        node(`ats-${own}`, [`tx-${own}`, set], {
          kind: 'transfer-switch',
          draws: 'first-live',
          supply: { transferSeconds: 2 },
        }),
        ...[1, 2].map((number) =>
          node(`ups-${own}-${number}`, [`ats-${own}`], {
            kind: 'ups',
            ratingWatts: 300_000,
            supply: { storedSeconds: stored, rechargeWatts: 20_000 },
          }),
        ),
        node(`end-${own}`, [`ups-${own}-1`, `ups-${own}-2`]),
      );
      return `end-${own}`;
    }),
  );
  const zones = blocks.map((_, block) =>
    parallelZone(`zone-${block}`, names.slice(block * 2, block * 2 + 2), { redundancy: '2N' }),
  );
  const devices = blocks.map(({ watts }, block) =>
    bareDevice(`it-${block}`, { maxWatts: watts, psus: { count: 6, needed: 3 } }),
  );
  const racks = placed(devices.map((device) => [device]));
  const placement = {
    ...racks,
    racks: racks.racks.map((rack, block) => ({ ...rack, zone: `zone-${block}` })),
  };
  const powerStudies = [{ name: 'study', path: 'study', together: [['tx-0A', 'ups-0B-1']], maintenance: ['ups-0A-1'] }];
  const input = { zones, placement, devices, powerNodes, powerStudies };
  const stated = stateZones(input);
  const open = openChain(input, stated);
  const chain = open === undefined ? undefined : planChain(input, open);
  return planTransfers(powerOf({}, stated, chain), open, isWhole);
}

const block = fc.record({
  start: fc.integer({ min: 5, max: 40 }),
  stored: fc.integer({ min: 5, max: 90 }),
  watts: fc.integer({ min: 10, max: 100 }).map((tens) => tens * 2_000),
  isFromFirstSet: fc.boolean(),
});

test('a loss of several is the same where only the parts are walked in which it differs', () => {
  fc.assert(
    fc.property(fc.array(block, { minLength: 1, maxLength: 4 }), (blocks) => {
      expect(transfers(blocks, false)).toEqual(transfers(blocks, true));
    }),
    { numRuns: 15, seed: 15 },
  );
});

test('what differs beside the loss of the utility is told of the part in which a UPS is out', () => {
  const blocks = [0, 1].map(() => ({ start: 20, stored: 60, watts: 100_000, isFromFirstSet: false }));
  const found = transfers(blocks, false).rideThroughs.filter(
    ({ lost, alsoOut }) => lost === 'grid' && alsoOut?.includes('ups-0A-2'),
  );
  expect(found.map(({ store }) => store)).toEqual(['ups-0A-1']);
});
