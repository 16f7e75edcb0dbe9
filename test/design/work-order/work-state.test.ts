import fc from 'fast-check';
import { siteDifference } from '../../../src/design/work-order/site-difference';
import { WorkState } from '../../../src/design/work-order/work-state';
import type { SitePlan } from '../../../src/model/site-plan';
import { twentySystems } from '../orders/ordered-sites';

let plan: SitePlan;
let state: WorkState;
beforeAll(() => {
  plan = twentySystems(false);
  state = fresh();
});

function fresh(): WorkState {
  return new WorkState(plan, plan, siteDifference(plan, plan), undefined);
}

/** What people do, by numbers that choose among what is there. */
type Act = readonly ['drain' | 'off' | 'cable', number];

const ACTS = fc.array(fc.tuple(fc.constantFrom('drain' as const, 'off' as const, 'cable' as const), fc.nat(10_000)), {
  maxLength: 12,
});

function act(on: WorkState, [kind, number]: Act): void {
  const pick = (names: readonly string[]): string => names[number % names.length] ?? '';
  const named = (isOf: (kind: string) => boolean): string[] =>
    plan.devices.flatMap((device) => (isOf(device.kind) ? [device.name] : []));
  if (kind === 'drain') on.setDrained(pick(named((one) => one === 'system')), true);
  if (kind === 'off') on.setOff(pick(named((one) => one === 'switch')), true);
  if (kind === 'cable') {
    const cable = on.cables.get(pick([...on.cables.keys()].sort()));
    if (cable !== undefined) on.takeCable(cable);
  }
}

describe('the state of a site while people work on it', () => {
  test('all that is done is taken back: losses, ports and cables are as they were', () => {
    fc.assert(
      fc.property(ACTS, (acts) => {
        const [lost, ports, cables] = [state.lostNow(), new Map(state.ports), [...state.cables.keys()].sort()];
        const mark = state.mark();
        for (const one of acts) act(state, one);
        state.undo(mark);
        expect(state.mark()).toBe(mark);
        expect(state.lostNow()).toEqual(lost);
        expect(state.shortages()).toEqual([]);
        expect([...state.ports].sort()).toEqual([...ports].sort());
        expect([...state.cables.keys()].sort()).toEqual(cables);
      }),
      { numRuns: 30 },
    );
  });

  test('the order in which things go out decides nothing, and a share is what a count of links says', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(500), { minLength: 1, maxLength: 8 }), (numbers) => {
        const labels = [...new Set(numbers)].flatMap((number) => {
          const all = [...fresh().cables.keys()].filter((label) => !label.includes('#')).sort();
          return all[number % all.length] ?? [];
        });
        const taken = (list: readonly string[]): WorkState => {
          const one = fresh();
          for (const label of list) {
            const cable = one.cables.get(label);
            if (cable !== undefined) one.takeCable(cable);
          }
          return one;
        };
        const out = taken(labels);
        expect(taken([...labels].reverse()).lostNow()).toEqual(out.lostNow());
        // An endpoint whose leaves keep all uplinks loses the links that are out of those it has.
        const trunks = labels.some((label) => label.includes('leaf'));
        if (trunks) return;
        for (const { endpoint, lostShare } of out.shortages()) {
          const own = endpoint.links.length;
          const gone = new Set(
            labels.filter((label) => label.startsWith(`${endpoint.network.name}/${endpoint.name}:`)),
          );
          expect(lostShare).toBeCloseTo(gone.size / own, 9);
        }
      }),
      { numRuns: 15 },
    );
  });

  test('a step that takes is lost from its beginning, one that gives until its end', () => {
    const one = fresh();
    const [system = ''] = plan.clusters[0]?.hosts ?? [];
    const facts = (kind: 'drain' | 'return'): Parameters<WorkState['step']>[1] => ({
      kind,
      name: system,
      place: { hall: '', row: '', rack: '', u: 0 },
    });
    one.step('job', facts('drain'), () => one.setDrained(system, true));
    one.step('job', facts('return'), () => one.setDrained(system, false));
    const drained = [{ systems: [system] }];
    expect(one.steps).toMatchObject([
      { number: 1, kind: 'drain', during: { drained }, after: { drained } },
      { number: 2, kind: 'return', during: { drained }, after: { drained: [] } },
    ]);
    const mark = one.mark();
    one.step('job', facts('drain'), () => one.setDrained(system, true));
    expect(one.lost()).toMatchObject({ drained });
    one.undo(mark);
    expect(one.steps).toHaveLength(2);
    expect(one.lost().drained).toEqual([]);
  });
});
