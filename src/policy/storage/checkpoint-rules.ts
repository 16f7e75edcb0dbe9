import type { CheckpointPlan } from '../../model/storage-plan';
import { defineRule } from '../define-rule';
import { inWords } from '../in-words';
import { judgeEach } from '../judge-each';
import type { Rule } from '../rule';
import { failed } from '../verdict';

const intervalOverOptimum = defineRule({
  id: 'storage/checkpoint-interval-over-optimum',
  severity: 'info',
  title: 'the work between two checkpoints is no longer than the interval of Young and Daly',
  why: {
    text: 'Beyond it, work that is done again after failures costs more than fewer checkpoints save.',
    source: 'J. T. Daly, A higher order estimate of the optimum checkpoint interval, FGCS 22 (2006), first order',
  },
  check: (plan) =>
    judgeEach(
      plan.storage.flatMap(({ path, plan: { name, checkpoint } }) => {
        const { intervalSeconds, mtbfSeconds, youngDalySeconds } = checkpoint ?? ({} as Partial<CheckpointPlan>);
        return checkpoint === undefined ||
          intervalSeconds === undefined ||
          mtbfSeconds === undefined ||
          youngDalySeconds === undefined
          ? []
          : [{ path, name, checkpoint, intervalSeconds, mtbfSeconds, youngDalySeconds }];
      }),
      ({ path, name, checkpoint: { writeSeconds }, intervalSeconds, mtbfSeconds, youngDalySeconds }) => {
        const work = intervalSeconds - writeSeconds;
        if (work <= youngDalySeconds) return undefined;
        const most = youngDalySeconds + writeSeconds;
        return failed({
          path,
          object: `storage tier '${name}', interval of its checkpoints`,
          found: `${seconds(work)} of work between two`,
          limit: seconds(youngDalySeconds),
          required: `${seconds(youngDalySeconds)} at most`,
          available: seconds(work),
          shortfall: seconds(work - youngDalySeconds),
          arithmetic: `sqrt(2 x ${seconds(writeSeconds)} x ${seconds(mtbfSeconds)}) = ${seconds(youngDalySeconds)}; ${seconds(intervalSeconds)} - ${seconds(writeSeconds)} of writing = ${seconds(work)}`,
          remedy: `lower 'checkpoint.interval' to ${seconds(Math.floor(most))} or less`,
        });
      },
      "no storage tier has checkpoints with 'interval' and 'mtbf'",
    ),
});

/** Rules about checkpoints. */
export const checkpointRules: readonly Rule[] = [intervalOverOptimum];

function seconds(amount: number): string {
  return `${inWords.number(amount)} s`;
}
