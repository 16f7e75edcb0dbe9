import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  rmdirSync,
  statSync,
  unlinkSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DesignError } from '../errors/design-error';
import { systemCode } from './file-error';

/** The folder that one writer at a time holds in a folder of files. */
const LOCK = '.aifactory.lock';

/** What a writer lays beside its files: drafts, and a lock that is not yet taken. Machine and process are in the name. */
const OWN = /^\.aifactory-([0-9a-f]{8})-(\d+)-[0-9a-f]{12}(\.draft|\.lock)$/;

/** A writer holds the lock while it renames. One that has held it for so long, as seen by who waits, is no more. */
const DEAD_MILLISECONDS = 10_000;

/** After this, something is wrong that waiting does not fix. */
const MOST_MILLISECONDS = 30_000;

const DAY_MILLISECONDS = 86_400_000;

const MACHINE = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);

/** A name that no other writer takes: hidden, with machine and process. */
export function ownName(kind: 'draft' | 'lock'): string {
  return `.aifactory-${token()}.${kind}`;
}

/** Whether an entry of a folder is a writer's own, and of none of the user's. */
export function isOwnName(name: string): boolean {
  return name === LOCK || OWN.test(name);
}

/**
 * Runs something while no other writer of this package changes files of the folder. A lock that a killed process has left is taken over.
 *
 * The lock is a folder with one entry, the holder's token. It is taken by renaming a folder of one's own over it, which succeeds only where there is
 * none or an empty one; it is freed by removing the entry of that very token, so that nobody can free the lock of a later holder.
 *
 * @param folder - folder of the files
 * @param act - what is done; it is given a check to be made before each step that cannot be taken back
 * @throws DesignError `files/busy` where another process does not free it
 */
export function withFolderLock<T>(folder: string, act: (check: () => void) => T): T {
  const lock = join(folder, LOCK);
  const name = token();
  const own = join(folder, `.aifactory-${name}.lock`);
  mkdirSync(own);
  try {
    closeSync(openSync(join(own, name), 'wx'));
    take(own, lock, folder);
  } catch (error) {
    rmSync(own, { recursive: true, force: true });
    throw error;
  }
  try {
    sweep(folder);
    return act(() => {
      if (!existsSync(join(lock, name))) throw busy(folder, lock);
    });
  } finally {
    free(lock, name);
  }
}

function take(own: string, lock: string, folder: string): void {
  const begin = performance.now();
  let [seen, since] = ['', begin];
  for (;;) {
    try {
      renameSync(own, lock);
      return;
    } catch (error) {
      if (!['ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES', 'ENOTDIR'].includes(systemCode(error) ?? '')) throw error;
    }
    const holder = holderOf(lock);
    const now = performance.now();
    if (holder !== seen) [seen, since] = [holder, now];
    if (holder === '' || isDead(holder) || now - since > DEAD_MILLISECONDS) free(lock, holder);
    if (now - begin > MOST_MILLISECONDS) throw busy(folder, lock);
    pause();
  }
}

function holderOf(lock: string): string {
  try {
    return readdirSync(lock)[0] ?? '';
  } catch {
    return '';
  }
}

/** Removes the entry of one holder, and the folder where it is empty then. */
function free(lock: string, holder: string): void {
  try {
    if (holder !== '') unlinkSync(join(lock, holder));
  } catch {
    // Another one has freed it.
  }
  try {
    rmdirSync(lock);
  } catch {
    // Another one holds it by now.
  }
}

/** Takes away what killed writers have left in a folder. */
function sweep(folder: string): void {
  for (const name of readdirSync(folder)) {
    const [, machine = '', process = ''] = OWN.exec(name) ?? [];
    if (machine === '') continue;
    const path = join(folder, name);
    if (isDead(`${machine}-${process}-`) || isOld(path))
      quietly(() => {
        rmSync(path, { recursive: true, force: true });
      });
  }
}

/** Whether the process of a token runs no more; only a process of this machine can be asked after. */
function isDead(holder: string): boolean {
  const [machine, id] = holder.split('-');
  if (machine !== MACHINE) return false;
  try {
    process.kill(Number(id), 0);
    return false;
  } catch (error) {
    return systemCode(error) === 'ESRCH';
  }
}

function isOld(path: string): boolean {
  try {
    return Date.now() - statSync(path).mtimeMs > DAY_MILLISECONDS;
  } catch {
    return false;
  }
}

function token(): string {
  return `${MACHINE}-${process.pid}-${randomBytes(6).toString('hex')}`;
}

function busy(folder: string, lock: string): DesignError {
  return new DesignError('files/busy', {
    problem: `another process writes in the folder '${folder}' and does not come to an end`,
    remedy: `wait for it and run it again; if there is none, remove '${lock}'`,
    object: folder,
  });
}

function quietly(act: () => void): void {
  try {
    act();
  } catch {
    // What another user's process has left stays.
  }
}

const SLEEP = new Int32Array(new SharedArrayBuffer(4));

/** A few milliseconds, not the same for two that wait. */
export function pause(): void {
  Atomics.wait(SLEEP, 0, 0, 1 + (randomBytes(1)[0] ?? 0) / 32);
}
