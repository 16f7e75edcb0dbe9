import { spawnSync } from 'node:child_process';
import { lstatSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { grownSite } from './grown-site';
import { temporaryFolder } from './temporary-folder';
import { writtenFiles } from './written-files';

let folder: string;
beforeEach(() => (folder = temporaryFolder()));

const at = (...names: readonly string[]): string => join(folder, ...names);
const program = (count = 4, lockFile = at('lab.lock.json')): ReturnType<typeof grownSite> =>
  grownSite({ outdir: at('cdktf.out'), members: [{ name: 'alpha', count }], props: { lockFile } });

function messageOf(act: () => void): string {
  try {
    act();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'nothing was thrown';
}

describe('the lock of a site', () => {
  test('fails where another program has written it since it was read, and no file of the site changes', () => {
    program().app.synth();
    const before = writtenFiles(at('cdktf.out/site'));
    const { app } = program(6);
    const other = readFileSync(at('lab.lock.json'), 'utf8').replace('"A01"', '"A02"');
    writeFileSync(at('lab.lock.json'), other);
    expect(messageOf(() => app.synth())).toBe(
      `the file '${at('lab.lock.json')}' has changed since it was read: another program has written it; nothing was written; run it again, so that it starts from what the file holds now [files/changed]`,
    );
    expect(readFileSync(at('lab.lock.json'), 'utf8')).toBe(other);
    const drawings = (files: ReadonlyMap<string, string>): [string, string][] =>
      [...files].filter(([name]) => !name.includes('policy.'));
    expect(drawings(writtenFiles(at('cdktf.out/site')))).toEqual(drawings(before));
  });

  test('may be written by another program that comes to the same', () => {
    const [first, second] = [program(), program()];
    first.app.synth();
    second.app.synth();
    expect(readdirSync(folder).sort()).toEqual(['cdktf.out', 'lab.lock.json']);
  });

  test('is written where a link leads, and the link stays', () => {
    mkdirSync(at('kept'));
    program(4, at('kept/lab.lock.json')).app.synth();
    symlinkSync('kept/lab.lock.json', at('lab.lock.json'));
    program(6).app.synth();
    expect(lstatSync(at('lab.lock.json')).isSymbolicLink()).toBe(true);
    expect(readFileSync(at('kept/lab.lock.json'), 'utf8')).toContain('"alpha-006"');
  });

  test('fails where its link leads nowhere, instead of beginning again', () => {
    symlinkSync('unmounted/lab.lock.json', at('lab.lock.json'));
    expect(messageOf(() => program())).toBe(
      `the file '${at('lab.lock.json')}' cannot be read: it is a symbolic link to 'unmounted/lab.lock.json', which is not there; bring back what it leads to, or remove the link [files/dangling-link]`,
    );
  });

  test('fails where it is out of reach, instead of beginning again', () => {
    writeFileSync(at('file'), '');
    expect(messageOf(() => program(4, at('file/lab.lock.json')))).toBe(
      `the file '${at('file/lab.lock.json')}' cannot be read: a part of its path is a file and no folder (ENOTDIR); correct the path, or move that file away [files/not-read]`,
    );
  });
});

describe('the folder of a site', () => {
  test('fails where it is a link, and leaves what lies behind it', () => {
    mkdirSync(at('home'));
    writeFileSync(at('home/keep'), 'keep');
    mkdirSync(at('cdktf.out/site'), { recursive: true });
    symlinkSync(at('home'), at('cdktf.out/site/lab'));
    expect(messageOf(() => program().app.synth())).toBe(
      `the folder '${at('cdktf.out/site/lab')}' is a symbolic link: files that are old would be removed where it leads; remove the link, or let the app write elsewhere ('outdir', or the variable CDKTF_OUTDIR) [files/linked-folder]`,
    );
    expect(readdirSync(at('home'))).toEqual(['keep']);
  });

  test('keeps its old drawings whole where the new ones do not fit on the disk', () => {
    mkdirSync(at('cdktf.out/site'), { recursive: true });
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', at('cdktf.out/site')]).status !== 0) {
      process.stderr.write('notice: no file system can be mounted here, so the test of a full disk is skipped\n');
      return;
    }
    try {
      program().app.synth();
      const before = writtenFiles(at('cdktf.out/site/lab'));
      const lock = readFileSync(at('lab.lock.json'), 'utf8');
      // What is left takes the evaluation, and not the drawings.
      const free = Number(
        spawnSync('df', ['--output=avail', '-k', at('cdktf.out/site')])
          .stdout.toString()
          .split('\n')[1],
      );
      writeFileSync(at('cdktf.out/site/other'), Buffer.alloc((free - 64) * 1_024));
      expect(messageOf(() => program(6).app.synth())).toMatch(
        /^the file '.*\/cdktf\.out\/site\/lab\/[\w./-]+' cannot be written: the disk is full \(ENOSPC\); free space on the disk of '.*', or give a path on another one \[files\/not-written\]$/,
      );
      const after = writtenFiles(at('cdktf.out/site/lab'));
      const drawings = (files: ReadonlyMap<string, string>): [string, string][] =>
        [...files].filter(([name]) => !name.startsWith('policy.'));
      expect(drawings(after)).toEqual(drawings(before));
      expect(readFileSync(at('lab.lock.json'), 'utf8')).toBe(lock);
    } finally {
      spawnSync('umount', [at('cdktf.out/site')]);
    }
  });
});
