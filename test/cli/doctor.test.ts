import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryFolder } from '../constructs/temporary-folder';
import { run } from './run-in-process';

interface Told {
  readonly outcome: string;
  readonly what: string;
  readonly found: string;
  readonly remedy?: string;
}

/** A folder with files, in which packages are installed by their manifest alone. */
function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const installed = (versions: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(versions).map(([name, version]) => [
      `node_modules/${name}/package.json`,
      JSON.stringify({ name, version }),
    ]),
  );

const GOOD = { cdktf: '0.21.0', constructs: '10.7.2' };
const LOCK = readFileSync(join(__dirname, '..', '..', 'stacks', 'gasan.lock.json'), 'utf8');

/** A Terraform that says its version and does nothing else. */
function terraform(version: string): string {
  const file = join(temporaryFolder(), 'terraform');
  writeFileSync(file, `#!/bin/sh\necho '{"terraform_version": "${version}"}'\n`);
  chmodSync(file, 0o755);
  return file;
}

const named = process.env['TERRAFORM_BINARY_NAME'];
beforeEach(() => {
  process.env['TERRAFORM_BINARY_NAME'] = terraform('1.11.4');
});
afterAll(() => {
  if (named === undefined) delete process.env['TERRAFORM_BINARY_NAME'];
  else process.env['TERRAFORM_BINARY_NAME'] = named;
});

async function told(cwd: string): Promise<{ readonly code: number; readonly checks: readonly Told[] }> {
  const { code, out } = await run('doctor --no-network --json', { cwd });
  return { code, checks: JSON.parse(out) as readonly Told[] };
}

describe('aifactory doctor', () => {
  test('finds nothing wrong where all is as it should be, and ends with 0', async () => {
    const stack = { 'cdktf.out/stacks/first/cdk.tf.json': JSON.stringify({ terraform: { required_providers: {} } }) };
    const cwd = folderWith({ ...installed(GOOD), ...stack, 'gasan.lock.json': LOCK });
    const { code, checks } = await told(cwd);
    expect(checks.filter(({ outcome }) => outcome !== 'ok')).toEqual([]);
    expect(checks.map(({ what }) => what)).toEqual([
      ...['node', 'cdktf-ai-factory', '@cdktf/provider-aws', 'cdktf', 'constructs'],
      ...['terraform', 'providers', 'lock gasan.lock.json'],
    ]);
    expect(code).toBe(0);
    const { out } = await run('doctor --no-network', { cwd });
    expect(out).toMatch(/^ok +cdktf +0\.21\.0$/m);
  });

  test.each([
    ['a host that is too old', { ...GOOD, cdktf: '0.20.9' }, 'cdktf', "npm install 'cdktf@^0.21.0'"],
    ['a host that is too new', { ...GOOD, cdktf: '0.22.0' }, 'cdktf', "npm install 'cdktf@^0.21.0'"],
    ['constructs beyond their range', { ...GOOD, constructs: '10.8.0' }, 'constructs', /npm install 'constructs@/],
    ['no host', { constructs: '10.7.2' }, 'cdktf', /npm install/],
    ['bindings that are too new', { ...GOOD, '@cdktf/provider-aws': '22.0.0' }, '@cdktf/provider-aws', /npm install/],
  ])('finds %s, and ends with 1', async (_, versions, what, remedy) => {
    const { code, checks } = await told(folderWith(installed(versions as Record<string, string>)));
    const wrong = checks.filter(({ outcome }) => outcome === 'wrong');
    expect(wrong.map((check) => check.what)).toEqual([what]);
    expect(wrong[0]?.remedy).toEqual(typeof remedy === 'string' ? remedy : expect.stringMatching(remedy));
    expect(code).toBe(1);
  });

  test('finds a Terraform that is too old, and one that is not there', async () => {
    process.env['TERRAFORM_BINARY_NAME'] = terraform('1.3.9');
    const old = (await told(folderWith(installed(GOOD)))).checks.find(({ what }) => what === 'terraform');
    expect([old?.outcome, old?.found]).toEqual(['wrong', expect.stringContaining('1.3.9, older than 1.4.0')]);
    process.env['TERRAFORM_BINARY_NAME'] = 'no-such-terraform';
    const none = (await told(folderWith(installed(GOOD)))).checks.find(({ what }) => what === 'terraform');
    expect([none?.outcome, none?.found]).toEqual(['wrong', 'none of no-such-terraform']);
  });

  test('does not know of providers where nothing is synthesized, or nobody asked', async () => {
    const before = (await told(folderWith(installed(GOOD)))).checks.find(({ what }) => what === 'providers');
    expect([before?.outcome, before?.remedy]).toEqual(['not known', 'synthesize, then call it again']);
    const stack = { terraform: { required_providers: { aws: { source: 'hashicorp/aws' } } } };
    const files = { 'cdktf.out/stacks/x/cdk.tf.json': JSON.stringify(stack), 'cdktf.out/stacks/y/cdk.tf.json': '{' };
    const { code, checks } = await told(folderWith({ ...installed(GOOD), ...files }));
    expect(checks.find(({ what }) => what === 'providers')).toMatchObject({
      outcome: 'not known',
      found: 'hashicorp/aws: the registry was not asked',
    });
    expect(code).toBe(0);
  });

  test('fails on locks that cannot be read, each with its remedy, and tells of a writer', async () => {
    const files = { 'a.lock.json': '{', 'b.lock.json': '{"site":"b","version":99}', '.aifactory.lock/x': '' };
    const { code, checks } = await told(folderWith({ ...installed(GOOD), ...files }));
    expect(checks.slice(-3).map(({ outcome, what }) => [outcome, what])).toEqual([
      ['wrong', 'lock a.lock.json'],
      ['wrong', 'lock b.lock.json'],
      ['not known', '.aifactory.lock'],
    ]);
    expect(checks.every(({ outcome, remedy }) => outcome !== 'wrong' || (remedy ?? '') !== '')).toBe(true);
    expect(code).toBe(1);
  });
});
