import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { delimiter } from 'node:path';
import { CheckoutCopy } from './checkout-copy';
import type { CommandResult } from './run-command';
import { describeWithTerraform } from './terraform-binary';

/** Files of a site's folder that every run with a good evaluation writes. */
const RESULTS = ['index.html', 'policy.txt', 'site.json', 'bill-of-materials.csv', 'cable-schedule.csv', 'hall.svg'];

function start(copy: CheckoutCopy, env: Readonly<Record<string, string>> = {}): CommandResult {
  return copy.node([require.resolve('ts-node/dist/bin.js'), '-T', 'scripts/start.ts'], env);
}

function results(copy: CheckoutCopy): string[] {
  return RESULTS.filter((file) => existsSync(copy.path('cdktf.out/site/gasan', file)));
}

describe('npm start', () => {
  let copy: CheckoutCopy;
  beforeEach(() => {
    copy = new CheckoutCopy();
  });
  afterEach(() => copy.remove());

  test('without Terraform says so and how to get it, and does all the rest', () => {
    const { code, output } = start(copy, { PATH: nodeAlone(copy) });
    expect(output).toContain('skipped: none of terraform, tofu was found');
    expect(output).toContain('install Terraform 1.4 or later (developer.hashicorp.com/terraform/install) or OpenTofu');
    expect(output).toContain('drawings and reports of site');
    expect(output).toContain('synthesized and judged, but NOT deployed: see step 4');
    expect(code).toBe(0);
    expect(results(copy)).toEqual(RESULTS);
  });

  test('fails on a site that does not fit, with the worst findings and without a stack', () => {
    copy.edit('stacks/haein-plant.ts', 'const rating = Power.megawatts(1.5);', 'const rating = Power.megawatts(0.5);');
    const { code, output } = start(copy);
    expect(output).toMatch(/\n\s+error power\/zone-overload/);
    expect(output).toContain("power zone 'east', feeds A, B");
    expect(output).toMatch(
      /error: \d+ policy errors stop it: correct or acknowledge each\nall findings, .*policy\.txt/,
    );
    expect(copy.read('cdktf.out/site/gasan/policy.txt')).toContain("power zone 'west', feeds A, B");
    expect(code).toBe(1);
    expect(copy.files('cdktf.out')).toEqual(
      ['json', 'sarif', 'txt', 'xml'].map((kind) => `cdktf.out/site/gasan/policy.${kind}`),
    );
  });
});

describeWithTerraform('npm start with Terraform', () => {
  let copy: CheckoutCopy;
  beforeAll(() => {
    copy = new CheckoutCopy();
  });
  afterAll(() => copy.remove());

  test('deploys the default site and prints totals and where the drawings are', () => {
    const { code, output } = start(copy);
    expect(output).toMatch(/gasan-haein: \d+ added, 0 changed, 0 removed/);
    expect(output).toMatch(/gasan_gpus 1016\b/);
    expect(output).toContain("drawings and reports of site 'gasan': cdktf.out/site/gasan/index.html");
    expect(code).toBe(0);
    expect(results(copy)).toEqual(RESULTS);
  });

  test('changes nothing when run again', () => {
    const { code, output } = start(copy);
    expect(output).toContain('gasan-haein: no changes: everything is as the program says');
    expect(code).toBe(0);
  });
});

/** A PATH with nothing on it but node and a shell, as on a machine without Terraform. */
function nodeAlone(copy: CheckoutCopy): string {
  const folder = copy.path('path');
  mkdirSync(folder);
  symlinkSync(process.execPath, copy.path('path', 'node'));
  symlinkSync('/bin/sh', copy.path('path', 'sh'));
  symlinkSync('/usr/bin/env', copy.path('path', 'env'));
  symlinkSync(npx(), copy.path('path', 'npx'));
  return folder;
}

function npx(): string {
  const folder = (process.env['PATH'] ?? '').split(delimiter).find((path) => existsSync(`${path}/npx`));
  return `${folder ?? ''}/npx`;
}
