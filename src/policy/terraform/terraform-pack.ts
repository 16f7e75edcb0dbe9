import { RESOURCE_BUDGET } from '../../model/site-input';
import type { StackPlan } from '../../model/site-plan';
import { inWords } from '../engine/in-words';
import { defineRule, failed, type FailedVerdict, judgeEach, notApplicable, passed, type Rule } from '../engine/rule';

/** Share of the budget from which on a stack should be split. */
const STACK_WARNING_SHARE = 0.8;

/** Resources that a state of the local backend holds at most. */
const LOCAL_BUDGET = 1_000;

/** Name of a workspace, which a stack's name often becomes. */
const STACK_NAME = /^[A-Za-z0-9_-]+$/;

const MEASURED = 'Measured with terraform_data, Terraform 1.11.4, 2 cores, local backend';

const NO_STACK = 'no stack holds the site';

const stackOverBudget = defineRule({
  id: 'terraform/stack-over-budget',
  severity: 'error',
  title: `a stack holds at most ${inWords.number(RESOURCE_BUDGET)} resources`,
  why: {
    text: 'Terraform slows down with the size of a state: an apply of 2,000 resources took over two minutes, of 4,000 more than five.',
    source: MEASURED,
  },
  check: (plan) =>
    judgeEach(
      plan.stacks,
      (stack) =>
        stack.resources > RESOURCE_BUDGET
          ? tooMany(stack, RESOURCE_BUDGET, inWords.number(RESOURCE_BUDGET))
          : undefined,
      NO_STACK,
    ),
});

const stackNearBudget = defineRule({
  id: 'terraform/stack-near-budget',
  severity: 'warning',
  title: `a stack holds at most ${inWords.percent(STACK_WARNING_SHARE)} of the budget of ${inWords.number(RESOURCE_BUDGET)} resources`,
  why: {
    text: 'Near the budget the next row does not fit any more, and a split moves resources between states.',
    source: `${MEASURED}; share by convention of this library`,
  },
  check: (plan) =>
    judgeEach(
      plan.stacks.filter(({ resources }) => resources <= RESOURCE_BUDGET),
      (stack) => {
        const allowed = RESOURCE_BUDGET * STACK_WARNING_SHARE;
        const sum = `${inWords.number(RESOURCE_BUDGET)} x ${inWords.percent(STACK_WARNING_SHARE)} = ${inWords.number(allowed)}`;
        return stack.resources > allowed ? tooMany(stack, allowed, sum) : undefined;
      },
      'no stack is within the budget',
    ),
});

const localBackend = defineRule({
  id: 'terraform/local-backend',
  severity: 'warning',
  title: `a stack of more than ${inWords.number(LOCAL_BUDGET)} resources has a remote backend`,
  why: {
    text: 'The local backend was 8 to 13 times slower than a remote one, and its state cannot be shared.',
    source: MEASURED,
  },
  check: (plan) =>
    judgeEach(
      plan.stacks.filter(({ backend }) => backend === 'local'),
      (stack) => {
        if (stack.resources <= LOCAL_BUDGET) return undefined;
        const verdict = tooMany(stack, LOCAL_BUDGET, inWords.number(LOCAL_BUDGET));
        return { ...verdict, remedy: 'give the stack a remote backend, for example an S3Backend or an HttpBackend' };
      },
      'no stack has a local backend',
    ),
});

/** Secrets that a finding names. */
const MOST_NAMED = 5;

const secretsInLocalState = defineRule({
  id: 'terraform/secrets-in-local-state',
  severity: 'warning',
  title: 'a stack whose state holds secrets keeps it on no machine of one person',
  why: {
    text: 'A state holds activation codes, keys of BGP and passwords in clear; a local one is a file that whoever may read the folder, and every copy of it, has.',
    source:
      'Terraform documentation, sensitive data in state; kinds of resource with secrets as this library knows them',
  },
  check: (plan) =>
    judgeEach(
      plan.stacks.filter(({ secrets = [] }) => secrets.length > 0),
      ({ path, name, backend, secrets = [] }) => {
        if (backend !== 'local') return undefined;
        const more = secrets.length - MOST_NAMED;
        return failed({
          path,
          object: `stack '${name}'`,
          found: `${secrets.slice(0, MOST_NAMED).join(', ')}${more > 0 ? ` and ${inWords.number(more)} more` : ''} in a local state`,
          limit: inWords.count(0, 'secret'),
          required: inWords.count(0, 'secret'),
          available: inWords.count(secrets.length, 'secret'),
          shortfall: inWords.count(secrets.length, 'secret'),
          arithmetic: `${inWords.number(secrets.length)} - 0 = ${inWords.number(secrets.length)}`,
          remedy: 'give the stack a remote backend that encrypts states, for example an S3Backend with a key of KMS',
        });
      },
      'no stack holds a resource that is known to keep a secret',
    ),
});

const stackName = defineRule({
  id: 'terraform/stack-name',
  severity: 'warning',
  title: "a stack's name has letters, digits, hyphens and underscores alone",
  why: {
    text: 'The name becomes a folder, a state and often a workspace.',
    source: 'Terraform Enterprise documentation, workspace naming',
  },
  check: (plan) =>
    judgeEach(
      plan.stacks,
      ({ path, name }) => {
        if (STACK_NAME.test(name)) return undefined;
        const others = [...new Set(name.match(/[^A-Za-z0-9_-]/gu) ?? [])];
        return failed({
          path,
          object: `stack '${name}'`,
          found: `characters ${inWords.names(others)}`,
          limit: 'letters, digits, hyphens and underscores',
          arithmetic: `${others.length} of ${inWords.count(new Set(name).size, 'different character')}`,
          remedy: 'rename the stack before it is deployed',
        });
      },
      NO_STACK,
    ),
});

/** A site of more resources than one state takes is worked on by several people, and is lost with the machine that holds its states. */
const localStateLargeSite = defineRule({
  id: 'terraform/local-state-large-site',
  severity: 'warning',
  title: `a site of more than ${inWords.number(RESOURCE_BUDGET)} resources keeps none of its states on one machine`,
  why: {
    text: 'A local state has no copy, is locked for one machine alone, and was 8 to 13 times slower than a remote one.',
    source: 'Measured with terraform_data, Terraform 1.11.4, 2 cores, local backend; Terraform documentation, backends',
  },
  check: ({ stacks, path, name }) => {
    const local = stacks.filter(({ backend, resources }) => backend === 'local' && resources > 0);
    if (local.length === 0) return [notApplicable('no stack with resources has a local backend')];
    const total = stacks.reduce((sum, { resources }) => sum + resources, 0);
    if (total <= RESOURCE_BUDGET) return [passed(1)];
    return [
      failed({
        path,
        object: `site '${name}'`,
        found: `${inWords.count(total, 'resource')}, ${inWords.count(local.length, 'stack')} with a local backend`,
        limit: inWords.count(RESOURCE_BUDGET, 'resource'),
        required: inWords.count(total, 'resource'),
        available: inWords.count(RESOURCE_BUDGET, 'resource'),
        shortfall: inWords.count(total - RESOURCE_BUDGET, 'resource'),
        arithmetic: `${inWords.number(total)} - ${inWords.number(RESOURCE_BUDGET)} = ${inWords.number(total - RESOURCE_BUDGET)}`,
        remedy: "give 'backend' of the inventory, or each of its stacks a remote backend",
      }),
    ];
  },
});

/** Rules about states and stacks. */
export const terraformPack: readonly Rule[] = [
  localBackend,
  localStateLargeSite,
  secretsInLocalState,
  stackName,
  stackNearBudget,
  stackOverBudget,
];

function tooMany({ path, name, resources, relief }: StackPlan, allowed: number, sum: string): FailedVerdict {
  return failed({
    path,
    object: `stack '${name}'`,
    found: inWords.count(resources, 'resource'),
    limit: inWords.count(allowed, 'resource'),
    required: inWords.count(resources, 'resource'),
    available: inWords.count(allowed, 'resource'),
    shortfall: inWords.count(resources - allowed, 'resource'),
    arithmetic: sum.includes('=')
      ? `${sum}; ${inWords.number(resources)} - ${inWords.number(allowed)} = ${inWords.number(resources - allowed)}`
      : `${inWords.number(resources)} - ${sum} = ${inWords.number(resources - allowed)}`,
    remedy: relief ?? "choose a finer 'split' of the inventory, or put constructs into further stacks",
  });
}
