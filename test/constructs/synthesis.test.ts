import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalBackend } from 'cdktf';
import { Power } from 'cdktf-ai-factory';
import { grownSite } from './grown-site';
import { temporaryFolder } from './temporary-folder';
import { writtenFiles } from './written-files';

const MEMBERS = [
  { name: 'alpha', count: 6 },
  { name: 'beta', count: 4 },
];

interface Run {
  readonly outdir: string;
  readonly lockFile: string;
}

/** One run of the program, into folders of its own. */
function run(rating?: Power): Run {
  const outdir = join(temporaryFolder(), 'cdktf.out');
  const lockFile = join(temporaryFolder(), 'lab.lock.json');
  const { app, stack } = grownSite({
    outdir,
    members: MEMBERS,
    props: { lockFile },
    ...(rating === undefined ? {} : { rating }),
  });
  new LocalBackend(stack, { path: '../../../terraform.lab.tfstate' });
  app.synth();
  return { outdir, lockFile };
}

describe('a synthesis', () => {
  test('writes the same bytes for the same program, whatever the folder', () => {
    const [first, second] = [run(), run()];
    const files = writtenFiles(first.outdir);
    expect([...files.keys()]).toEqual(
      expect.arrayContaining(['site/lab/index.html', 'site/lab/policy.sarif', 'stacks/lab-stack/cdk.tf.json']),
    );
    expect(writtenFiles(second.outdir)).toEqual(files);
    expect(readFileSync(first.lockFile, 'utf8')).toBe(readFileSync(second.lockFile, 'utf8'));
  });

  test('writes no path of the machine into any file', () => {
    const { outdir, lockFile } = run();
    const texts = [...writtenFiles(outdir), [lockFile, readFileSync(lockFile, 'utf8')] as const];
    const withPath = texts.filter(([, text]) => text.includes(tmpdir()) || text.includes(process.cwd()));
    expect(withPath.map(([name]) => name)).toEqual([]);
  });

  test('changes no file when it runs again with its own lock', () => {
    const { outdir, lockFile } = run();
    const before = readFileSync(lockFile, 'utf8');
    const again = join(temporaryFolder(), 'cdktf.out');
    const { app, stack } = grownSite({ outdir: again, members: MEMBERS, props: { lockFile } });
    new LocalBackend(stack, { path: '../../../terraform.lab.tfstate' });
    app.synth();
    expect(readFileSync(lockFile, 'utf8')).toBe(before);
    expect(writtenFiles(join(again, 'site'))).toEqual(writtenFiles(join(outdir, 'site')));
  });
});

describe('a synthesis that a finding stops', () => {
  const outdir = join(temporaryFolder(), 'cdktf.out');
  const lockFile = join(temporaryFolder(), 'lab.lock.json');
  const { app } = grownSite({ outdir, members: MEMBERS, props: { lockFile }, rating: Power.kilowatts(100) });

  test('fails with all error findings, and writes the evaluation and nothing else', () => {
    let message = '';
    try {
      app.synth();
    } catch (error) {
      message = error instanceof Error ? error.message : '';
    }
    expect(message.match(/\[power\/zone[a-z-]+\]/g)).toEqual(['[power/zone-overload]']);
    expect([...writtenFiles(outdir).keys()]).toEqual(
      ['policy.json', 'policy.sarif', 'policy.txt', 'policy.xml'].map((name) => `site/lab/${name}`),
    );
    expect(existsSync(lockFile)).toBe(false);
  });

  test('leaves what an earlier run wrote for the site no longer standing beside the new evaluation', () => {
    const folder = temporaryFolder();
    grownSite({ outdir: folder, members: MEMBERS }).app.synth();
    expect(existsSync(join(folder, 'site/lab/index.html'))).toBe(true);
    const failing = grownSite({ outdir: folder, members: MEMBERS, rating: Power.kilowatts(100) });
    expect(() => failing.app.synth()).toThrow('[power/zone-overload]');
    expect(existsSync(join(folder, 'site/lab/index.html'))).toBe(false);
  });
});
