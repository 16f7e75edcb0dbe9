import { coolingThere, planCooling } from '../../../src/design/cooling/plan-cooling';
import { cooled, coolingInput, deschutes, facilityLoop, loopOf, racksOf, technologyLoop } from './cooling-fixture';

const racks = racksOf('A', 10, { watts: 100_000, cooling: { liquidShare: 1 } });
const plan = cooled({
  racks,
  loops: [technologyLoop({ rejectsTo: 'fws' }), facilityLoop({ phase: 'second' })],
  units: [
    deschutes({ count: 1, spare: 0 }),
    deschutes({ name: 'more', count: 2, phase: 'second' }),
    deschutes({ name: 'coolers', kind: 'dry-cooler', loop: 'fws' }),
  ],
});

test('by an early date units of a later phase are not there, and a loop whose sink is not rejects to none', () => {
  const { coolingLoops: loops, coolingUnits: units } = coolingThere(plan, ({ phase }) => phase === undefined);
  expect(loops.map(({ name, rejectsTo }) => [name, rejectsTo])).toEqual([['tcs', undefined]]);
  expect(units.map(({ name }) => name)).toEqual(['cdus']);
  const early = planCooling(coolingInput({ racks, loops, units }));
  expect(loopOf(early, 'tcs')).toMatchObject({ heatWatts: 1_000_000, capacityWatts: 2_000_000 });
});

test('by the last date all is there: planned again it is the same plan', () => {
  const { coolingLoops: loops, coolingUnits: units } = coolingThere(plan, () => true);
  expect(planCooling(coolingInput({ racks, loops, units }))).toEqual(plan);
});
