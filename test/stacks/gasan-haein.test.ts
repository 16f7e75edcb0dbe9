import { App, TerraformStack } from 'cdktf';
import { Inventory, type Site } from 'cdktf-ai-factory';
import { haeinIn } from '../../stacks/gasan-haein';
import { temporaryFolder } from '../constructs/temporary-folder';

const stack = haeinIn(new TerraformStack(new App({ outdir: temporaryFolder() }), 'gasan-haein'), Inventory.embedded());
const site = stack.node.findChild('gasan') as Site;
const { plan, evaluation } = site;

test('no rule of power and cooling fails or is left not known in Gasan but what is acknowledged with an end', () => {
  const subjects = new Set(['power', 'cooling', 'continuity', 'redundancy', 'supply']);
  expect(evaluation.counts.severities).toMatchObject({ error: 0, warning: 0 });
  // Cords and breakers of racks are bought with the racks, how long the cluster is without a spare system is of its fleet.
  const left = evaluation.findings.filter(({ pack }) => subjects.has(pack));
  expect(left.map(({ ruleId }) => ruleId)).toEqual(['power/rack-breaker', 'redundancy/spare-systems']);
});

// IT 1,951.9 kW, 6 fan walls of 16 kW and 4 pumps of 22 kW behind the UPS: 2,135.9 kW, 1,067.95 kW a side; / 0.975 = 1,095.333 kW a side.
// Heat of the water: 1,951.9 + 2 x 27.383 of the UPS + 96 of the fans = 2,102.666 kW; / 3 + 4 x 20 = 780.89 kW of chillers.
// The utility: (2 x 1,095.333 + 780.89) / 0.99 = 3,001.572 kW.
test('the utility carries IT, losses and cooling', () => {
  const [normal] = plan.power.chain?.states ?? [];
  const names = plan.power.chain?.nodes.map(({ name }) => name) ?? [];
  const load = (name: string): number | undefined => normal?.loadWatts[names.indexOf(name)];
  expect(plan.power.loadWatts).toBe(1_951_900);
  expect([load('ups-a'), load('msb-it-a'), load('msb-plant-a')]).toEqual([1_067_950, 1_095_333, 390_445]);
  expect(load('kepco')).toBe(3_001_572);
});

// Every single loss, and each set missing while the others carry: no rack is lost, no node overloaded.
test('each zone is 2N from its busways to the entry, and three sets are N+1', () => {
  const states = plan.power.chain?.states ?? [];
  expect(states.length).toBeGreaterThan(40);
  expect(states.filter(({ overloads, lostRacks }) => overloads.length + lostRacks.length > 0)).toEqual([]);
});

// Two sets of 2.5 MW x 95 % take 30 % of 4.75 MW = 1.425 MW at once: four blocks, after 10 s of start, 2 s of transfer and 3 x 5 s.
test('the generators take four blocks while the UPS holds, with one set missing', () => {
  const short = plan.power.continuity?.transfers.find(
    ({ lost, alsoOut }) => lost === 'kepco' && alsoOut?.join() === 'set-1',
  );
  expect(short?.gapSeconds).toBe(27);
  expect(short?.blocks.map(({ members, loadWatts, stepWatts }) => [members.join(), loadWatts, stepWatts])).toEqual([
    ['msb-it-a', 1_095_333, 1_425_000],
    ['msb-plant-a', 390_445, 1_425_000],
    ['msb-it-b', 1_095_333, 1_425_000],
    ['msb-plant-b', 390_445, 1_425_000],
  ]);
});
