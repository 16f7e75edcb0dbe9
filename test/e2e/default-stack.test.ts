import { writeFileSync } from 'node:fs';
import { CheckoutCopy } from './checkout-copy';
import { describeWithEachTerraform } from './terraform-binary';

const STACK = 'gasan-haein';
const PROGRAM = 'stacks/gasan-haein.ts';

describeWithEachTerraform('the default stack, deployed with the CDKTF command-line interface', (binary) => {
  let copy: CheckoutCopy;
  beforeAll(() => {
    copy = new CheckoutCopy(binary);
  });
  afterAll(() => copy.remove());

  test('is created whole by the first deploy, and leaves the committed lock as it was', () => {
    const lock = copy.read('stacks/gasan.lock.json');
    const { code, output } = copy.cdktf('deploy', STACK, '--auto-approve');
    // The command-line interface of cdktf may leave out the last line of an apply: the state says what was made.
    const planned = /Plan:\D*(\d+) to add, 0 to change, 0 to destroy\./.exec(output)?.[1];
    expect(code).toBe(0);
    const state = JSON.parse(copy.read('terraform.gasan-haein.tfstate')) as { readonly resources: readonly unknown[] };
    expect(state.resources.length).toBeGreaterThan(0);
    expect(String(state.resources.length)).toBe(planned);
    expect(copy.read('stacks/gasan.lock.json')).toBe(lock);
  });

  test('is left alone by a second deploy', () => {
    const synthesized = copy.read('cdktf.out/stacks', STACK, 'cdk.tf.json');
    const { code, output } = copy.cdktf('deploy', STACK, '--auto-approve');
    expect(output).toContain('No changes. Your infrastructure matches the configuration.');
    expect(output).not.toContain('Creating...');
    expect(code).toBe(0);
    expect(copy.read('cdktf.out/stacks', STACK, 'cdk.tf.json')).toBe(synthesized);
  });

  test('shows no difference in diff', () => {
    const { code, output } = copy.cdktf('diff', STACK);
    expect(output).toContain('No changes. Your infrastructure matches the configuration.');
    expect(code).toBe(0);
  });

  // 127 systems of 8 GPUs; 4 units of 8 leaves, and half as many spines: see the published table of the DGX SuperPOD for 127 systems.
  test('puts out its totals', () => {
    const { code } = copy.cdktf('output', STACK, '--outputs-file', copy.path('outputs.json'));
    expect(code).toBe(0);
    expect(JSON.parse(copy.read('outputs.json'))).toMatchObject({
      [STACK]: {
        gasan_systems: 127,
        gasan_gpus: 1_016,
        gasan_gpus_in_service: 0,
        gasan_fabric_compute: { leaves: 32, spines: 16, host_links: 1_016, leaf_spine_links: 1_024, service_links: 4 },
      },
    });
  });

  test('changes its rack, its cluster and nothing else when a first system goes into service', () => {
    copy.edit(PROGRAM, "tags: { operator: 'haein' },", "tags: { operator: 'haein' },\nassetsFile: 'assets.csv',");
    writeAssets(copy, 'SN-0001');
    expect(copy.synthesize('stacks/main.ts').output).toContain("site 'gasan': 0 errors");
    expect(copy.plannedChanges(STACK)).toEqual([
      { address: 'terraform_data.gasan-cluster-haein', action: 'update' },
      { address: 'terraform_data.gasan-rack-A01', action: 'update' },
    ]);
    copy.terraform(STACK, 'apply', '-input=false', '-auto-approve');
    expect(JSON.parse(copy.terraform(STACK, 'output', '-json'))).toMatchObject({ gasan_gpus_in_service: { value: 8 } });
  });

  test('changes one rack when a system is swapped for another, and diff shows its serial', () => {
    writeAssets(copy, 'SN-0002');
    const { code, output } = copy.cdktf('diff', STACK);
    expect(output).toContain('Plan: 0 to add, 1 to change, 0 to destroy.');
    expect(output).toContain('-> "U1-U10, hgx-b200, in-service, serial SN-0002"');
    expect(code).toBe(0);
    expect(copy.plannedChanges(STACK)).toEqual([{ address: 'terraform_data.gasan-rack-A01', action: 'update' }]);
  });

  // 126 systems fill 42 racks of three; the last of 127 stands alone in the 43rd.
  test('loses a rack and changes its zone, its cluster and all fabrics when the last system goes', () => {
    writeAssets(copy, 'SN-0001');
    copy.edit(PROGRAM, 'count: 127', 'count: 126');
    expect(copy.synthesize('stacks/main.ts').output).toContain("site 'gasan': 0 errors");
    const changes = copy.plannedChanges(STACK);
    // Its watts are load of the power chain and heat of the cooling: they change, and nothing of them comes or goes.
    const isPlant = ({ address }: { readonly address: string }): boolean =>
      /\.gasan-(power-|cooling-|energy-|redundancy-|training-)/.test(address);
    expect(new Set(changes.filter(isPlant).map(({ action }) => action))).toEqual(new Set(['update']));
    expect(changes.filter((change) => !isPlant(change))).toEqual([
      { address: 'terraform_data.gasan-cluster-haein', action: 'update' },
      { address: 'terraform_data.gasan-fabric-compute', action: 'update' },
      { address: 'terraform_data.gasan-fabric-in-band', action: 'update' },
      { address: 'terraform_data.gasan-fabric-management', action: 'update' },
      { address: 'terraform_data.gasan-fabric-storage', action: 'update' },
      { address: 'terraform_data.gasan-rack-D11', action: 'delete' },
      { address: 'terraform_data.gasan-zone-west', action: 'update' },
    ]);
  });

  test('is taken away whole by destroy', () => {
    const { code, output } = copy.cdktf('destroy', STACK, '--auto-approve');
    expect(output).toMatch(/Destroy complete! Resources: \d+ destroyed\./);
    expect(code).toBe(0);
    expect(JSON.parse(copy.read('terraform.gasan-haein.tfstate'))).toMatchObject({ resources: [] });
  });
});

/** One asset: the first system, in service. */
function writeAssets(copy: CheckoutCopy, serial: string): void {
  writeFileSync(copy.path('assets.csv'), `device,serial,state\nhaein-001,${serial},in-service\n`);
}
