import { writeFileSync } from 'node:fs';
import { CheckoutCopy } from './checkout-copy';
import { describeWithTerraform } from './terraform-binary';

/** The pilot with its racks in a state of their own. */
const PROGRAM = `
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { GpuCluster, Inventory, Length, Power, PowerZone, Site } from 'cdktf-ai-factory';
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
  lockFile: false,
  inventory: Inventory.embedded({ split: 'row' }),
});
const zone = new PowerZone(stack, 'zone-a', { site, rating: Power.kilowatts(200), rows: ['A'], rackFeed: 'static-switch' });
new GpuCluster(stack, 'gpu', { site, system: systems.DGX_B200, count: 4, powerZones: [zone] });
app.synth();
`;

describeWithTerraform('npm run deploy', () => {
  let copy: CheckoutCopy;
  beforeAll(() => {
    copy = new CheckoutCopy();
    writeFileSync(copy.path('lab.ts'), PROGRAM);
  });
  afterAll(() => copy.remove());

  const deploy = (): { readonly code: number; readonly output: string } =>
    copy.node([
      require.resolve('ts-node/dist/bin.js'),
      '-T',
      'scripts/deploy.ts',
      'lab',
      '--app',
      'npx ts-node -T lab.ts',
      '--parallelism',
      '5',
    ]);

  test('applies every stack of a site', () => {
    const { code, output } = deploy();
    // Zone and cluster; two racks of three systems and of one.
    expect(output).toMatch(/\[1\/2\] lab\n[^[]*2 added, 0 changed, 0 removed/);
    expect(output).toMatch(/\[2\/2\] lab-hall-1-A\n[^[]*2 added, 0 changed, 0 removed/);
    expect(output).toContain('2 stacks deployed');
    expect(code).toBe(0);
  });

  test('changes nothing the second time', () => {
    const { code, output } = deploy();
    expect(output.match(/no changes: everything is as the program says/g)).toHaveLength(2);
    expect(code).toBe(0);
  });
});
