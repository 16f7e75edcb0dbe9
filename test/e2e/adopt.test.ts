import { writeFileSync } from 'node:fs';
import { CheckoutCopy } from './checkout-copy';
import { describeWithEachTerraform } from './terraform-binary';

/** Six systems in two racks, and a seventh that is new: the file of the hall has the first six. */
const PROGRAM = `
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { GpuCluster, Length, Power, PowerZone, Site } from 'cdktf-ai-factory';
import { systems } from 'cdktf-ai-factory/catalog';

const app = new App();
const stack = new TerraformStack(app, 'lab');
new LocalBackend(stack, { path: '../../../lab.tfstate' });
const site = new Site(stack, 'lab', {
  halls: [
    {
      name: 'hall-1',
      rack: { model: '48 U rack', units: 48, power: Power.kilowatts(44) },
      rowPitch: Length.metres(3),
      rackPitch: Length.millimetres(600),
      riser: Length.metres(1.5),
      rows: [{ name: 'A', racks: 4 }],
    },
  ],
  addressPools: [],
  cableSlack: Length.metres(2),
});
const zone = new PowerZone(stack, 'zone-a', { site, rating: Power.kilowatts(200), rows: ['A'], rackFeed: 'static-switch' });
new GpuCluster(stack, 'gpu', { site, system: systems.DGX_B200, count: 7, powerZones: [zone] });
site.adopt({ racks: 'racks.csv' });
app.synth();
`;

const RACKS = `device,rack,u
gpu-001,A01,1
gpu-002,A01,11
gpu-003,A01,21
gpu-004,A04,1
gpu-005,A04,11
gpu-006,A04,21
`;

describeWithEachTerraform('the first apply of an adopted hall', (binary) => {
  let copy: CheckoutCopy;
  beforeAll(() => {
    copy = new CheckoutCopy(binary);
    writeFileSync(copy.path('lab.ts'), PROGRAM);
    writeFileSync(copy.path('racks.csv'), RACKS);
    expect(copy.synthesize('lab.ts')).toMatchObject({ code: 0 });
    copy.terraform('lab', 'init', '-input=false');
  });
  afterAll(() => copy.remove());

  test('creates what is new alone', () => {
    const plan = copy.terraform('lab', 'plan', '-input=false');
    // Two racks, the zone and the cluster are there; the rack that the plan gave the seventh is new.
    expect(plan).toMatch(/Plan: 4 to import, 1 to add, 4 to change, 0 to destroy\./);
    expect(plan).toMatch(/terraform_data\.lab-rack-A03 will be created/);
    expect(plan).toMatch(
      /terraform_data\.lab-rack-A04 will be updated in-place\n\s*# \(imported from "lab-rack-A04"\)/,
    );
  });

  test('leaves nothing to do for the next one, from the lock alone', () => {
    copy.terraform('lab', 'apply', '-input=false', '-auto-approve');
    copy.edit('lab.ts', "site.adopt({ racks: 'racks.csv' });\n", '');
    expect(copy.synthesize('lab.ts')).toMatchObject({ code: 0 });
    expect(copy.terraform('lab', 'plan', '-input=false')).toContain('No changes.');
  });
});
