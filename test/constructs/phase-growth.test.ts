import { join } from 'node:path';
import fc from 'fast-check';
import {
  Busway,
  GpuCluster,
  Phase,
  Power,
  PowerZone,
  Ups,
  Utility,
  type PowerNode,
  type SitePlan,
} from 'cdktf-ai-factory';
import { evaluate, rulePacks } from 'cdktf-ai-factory/engines';
import { HGX_B200 } from '../../stacks/haein-hardware';
import { PhaseOrder } from '../../src/model/phase';
import { phaseView } from '../../src/design/site/phase-view';
import { HALL, smallSite } from './small-site';
import { temporaryFolder } from './temporary-folder';

/** A cluster with a row, a zone and a chain of its own, of a phase. */
interface Block {
  readonly name: string;
  readonly row: string;
  readonly count: number;
  readonly phase: 'first' | 'second';
}

const ROWS = ['A', 'B', 'C', 'D', 'E', 'F'];
const FIRST: readonly Block[] = [
  { name: 'alpha', row: 'A', count: 6, phase: 'first' },
  { name: 'beta', row: 'B', count: 3, phase: 'first' },
];
const LATER: readonly Block[] = [
  { name: 'gamma', row: 'C', count: 5, phase: 'second' },
  { name: 'delta', row: 'D', count: 2, phase: 'second' },
];

/** One run of a program that declares blocks in an order; its phases too may stand in either order. */
function run(lockFile: string | false, blocks: readonly Block[], isLastFirst = false): SitePlan {
  const rows = ROWS.map((name) => ({ name, racks: 6 }));
  const { app, stack, site } = smallSite({ lockFile, halls: [{ ...HALL, rows }] });
  const dates = [
    ['first', '2027-11-30'],
    ['second', '2029-02-28'],
  ] as const;
  const phases = new Map(
    (isLastFirst ? [...dates].reverse() : dates).map(([name, date]) => [name, new Phase(stack, name, { site, date })]),
  );
  const supply = { site, volts: 400, powerFactor: 0.95, rating: Power.megawatts(2) };
  const grids = { a: new Utility(stack, 'grid-a', supply), b: new Utility(stack, 'grid-b', supply) };
  for (const { name, row, count, phase: phaseName } of blocks) {
    const phase = phases.get(phaseName);
    if (phase === undefined) throw new Error(phaseName);
    const common = { site, phase, volts: 400, powerFactor: 0.95, rating: Power.kilowatts(400) };
    const feed = (letter: 'a' | 'b'): PowerNode => {
      const ups = new Ups(stack, `${name}-ups-${letter}`, { ...common, efficiency: 0.97, fedFrom: grids[letter] });
      return new Busway(stack, `${name}-busway-${letter}`, { ...common, fedFrom: ups });
    };
    const sources = { A: feed('a'), B: feed('b') };
    const rating = Power.kilowatts(200);
    const zone = new PowerZone(stack, `${name}-zone`, {
      site,
      rating,
      rows: [row],
      rackFeed: 'static-switch',
      sources,
    });
    new GpuCluster(stack, name, { site, system: HGX_B200, count, powerZones: [zone], phase });
  }
  const rest = ROWS.filter((row) => blocks.every((block) => block.row !== row));
  if (rest.length > 0) new PowerZone(stack, 'rest', { site, rating: Power.kilowatts(200), rows: rest });
  if (lockFile !== false) app.synth();
  return site.plan;
}

/** All that is said of the first phase, by name: places, loads in every state, the report of the phase, and findings. */
function firstPhase(plan: SitePlan): ReadonlyMap<string, string> {
  const { phases = [] } = plan;
  const view = phaseView(plan, new PhaseOrder(phases), 0);
  const facts = new Map<string, string>();
  for (const [device, { rack, u }] of view.placement.positions) facts.set(`place of ${device}`, `${rack} U${u}`);
  const { chain, zones } = view.power;
  const absent = new Set(chain?.absent ?? []);
  chain?.nodes.forEach(({ name, loadWatts, worst }, place) => {
    if (absent.has(name)) return;
    facts.set(`load of ${name}`, JSON.stringify([loadWatts, worst.loadWatts]));
    for (const { kind, out, loadWatts: loads } of chain.states) {
      if (!out.some((each) => each.includes('/'))) facts.set(`${kind} ${out.join('+')}: ${name}`, `${loads[place]}`);
    }
  });
  for (const { name, loadWatts, feedLoads, losses } of zones) {
    if (loadWatts > 0) facts.set(`zone ${name}`, JSON.stringify([loadWatts, feedLoads, losses]));
  }
  facts.set('phase', JSON.stringify(phases[0]));
  facts.set('totals', JSON.stringify(view.totals));
  const rules = [...rulePacks.power, ...rulePacks.redundancy, ...rulePacks.space];
  const findings = evaluate(plan, { rules }).findings.filter(({ phases: held = [] }) => held.includes('first'));
  facts.set(
    'findings',
    JSON.stringify(
      findings
        .map(({ ruleId, object, found, arithmetic }) => `${ruleId} ${object}: ${found} (${arithmetic ?? ''})`)
        .sort(),
    ),
  );
  return facts;
}

/** Facts of the first phase that read otherwise. */
function changed(before: SitePlan, after: SitePlan): readonly string[] {
  const now = firstPhase(after);
  return [...firstPhase(before)].flatMap(([name, value]) => {
    const later = now.get(name);
    return later === value ? [] : [`${name}: ${value} -> ${later ?? 'gone'}`];
  });
}

const inserted: fc.Arbitrary<Block> = fc.record({
  name: fc.constantFrom('epsilon', 'aaa', 'zeta'),
  row: fc.constantFrom('E', 'F'),
  count: fc.integer({ min: 1, max: 6 }),
  phase: fc.constant('second' as const),
});

const edits = fc.record({
  insert: fc.option(inserted, { nil: undefined }),
  remove: fc.constantFrom(undefined, 'gamma', 'delta'),
  rename: fc.constantFrom(undefined, 'gamma', 'delta'),
  grow: fc.integer({ min: 0, max: 3 }),
  isLastFirst: fc.boolean(),
  seed: fc.array(fc.nat(100), { minLength: 5, maxLength: 5 }),
});

/** The blocks after an edit: inserted, removed, renamed, grown, and in another order. */
function edited({
  insert,
  remove,
  rename,
  grow,
  seed,
}: typeof edits extends fc.Arbitrary<infer E> ? E : never): Block[] {
  const later = LATER.filter(({ name }) => name !== remove).map((block) => ({
    ...block,
    name: block.name === rename ? `${block.name}-2` : block.name,
    count: block.count + grow,
  }));
  const all = [...FIRST, ...later, ...(insert === undefined ? [] : [insert])];
  return all
    .map((block, index) => ({ block, key: seed[index] ?? 0 }))
    .sort((left, right) => left.key - right.key)
    .map(({ block }) => block);
}

test('what is inserted, removed, renamed, grown or put in another order in a later phase changes nothing of an earlier one', () => {
  fc.assert(
    fc.property(edits, (edit) => {
      const lockFile = join(temporaryFolder(), 'lab.lock.json');
      const before = run(lockFile, [...FIRST, ...LATER]);
      expect(changed(before, run(lockFile, edited(edit), edit.isLastFirst))).toEqual([]);
    }),
    { numRuns: 8 },
  );
});

test('without a lock too, as long as each block has rows of its own', () => {
  fc.assert(
    fc.property(edits, (edit) => {
      const before = run(false, [...FIRST, ...LATER]);
      expect(changed(before, run(false, edited(edit), edit.isLastFirst))).toEqual([]);
    }),
    { numRuns: 8 },
  );
});

test('what comes with the earlier phase does change it: the comparison sees it', () => {
  const before = run(false, FIRST);
  const after = run(false, [...FIRST, { name: 'epsilon', row: 'E', count: 1, phase: 'first' }]);
  expect(changed(before, after).map((line) => line.split(':')[0])).toEqual(
    expect.arrayContaining(['load of grid-a', 'phase', 'totals']),
  );
});
