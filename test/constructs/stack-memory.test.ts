import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, TerraformStack, Testing } from 'cdktf';
import { GpuCluster, Hall, Inventory, Length, Power, PowerZone, Row, Site } from 'cdktf-ai-factory';
import type { HallProps, SiteProps } from 'cdktf-ai-factory';
import { systems } from 'cdktf-ai-factory/catalog';
import { HALL } from './small-site';
import { temporaryFolder } from './temporary-folder';

interface StackJson {
  readonly resource?: { readonly terraform_data: Readonly<Record<string, unknown>> };
  readonly import?: readonly { readonly to: string; readonly id: string }[];
  readonly removed?: readonly { readonly from: string; readonly lifecycle: unknown }[];
  readonly moved?: readonly { readonly from: string; readonly to: string }[];
}

interface Run {
  readonly stacks: ReadonlyMap<string, StackJson>;
  readonly lock: { version: number; stacks: Readonly<Record<string, readonly string[]>> };
}

interface RunInput {
  readonly lockFile: string;
  readonly own?: string;
  readonly halls?: readonly HallProps[];
  readonly split?: 'none' | 'hall' | 'row';
  /** Name of the cluster. Default: gpu. */
  readonly cluster?: string;
  /** Stack that holds the zone. Default: the site's. */
  readonly zoneStack?: string;
  /** Stacks that stand beside. */
  readonly beside?: readonly string[];
  readonly rows?: (site: Site, stack: TerraformStack) => void;
  readonly zoneRows?: readonly string[];
  readonly inventory?: Inventory;
}

const hall = (name: string, rows: Readonly<Record<string, number>>, more: Partial<HallProps> = {}): HallProps => ({
  ...HALL,
  name,
  rows: Object.entries(rows).map(([row, racks]) => ({ name: row, racks })),
  ...more,
});

/** One synthesis of a site with one zone and one cluster; the lock is read and written. */
function run(input: RunInput): Run {
  const { lockFile, own = 'lab', halls, split, zoneStack = own, beside = [], rows, inventory, cluster = 'gpu' } = input;
  const app = new App({ outdir: temporaryFolder() });
  const stack = new TerraformStack(app, own);
  const others = new Map(beside.map((name) => [name, new TerraformStack(app, name)]));
  const props: SiteProps = {
    addressPools: [],
    cableSlack: Length.metres(2),
    lockFile,
    inventory: inventory ?? Inventory.embedded(split === undefined ? {} : { split }),
    ...(halls === undefined ? {} : { halls }),
  };
  const site = new Site(stack, 'lab', props);
  rows?.(site, stack);
  const zoneRows =
    input.zoneRows ?? (halls ?? []).flatMap((each) => each.rows.map(({ name }) => `${each.name}/${name}`));
  const zone = new PowerZone(others.get(zoneStack) ?? stack, 'zone-a', {
    site,
    rating: Power.megawatts(90),
    rows: zoneRows,
    rackFeed: 'static-switch',
  });
  const was = cluster === 'gpu' ? {} : { formerly: 'gpu' };
  new GpuCluster(stack, cluster, { site, system: systems.DGX_B200, count: 6, powerZones: [zone], ...was });
  app.synth();
  return {
    stacks: new Map(
      app.node.children
        .filter((child): child is TerraformStack => child instanceof TerraformStack)
        .map((child) => [child.node.id, JSON.parse(Testing.synth(child)) as StackJson]),
    ),
    lock: JSON.parse(readFileSync(lockFile, 'utf8')) as Run['lock'],
  };
}

const newLock = (): string => join(temporaryFolder(), 'lab.lock.json');

/** Racks of each stack that has some. */
function racksOf({ stacks }: Run): Record<string, readonly string[]> {
  return Object.fromEntries(
    [...stacks].flatMap(([name, { resource }]) => {
      const racks = Object.keys(resource?.terraform_data ?? {}).filter((each) => each.startsWith('lab-rack-'));
      return racks.length === 0 ? [] : [[name, racks]];
    }),
  );
}

const ONE = hall('hall-1', { A: 14 });
const RACKS = ['lab-rack-A01', 'lab-rack-A02'];
const forgets = (names: readonly string[]): unknown =>
  names.map((name) => ({ from: `terraform_data.${name}`, lifecycle: [{ destroy: false }] }));
const takes = (names: readonly string[]): unknown => names.map((name) => ({ to: `terraform_data.${name}`, id: name }));

describe('the default split', () => {
  test('leaves racks where they are when a hall joins that would have split all', () => {
    const lockFile = newLock();
    run({ lockFile, halls: [ONE] });
    // 14 and 1,590 racks are more than the 1,600 of one state.
    const grown = run({ lockFile, halls: [hall('hall-2', { X: 1_590 }), ONE] });
    expect(racksOf(grown)['lab']).toEqual(expect.arrayContaining(RACKS));
    expect(grown.lock.stacks).toMatchObject({ 'row hall-1/A': ['lab'], 'row hall-2/X': ['lab-hall-2'] });
    expect([...grown.stacks.values()].filter(({ removed }) => removed !== undefined)).toEqual([]);
  });

  test('leaves racks where they are when halls are gone that had split all', () => {
    const lockFile = newLock();
    const big = hall('hall-2', { X: 1_590 });
    expect(run({ lockFile, halls: [ONE, big] }).lock.stacks['row hall-1/A']).toEqual(['lab-hall-1']);
    expect(Object.keys(racksOf(run({ lockFile, halls: [ONE, hall('hall-3', { Y: 5 })] })))).toEqual(['lab-hall-1']);
  });

  test('leaves racks where they are for a lock of version 1', () => {
    const lockFile = newLock();
    run({ lockFile, halls: [ONE] });
    asVersion1(lockFile);
    const grown = run({ lockFile, halls: [hall('hall-2', { X: 1_590 }), ONE] });
    expect(racksOf(grown)).toEqual({ lab: RACKS });
    expect(grown.lock).toMatchObject({ version: 2, stacks: { 'row hall-1/A': ['lab'] } });
  });

  test('leaves racks where they are for rows that are constructs, in any order', () => {
    const lockFile = newLock();
    const rowsOf =
      (rows: Readonly<Record<string, number>>) =>
      (site: Site, stack: TerraformStack): void => {
        const { name: id, rack, rowPitch, rackPitch, riser } = HALL;
        const made = new Hall(stack, id, { site, rack, rowPitch, rackPitch, riser });
        for (const [row, racks] of Object.entries(rows)) new Row(made, row, { racks });
      };
    run({ lockFile, rows: rowsOf({ A: 14 }), zoneRows: ['A'] });
    const grown = run({ lockFile, rows: rowsOf({ X: 1_590, A: 14 }), zoneRows: ['A', 'X'] });
    expect(racksOf(grown)['lab']).toEqual(expect.arrayContaining(RACKS));
  });

  test('keeps the stack of a hall that was renamed', () => {
    const lockFile = newLock();
    run({ lockFile, halls: [ONE], split: 'hall' });
    const { stacks, lock } = run({ lockFile, halls: [hall('east', { A: 14 }, { formerly: 'hall-1' })] });
    expect([...stacks.keys()]).toEqual(['lab', 'lab-hall-1']);
    expect(lock.stacks['row east/A']).toEqual(['lab-hall-1']);
  });

  test('follows the site where its own stack is renamed', () => {
    const lockFile = newLock();
    run({ lockFile, halls: [ONE], split: 'hall' });
    const { stacks, lock } = run({ lockFile, halls: [ONE], own: 'pilot' });
    expect([...stacks.keys()]).toEqual(['pilot', 'pilot-hall-1']);
    expect(lock.stacks).toMatchObject({ site: ['pilot'], 'row hall-1/A': ['pilot-hall-1'], 'zone zone-a': ['pilot'] });
  });
});

describe('a split that changes', () => {
  const lockFile = newLock();
  run({ lockFile, halls: [ONE] });

  test('is forgotten by the former stack and taken over by the new one, until it is released', () => {
    for (let again = 0; again < 2; again += 1) {
      const { stacks, lock } = run({ lockFile, halls: [ONE], split: 'row' });
      expect(stacks.get('lab')?.removed).toEqual(forgets(RACKS));
      expect(stacks.get('lab-hall-1-A')?.import).toEqual(takes(RACKS));
      expect(racksOf({ stacks, lock })).toEqual({ 'lab-hall-1-A': RACKS });
      expect(lock.stacks['row hall-1/A']).toEqual(['lab-hall-1-A', 'lab']);
    }
  });

  test('goes back, and the stack that it leaves is still made, to forget', () => {
    const { stacks, lock } = run({ lockFile, halls: [ONE], split: 'none' });
    expect(stacks.get('lab-hall-1-A')).toMatchObject({ removed: forgets(RACKS) });
    expect(stacks.get('lab-hall-1-A')?.resource).toBeUndefined();
    expect(stacks.get('lab')?.import).toEqual(takes(RACKS));
    expect(lock.stacks['row hall-1/A']).toEqual(['lab', 'lab-hall-1-A']);
  });
});

/** What an apply of one run destroys where the states are those of the run before. */
function destroyed(before: Run, after: Run): readonly string[] {
  return [...before.stacks].flatMap(([name, { resource }]) => {
    const { resource: now, removed = [], moved = [] } = after.stacks.get(name) ?? {};
    if (!after.stacks.has(name)) return [];
    const moves = new Map(moved.map(({ from, to }) => [from, to]));
    const kept = new Set([
      ...Object.keys(now?.terraform_data ?? {}).map((each) => `terraform_data.${each}`),
      ...removed.map(({ from }) => from),
    ]);
    return Object.keys(resource?.terraform_data ?? {})
      .map((each) => moves.get(`terraform_data.${each}`) ?? `terraform_data.${each}`)
      .filter((each) => !kept.has(each));
  });
}

/** The lock as version 1 had it: without stacks. */
function asVersion1(lockFile: string): void {
  const first = JSON.parse(readFileSync(lockFile, 'utf8')) as Partial<Run['lock']>;
  delete first.stacks;
  writeFileSync(lockFile, JSON.stringify({ ...first, version: 1 }));
}

describe('names and a split that change together', () => {
  const renamed = {
    ...ONE,
    name: 'east',
    formerly: 'hall-1',
    rows: [{ name: 'X', racks: 14, formerly: 'A' }],
  };
  const renamedBack = { ...ONE, formerly: 'east', rows: [{ name: 'A', racks: 14, formerly: 'X' }] };

  test.each([
    ['of version 2', false],
    ['of version 1', true],
  ])(
    'destroy nothing with a lock %s: the former stack forgets racks under both names, and the new one takes them',
    (_, isFirst) => {
      const lockFile = newLock();
      const before = run({ lockFile, halls: [ONE] });
      if (isFirst) asVersion1(lockFile);
      const after = run({ lockFile, halls: [renamed], split: 'row', cluster: 'train' });
      expect(destroyed(before, after)).toEqual([]);
      const now = ['lab-rack-X01', 'lab-rack-X02'];
      expect(after.stacks.get('lab')?.removed).toEqual(
        forgets(now.flatMap((name) => [name, name.replace('-X', '-A')])),
      );
      expect(after.stacks.get('lab-east-X')?.import).toEqual(takes(now));
      expect(after.lock.stacks['row east/X']).toEqual(['lab-east-X', 'lab']);
      expect(after.lock.stacks).not.toHaveProperty(['row hall-1/A']);
    },
  );

  test('destroy nothing one after the other, in either order', () => {
    const orders: readonly (readonly Partial<RunInput>[])[] = [
      [
        { halls: [renamed], cluster: 'train' },
        { halls: [renamed], cluster: 'train', split: 'row' },
      ],
      [
        { halls: [ONE], split: 'row' },
        { halls: [renamed], cluster: 'train', split: 'row' },
      ],
      [
        { halls: [ONE], split: 'hall' },
        { halls: [renamed], cluster: 'train' },
      ],
    ];
    for (const order of orders) {
      const lockFile = newLock();
      const runs = [{ halls: [ONE] }, ...order].map((input) => run({ lockFile, ...input }));
      expect(runs.slice(1).map((after, index) => destroyed(runs[index] as Run, after))).toEqual([[], []]);
    }
  });

  test('of a hall alone bring no block that moves a rack to its own name', () => {
    const lockFile = newLock();
    run({ lockFile, halls: [ONE] });
    const { stacks } = run({ lockFile, halls: [{ ...ONE, name: 'east', formerly: 'hall-1' }] });
    expect(stacks.get('lab')?.moved).toBeUndefined();
  });

  test('go back: a name that is free again does not lead to the stack that bore it first', () => {
    const lockFile = newLock();
    run({ lockFile, halls: [ONE] });
    run({ lockFile, halls: [renamed], split: 'row' });
    const { stacks, lock } = run({ lockFile, halls: [renamedBack] });
    expect(racksOf({ stacks, lock })).toEqual({ 'lab-east-X': RACKS });
    expect(lock.stacks['row hall-1/A']).toEqual(['lab-east-X', 'lab']);
  });
});

test('a split that is asked for with a lock of version 1 destroys nothing', () => {
  const lockFile = newLock();
  const before = run({ lockFile, halls: [ONE] });
  asVersion1(lockFile);
  const after = run({ lockFile, halls: [ONE], split: 'hall' });
  expect(destroyed(before, after)).toEqual([]);
  expect(after.stacks.get('lab-hall-1')?.import).toEqual(takes(RACKS));
});

test('a zone that comes to another stack is forgotten by the first and taken over by the second', () => {
  const lockFile = newLock();
  run({ lockFile, halls: [ONE] });
  const there = run({ lockFile, halls: [ONE], beside: ['power'], zoneStack: 'power' });
  expect(there.stacks.get('lab')?.removed).toEqual(forgets(['lab-zone-zone-a']));
  expect(there.stacks.get('power')?.import).toEqual(takes(['lab-zone-zone-a']));
  const back = run({ lockFile, halls: [ONE], beside: ['power'] });
  expect(back.stacks.get('power')?.removed).toEqual(forgets(['lab-zone-zone-a']));
  expect(back.lock.stacks['zone zone-a']).toEqual(['lab', 'power']);
});
