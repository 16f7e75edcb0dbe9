import { App, TerraformStack } from 'cdktf';
import {
  AirHandlers,
  CoolingLoop,
  Duration,
  FailureStudy,
  FlowRate,
  GpuCluster,
  Length,
  Power,
  type PowerNode,
  PowerZone,
  RedundancyGroup,
  Site,
  Switchboard,
  Temperature,
  Utility,
} from 'cdktf-ai-factory';
import { systems } from 'cdktf-ai-factory/catalog';
import type { SitePlan } from '../../../src/model/site-plan';
import { expectFinding, expectNothing, expectPassed } from '../judge';

const kW = (amount: number): Power => Power.kilowatts(amount);

/** Eight DGX H100 on a board of their own; of four air handlers, two of which take all heat, two draw from board A and two from board B. */
function site(
  study: (scope: TerraformStack, site: Site, boards: readonly PowerNode[]) => void,
  scheme?: '2N',
): SitePlan {
  const stack = new TerraformStack(new App({ outdir: '/nonexistent' }), 'lab');
  const lab = new Site(stack, 'site', {
    halls: [
      {
        name: 'hall-1',
        rack: { model: '48 U rack', units: 48, power: kW(44) },
        rowPitch: Length.metres(3),
        rackPitch: Length.millimetres(600),
        riser: Length.metres(1.5),
        rows: [{ name: 'A', racks: 4, accepts: ['system'] }],
      },
    ],
    addressPools: [],
    cableSlack: Length.metres(2),
    lockFile: false,
  });
  const ac = { site: lab, volts: 415, powerFactor: 0.95, rating: kW(500) };
  const utility = new Utility(stack, 'utility', { ...ac, rating: kW(2_000) });
  const group = scheme === undefined ? {} : { group: new RedundancyGroup(stack, 'sides', { site: lab, scheme }) };
  const boards = ['A', 'B'].map(
    (feed) => new Switchboard(stack, `board-${feed}`, { ...ac, ...group, feed, fedFrom: utility }),
  );
  const racks = new Switchboard(stack, 'board-it', { ...ac, fedFrom: utility });
  const zone = new PowerZone(stack, 'zone', {
    site: lab,
    rating: kW(200),
    rows: ['A'],
    redundancy: 'N',
    sources: { A: racks },
  });
  new GpuCluster(stack, 'gpu', { site: lab, system: systems.DGX_H100, count: 8, powerZones: [zone] });
  const air = new CoolingLoop(stack, 'air', {
    ...{ site: lab, kind: 'air', halls: ['hall-1'] },
    ...{ supply: Temperature.celsius(20), rise: Temperature.celsius(12), hold: Duration.seconds(30) },
  });
  const [a, b] = boards;
  new AirHandlers(air, 'crah', {
    ...{ kind: 'crah', capacity: kW(50), airflow: FlowRate.cubicMetresPerHour(12_500), power: kW(2) },
    ...{ restart: Duration.seconds(5), count: 4, spare: 2, fedFrom: { A: a!, B: b! } },
  });
  study(stack, lab, boards);
  return lab.plan;
}

const ONE = 'cooling/stopped-on-loss';
const FURTHER = 'cooling/stopped-on-further-loss';

test('either board alone is carried, and nothing further is judged without a study or a group', () => {
  const plan = site(() => undefined);
  expectPassed(ONE, plan);
  expectNothing(FURTHER, plan, 'no loss beside another stops more cooling than the one');
});

test('the loss of board B while A is maintained is a warning', () => {
  const plan = site((stack, lab, [a]) => void new FailureStudy(stack, 'study', { site: lab, maintenance: [a!] }));
  expectPassed(ONE, plan);
  expectFinding(FURTHER, plan, {
    severity: 'warning',
    object: "racks of cooling loop 'air' when 'board-B' is lost while 'board-A' is out",
    found: "cooling is out for good; 2 racks lost: 'A01', 'A02'",
  });
});

test('the loss of both is an error where a study names them together', () => {
  const plan = site((stack, lab, boards) => void new FailureStudy(stack, 'study', { site: lab, together: [boards] }));
  expectFinding(ONE, plan, {
    severity: 'error',
    object: "racks of cooling loop 'air' when 'board-A' is lost while 'board-B' is out",
  });
  expectNothing(FURTHER, plan, 'no loss beside another stops more cooling than the one');
});

test('a side of 2N alone is lost as one node is', () => {
  const plan = site(() => undefined, '2N');
  expectPassed(ONE, plan);
});
