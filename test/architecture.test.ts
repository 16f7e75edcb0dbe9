import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import {
  LAYERS,
  circlesOf,
  importsOf,
  mutualFolders,
  checkPath,
  checkSource,
  checkWriting,
  layerOf,
} from './support/source-rules';

const root = join(__dirname, '..');

/** TypeScript files below a folder, relative to the root, with forward slashes. */
function sourceFiles(folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('.ts') && !/\/(node_modules|cdktf\.out|\.gen)\//.test(file))
    .sort();
}

/** Bindings are generated, and import the host as every provider does; their own test regenerates them. */
const library = sourceFiles('src').filter((path) => !/^src\/targets\/[^/]+\/generated\//.test(path));

describe('the project', () => {
  test('every file of src/ belongs to a layer', () => {
    expect(library.length).toBeGreaterThan(0);
    expect(library.filter((path) => layerOf(path) === undefined)).toEqual([]);
  });

  test.each(LAYERS)('layer %s imports only what it may', (layer) => {
    const files = library.filter((path) => layerOf(path) === layer);
    expect(files.flatMap((path) => checkSource(path, readFileSync(join(root, path), 'utf8')))).toEqual([]);
  });

  test.each(['src', 'scripts', 'stacks', 'examples'])('files of %s change files by the one writer', (folder) => {
    expect(sourceFiles(folder).flatMap((path) => checkWriting(path, readFileSync(join(root, path), 'utf8')))).toEqual(
      [],
    );
  });

  test.each(['src', 'stacks', 'examples', 'test', 'bench', 'scripts'])('files of %s have good names', (folder) => {
    expect(sourceFiles(folder).flatMap(checkPath)).toEqual([]);
  });
});

describe('who imports whom', () => {
  const texts = new Map(library.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
  const imports = importsOf(texts);

  test('no files import each other in a circle, types included', () => {
    expect(imports.size).toBeGreaterThan(100);
    expect(circlesOf(imports)).toEqual([]);
  });

  test('no two folders import each other, nor one and a folder within it', () => {
    expect(mutualFolders(imports)).toEqual([]);
  });

  test('a file is a subject: at most 400 lines outside the catalogue and the bindings', () => {
    const long = [...texts].filter(([path]) => !path.startsWith('src/catalog/'));
    expect(long.filter(([, text]) => text.split('\n').length > 401).map(([path]) => path)).toEqual([]);
  });

  test('each file and folder that ARCHITECTURE.md names is there', () => {
    const named = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8').matchAll(/`((?:[\w.-]+\/)+(?:[\w.-]+\.ts)?)`/g);
    // Folders of a layer that the text has just named stand without it.
    const homes = ['', 'src', 'src/design', 'src/constructs', 'src/policy', 'src/targets/netbox'];
    const paths = [...named].map(([, path = '']) => path);
    expect(paths.length).toBeGreaterThan(30);
    expect(paths.filter((path) => !homes.some((home) => existsSync(join(root, home, path))))).toEqual([]);
  });

  test('the library stays one house: at most 500 files that people write, and 25 of a subject that came later', () => {
    const later = [
      'book-app',
      'certificate',
      'dsx',
      'economics',
      'platform',
      'portfolio',
      'site-design',
      'site-file',
      'tenancy',
    ];
    const subjectOf = (path: string): string | undefined => later.find((subject) => path.includes(`/${subject}/`));
    expect(library.filter((path) => subjectOf(path) === undefined).length).toBeLessThanOrEqual(500);
    for (const subject of later) {
      expect(library.filter((path) => subjectOf(path) === subject).length).toBeLessThanOrEqual(25);
    }
  });

  test('circles and pairs are seen', () => {
    const tiny = importsOf(
      new Map([
        ['src/design/a/one.ts', "import type { X } from '../b/two';"],
        ['src/design/b/two.ts', "export { y } from './three';"],
        ['src/design/b/three.ts', "type Z = import('../a/one').Z;"],
      ]),
    );
    expect(circlesOf(tiny)).toEqual(['src/design/a/one.ts, src/design/b/three.ts, src/design/b/two.ts']);
    expect(mutualFolders(tiny)).toEqual(['src/design/a and src/design/b']);
    const within = importsOf(
      new Map([
        ['src/index.ts', "export { x } from './policy/packs';"],
        ['src/policy/packs.ts', "import { x } from './engine/rule';"],
        ['src/policy/engine/rule.ts', "import { y } from '../packs'; import { host } from '../../host';"],
        ['src/host.ts', ''],
      ]),
    );
    expect(mutualFolders(within)).toEqual(['src/policy and src/policy/engine']);
  });
});

describe('names', () => {
  test.each([
    'src/index.ts',
    'src/design/power/power-plan.ts',
    'src/targets/aws/p5.ts',
    'test/design/port-map.test.ts',
    'examples/01-single-su/main.ts',
  ])('%s is a good name', (path) => {
    expect(checkPath(path)).toEqual([]);
  });

  test.each([
    ['src/design/powerPlan.ts', "src/design/powerPlan.ts: 'powerPlan.ts' is not in kebab case"],
    ['src/Design/power.ts', "src/Design/power.ts: 'Design' is not in kebab case"],
    ['src/design/power_plan.ts', "src/design/power_plan.ts: 'power_plan.ts' is not in kebab case"],
    ['src/design/utils.ts', "src/design/utils.ts: 'utils.ts' says nothing about what it holds"],
    ['src/helpers/power.ts', "src/helpers/power.ts: 'helpers' says nothing about what it holds"],
    ['src/common/power.ts', "src/common/power.ts: 'common' says nothing about what it holds"],
    ['src/misc.ts', "src/misc.ts: 'misc.ts' says nothing about what it holds"],
  ])('fails on %s', (path, breach) => {
    expect(checkPath(path)).toEqual([breach]);
  });
});

describe('imports', () => {
  test.each([
    ['src/design/power/power-plan.ts', "import { Power } from '../../units/power';"],
    ['src/design/addressing/pool.ts', "import ipaddr from 'ipaddr.js';"],
    ['src/policy/rule.ts', "import type { SitePlan } from '../design/site/site-plan';"],
    ['src/export/netbox-csv.ts', "import { stringify } from 'csv-stringify/sync';"],
    ['src/export/device-id.ts', "import { createHash } from 'node:crypto';"],
    ['src/host.ts', "export { App } from 'cdktf';\nexport { Construct } from 'constructs';"],
    ['src/targets/embedded/inventory.ts', "import { Construct } from '../../host';"],
    ['src/targets/aws/vpc.ts', "import { Vpc } from '@cdktf/provider-aws/lib/vpc';"],
    ['src/constructs/site.ts', "import { Construct } from '../host';"],
    ['src/testing/index.ts', "import { Testing } from '../host';"],
    ['src/index.ts', "export { Site } from './constructs/site';"],
    ['src/catalog/gpu.ts', "// import { App } from 'cdktf';\nexport const text = \"require('cdktf')\";"],
  ])('%s may say %s', (path, text) => {
    expect(checkSource(path, text)).toEqual([]);
  });

  const higher = (layer: string, specifier: string, target: string): string =>
    `layer '${layer}' imports '${specifier}' from the higher layer '${target}'`;

  test.each([
    ['src/units/power.ts', "import { x } from '../catalog/gpu';", higher('units', '../catalog/gpu', 'catalog')],
    ['src/design/a.ts', "import type { Rule } from '../policy/rule';", higher('design', '../policy/rule', 'policy')],
    ['src/design/a.ts', "export { x } from '../report/book';", higher('design', '../report/book', 'report')],
    ['src/design/a.ts', "const x = await import('../export/slurm');", higher('design', '../export/slurm', 'export')],
    ['src/design/a.ts', "type X = import('../policy/rule').Rule;", higher('design', '../policy/rule', 'policy')],
    ['src/design/a.ts', "import x = require('../policy/rule');", higher('design', '../policy/rule', 'policy')],
    [
      'src/targets/aws/a.ts',
      "import '../../constructs/site';",
      higher('targets', '../../constructs/site', 'constructs'),
    ],
    ['src/constructs/site.ts', "import { main } from '../cli/main';", higher('constructs', '../cli/main', 'cli')],
    ['src/constructs/site.ts', "import { Site } from '..';", higher('constructs', '..', 'index')],
    ['src/design/a.ts', "import { App } from '../host';", "layer 'design' may not import the host"],
    ['src/report/a.ts', "import { App } from '../host';", "layer 'report' may not import the host"],
    ['src/cli/main.ts', "import { App } from '../host';", "layer 'cli' may not import the host"],
    ['src/targets/aws/a.ts', "import { App } from 'cdktf';", "only src/host.ts imports 'cdktf'"],
    ['src/constructs/site.ts', "import { Construct } from 'constructs';", "only src/host.ts imports 'constructs'"],
    ['src/constructs/site.ts', "import type { X } from 'cdktf/lib/app';", "only src/host.ts imports 'cdktf'"],
    ['src/constructs/site.ts', "const x = require('cdktf');", "only src/host.ts imports 'cdktf'"],
    [
      'src/constructs/site.ts',
      "import { Vpc } from '@cdktf/provider-aws/lib/vpc';",
      "only targets import provider bindings such as '@cdktf/provider-aws'",
    ],
    ['src/design/a.ts', "import graph from 'graphology';", "layer 'design' may not import the package 'graphology'"],
    ['src/design/a.ts', "import { join } from 'node:path';", "layer 'design' may not import the package 'node:path'"],
    ['src/units/a.ts', "import ipaddr from 'ipaddr.js';", "layer 'units' may not import the package 'ipaddr.js'"],
    [
      'src/report/a.ts',
      "import { writeFileSync } from 'node:fs';",
      "'node:fs' has no place in the pure layer 'report'",
    ],
    [
      'src/export/a.ts',
      "import { readFile } from 'fs/promises';",
      "'fs/promises' has no place in the pure layer 'export'",
    ],
    ['src/cli/main.ts', "import { Site } from 'cdktf-ai-factory';", 'imports its own package by name'],
    ['src/cli/main.ts', "import x from '../../test/fixture';", "imports '../../test/fixture' from outside src/"],
    ['src/cli/main.ts', "import x from '../extras/a';", "imports '../extras/a', which belongs to no layer"],
  ])('fails where %s says %s', (path, text, problem) => {
    expect(checkSource(path, text)).toEqual([`${path}:1: ${problem}`]);
  });

  test('fails on a file that belongs to no layer', () => {
    expect(checkSource('src/extras/a.ts', '')).toEqual(['src/extras/a.ts: belongs to no layer']);
  });
});

describe('files', () => {
  test.each([
    ['src/files/file-draft.ts', "import { openSync } from 'node:fs';"],
    ['src/cli/a.ts', "import { existsSync, readFileSync } from 'node:fs';"],
    ['scripts/a.ts', "import { mkdtempSync, rmSync } from 'node:fs';"],
  ])('%s may say %s', (path, text) => {
    expect(checkWriting(path, text)).toEqual([]);
  });

  test.each([
    ['src/cli/a.ts', "import { readFileSync, rmSync } from 'node:fs';", 'rmSync'],
    ['src/constructs/a.ts', "import { writeFileSync as write } from 'fs';", 'writeFileSync'],
    ['src/cli/a.ts', "const { rename } = require('node:fs/promises');", 'rename'],
    ['src/cli/a.ts', "import * as fs from 'node:fs';", 'all of node:fs'],
    ['scripts/a.ts', "import { mkdtempSync, writeFileSync } from 'node:fs';", 'writeFileSync'],
  ])('fails where %s says %s', (path, text, name) => {
    expect(checkWriting(path, text)).toEqual([`${path}: '${name}' changes files past the one writer of src/files/`]);
  });
});

describe('purity', () => {
  test.each([
    ['src/design/a.ts', "const year = new Date('2026-01-01').getUTCFullYear();"],
    ['src/design/a.ts', 'const half = Math.round(0.5); // not Math.random()'],
    ['src/design/a.ts', "const process = 'build'; const size = process;"],
    ['src/report/a.ts', "const text = (5).toLocaleString('en-US');"],
    ['src/constructs/a.ts', 'const now = Date.now();'],
    ['src/cli/main.ts', 'const home = process.env.HOME;'],
  ])('%s may say %s', (path, text) => {
    expect(checkSource(path, text)).toEqual([]);
  });

  test.each([
    ['src/design/a.ts', 'const now = Date.now();', 'Date.now', 'design'],
    ['src/design/a.ts', 'const now = globalThis.Date.now;', 'Date.now', 'design'],
    ['src/units/a.ts', 'const now = new Date();', 'new Date()', 'units'],
    ['src/units/a.ts', 'const now = new Date;', 'new Date()', 'units'],
    ['src/catalog/a.ts', 'const now = Date();', 'Date()', 'catalog'],
    ['src/policy/a.ts', 'const chance = Math.random();', 'Math.random', 'policy'],
    ['src/report/a.ts', 'const home = process.env.HOME;', 'process.env', 'report'],
    ['src/report/a.ts', "const home = process['env'];", 'process[]', 'report'],
    ['src/export/a.ts', 'const folder = process.cwd();', 'process.cwd', 'export'],
    ['src/errors/a.ts', 'const id = crypto.randomUUID();', 'crypto.randomUUID', 'errors'],
    ['src/errors.ts', 'const begin = performance.now();', 'performance.now', 'errors'],
    ['src/design/a.ts', "const order = 'a'.localeCompare('b');", 'localeCompare without a locale', 'design'],
    ['src/report/a.ts', 'const text = (5).toLocaleString();', 'toLocaleString without a locale', 'report'],
  ])('fails where %s says %s', (path, text, problem, layer) => {
    expect(checkSource(path, text)).toEqual([`${path}:1: '${problem}' has no place in the pure layer '${layer}'`]);
  });
});
