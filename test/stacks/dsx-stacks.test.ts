import { App } from 'cdktf';
import type { Site } from 'cdktf-ai-factory';
import { planEnvelopes } from 'cdktf-ai-factory/dsx';
import { dsxGigawatt } from '../../stacks/dsx-gigawatt';
import { southwest } from '../../stacks/southwest';
import { temporaryFolder } from '../constructs/temporary-folder';

const app = (): App => new App({ outdir: temporaryFolder() });

/** What of a site is an error or a warning, by rule. */
const warnings = ({ evaluation }: Site): readonly string[] => [
  ...new Set(
    evaluation.findings
      .filter(({ severity, outcome }) => severity !== 'info' && outcome === 'failed')
      .map(({ ruleId, severity }) => `${severity} ${ruleId}`),
  ),
];

const OPEN = [
  'warning cooling/loop-loss',
  'warning fabric/cluster-without-compute',
  'warning redundancy/chain-not-planned',
];

describe('the southwest', () => {
  const site = southwest(app());

  test('starts with 10,008 GPUs within 20 MW, and grows by as many', () => {
    // 139 x 106.5 kW = 14.8035 MW, x 1.2 = 17.7642 MW.
    expect((site.plan.phases ?? []).map(({ name, gpus, drawWatts }) => [name, gpus, drawWatts])).toEqual([
      ['start', 10_008, 17_764_200],
      ['growth', 20_016, 35_528_400],
    ]);
    expect(warnings(site)).toEqual(OPEN);
  });

  test('each hall is an envelope, and the start alone is as it was', () => {
    const envelopes = planEnvelopes(site.plan).envelopes.map(({ name, activeWatts, highestWatts }) => [
      name,
      activeWatts,
      highestWatts,
    ]);
    expect(envelopes).toEqual([
      ['hall-1-envelope', 14_803_500, 139 * 132_000],
      ['hall-2-envelope', 14_803_500, 139 * 132_000],
    ]);
    const start = southwest(app(), { phases: 1 });
    for (const [device, position] of start.plan.placement.positions) {
      // A site of one hall has its racks without the hall's name.
      expect(site.plan.placement.positions.get(device)).toEqual({ ...position, rack: `hall-1-${position.rack}` });
    }
  });
});

describe('a gigawatt', () => {
  // One hall a phase of seven.
  const site = dsxGigawatt(app(), { hallsPerPhase: 1 });

  test('comes in quarters by date of supply, within the power of each', () => {
    const phases = site.plan.phases ?? [];
    // 160 x 72 GPUs and 160 x 180 kW x 1.2 = 34.56 MW a hall; 250 / 7 = 35.7 MW a seventh of a quarter.
    expect(phases.map(({ date, gpus, drawWatts }) => [date, gpus, drawWatts])).toEqual([
      ['2030-01-01', 11_520, 34_560_000],
      ['2031-01-01', 23_040, 69_120_000],
      ['2032-01-01', 34_560, 103_680_000],
      ['2033-01-01', 46_080, 138_240_000],
    ]);
    for (const { drawWatts = 0, contractWatts = 0 } of phases) expect(drawWatts).toBeLessThan(contractWatts);
    expect(warnings(site)).toEqual(OPEN);
  });

  test('what is assumed is listed with its owner', () => {
    expect((site.plan.assumptions ?? []).map(({ owner }) => owner)).toEqual(
      Array.from({ length: site.plan.assumptions?.length ?? 0 }, () => 'operator and supplier of the racks'),
    );
    const props = new Set((site.plan.assumptions ?? []).map(({ prop }) => prop.replace(/^.*\./, '')));
    expect([...props].sort()).toEqual(['afterReset', 'brakeBy', 'capacity', 'lowest', 'peakRatio', 'rackCooling']);
  });

  test('a hall has a state of its own', () => {
    expect(site.plan.stacks.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['hall-1', 'hall-2', 'hall-3', 'hall-4'].map((hall) => `dsx-gigawatt-${hall}`)),
    );
  });
});
