import { nodeCurrent } from '../../../../src/design/power/chain/chain-graph';
import type { PowerChainPlan } from '../../../../src/model/power-node';
import { chainOf, loadOf, node, parallelZone, stateOf, utility } from './chain-fixtures';

/*
 * Failure of remote power panels in NVIDIA's DSX blueprint at EDP 1.2: 4 panels of 500 kW carry 1,316 kW at most, of which one rack takes 146 kW over
 * 8 whips, 2 on each panel. Each panel left carries the load / (4 - failed), each whip 146 kW x load / (8 - 2 x failed). The engine carries whole watts;
 * the blueprint rounds to kW, halves up, and takes amperes at 415 V (power factor 1) and shares from the rounded kW.
 */
const RPPS = ['rpp-1', 'rpp-2', 'rpp-3', 'rpp-4'];
const WHIPS = RPPS.flatMap((rpp) => [`${rpp}-w1`, `${rpp}-w2`]);

function blueprint(load: number): PowerChainPlan {
  const rack = (146_000 * load) / 100;
  const all = (1_316_000 * load) / 100;
  return chainOf(
    [
      utility('utility', { volts: 415 }),
      ...RPPS.map((name) => node(name, ['utility'], { kind: 'rpp', ratingWatts: 500_000, volts: 415 })),
      ...WHIPS.map((name) => node(name, [name.slice(0, 5)], { kind: 'tap-off', ratingWatts: 57_500, volts: 415 })),
    ],
    [
      { zone: parallelZone('rest', RPPS), watts: all - rack },
      { zone: parallelZone('rack', WHIPS), watts: rack },
    ],
    {
      powerStudies: [
        {
          name: 'study',
          path: 'site/study',
          together: [RPPS.slice(0, 2), RPPS.slice(0, 3)],
          maintenance: [],
        },
      ],
    },
  );
}

const kilowatts = (watts: number): number => Math.round(watts / 1_000);
const percent = (kw: number, of: number): number => Math.round((kw / of) * 100);

test.each([
  // load %, failed, kW each, overloaded, A, whip kW, % of 33, % of 57.5
  [50, 0, 165, false, 230, 9, 27, 16],
  [50, 1, 219, false, 305, 12, 36, 21],
  [50, 2, 329, false, 458, 18, 55, 31],
  [50, 3, 658, true, 915, 37, 112, 64],
  [80, 0, 263, false, 366, 15, 45, 26],
  [80, 1, 351, false, 488, 19, 58, 33],
  [80, 2, 526, true, 732, 29, 88, 50],
  [80, 3, 1_053, true, 1_465, 58, 176, 101],
  [100, 0, 329, false, 458, 18, 55, 31],
  [100, 1, 439, false, 611, 24, 73, 42],
  [100, 2, 658, true, 915, 37, 112, 64],
  [100, 3, 1_316, true, 1_831, 73, 221, 127],
])(
  'at %i %% of load and %i failed, each panel carries %i kW',
  (load, failed, kw, overloaded, amperes, whip, s33, s57) => {
    const out = RPPS.slice(0, failed);
    const chain = blueprint(load);
    const state = stateOf(chain, ...out);
    const rppKw = kilowatts(loadOf(chain, 'rpp-4', ...out));
    const whipKw = kilowatts(loadOf(chain, 'rpp-4-w1', ...out));
    expect(rppKw).toBe(kw);
    expect(state.overloads.some(({ node: name }) => name === 'rpp-4')).toBe(overloaded);
    const rpp = { volts: 415, current: 'ac', phases: 3, powerFactor: 1 } as const;
    expect(Math.round(nodeCurrent(rppKw * 1_000, rpp))).toBe(amperes);
    expect(whipKw).toBe(whip);
    expect(percent(whipKw, 33)).toBe(s33);
    expect(percent(whipKw, 57.5)).toBe(s57);
  },
);
