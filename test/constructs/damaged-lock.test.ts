import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseLock, renderLock } from '../../src/design/lock/lock-text';
import type { SiteLock } from '../../src/model/site-lock';
import type { SitePlan } from '../../src/model/site-plan';
import { DesignError } from '../../src/errors/design-error';
import { damageRuns, damaged, seeded } from '../support/damage';
import { grownSite } from './grown-site';
import { temporaryFolder } from './temporary-folder';

jest.setTimeout(600_000);

const MEMBERS = [{ name: 'alpha', count: 4 }];
const outdir = temporaryFolder();
const text = renderLock(grownSite({ outdir, members: MEMBERS }).site.plan.lock);

/** The lock in a text; undefined where it is refused in words. */
function read(file: string): SiteLock | undefined {
  try {
    return parseLock(file, 'lab');
  } catch (error) {
    if (error instanceof DesignError) return undefined;
    throw error;
  }
}

/** What a plan has otherwise than its lock, and does not say. */
function broken(lock: SiteLock, { placement, addresses, lock: next, devices }: SitePlan): string[] {
  const moved = new Set((placement.displaced ?? []).map(({ device }) => device));
  const present = new Set(devices.map(({ name }) => name));
  const places = Object.entries(lock.positions).filter(([name]) => present.has(name) && !moved.has(name));
  return [
    ...places.filter(([name, place]) => {
      const now = placement.positions.get(name);
      return now?.rack !== place.rack || now.u !== place.u;
    }),
    ...addresses.addresses.filter((entry) => {
      const held = lock.addresses[`${entry.device}/${entry.interface}`];
      return held !== undefined && held.split('/')[0] !== entry.address.split('/')[0];
    }),
    ...(['asNumbers', 'partitions'] as const).flatMap((map) =>
      Object.entries(lock[map]).filter(([name, number]) => next[map][name] !== number),
    ),
    ...Object.entries(lock.slots).flatMap(([group, held]) =>
      Object.entries(held).filter(([name, slot]) => next.slots[group]?.[name] !== slot),
    ),
  ].map((each) => JSON.stringify(each));
}

test('thousands of damaged locks are refused in words, or read as what they say', () => {
  const random = seeded(56);
  for (let run = 0; run < damageRuns(3_000); run += 1) {
    const { text: file } = damaged(text, random);
    const lock = read(file);
    // What is read says what the file says, to the last entry.
    if (lock !== undefined)
      expect(renderLock(lock)).toBe(renderLock({ stacks: {}, ...JSON.parse(file), version: 2 } as SiteLock));
  }
});

test('a damaged lock is refused in words, or the site stands as it says', () => {
  const random = seeded(78);
  const lockFile = join(temporaryFolder(), 'lab.lock.json');
  const faults: string[] = [];
  let planned = 0;
  for (let tries = 0; planned < damageRuns(40) && tries < damageRuns(2_000); tries += 1) {
    const { text: file, what } = damaged(text, random);
    const lock = read(file);
    if (lock === undefined || renderLock(lock) === text) continue;
    planned += 1;
    writeFileSync(lockFile, file);
    try {
      const { plan } = grownSite({ outdir, members: MEMBERS, props: { lockFile } }).site;
      faults.push(...broken(lock, plan).map((fault) => `${what}: ${fault}`));
    } catch (error) {
      if (!(error instanceof DesignError)) faults.push(`${what}: ${error instanceof Error ? (error.stack ?? '') : ''}`);
    }
  }
  expect(planned).toBeGreaterThan(20);
  expect(faults).toEqual([]);
});

test('the highest slot that a lock may hold is kept or refused in words, and is not more than the machine has memory for', () => {
  const lockFile = join(temporaryFolder(), 'lab.lock.json');
  const lock = parseLock(text, 'lab');
  for (const group of ['alpha', 'oob-groups', 'in-band-groups']) {
    const [name = ''] = Object.keys(lock.slots[group] ?? { 'alpha-001': 0 });
    const slots = { ...lock.slots, [group]: { ...lock.slots[group], [name]: 65_535 } };
    writeFileSync(lockFile, renderLock({ ...lock, slots }));
    try {
      const { plan } = grownSite({ outdir, members: MEMBERS, props: { lockFile } }).site;
      expect(plan.lock.slots[group]?.[name]).toBe(65_535);
    } catch (error) {
      expect(error).toBeInstanceOf(DesignError);
    }
  }
});
