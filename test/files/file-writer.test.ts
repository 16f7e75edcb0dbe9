import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { fileError, systemReason } from '../../src/files/file-error';
import {
  ABSENT,
  fileVersion,
  makeFolder,
  removeFile,
  rewriting,
  textVersion,
  writeFile,
  writeFiles,
} from '../../src/files/file-writer';
import { writeFolder } from '../../src/files/folder-writer';
import { temporaryFolder } from '../constructs/temporary-folder';
import { runChild, transpiledWriter } from './transpiled-writer';

const isRoot = process.getuid?.() === 0;
const asRoot = isRoot ? test : test.skip;
const NOBODY = 65_534;

let folder: string;
beforeEach(() => (folder = temporaryFolder()));

const at = (...names: readonly string[]): string => join(folder, ...names);
const read = (...names: readonly string[]): string => readFileSync(at(...names), 'utf8');

/** The message of what is thrown. */
function messageOf(act: () => void): string {
  try {
    act();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'nothing was thrown';
}

/** A file system of its own, where the machine lets one be mounted; undefined where not. */
function mounted(
  options: string,
): { readonly path: string; readonly remount: (to: string) => void; readonly remove: () => void } | undefined {
  const path = at('mounted');
  mkdirSync(path);
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', path]).status !== 0) {
    process.stderr.write(
      'notice: no file system can be mounted here, so a test of a full or write-protected one is skipped\n',
    );
    return undefined;
  }
  return {
    path,
    remount: (to) => spawnSync('mount', ['-o', `remount,${to}`, path]),
    remove: () => spawnSync('umount', [path]),
  };
}

describe('a file', () => {
  test('is made with its folders', () => {
    writeFile('a/b/c.txt', 'text', { folder });
    expect(read('a/b/c.txt')).toBe('text');
    expect(readdirSync(at('a/b'))).toEqual(['c.txt']);
  });

  test('is written from text, bytes and pieces', () => {
    writeFiles(
      [
        ['text', '서울'],
        ['bytes', new Uint8Array([0, 255])],
        ['pieces', ['a', 'b']],
      ],
      { folder },
    );
    expect(read('text')).toBe('서울');
    expect([...readFileSync(at('bytes'))]).toEqual([0, 255]);
    expect(read('pieces')).toBe('ab');
  });

  test.each([0o600, 0o640, 0o755])('keeps the mode %o that it had', (mode) => {
    writeFileSync(at('a'), 'old');
    chmodSync(at('a'), mode);
    writeFile('a', 'new', { folder });
    expect(statSync(at('a')).mode & 0o7777).toBe(mode);
    expect(read('a')).toBe('new');
  });

  asRoot('keeps its owner', () => {
    writeFileSync(at('a'), 'old');
    chownSync(at('a'), 1_234, 2_345);
    writeFile('a', 'new', { folder });
    expect(statSync(at('a'))).toMatchObject({ uid: 1_234, gid: 2_345 });
  });

  test('that holds the same already is left alone', () => {
    writeFileSync(at('a'), 'same');
    utimesSync(at('a'), 1_000, 1_000);
    writeFile('a', 'same', { folder });
    expect(statSync(at('a')).mtimeMs).toBe(1_000_000);
  });

  test('behind links is written, and the links stay', () => {
    mkdirSync(at('data'));
    writeFileSync(at('data/real.csv'), 'old');
    symlinkSync('data', at('linked'));
    symlinkSync('../linked/real.csv', at('data/second'));
    symlinkSync('data/second', at('first'));
    writeFile('first', 'new', { folder });
    expect(read('data/real.csv')).toBe('new');
    expect([at('first'), at('data/second'), at('linked')].map((path) => lstatSync(path).isSymbolicLink())).toEqual([
      true,
      true,
      true,
    ]);
    expect(readdirSync(folder).sort()).toEqual(['data', 'first', 'linked']);
  });

  test('behind a link that leads nowhere yet is made where the link leads', () => {
    symlinkSync('later/a.csv', at('a.csv'));
    writeFile('a.csv', 'new', { folder });
    expect(read('later/a.csv')).toBe('new');
  });

  test('is not written through a link that somebody laid where drafts used to be', () => {
    writeFileSync(at('secret'), 'secret');
    symlinkSync('secret', at('a.csv.draft'));
    writeFile('a.csv', 'new', { folder });
    expect([read('secret'), read('a.csv')]).toEqual(['secret', 'new']);
  });

  test('that is taken away twice is no error', () => {
    writeFileSync(at('a'), '');
    removeFile(at('a'));
    removeFile(at('a'));
    expect(existsSync(at('a'))).toBe(false);
  });
});

describe('several files', () => {
  test('are written all or none', () => {
    mkdirSync(at('taken'));
    writeFileSync(at('b'), 'old');
    const files: [string, string][] = [
      ['new/deep/a', 'new'],
      ['b', 'new'],
      ['taken', 'new'],
    ];
    expect(
      messageOf(() => {
        writeFiles(files, { folder });
      }),
    ).toBe("the file 'taken' cannot be written: it is a folder (EISDIR); give the path of a file [files/not-written]");
    expect(read('b')).toBe('old');
    expect(readdirSync(folder).sort()).toEqual(['b', 'taken']);
  });

  test('leave no draft and no new folder where a text breaks off', () => {
    function* broken(): Generator<string> {
      yield 'a';
      throw new Error('the text breaks off');
    }
    expect(
      messageOf(() => {
        writeFiles(
          [
            ['a', 'a'],
            ['new/b', broken()],
          ],
          { folder },
        );
      }),
    ).toBe(
      "the file 'new/b' cannot be written: the text breaks off; give another path, or fix what the system says [files/not-written]",
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each([
    ['a.csv', 'a.csv', "'a.csv' is named for two outputs"],
    ['a.csv', './a.csv', "'a.csv' and './a.csv' are one file"],
    ['a.csv', 'link.csv', "'a.csv' and 'link.csv' are one file"],
  ])('fail where %s and %s are one', (first, second, problem) => {
    symlinkSync('a.csv', at('link.csv'));
    expect(
      messageOf(() => {
        writeFiles(
          [
            [first, '1'],
            [second, '2'],
          ],
          { folder },
        );
      }),
    ).toBe(`${problem}; give each output a file of its own [files/same-file]`);
    expect(readdirSync(folder)).toEqual(['link.csv']);
  });
});

describe('versions', () => {
  test('let a file be written that holds what was read', () => {
    expect(fileVersion('a', folder)).toBe(ABSENT);
    writeFile('a', 'one', { folder, versions: new Map([['a', ABSENT]]) });
    expect(fileVersion('a', folder)).toBe(textVersion('one'));
    writeFile('a', 'two', { folder, versions: new Map([['a', textVersion('one')]]) });
    expect(read('a')).toBe('two');
  });

  test.each([ABSENT, textVersion('other')])('fail where the file holds anything else', (version) => {
    writeFileSync(at('a'), 'by another');
    expect(
      messageOf(() => {
        writeFile('a', 'mine', { folder, versions: new Map([['a', version]]) });
      }),
    ).toBe(
      "the file 'a' has changed since it was read: another program has written it; nothing was written; run it again, so that it starts from what the file holds now [files/changed]",
    );
    expect(read('a')).toBe('by another');
    expect(readdirSync(folder)).toEqual(['a']);
  });

  test('fail where the file is gone', () => {
    expect(
      messageOf(() => {
        writeFile('a', 'mine', { folder, versions: new Map([['a', textVersion('x')]]) });
      }),
    ).toContain('[files/changed]');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('start again from what the file holds by now', () => {
    writeFileSync(at('a'), '1');
    let rounds = 0;
    rewriting(() => {
      const version = fileVersion('a', folder);
      const text = read('a');
      rounds += 1;
      if (rounds === 1) writeFileSync(at('a'), '12');
      writeFile('a', `${text}3`, { folder, versions: new Map([['a', version]]) });
    });
    expect([read('a'), rounds]).toEqual(['123', 2]);
  });

  test('fail for a link that leads nowhere: what it led to may only be out of reach', () => {
    symlinkSync('gone/lock.json', at('lock.json'));
    expect(messageOf(() => fileVersion('lock.json', folder))).toBe(
      "the file 'lock.json' cannot be read: it is a symbolic link to 'gone/lock.json', which is not there; bring back what it leads to, or remove the link [files/dangling-link]",
    );
  });

  test('are none for a pipe, which would be read empty', () => {
    spawnSync('mkfifo', [at('pipe')]);
    expect(fileVersion('pipe', folder)).toBeUndefined();
  });
});

describe('what is no file', () => {
  test('is written straight: a device stays a device', () => {
    writeFile('/dev/null', 'text');
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  test('is written straight: a pipe hands its text to its reader', async () => {
    spawnSync('mkfifo', [at('pipe')]);
    const reader = spawn('cat', [at('pipe')]);
    let text = '';
    reader.stdout.on('data', (piece: Buffer) => (text += piece.toString()));
    const ended = new Promise((resolve) => reader.on('close', resolve));
    writeFile('pipe', 'text', { folder });
    await ended;
    expect(text).toBe('text');
    expect(statSync(at('pipe')).isFIFO()).toBe(true);
  });

  test.each(['/dev/stdout', '/dev/fd/1', '/proc/self/fd/1'])(
    'is written straight: %s is the output of the process',
    (path) => {
      const writer = transpiledWriter(folder);
      writeFileSync(
        at('child.js'),
        `require(${JSON.stringify(writer)} + '/file-writer.js').writeFile('${path}', 'x'.repeat(200000)); console.log('end');`,
      );
      const shell = spawnSync(
        'sh',
        ['-c', `"$0" child.js > out.txt; "$0" child.js | cat > piped.txt`, process.execPath],
        { cwd: folder, encoding: 'utf8' },
      );
      expect(shell.stderr).toBe('');
      expect([read('out.txt'), read('piped.txt')]).toEqual(Array(2).fill(`${'x'.repeat(200_000)}end\n`));
    },
  );

  test('fails for a device that is full', () => {
    expect(
      messageOf(() => {
        writeFile('/dev/full', 'text');
      }),
    ).toBe(
      "the file '/dev/full' cannot be written: the disk is full (ENOSPC); free space on the disk of '/dev', or give a path on another one [files/not-written]",
    );
  });
});

describe('a path', () => {
  test.each([
    ['', 'it is a folder (EISDIR); give the path of a file'],
    ['.', 'it is a folder (EISDIR); give the path of a file'],
    ['new/', 'it is a folder (EISDIR); give the path of a file'],
    ['file/a.csv', 'a part of its path is a file and no folder (ENOTDIR); correct the path, or move that file away'],
    ['circle', 'its symbolic links lead in a circle (ELOOP); correct the links, or give another path'],
    [`${'x'.repeat(300)}`, 'a name of its path is too long for the file system (ENAMETOOLONG); give a shorter name'],
    ['a\0b', 'its path holds a NUL character (ERR_INVALID_ARG_VALUE); correct the path'],
  ])('fails in words: %j', (path, reason) => {
    writeFileSync(at('file'), '');
    symlinkSync('circle', at('circle'));
    const shown = path.replace('\0', '\\u0000');
    expect(
      messageOf(() => {
        writeFile(path, 'text', { folder });
      }),
    ).toBe(`the file '${shown}' cannot be written: ${reason} [files/not-written]`);
    expect(readdirSync(folder).sort()).toEqual(['circle', 'file']);
  });

  asRoot('fails where another user has put a link into a folder of everybody', () => {
    chmodSync(folder, 0o1777);
    writeFileSync(at('secret'), 'secret');
    symlinkSync('secret', at('a.csv'));
    chownSync(folder, 1_000, 1_000);
    lchownSync(at('a.csv'), 1_234, 1_234);
    expect(
      messageOf(() => {
        writeFile('a.csv', 'text', { folder });
      }),
    ).toBe(
      `the file 'a.csv' is not written: '${at('a.csv')}' is a symbolic link that another user (1234) has put into a folder where everybody may write; remove the link if it is not yours, or give a path in a folder of your own [files/planted-link]`,
    );
    expect(read('secret')).toBe('secret');
    lchownSync(at('a.csv'), 0, 0);
    writeFile('a.csv', 'text', { folder });
    expect(read('secret')).toBe('text');
  });
});

describe('a system that refuses', () => {
  asRoot('fails in words for a folder and for a file of somebody else', () => {
    mkdirSync(at('theirs'));
    writeFileSync(at('theirs/a.csv'), 'old');
    chmodSync(at('theirs/a.csv'), 0o644);
    chmodSync(at('theirs'), 0o755);
    chmodSync(folder, 0o777);
    const remedy = (path: string): string =>
      `the user of this process may not (EACCES); change the permissions of the file and of '${path}', or give a path that this user may use [files/not-written]`;
    process.seteuid?.(NOBODY);
    try {
      expect(
        messageOf(() => {
          writeFile('theirs/b.csv', 'new', { folder });
        }),
      ).toBe(`the file 'theirs/b.csv' cannot be written: ${remedy('theirs')}`);
      expect(
        messageOf(() => {
          writeFile('theirs/a.csv', 'new', { folder });
        }),
      ).toBe(`the file 'theirs/a.csv' cannot be written: ${remedy('theirs')}`);
      // A folder that all may write does not make a protected file theirs to replace.
      expect(
        messageOf(() => {
          writeFolder(at('theirs/site'), new Map([['a', 'new']]));
        }),
      ).toContain(`the file '${at('theirs/site')}' cannot be written: the user of this process may not (EACCES)`);
    } finally {
      process.seteuid?.(0);
    }
    expect(read('theirs/a.csv')).toBe('old');
    expect(readdirSync(at('theirs'))).toEqual(['a.csv']);
  });

  asRoot('fails in words for a protected file in a folder that all may write', () => {
    writeFileSync(at('a.csv'), 'old');
    chmodSync(at('a.csv'), 0o444);
    chmodSync(folder, 0o777);
    process.seteuid?.(NOBODY);
    try {
      expect(
        messageOf(() => {
          writeFile('a.csv', 'new', { folder });
        }),
      ).toContain("the file 'a.csv' cannot be written: the user of this process may not (EACCES)");
    } finally {
      process.seteuid?.(0);
    }
    expect(read('a.csv')).toBe('old');
  });

  asRoot('fails in words on a full disk, and leaves what stood', () => {
    const disk = mounted('size=256k');
    if (disk === undefined) return;
    try {
      writeFileSync(join(disk.path, 'a.csv'), 'old');
      writeFolder(
        join(disk.path, 'site'),
        new Map([
          ['one.svg', 'old'],
          ['two.svg', 'old'],
        ]),
      );
      const full = (path: string): string =>
        `the file '${path}' cannot be written: the disk is full (ENOSPC); free space on the disk of '${join(path, '..')}', or give a path on another one [files/not-written]`;
      expect(
        messageOf(() => {
          writeFile(join(disk.path, 'a.csv'), 'x'.repeat(400_000));
        }),
      ).toBe(full(join(disk.path, 'a.csv')));
      expect(
        messageOf(() => {
          writeFolder(
            join(disk.path, 'site'),
            new Map([
              ['one.svg', 'new'],
              ['three.svg', 'x'.repeat(400_000)],
            ]),
          );
        }),
      ).toBe(full(join(disk.path, 'site/three.svg')));
      expect(readFileSync(join(disk.path, 'a.csv'), 'utf8')).toBe('old');
      expect(readdirSync(join(disk.path, 'site'))).toEqual(['one.svg', 'two.svg']);
      expect(readFileSync(join(disk.path, 'site/one.svg'), 'utf8')).toBe('old');
      expect(readdirSync(disk.path).sort()).toEqual(['a.csv', 'site']);
    } finally {
      disk.remove();
    }
  });

  asRoot('fails in words on a file system that is mounted read-only', () => {
    const disk = mounted('size=256k');
    if (disk === undefined) return;
    try {
      writeFileSync(join(disk.path, 'a.csv'), 'old');
      disk.remount('ro');
      const text = (path: string, action: string): string =>
        `the file '${path}' cannot be ${action}: its file system is mounted read-only (EROFS); mount the file system of '${disk.path}' for writing, or give a path on another one [files/not-${action}]`;
      for (const name of ['a.csv', 'b.csv'])
        expect(
          messageOf(() => {
            writeFile(join(disk.path, name), 'new');
          }),
        ).toBe(text(join(disk.path, name), 'written'));
      expect(
        messageOf(() => {
          removeFile(join(disk.path, 'a.csv'));
        }),
      ).toBe(text(join(disk.path, 'a.csv'), 'removed'));
      expect(
        messageOf(() => {
          writeFolder(join(disk.path, 'site'), new Map());
        }),
      ).toBe(text(join(disk.path, 'site'), 'written'));
    } finally {
      disk.remove();
    }
  });

  test('fails in words where too many files are open', () => {
    const writer = transpiledWriter(folder);
    writeFileSync(
      at('child.js'),
      `
      const { openSync } = require('node:fs');
      const { writeFile } = require(${JSON.stringify(writer)} + '/file-writer.js');
      try { for (;;) openSync('/dev/null'); } catch {}
      try { writeFile('a.csv', 'text', { folder: ${JSON.stringify(folder)} }); } catch (error) { console.log(error.message); }
    `,
    );
    const { out } = runChild(at('child.js'), [], ['sh', '-c', 'ulimit -n 60; exec "$0" "$1"', process.execPath]);
    expect(out).toBe(
      "the file 'a.csv' cannot be written: this process has too many files open (EMFILE); raise 'ulimit -n', and run it again [files/not-written]\n",
    );
  });

  test.each([
    ['EBUSY', 'another program holds it (EBUSY); close it there, and run it again'],
    [
      'EDQUOT',
      "the quota of this user is used up (EDQUOT); free space in 'out', or give a path on another file system",
    ],
    ['EEXIST', 'something else lies in its place (EEXIST); move that away, or give another path'],
    [
      'EFBIG',
      "the file system, or the limit of this process, takes no file so large (EFBIG); raise 'ulimit -f', or give a path on another file system",
    ],
    ['EINVAL', 'the file system does not take it (EINVAL); give another name, or another file system'],
    ['EIO', "the disk reports an error (EIO); check the disk of 'out', or give a path on another one"],
    ['ENFILE', 'the machine has too many files open (ENFILE); close other programs, and run it again'],
    ['ENODEV', 'its device is not there (ENODEV); give the path of a file'],
    ['ENOENT', 'it, or a folder of its path, is not there (ENOENT); correct the path'],
    ['ENXIO', 'it is a socket or a device that nobody serves (ENXIO); give the path of a file'],
    [
      'EPERM',
      "the system does not allow it (EPERM); change the attributes of the file and of 'out', or give another path",
    ],
    ['EPIPE', 'who read from it has gone (EPIPE); keep the reader running to the end of the output'],
    ['ESTALE', 'the server of the network file system has lost it (ESTALE); mount it again, and run it again'],
    ['ETXTBSY', 'a program runs from it (ETXTBSY); end that program, or give another path'],
    ['EWEIRD', 'EWEIRD; give another path, or fix what the system says'],
  ])('fails in words for %s', (code, text) => {
    const error = fileError(Object.assign(new Error('raw'), { code }), 'out/a.csv', 'written');
    expect(error.message).toBe(`the file 'out/a.csv' cannot be written: ${text} [files/not-written]`);
  });

  test.each([
    [new Error('words'), 'words'],
    ['text', 'unknown reason'],
    [undefined, 'unknown reason'],
    [{ code: 5 }, 'unknown reason'],
  ])('has a reason for %p too', (error, reason) => {
    expect(systemReason(error)).toBe(reason);
  });
});

describe('a folder of files', () => {
  test('holds these files and no others', () => {
    mkdirSync(at('site/halls/old'), { recursive: true });
    for (const name of ['site/gone.svg', 'site/halls/gone.svg', 'site/halls/old/a', 'site/same'])
      writeFileSync(at(name), 'same');
    writeFolder(
      at('site'),
      new Map([
        ['same', 'same'],
        ['halls/a.svg', 'a'],
        ['new/b', 'b'],
      ]),
    );
    expect(readdirSync(at('site'), { recursive: true, encoding: 'utf8' }).sort()).toEqual([
      'halls',
      'halls/a.svg',
      'new',
      'new/b',
      'same',
    ]);
  });

  test('is made with those above it, and is no error where it is there', () => {
    makeFolder(at('a/b'));
    makeFolder(at('a/b'));
    expect(statSync(at('a/b')).isDirectory()).toBe(true);
    writeFileSync(at('file'), '');
    expect(
      messageOf(() => {
        makeFolder(at('file/b'));
      }),
    ).toBe(
      `the file '${at('file/b')}' cannot be written: a part of its path is a file and no folder (ENOTDIR); correct the path, or move that file away [files/not-written]`,
    );
  });

  test('keeps others where it is told so, and writes again what is the same where it is told so', () => {
    mkdirSync(at('site'));
    for (const name of ['site/a', 'site/b']) writeFileSync(at(name), 'same');
    utimesSync(at('site/a'), 1_000, 1_000);
    writeFolder(at('site'), new Map([['a', 'same']]), { keepsOthers: true });
    expect(statSync(at('site/a')).mtimeMs).toBe(1_000_000);
    writeFolder(at('site'), new Map([['a', 'same']]), { keepsOthers: true, writesAll: true });
    expect(statSync(at('site/a')).mtimeMs).toBeGreaterThan(1_000_000);
    expect(readdirSync(at('site')).sort()).toEqual(['a', 'b']);
  });

  test('follows no link below it: what lies behind stays', () => {
    mkdirSync(at('home'));
    writeFileSync(at('home/keep'), 'keep');
    writeFileSync(at('secret'), 'secret');
    mkdirSync(at('site'));
    symlinkSync('../home', at('site/halls'));
    symlinkSync('../home', at('site/old'));
    symlinkSync('../secret', at('site/site.json'));
    mkdirSync(at('site/b'));
    writeFolder(
      at('site'),
      new Map([
        ['halls/a.svg', 'a'],
        ['site.json', '{}'],
        ['b', 'b'],
      ]),
    );
    expect(readdirSync(at('home'))).toEqual(['keep']);
    expect(read('secret')).toBe('secret');
    expect([read('site/halls/a.svg'), read('site/site.json'), read('site/b')]).toEqual(['a', '{}', 'b']);
    expect(readdirSync(at('site')).sort()).toEqual(['b', 'halls', 'site.json']);
  });

  test('fails where it is a link itself: what is old would be removed where it leads', () => {
    mkdirSync(at('home'));
    writeFileSync(at('home/keep'), 'keep');
    symlinkSync('home', at('site'));
    expect(
      messageOf(() => {
        writeFolder(at('site'), new Map([['a', 'a']]));
      }),
    ).toBe(
      `the folder '${at('site')}' is a symbolic link: files that are old would be removed where it leads; remove the link, or let the app write elsewhere ('outdir', or the variable CDKTF_OUTDIR) [files/linked-folder]`,
    );
    expect(readdirSync(at('home'))).toEqual(['keep']);
  });
});

test.each(['../x', 'a/../../x', '/etc/x', 'a//b', './a', 'a\\b', 'a\u0000', '', 'a/'])(
  'fails on %j as a path below a folder',
  (name) => {
    expect(
      messageOf(() => {
        writeFolder(at('site'), new Map([[name, 'a']]));
      }),
    ).toBe(
      `'${name.replace('\0', '\\u0000')}' is no path of a file below the folder '${at('site')}'; take '/', '\\' and '..' out of the name that it is made of [files/outside-folder]`,
    );
    expect(existsSync(at('site'))).toBe(false);
  },
);

describe('the lock between writers', () => {
  test('of a process that is no more is taken over, and its drafts go', () => {
    writeFile('probe', '', { folder });
    const names: string[] = [];
    writeFile(
      'probe',
      (function* () {
        names.push(...readdirSync(folder));
        yield 'x';
      })(),
      { folder },
    );
    const [draft = ''] = names.filter((name) => name.endsWith('.draft'));
    const machine = draft.split('-')[1] ?? '';
    const dead = spawnSync(process.execPath, ['-e', 'console.log(process.pid)'], { encoding: 'utf8' }).stdout.trim();
    mkdirSync(at('.aifactory.lock'));
    writeFileSync(at('.aifactory.lock', `${machine}-${dead}-0123456789ab`), '');
    writeFileSync(at(`.aifactory-${machine}-${dead}-0123456789ab.draft`), 'half');
    writeFileSync(at(`.aifactory-${machine}-${process.pid}-0123456789ab.draft`), 'of a writer that lives');
    writeFileSync(at('.aifactory-notes'), 'of the user');
    writeFile('probe', 'y', { folder });
    expect(readdirSync(folder).sort()).toEqual(
      [`.aifactory-${machine}-${process.pid}-0123456789ab.draft`, '.aifactory-notes', 'probe'].sort(),
    );
    expect(basename(draft)).toMatch(/^\.aifactory-[0-9a-f]{8}-\d+-[0-9a-f]{12}\.draft$/);
  });

  test('of a process that does not come to its end is taken over after ten seconds', () => {
    mkdirSync(at('.aifactory.lock'));
    writeFileSync(at('.aifactory.lock/00000000-1-0123456789ab'), '');
    let now = 0;
    const clock = jest.spyOn(performance, 'now').mockImplementation(() => (now += 1_000));
    writeFile('a', 'text', { folder });
    clock.mockRestore();
    expect(now).toBeGreaterThan(10_000);
    expect(readdirSync(folder)).toEqual(['a']);
  });

  test('fails where it cannot be taken', () => {
    writeFileSync(at('.aifactory.lock'), 'a file of somebody');
    let now = 0;
    const clock = jest.spyOn(performance, 'now').mockImplementation(() => (now += 1_000));
    const message = messageOf(() => {
      writeFile('a', 'text', { folder });
    });
    clock.mockRestore();
    expect(message).toBe(
      `another process writes in the folder '${folder}' and does not come to an end; wait for it and run it again; if there is none, remove '${at('.aifactory.lock')}' [files/busy]`,
    );
    expect(readdirSync(folder)).toEqual(['.aifactory.lock']);
  });

  test('is waited for: an empty one is nobody’s', () => {
    mkdirSync(at('.aifactory.lock'));
    writeFile('a', 'text', { folder });
    expect(readdirSync(folder)).toEqual(['a']);
  });
});
