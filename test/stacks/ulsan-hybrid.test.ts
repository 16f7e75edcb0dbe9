import { App, TerraformStack } from 'cdktf';
import { type Site, Voltage } from 'cdktf-ai-factory';
import { ulsanHybrid } from '../../stacks/ulsan-hybrid';
import { temporaryFolder } from '../constructs/temporary-folder';

const app = new App({ outdir: temporaryFolder() });
const site: Site = ulsanHybrid(app, { lockFile: false });
const { plan } = site;

// 3 halls x 9 rows x 16 racks x 72 GPUs; a rack is held to 135 kW.
test('the first phase is one hall of three, within 41 and 103 MW', () => {
  const phases = plan.phases ?? [];
  expect(phases.map(({ name, date, gpus, contractWatts }) => [name, date, gpus, contractWatts])).toEqual([
    ['first', '2027-11-30', 144 * 72, 41e6],
    ['whole', '2029-02-28', 3 * 144 * 72, 103e6],
  ]);
  for (const { loadWatts, contractWatts = 0 } of phases) expect(loadWatts * 1.19).toBeLessThan(contractWatts);
});

// States of the example are on this machine: whoever deploys it gives its stacks a remote backend.
test('no rule fails but those on the figure of the press, local states with secrets, loops without valves, and ports that are ordered and not available yet', () => {
  const found = site.evaluation.findings.filter(({ severity }) => severity !== 'info');
  const ordered = found.filter(({ ruleId }) => ruleId === 'aws/line-steps');
  expect(ordered.map(({ object }) => object)).toEqual(
    ['first', 'fourth', 'second', 'third'].map((name) => `connection '${name}' of Direct Connect 'lines'`),
  );
  // Each block of halls has one circuit of water, and nobody said where valves part it.
  const whole = found.filter(({ ruleId }) => ruleId === 'cooling/loop-loss');
  expect(whole.map(({ severity }) => severity)).toEqual(Array.from({ length: 5 }, () => 'warning'));
  const failed = found.filter((one) => !ordered.includes(one) && !whole.includes(one));
  expect(failed.map(({ ruleId }) => ruleId)).toEqual(['terraform/secrets-in-local-state', 'ulsan/stated-gpus']);
  // 103 MW / 1.19 = 86.55 MW; / 135 kW = 641.1 racks of 72.
  expect(failed[1]).toMatchObject({ severity: 'warning', found: '46,152 GPUs fit', shortfall: '13,848 GPUs' });
});

// Cooling, stores and the job are planned with marked assumptions: what nobody can know yet is acknowledged with why, by whom and until when.
test('nothing is left not known that the stack does not say why', () => {
  expect(site.evaluation.findings.filter(({ outcome }) => outcome === 'indeterminate')).toEqual([]);
  const open = site.evaluation.acknowledged.filter(({ outcome }) => outcome === 'indeterminate');
  expect(open.length).toBeGreaterThan(40);
  expect(open.filter(({ acknowledgement: { until } }) => until > '2027-12-31')).toEqual([]);
});

test('every unit of cooling draws from both sides of the chain, and bays of a few of them can burn', () => {
  expect(plan.power.chain?.mechanical?.map(({ name }) => name)).toContain('hall-1-cdus/1');
  const taken = plan.losses?.filter(({ kind, name }) => kind === 'compartment' && name.includes('cdu-bay')) ?? [];
  expect(taken).toHaveLength(30);
  expect(taken.flatMap(({ uncooled, unpowered }) => [...uncooled, ...unpowered])).toEqual([]);
});

test('the blocks of the co-tenant take power, cooling and rows, and come with their phases', () => {
  const tenants = plan.power.tenantLoads ?? [];
  expect(tenants.map(({ name, loadWatts, phase }) => [name, loadWatts, phase])).toEqual([
    ['co-tenant-first', 9e6, 'first'],
    ['co-tenant-whole', 9e6, 'whole'],
  ]);
  const rows = new Set(tenants.flatMap((tenant) => tenant.rows));
  const taken = plan.placement.racks.filter(
    ({ hall, row, devices }) => rows.has(`${hall}/${row}`) && devices.length > 0,
  );
  expect(taken).toEqual([]);
});

test('the zone of AWS stands in Seoul and draws nothing from the site', () => {
  expect(plan.aws?.zones.map(({ zoneId, kind }) => [zoneId, kind])).toEqual([
    ['apne2-az1', 'availability-zone'],
    ['apne2-az2', 'availability-zone'],
  ]);
  expect(plan.aws?.zones.map(({ onSiteWatts }) => onSiteWatts)).toEqual([0, 0]);
});

test('two stacks deploy in order, the part in AWS after the halls', () => {
  const stacks = app.node.children.filter((child) => TerraformStack.isStack(child));
  expect(stacks.map(({ node, dependencies }) => [node.id, dependencies.map((each) => each.node.id)])).toEqual([
    ['ulsan-onprem', []],
    ['ulsan-aws', ['ulsan-onprem']],
  ]);
});

test('the voltage of the plant is a prop, and the rules of Korea judge it', () => {
  const low = ulsanHybrid(new App({ outdir: temporaryFolder() }), {
    lockFile: false,
    supplyVolts: Voltage.kilovolts(22.9),
  });
  const failed = low.evaluation.findings.filter(({ severity }) => severity === 'error');
  expect(failed.map(({ ruleId }) => ruleId)).toContain('supply/kr-contract-voltage');
});
