import { type AdoptedSite, nothingAdopted } from '../../../src/model/adopted-site';
import type { SitePlan } from '../../../src/model/site-plan';
import { evaluate } from '../../../src/policy/evaluate';
import { defineRule, failed, passed } from '../../../src/policy/engine/rule';
import { expectFinding, expectNothing } from '../judge';
import { sitePlan } from '../site-plan-fixture';

const adopted = (parts: Partial<AdoptedSite> = {}): SitePlan =>
  sitePlan({ adopted: { ...nothingAdopted(), ...parts } });

const LEAF = { device: 'leaf-1', port: '1/1' };

/** What a hall has otherwise, and what is said of it. */
const CASES = [
  [
    'adopted/place',
    { places: { 'b-1': { rack: 'A02', u: 3, planned: 'A01 U1' } } },
    { severity: 'warning', object: "device 'b-1'", found: 'A02 U3', limit: 'A01 U1 in the plan' },
  ],
  [
    'adopted/cable',
    { cables: { 'compute/b-1:p1': { end: LEAF, planned: { device: 'leaf-2', port: '1/2' } } } },
    { severity: 'warning', object: "cable 'compute/b-1:p1'", found: 'leaf-1:1/1', limit: 'leaf-2:1/2 in the plan' },
  ],
  [
    'adopted/extra-cable',
    { extraCables: { 'compute/b-1:p9': { fabric: 'compute', a: { device: 'b-1', port: 'p9' }, b: LEAF } } },
    { severity: 'warning', object: "cable 'compute/b-1:p9'", found: 'b-1:p9 to leaf-1:1/1' },
  ],
  [
    'adopted/missing-cable',
    { missingCables: ['compute/b-1:p1', 'compute/b-1:p2'] },
    { severity: 'warning', found: '2 cables not in the file of cables', limit: '0 cables' },
  ],
  [
    'adopted/address',
    { addresses: { 'b-1/bmc': { address: '10.0.0.9/24', planned: '10.0.0.2/24' } } },
    { severity: 'info', object: "interface 'b-1/bmc'", found: '10.0.0.9/24', limit: '10.0.0.2/24 in the plan' },
  ],
  [
    'adopted/address-taken',
    { taken: { 'printer/eth0': '10.0.0.7/24' } },
    { severity: 'info', object: "'printer/eth0'", found: '10.0.0.7/24' },
  ],
] as const;

describe.each(CASES)('%s', (rule, parts, finding) => {
  test('speaks of what the hall has otherwise', () => {
    expectFinding(rule, adopted(parts), finding);
  });

  test('has nothing to judge in a hall that is as planned', () => {
    expectNothing(rule, adopted(), 'the hall is as planned here');
  });

  test('has nothing to judge where no hall was adopted', () => {
    expectNothing(rule, sitePlan(), 'no running hall was adopted');
  });
});

describe('an error', () => {
  const rule = defineRule({
    id: 'lab/one-device',
    severity: 'error',
    title: 'there is a device',
    why: { text: 'a rule of this test', source: 'this test' },
    check: ({ devices, path }) =>
      devices.length > 0
        ? [passed(1)]
        : [failed({ path, object: 'site', found: '0 devices', limit: '1 device', remedy: 'add one' })],
  });
  const device = { name: 'b-1' } as SitePlan['devices'][number];

  test('that the plan without the hall has too stays one', () => {
    const { findings } = evaluate(adopted(), { rules: [rule], asPlanned: sitePlan() });
    expect(findings.map(({ severity }) => severity)).toEqual(['error']);
  });

  test('that the hall alone brings is a warning', () => {
    const { findings, counts } = evaluate(adopted(), { rules: [rule], asPlanned: sitePlan({ devices: [device] }) });
    expect(findings.map(({ severity, remedy }) => [severity, remedy])).toEqual([
      ['warning', 'add one; a warning since the hall is so, not the plan'],
    ]);
    expect(counts.severities.error).toBe(0);
  });
});
