import { GpuCluster, Power } from 'cdktf-ai-factory';
import { systems } from 'cdktf-ai-factory/catalog';
import { policyReportOf, synthesized } from 'cdktf-ai-factory/testing';
import { smallSite, smallZone, type SmallSite } from '../constructs/small-site';

function fourSystems(rating: Power): SmallSite {
  const lab = smallSite();
  smallZone(lab, { rating });
  new GpuCluster(lab.stack, 'gpu', { site: lab.site, system: systems.DGX_B200, count: 4 });
  return lab;
}

function keysInOrder(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  const keys = Array.isArray(value) ? [] : Object.keys(value);
  return (
    keys.every((key, index) => index === 0 || (keys[index - 1] ?? '') < key) && Object.values(value).every(keysInOrder)
  );
}

test('a synthesized stack has sorted keys and no comment of the host', () => {
  const terraform = synthesized(fourSystems(Power.kilowatts(100)).stack) as Record<string, unknown>;
  expect(Object.keys(terraform)).toEqual(['output', 'resource', 'terraform'].filter((key) => key in terraform));
  expect(terraform).toHaveProperty('resource');
  expect(keysInOrder(terraform)).toBe(true);
});

test('the same program gives the same stack', () => {
  const [one, two] = [0, 1].map(() => synthesized(fourSystems(Power.kilowatts(100)).stack));
  expect(JSON.stringify(one)).toBe(JSON.stringify(two));
});

test('fails with the error findings, as a synthesis does', () => {
  // 4 x 14.3 kW = 57.2 kW in a zone whose feeds carry 80 % of 50 kW each.
  expect(() => synthesized(fourSystems(Power.kilowatts(50)).stack)).toThrow(
    /^Validation failed with the following errors:\n {2}\[lab-stack\] .*42\.9 kW by nameplate; 57\.2 kW after the loss of a feed, limit 40 kW, short by 17\.2 kW .*\[power\/zone-overload\]/s,
  );
});

test('a policy report is had without the throw', () => {
  const report = policyReportOf(fourSystems(Power.kilowatts(50)).site);
  expect(report.findings.filter(({ severity }) => severity === 'error').map(({ ruleId }) => ruleId)).toContain(
    'power/zone-overload',
  );
});
