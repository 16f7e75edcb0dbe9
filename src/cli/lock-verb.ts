import { resolve } from 'node:path';
import type { Command } from 'commander';
import { parseLock, renderLock } from '../design/lock/lock-text';
import { releaseFromLock } from '../design/lock/release-from-lock';
import type { SiteLock } from '../model/site-lock';
import { fileVersion, rewriting, writeFile, type FileVersion } from '../files/file-writer';
import type { CliContext } from './cli-context';
import { findLock, siteOfLock } from './find-lock';
import { lockText, releasedText } from './lock-text';
import { readUtf8 } from './read-utf8';

interface LockOptions {
  /** Path of the lock file. */
  readonly lock?: string;
}

const LOCK_FILE = 'lock file (default: the one *.lock.json of a site in this folder, else straight below it)';

/** Adds `aifactory lock release` and `aifactory lock show`. */
export function addLockVerb(program: Command, context: CliContext): void {
  const lock = program
    .command('lock')
    .description('show what a site remembers from one synthesis to the next, or let go of a part of it');
  lock
    .command('show')
    .description('show places, slots, addresses and numbers that the lock holds')
    .option('--lock <file>', LOCK_FILE)
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  $ aifactory lock show
  $ aifactory lock show --lock gasan.lock.json --json`,
    )
    .action(({ lock: file, json }: LockOptions & { readonly json?: true }) => {
      const found = readSiteLock(file, context);
      context.out(json === true ? renderLock(found.lock) : lockText(found.lock));
    });
  lock
    .command('release')
    .description('forget place, slot, addresses and numbers of a device, tenant or cluster that is gone')
    .argument('<name>', 'device, tenant or cluster')
    .option('--lock <file>', LOCK_FILE)
    .addHelpText(
      'after',
      `
What is released may be given to something else at the next synthesis.

Examples:
  $ aifactory lock release haein-007
  $ aifactory lock release haein-007 --lock gasan.lock.json`,
    )
    .action((name: string, { lock: file }: LockOptions) => {
      const { found, released } = rewriting(() => {
        const found = readSiteLock(file, context);
        const released = releaseFromLock(found.lock, name);
        writeFile(found.path, renderLock(released), { versions: new Map([[found.path, found.version]]) });
        return { found, released };
      });
      context.out(releasedText(name, found.lock, released));
    });
  lock.addHelpText(
    'after',
    `
Examples:
  $ aifactory lock show
  $ aifactory lock release haein-007`,
  );
}

interface FoundLock {
  readonly path: string;
  readonly lock: SiteLock;
  /** What the file held when it was read. */
  readonly version: FileVersion | undefined;
}

function readSiteLock(file: string | undefined, context: CliContext): FoundLock {
  const folder = context.cwd ?? process.cwd();
  const path = resolve(folder, file ?? findLock(folder));
  const version = fileVersion(path);
  const text = readUtf8(file ?? path, folder, "give the lock of a site with '--lock <file>'");
  return { path, version, lock: parseLock(text, siteOfLock(text) ?? file ?? path) };
}
