import type { StoragePlan } from '../../design/storage/storage-plan';
import type { SitePlan } from '../../design/site/site-plan';
import { defineRule } from '../define-rule';
import { inWords } from '../in-words';
import { judgeEach } from '../judge-each';
import type { Rule } from '../rule';
import { failed, type Verdict } from '../verdict';

/** One demand on a tier, and how it is met. */
interface Demand {
  readonly demand: (plan: StoragePlan) => number | undefined;
  readonly given: (plan: StoragePlan) => number;
  readonly ofBlock: (plan: StoragePlan) => number;
  readonly prop: string;
  readonly say: (amount: number) => string;
}

const CAPACITY: Demand = {
  demand: (plan) => plan.demand.capacityBytes,
  given: (plan) => plan.usableBytes,
  ofBlock: (plan) => plan.block.usableBytes,
  prop: 'capacity',
  say: inWords.bytes,
};
const READ: Demand = {
  demand: (plan) => plan.demand.readBitsPerSecond,
  given: (plan) => plan.readBitsPerSecond,
  ofBlock: (plan) => plan.block.readBitsPerSecond,
  prop: 'read',
  say: inWords.bytesPerSecond,
};
const WRITE: Demand = {
  demand: (plan) => plan.demand.writeBitsPerSecond,
  given: (plan) => plan.writeBitsPerSecond,
  ofBlock: (plan) => plan.block.writeBitsPerSecond,
  prop: 'write',
  say: inWords.bytesPerSecond,
};

const WHY = {
  text: 'GPUs wait while data is read and while checkpoints are written; a count of blocks that was chosen by hand may not meet the demand.',
  source: 'Demand of the tier as given in its props; rates and capacity of a block as its maker states them',
};

const capacityShort = defineRule({
  id: 'storage/capacity-short',
  severity: 'error',
  title: 'a storage tier has the capacity that is asked of it',
  why: WHY,
  check: (plan) => checkDemand(plan, CAPACITY),
});

const readShort = defineRule({
  id: 'storage/read-short',
  severity: 'error',
  title: 'a storage tier reads at the rate that is asked of it',
  why: WHY,
  check: (plan) => checkDemand(plan, READ),
});

const writeShort = defineRule({
  id: 'storage/write-short',
  severity: 'error',
  title: 'a storage tier writes at the rate that is asked of it',
  why: WHY,
  check: (plan) => checkDemand(plan, WRITE),
});

/** Rules about what is asked of tiers. */
export const demandRules: readonly Rule[] = [capacityShort, readShort, writeShort];

function checkDemand(plan: SitePlan, { demand, given, ofBlock, prop, say }: Demand): readonly Verdict[] {
  return judgeEach(
    plan.storage.flatMap((tier) => {
      const required = demand(tier.plan);
      return required === undefined ? [] : [{ path: tier.path, tier: tier.plan, required }];
    }),
    ({ path, tier, required }) => {
      const available = given(tier);
      if (available >= required) return undefined;
      const block = ofBlock(tier);
      const needed = block > 0 ? Math.ceil(required / block) : undefined;
      return failed({
        path,
        object: `storage tier '${tier.name}'`,
        found: say(available),
        limit: say(required),
        required: say(required),
        available: say(available),
        shortfall: say(required - available),
        arithmetic: `${tier.blocks} x ${say(block)} = ${say(available)}; ${say(required)} - ${say(available)} = ${say(required - available)}`,
        remedy:
          needed === undefined
            ? `use a block that states its rate, or lower '${prop}'`
            : `raise 'blocks' from ${tier.blocks} to ${needed}, or lower '${prop}'`,
      });
    },
    `no storage tier is asked for '${prop}'`,
  );
}
