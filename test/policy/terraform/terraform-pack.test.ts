import { expectFinding, expectNothing, expectPassed } from '../judge';
import { sitePlan, stackPlan } from '../site-plan-fixture';

const withStack = (...args: Parameters<typeof stackPlan>) => sitePlan({ stacks: [stackPlan(...args)] });

describe('terraform/stack-over-budget', () => {
  test('2,000 resources pass', () => {
    expectPassed('terraform/stack-over-budget', withStack(2_000));
  });

  test('2,001 resources fail', () => {
    expectFinding('terraform/stack-over-budget', withStack(2_001), {
      severity: 'error',
      path: 'gasan-racks',
      object: "stack 'gasan-racks'",
      found: '2,001 resources',
      limit: '2,000 resources',
      shortfall: '1 resource',
      arithmetic: '2,001 - 2,000 = 1',
      remedy: "choose a finer 'split' of the inventory, or put constructs into further stacks",
    });
  });
});

test('the remedy names what the site knows to make a stack smaller', () => {
  expectFinding('terraform/stack-over-budget', withStack(2_001, { relief: 'make two rows of row A' }), {
    severity: 'error',
    remedy: 'make two rows of row A',
  });
});

describe('terraform/stack-near-budget', () => {
  test('1,600 resources pass', () => {
    expectPassed('terraform/stack-near-budget', withStack(1_600));
  });

  test('1,601 resources are a warning', () => {
    expectFinding('terraform/stack-near-budget', withStack(1_601), {
      severity: 'warning',
      limit: '1,600 resources',
      arithmetic: '2,000 x 80 % = 1,600; 1,601 - 1,600 = 1',
    });
  });

  test('a stack above the budget is left to the rule about the budget', () => {
    expectNothing('terraform/stack-near-budget', withStack(2_001), 'no stack is within the budget');
  });
});

describe('terraform/local-backend', () => {
  test('a local stack of 1,000 resources passes', () => {
    expectPassed('terraform/local-backend', withStack(1_000, { backend: 'local' }));
  });

  test('a local stack of 1,001 resources is a warning', () => {
    expectFinding('terraform/local-backend', withStack(1_001, { backend: 'local' }), {
      severity: 'warning',
      arithmetic: '1,001 - 1,000 = 1',
      remedy: 'give the stack a remote backend, for example an S3Backend or an HttpBackend',
    });
  });

  test('a remote stack is not judged', () => {
    expectNothing('terraform/local-backend', withStack(1_001), 'no stack has a local backend');
  });
});

describe('terraform/stack-name', () => {
  test('letters, digits, hyphens and underscores pass', () => {
    expectPassed('terraform/stack-name', withStack(1, { name: 'a_B-9' }));
  });

  test('a name with other characters is a warning that shows them', () => {
    expectFinding('terraform/stack-name', withStack(1, { name: 'gasan.가' }), {
      severity: 'warning',
      object: "stack 'gasan.가'",
      found: "characters '.', '가'",
      arithmetic: '2 of 6 different characters',
    });
  });
});

describe('terraform/secrets-in-local-state', () => {
  const RULE = 'terraform/secrets-in-local-state';
  const secrets = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `aws_ssm_activation.${name}.activation_code`);

  test('one secret in a remote state passes', () => {
    expectPassed(RULE, withStack(1, { secrets: secrets.slice(0, 1) }));
  });

  test('one secret in a local state is a warning', () => {
    expectFinding(RULE, withStack(1, { secrets: secrets.slice(0, 1), backend: 'local' }), {
      severity: 'warning',
      path: 'gasan-racks',
      object: "stack 'gasan-racks'",
      found: 'aws_ssm_activation.a.activation_code in a local state',
      limit: '0 secrets',
      shortfall: '1 secret',
      arithmetic: '1 - 0 = 1',
      remedy: 'give the stack a remote backend that encrypts states, for example an S3Backend with a key of KMS',
    });
  });

  test('of many the first five are named', () => {
    expectFinding(RULE, withStack(6, { secrets, backend: 'local' }), {
      found: `${secrets.slice(0, 5).join(', ')} and 1 more in a local state`,
    });
  });

  test('a local state without a known secret is not judged', () => {
    expectNothing(RULE, withStack(1, { backend: 'local' }), 'no stack holds a resource that is known to keep a secret');
  });
});
