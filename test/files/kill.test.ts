import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFile } from '../../src/files/file-writer';
import { writeFolder } from '../../src/files/folder-writer';
import { temporaryFolder } from '../constructs/temporary-folder';
import { runChild, startChild, transpiledWriter } from './transpiled-writer';

/** Kills itself in its n-th call of the file system that changes something: before it, or halfway through a write. */
const KILLED = `
const fs = require('node:fs');
const [writer, moment, what, ...rest] = process.argv.slice(2);
let calls = 0;
const die = () => { process.kill(process.pid, 'SIGKILL'); for (;;); };
for (const name of Object.keys(fs)) {
  if (!/^(open|write|fsync|close|rename|mkdir|rm|rmdir|unlink|fchmod|fchown)Sync$/.test(name)) continue;
  const real = fs[name];
  fs[name] = (...args) => {
    calls += 1;
    if (calls !== Number(moment)) return real(...args);
    if (name === 'writeSync') real(args[0], args[1].subarray(0, args[1].length / 2));
    return die();
  };
}
if (what === 'file') require(writer + '/file-writer.js').writeFile(rest[0], rest[1].repeat(1000));
else require(writer + '/folder-writer.js').writeFolder(rest[0], new Map(JSON.parse(rest[1])));
console.log('wrote');
`;

const ADD = `
const { readFileSync } = require('node:fs');
const [writer, path, line] = process.argv.slice(2);
const { fileVersion, rewriting, writeFile } = require(writer + '/file-writer.js');
rewriting(() => {
  const version = fileVersion(path);
  const text = readFileSync(path, 'utf8');
  writeFile(path, text + line + '\\n', { versions: new Map([[path, version]]) });
});
console.log('wrote ' + line);
`;

/** Reads at once, writes when its standard input ends. */
const STALE = `
const { readFileSync } = require('node:fs');
const [writer, path, line] = process.argv.slice(2);
const { fileVersion, writeFile } = require(writer + '/file-writer.js');
const version = fileVersion(path);
const text = readFileSync(path, 'utf8');
writeFile(path, text.replace('start', 'start ' + line), {});
try {
  writeFile(path, text + line, { versions: new Map([[path, version]]) });
} catch (error) {
  console.log(error.message);
}
`;

let folder: string;
let writer: string;
beforeAll(() => {
  folder = temporaryFolder();
  writer = transpiledWriter(folder);
  for (const [name, text] of Object.entries({ 'killed.js': KILLED, 'add.js': ADD, 'stale.js': STALE })) {
    writeFileSync(join(folder, name), text);
  }
});

const killedAt = (moment: number, ...args: readonly string[]): ReturnType<typeof runChild> =>
  runChild(join(folder, 'killed.js'), [writer, String(moment), ...args]);

describe('a writer that is killed at any moment', () => {
  test('leaves the old file or the new one, and nothing that stops the next run', () => {
    const home = join(folder, 'file');
    const path = join(home, 'assets.csv');
    mkdirSync(home);
    const [before, after] = ['old\n'.repeat(1_000), 'new\n'.repeat(1_000)];
    let moment = 1;
    for (; ; moment += 1) {
      writeFileSync(path, before);
      const { signal, out } = killedAt(moment, 'file', path, 'new\n');
      if (signal === null) {
        expect(out).toBe('wrote\n');
        break;
      }
      expect([before, after]).toContain(readFileSync(path, 'utf8'));
      writeFile(path, 'next\n'.repeat(1_000));
      expect(readFileSync(path, 'utf8')).toBe('next\n'.repeat(1_000));
      expect(readdirSync(home)).toEqual(['assets.csv']);
    }
    expect(moment).toBeGreaterThan(12);
  });

  test('leaves each file of a folder old or new, and the next run makes them whole', () => {
    const home = join(folder, 'site');
    const files = (text: string): [string, string][] => [
      ['index.html', text],
      ['halls/one.svg', text],
    ];
    let moment = 1;
    for (; ; moment += 1) {
      writeFolder(home, new Map([...files('old'), ['halls/gone.svg', 'old']]));
      if (killedAt(moment, 'folder', home, JSON.stringify(files('new'))).signal === null) break;
      for (const [name] of files('')) expect(['old', 'new']).toContain(readFileSync(join(home, name), 'utf8'));
      writeFolder(home, new Map(files('next')));
      expect(readdirSync(home).sort()).toEqual(['halls', 'index.html']);
      expect(readdirSync(join(home, 'halls'))).toEqual(['one.svg']);
      for (const [name] of files('')) expect(readFileSync(join(home, name), 'utf8')).toBe('next');
    }
    expect(moment).toBeGreaterThan(15);
  });
});

describe('writers of one file at a time', () => {
  test('lose no change of each other', async () => {
    const home = join(folder, 'parallel');
    const path = join(home, 'assets.csv');
    mkdirSync(home);
    writeFileSync(path, 'start\n');
    const lines = Array.from({ length: 20 }, (_, index) => `line ${index}`);
    const runs = await Promise.all(
      lines.map(async (line) => await startChild(join(folder, 'add.js'), [writer, path, line])),
    );
    expect(runs.map(({ out }) => out)).toEqual(lines.map((line) => `wrote ${line}\n`));
    expect(readFileSync(path, 'utf8').trim().split('\n').sort()).toEqual(['start', ...lines].sort());
    expect(readdirSync(home)).toEqual(['assets.csv']);
  });

  test('fails where the file has changed since it was read, and leaves it', () => {
    const path = join(folder, 'stale.csv');
    writeFileSync(path, 'start');
    expect(runChild(join(folder, 'stale.js'), [writer, path, 'b']).out).toBe(
      `the file '${path}' has changed since it was read: another program has written it; nothing was written; run it again, so that it starts from what the file holds now [files/changed]\n`,
    );
    expect(readFileSync(path, 'utf8')).toBe('start b');
  });
});
