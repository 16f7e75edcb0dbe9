import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { parseLock, renderLock, withoutMark, poolKey, releaseFromLock } from '../design/lock/lock-text';
import { fileVersion, type FileVersion, rewriting, writeFile } from '../files/file-writer';
import type { SiteLock } from '../model/site-lock';
import { type CliContext, UsageError } from './cli-context';
import { readUtf8 } from './read-plan';
import { counted, textTable } from '../report/in-figures';

interface LockOptions {
  /** Path of the lock file. */
  readonly lock?: string;
}

const LOCK_FILE = 'lock file (default: the one *.lock.json of a site in this folder, else straight below it)';

/** Adds `aifactory lock release` and `aifactory lock show`. */
export function addLockVerb(program: Command, context: CliContext): void {
  const lock = program.command('lock');
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

/** The site that a text names, if it looks like the lock of one. */
function siteOfLock(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(withoutMark(text));
    if (typeof value !== 'object' || value === null) return undefined;
    if (!('site' in value) || !('version' in value) || !('positions' in value)) return undefined;
    return typeof value.site === 'string' ? value.site : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Path, from a folder, of the one lock of a site in it; where it has none, of the one in the folders straight below, for
 * a lock lies beside its program.
 *
 * @throws UsageError where there is none, or more than one
 */
function findLock(folder: string): string {
  const here = locksIn(folder, '.');
  const found = here.length > 0 ? here : foldersBelow(folder).flatMap((name) => locksIn(folder, name));
  const [first, second] = found;
  if (first === undefined) {
    throw new UsageError(
      'neither this folder nor one straight below holds the lock of a site',
      "go to the folder of the program, or name the file with '--lock <file>'",
    );
  }
  if (second !== undefined) {
    throw new UsageError(
      `there are ${found.length} locks: ${found.join(', ')}`,
      `choose one, for example '--lock ${first}'`,
    );
  }
  return first;
}

function foldersBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .sort();
}

function locksIn(folder: string, below: string): readonly string[] {
  return readdirSync(join(folder, below))
    .filter((name) => name.endsWith('.lock.json'))
    .map((name) => join(below, name))
    .filter((path) => isLock(join(folder, path)))
    .sort();
}

function isLock(path: string): boolean {
  try {
    return siteOfLock(readFileSync(path, 'utf8')) !== undefined;
  } catch {
    return false;
  }
}

interface HeldName {
  readonly places: string[];
  readonly slots: string[];
  readonly numbers: string[];
  readonly addresses: string[];
}

/** A lock for people: one line a name. */
function lockText(lock: SiteLock): string {
  const rows = [...heldNames(lock)].map(([name, { places, slots, numbers, addresses }]) => [
    name,
    ...[places, slots, numbers, addresses].map((parts) => parts.join(', ')),
  ]);
  if (rows.length === 0) return `site ${lock.site}: the lock holds nothing\n`;
  const head = `site ${lock.site}: the lock holds ${counted(rows.length, 'name')}\n\n`;
  return head + textTable([['name', 'place', 'slot', 'number', 'addresses'], ...rows], []);
}

/** What a release let go of, one line a name. */
function releasedText(name: string, before: SiteLock, after: SiteLock): string {
  const kept = heldNames(after);
  const lines = [...heldNames(before)].flatMap(([each, held]) => {
    const parts = [
      ...freed('place', held.places, kept.get(each)?.places),
      ...freed('slot', held.slots, kept.get(each)?.slots),
      ...freed('', held.numbers, kept.get(each)?.numbers),
      ...freed('', held.addresses, kept.get(each)?.addresses),
    ];
    return parts.length === 0 ? [] : [`  ${each}: ${parts.join('; ')}\n`];
  });
  return `released '${name}' from the lock of site ${before.site}\n${lines.join('')}`;
}

function freed(word: string, before: readonly string[], after: readonly string[] = []): readonly string[] {
  return before.filter((part) => !after.includes(part)).map((part) => `${word} ${part}`.trim());
}

function heldNames(lock: SiteLock): ReadonlyMap<string, HeldName> {
  const { positions, addresses, asNumbers, partitions, slots, pools = {} } = lock;
  const names = new Map<string, HeldName>();
  const add = (name: string, part: keyof HeldName, text: string): void => {
    const held = names.get(name) ?? { places: [], slots: [], numbers: [], addresses: [] };
    held[part].push(text);
    names.set(name, held);
  };
  for (const [name, { rack, u }] of Object.entries(positions)) add(name, 'places', `${rack} U${u}`);
  for (const [name, { cidr }] of Object.entries(pools)) add(poolKey(name), 'addresses', cidr);
  for (const [group, held] of Object.entries(slots)) {
    for (const [name, slot] of Object.entries(held)) add(name, 'slots', `${group} ${slot}`);
  }
  for (const [name, number] of Object.entries(asNumbers)) add(name, 'numbers', `AS ${number}`);
  for (const [name, key] of Object.entries(partitions)) add(name, 'numbers', `PKey 0x${key.toString(16)}`);
  for (const [key, address] of Object.entries(addresses)) add(key.slice(0, key.indexOf('/')), 'addresses', address);
  return new Map([...names].sort(([a], [b]) => (a < b ? -1 : 1)));
}
