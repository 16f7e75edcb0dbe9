import { expectFinding, expectNothing, expectPassed } from '../judge';
import { sitePlan, stackPlan } from '../site-plan-fixture';

const RULE = 'terraform/local-state-large-site';

test('a site of 2,000 resources on one machine passes', () => {
  expectPassed(RULE, sitePlan({ stacks: [stackPlan(1_500), stackPlan(500, { name: 'more', backend: 'local' })] }));
});

// 1,500 + 501 = 2,001.
test('a site of 2,001 resources with one local state is a warning', () => {
  expectFinding(RULE, sitePlan({ stacks: [stackPlan(1_500), stackPlan(501, { name: 'more', backend: 'local' })] }), {
    severity: 'warning',
    found: '2,001 resources, 1 stack with a local backend',
    limit: '2,000 resources',
    shortfall: '1 resource',
    arithmetic: '2,001 - 2,000 = 1',
    remedy: "give 'backend' of the inventory, or each of its stacks a remote backend",
  });
});

test('a site whose states are remote is not judged', () => {
  expectNothing(RULE, sitePlan({ stacks: [stackPlan(2_001)] }), 'no stack with resources has a local backend');
});
