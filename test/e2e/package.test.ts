import { existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { synthesizedBy, writeProject } from '../../scripts/packages/package-trial';
import { publicNames } from '../../scripts/public-names';
import { PackedProject } from './packed-project';
import { runCommand } from './run-command';

const STRICT = [
  '--strict',
  '--noUncheckedIndexedAccess',
  '--exactOptionalPropertyTypes',
  '--module',
  'node16',
  '--target',
  'es2022',
  '--types',
  'node',
];

let project: PackedProject;
beforeAll(() => {
  project = new PackedProject();
});
afterAll(() => project.remove());

describe('the package', () => {
  test('holds the compiled library, the command and the docs, without sources and maps, and nothing else', () => {
    const places = new Set(project.packed.map((file) => file.split('/')[0]));
    expect([...places].sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.ko.md',
      'README.md',
      'bin',
      'dist',
      'docs',
      'package.json',
      'scripts',
      'templates',
    ]);
    // The checker of certificates stands alone: who checks need not install the package.
    expect(project.packed.filter((file) => file.startsWith('scripts/'))).toEqual(['scripts/check-certificate.py']);
    expect(project.packed.filter((file) => file.endsWith('.map'))).toEqual([]);
    expect(
      project.packed.filter((file) => /\.test\.(?!ts\.txt$)|\.tsbuildinfo$|\.tfstate|cdktf\.out/.test(file)),
    ).toEqual([]);
    expect(project.packed).toEqual(expect.arrayContaining(['dist/index.js', 'dist/index.d.ts', 'dist/cli/main.js']));
  });

  test('loads no bindings of a provider, nor asks for any', () => {
    const script = `
      const { Module } = require('node:module');
      const asked = [];
      const load = Module._load;
      Module._load = (request, ...rest) => { asked.push(request); return load(request, ...rest); };
      for (const entry of ['', '/engines', '/operations', '/reports', '/aws', '/catalog', '/economics', '/dsx', '/site-design', '/site-file', '/tenancy', '/testing']) require('cdktf-ai-factory' + entry);
      console.log(JSON.stringify({ asked, loaded: Object.keys(require.cache) }));`;
    const { asked, loaded } = JSON.parse(project.node('-e', script).stdout) as Record<'asked' | 'loaded', string[]>;
    expect(loaded.length).toBeGreaterThan(100);
    expect([...asked, ...loaded].filter((name) => name.includes('@cdktf/'))).toEqual([]);
  });

  test('fails to build a construct of AWS without its bindings, and says what to install', () => {
    const script = `
      const { App, TerraformStack } = require('cdktf');
      const { Length, Site } = require('cdktf-ai-factory');
      const { AwsRegion } = require('cdktf-ai-factory/aws');
      const stack = new TerraformStack(new App(), 'aws');
      const site = new Site(stack, 'lab', { addressPools: [], cableSlack: Length.metres(2), lockFile: false });
      new AwsRegion(stack, 'seoul', { site, region: 'ap-northeast-2' }).contextOf(stack);`;
    expect(project.node('-e', script).output).toContain(
      "the AWS bindings are not installed: there is no '@cdktf/provider-aws'; install @cdktf/provider-aws 21.22.1 beside this package [aws/no-bindings]",
    );
  });

  test('loads its catalogue without cdktf', () => {
    const script = `require('cdktf-ai-factory/catalog'); console.log(JSON.stringify(Object.keys(require.cache)));`;
    const loaded = JSON.parse(project.node('-e', script).stdout) as string[];
    expect(loaded.filter((name) => !name.includes(join('cdktf-ai-factory', 'dist')))).toEqual([]);
  });

  test.each(['dist/index.js', 'src/index', 'dist/design/fabric/plan-fabric', 'constructs/site'])(
    'fails to load its inner file %s',
    (file) => {
      const { code, output } = project.node('-e', `require('cdktf-ai-factory/${file}')`);
      expect(output).toContain(`Package subpath './${file}' is not defined by "exports"`);
      expect(code).toBe(1);
    },
  );

  test('brings the command', () => {
    const { code, stdout } = project.npx(
      ...['aifactory', 'size', '--system', 'dgx-b200', '--count', '127', '--switch', 'qm9700', '--ufm', '4'],
    );
    expect(code).toBe(0);
    // Published for 127 systems: 32 leaves, 16 spines, 1,016 host links and 4 of UFM.
    expect(stdout).toMatch(/^GPUs +1,016 /m);
    expect(stdout).toMatch(/^Leaves +32 /m);
    expect(stdout).toMatch(/^Spines +16$/m);
    expect(stdout).toMatch(/^Leaf to spine +1,024 /m);
  });
});

describe('the entry points', () => {
  // From each something that a program takes there, a type and a value where it has both.
  const takesAll = [
    "import { Power, Site, userFact, type SiteProps } from 'cdktf-ai-factory';",
    "import { sizeFabric, type FabricSizing } from 'cdktf-ai-factory/engines';",
    "import { planOrders, type OrderPlan } from 'cdktf-ai-factory/operations';",
    "import { renderOrdersCsv } from 'cdktf-ai-factory/reports';",
    "import { systems, type SystemSpec } from 'cdktf-ai-factory/catalog';",
    "import { Site as SiteOfAws } from 'cdktf-ai-factory/aws';",
    "import { synthesized } from 'cdktf-ai-factory/testing';",
    'export type All = [SiteProps, FabricSizing, OrderPlan, SystemSpec];',
    'export const one: typeof Site = SiteOfAws;',
    'export const all = [Power, userFact, sizeFabric, planOrders, renderOrdersCsv, systems, synthesized];',
  ].join('\n');

  test.each([
    ['node10', 'takes.ts', ['--module', 'commonjs', '--moduleResolution', 'node10', '--ignoreDeprecations', '6.0']],
    ['node16', 'takes.cts', ['--module', 'node16']],
    ['node16 of an ES module', 'takes.mts', ['--module', 'node16']],
    ['bundler', 'takes.ts', ['--module', 'esnext', '--moduleResolution', 'bundler']],
  ])('have types under the resolution %s', (_, file, options) => {
    project.write(file, takesAll);
    const settings = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2022', '--types', 'node'];
    const { code, output } = project.npx('tsc', ...settings, ...options, file);
    expect(output.trim()).toBe('');
    expect(code).toBe(0);
  });

  test('are importable by CommonJS and by ES modules, and share one class Site', () => {
    const script = `
      import { createRequire } from 'node:module';
      import * as main from 'cdktf-ai-factory';
      import { Site } from 'cdktf-ai-factory';
      import { Site as SiteOfAws } from 'cdktf-ai-factory/aws';
      import { planFabric } from 'cdktf-ai-factory/engines';
      import { acceptUnit } from 'cdktf-ai-factory/operations';
      import { planLabels } from 'cdktf-ai-factory/reports';
      const require = createRequire(import.meta.url);
      const sites = [Site, SiteOfAws, main.Site, require('cdktf-ai-factory').Site, require('cdktf-ai-factory/aws').Site];
      console.log(JSON.stringify([new Set(sites).size, ...[planFabric, acceptUnit, planLabels, main.planFabric].map((each) => typeof each)]));`;
    project.write('imports.mjs', script);
    const { output, stdout } = project.node('imports.mjs');
    expect([stdout.trim(), output.trim()]).toEqual(Array(2).fill('[1,"function","function","function","function"]'));
  });

  // What a designer writes: deprecated names apart.
  test('the main one declares at most 220 names', () => {
    const names = publicNames('dist/index.d.ts', join(project.folder, 'node_modules', 'cdktf-ai-factory'));
    expect(names.filter(({ deprecated }) => deprecated !== undefined).length).toBeGreaterThan(100);
    expect(names.filter(({ deprecated }) => deprecated === undefined).length).toBeLessThanOrEqual(220);
  });

  test('the main one loads nothing that only a synthesis or another entry point needs', () => {
    const script = `require('cdktf-ai-factory'); console.log(JSON.stringify(Object.keys(require.cache)));`;
    const loaded = JSON.parse(project.node('-e', script).stdout) as string[];
    const heavy =
      /node_modules\/(ajv|xmlbuilder2|@oozcitak|fflate|js-yaml|qrcode-generator|write-excel-file)\/|dist\/(report\/(book|drawing|orders|labels)|export\/(site|switches)|constructs\/aws)\//;
    expect(loaded.filter((file) => heavy.test(file) && !file.includes('node_modules/cdktf/'))).toEqual([]);
  });
});

describe("the README's first program", () => {
  test('compiles under the strict settings of TypeScript', () => {
    const block = /```ts\n([\s\S]*?)```/.exec(project.read('node_modules/cdktf-ai-factory/README.md'))?.[1] ?? '';
    expect(block).toContain('app.synth();');
    project.write('main.ts', `${block}export { stack };\n`);
    const { code, output } = project.npx('tsc', ...STRICT, 'main.ts');
    expect(output.trim()).toBe('');
    expect(code).toBe(0);
  });

  test('fails to compile where a prop is wrong, since the package brings its types', () => {
    const wrong = [
      "import { Power } from 'cdktf-ai-factory';",
      "import { systems } from 'cdktf-ai-factory/catalog';",
      "import { synthesized } from 'cdktf-ai-factory/testing';",
      'export const power: Power = systems.DGX_B200.model;',
      "synthesized('stack');",
    ];
    project.write('wrong.ts', wrong.join('\n'));
    const { code, output } = project.npx('tsc', ...STRICT, '--noEmit', 'wrong.ts');
    expect(output.match(/wrong\.ts\(\d+,\d+\): error TS\d+/g)).toEqual([
      expect.stringMatching(/^wrong\.ts\(4,14\): error TS2\d+$/),
      expect.stringMatching(/^wrong\.ts\(5,13\): error TS2345$/),
    ]);
    expect(code).not.toBe(0);
  });

  // One unit of 32 systems: 8 leaves, 4 spines and 256 links on each tier.
  test('writes its stack and the files of its site', () => {
    const { code, stdout } = project.node('main.js');
    expect(stdout).toMatch(/leaf: 8,\s+spine: 4,[\s\S]*hostLinks: 256,[\s\S]*leafSpineLinks: 256,/);
    expect(code).toBe(0);
    const files = ['index.html', 'policy.sarif', 'site.json', 'bill-of-materials.csv', 'fabric-compute.svg', 'exports'];
    expect(files.filter((file) => !existsSync(join(project.folder, 'cdktf.out/site/pilot', file)))).toEqual([]);
    const { resource } = JSON.parse(project.read('cdktf.out/stacks/first-unit/cdk.tf.json')) as {
      readonly resource: { readonly terraform_data: Readonly<Record<string, unknown>> };
    };
    expect(Object.keys(resource.terraform_data)).toEqual(
      expect.arrayContaining(['pilot-zone-zone-a', 'pilot-cluster-gpu', 'pilot-fabric-compute', 'pilot-rack-A01']),
    );
  });

  test("holds against a snapshot of its own, taken with the package's 'testing'", () => {
    const snapshot = `
      import { writeFileSync } from 'node:fs';
      import { synthesized } from 'cdktf-ai-factory/testing';
      import { stack } from './main.js';
      writeFileSync('snapshot.json', JSON.stringify(synthesized(stack)));`;
    const check = `
      import assert from 'node:assert/strict';
      import { readFileSync } from 'node:fs';
      import { test } from 'node:test';
      import { synthesized } from 'cdktf-ai-factory/testing';
      import { stack } from './main.js';
      test('my site', () => assert.deepEqual(synthesized(stack), JSON.parse(readFileSync('snapshot.json', 'utf8'))));`;
    project.write('snapshot.mjs', snapshot);
    project.write('site.test.mjs', check);
    expect(project.node('snapshot.mjs').code).toBe(0);
    expect(project.read('snapshot.json')).toContain('"pilot-fabric-compute"');
    expect(project.node('--test', 'site.test.mjs').output).toMatch(/pass 1\n[\s\S]*fail 0\n/);
    project.write('snapshot.json', project.read('snapshot.json').replace('pilot-fabric-compute', 'another'));
    expect(project.node('--test', 'site.test.mjs').code).toBe(1);
  });
});

describe.each(['hgx', 'nvl72', 'hybrid'])('a first site of template %s, in an empty folder', (template) => {
  const folder = (): string => join(project.folder, `first-${template}`);
  const run = (command: string, ...args: string[]): ReturnType<typeof runCommand> =>
    // As a person would, not as a code host: the first test writes its snapshot.
    runCommand(command, args, { cwd: folder(), env: { CI: '' } });

  beforeAll(() => {
    mkdirSync(folder());
    // What its package.json asks for beside the package: from the checkout, for no registry is asked.
    for (const name of ['ts-node', '@cdktf/provider-aws']) {
      const link = join(project.folder, 'node_modules', name);
      mkdirSync(dirname(link), { recursive: true });
      if (!existsSync(link)) symlinkSync(join(__dirname, '..', '..', 'node_modules', name), link, 'dir');
    }
  });

  test('is written, passes its test and is synthesized in one run each, without an error', () => {
    const bin = join(project.folder, 'node_modules', 'cdktf-ai-factory', 'bin', 'aifactory.js');
    const { code, stdout } = run(process.execPath, bin, 'init', '--template', template);
    expect([code, stdout.trim().split('\n').at(-1)]).toEqual([
      0,
      'next: npm install && npm test && npm run synth && npm run deploy',
    ]);
    symlinkSync(join(project.folder, 'node_modules'), join(folder(), 'node_modules'), 'dir');
    const tested = run('npm', 'test');
    expect([tested.code, tested.output]).toEqual([0, expect.stringMatching(/fail 0\n/)]);
    const { output, code: synthesized } = run('npm', 'run', 'synth');
    expect([synthesized, output]).toEqual([0, expect.stringMatching(/site 'first': 0 errors/)]);
    const stacks = readdirSync(join(folder(), 'cdktf.out', 'stacks')).sort();
    expect(stacks).toEqual(template === 'hybrid' ? ['first', 'first-aws'] : ['first']);
    expect(existsSync(join(folder(), 'cdktf.out', 'site', 'first', 'book', 'index.html'))).toBe(true);
  });
});

describe('the package for cdktn', () => {
  let folder: string;
  beforeAll(() => {
    folder = project.forCdktn();
  });

  test('imports cdktf nowhere', () => {
    const home = join(folder, 'node_modules', 'cdktn-ai-factory');
    const files = readdirSync(home, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(js|ts)$/.test(file));
    expect(files.length).toBeGreaterThan(1000);
    const old = /(from|import|require)\s*\(?\s*['"]cdktf|@cdktf\/provider-/;
    expect(files.filter((file) => old.test(readFileSync(join(home, file), 'utf8')))).toEqual([]);
    const { output } = runCommand(process.execPath, ['-e', "require('cdktf')"], { cwd: folder });
    expect(output).toContain("Cannot find module 'cdktf'");
  });

  test('compiles and synthesizes what the first package does, equal but for versions', () => {
    const example = readFileSync(join(__dirname, '..', '..', 'examples', 'pilot', 'main.ts'), 'utf8');
    writeProject(folder, 'cdktn', example);
    const written = synthesizedBy(folder, process.execPath);
    const first = join(project.folder, 'pilot');
    writeProject(first, 'cdktf', example);
    symlinkSync(join(project.folder, 'node_modules'), join(first, 'node_modules'), 'dir');
    expect([...written.keys()]).toEqual(expect.arrayContaining(['stacks/pilot/cdk.tf.json', 'site/pilot/site.json']));
    expect(Object.fromEntries(written)).toEqual(Object.fromEntries(synthesizedBy(first, process.execPath)));
  });

  test('says which bindings of AWS it takes', () => {
    const script = `
      const { App, TerraformStack } = require('cdktn');
      const { Length, Site } = require('cdktn-ai-factory');
      const { AwsRegion } = require('cdktn-ai-factory/aws');
      const stack = new TerraformStack(new App(), 'aws');
      const site = new Site(stack, 'lab', { addressPools: [], cableSlack: Length.metres(2), lockFile: false });
      new AwsRegion(stack, 'seoul', { site, region: 'ap-northeast-2' }).contextOf(stack);`;
    const { output } = runCommand(process.execPath, ['-e', script], { cwd: folder });
    expect(output).toContain('install @cdktn/provider-aws 25.7.0 beside this package [aws/no-bindings]');
  });
});
