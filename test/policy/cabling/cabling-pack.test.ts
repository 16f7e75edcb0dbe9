import { withoutField } from '../../design/power/without-field';
import type { CableTable, PatchedFibre, PatchWay } from '../../../src/model/cabling-plan';
import { planFabric } from '../../../src/design/fabric/plan-fabric';
import type { SitePlan } from '../../../src/model/site-plan';
import { expectFinding, expectNothing, expectPassed } from '../judge';
import { cableTable, computeInput, names, sitePlan } from '../site-plan-fixture';

const fabric = planFabric(computeInput(names('b', 1)));
const withCables = (table: CableTable): SitePlan =>
  sitePlan({ fabrics: [{ path: 'stack/compute', plan: fabric }], cables: [table] });

describe('cabling/unreached', () => {
  test('cables that a medium reaches pass', () => {
    expectPassed('cabling/unreached', withCables(cableTable([[3_000, 2_900]])));
  });

  test('a cable that none reaches fails, with the longest', () => {
    const unreached = [101_000, 112_500].map((routeMillimetres) => ({
      label: `compute/spine:${routeMillimetres}`,
      routeMillimetres,
      reachMillimetres: 100_000,
    }));
    const choice = Uint8Array.of(0, 255, 255);
    const table = cableTable(
      [
        [1_000, 900],
        [0, 101_000],
        [0, 112_500],
      ],
      {},
      { choice, unreached },
    );
    expectFinding('cabling/unreached', withCables(table), {
      severity: 'error',
      path: 'stack/compute',
      object: "fabric 'compute': 2 cables, the longest 'compute/spine:112500'",
      found: '112.5 m',
      limit: '100 m',
      shortfall: '12.5 m',
      arithmetic: '112.5 m - 100 m = 12.5 m; 2 of 3 cables',
      remedy:
        "place its ends nearer to each other, or add an entry for 400 Gb/s with a reach of 113 m or more to 'media' of the site",
    });
  });

  test('cables of a device without a place are not known', () => {
    const table = cableTable([[0, 0]], {}, { choice: Uint8Array.of(255) });
    expectFinding('cabling/unreached', withCables(table), {
      outcome: 'indeterminate',
      object: "fabric 'compute': 1 of 1 cable",
      found: 'their way, because an end stands in no rack',
    });
  });

  test('a site without cables has nothing to judge', () => {
    expectNothing('cabling/unreached', sitePlan(), 'the site has no cable');
  });
});

describe('cabling/beyond-medium', () => {
  test.each([
    ['passive-copper', 3_000],
    ['active-copper', 5_000],
    ['multimode', 50_000],
    ['single-mode', 2_000_000],
    ['twisted-pair', 100_000],
  ] as const)('%s is built up to %i mm', (medium, reach) => {
    expectPassed('cabling/beyond-medium', withCables(cableTable([[reach, reach]], { medium })));
    expectFinding('cabling/beyond-medium', withCables(cableTable([[reach + 500, reach]], { medium })), {
      severity: 'error',
      object: `fabric 'compute': ${medium} cables`,
      shortfall: '500 mm',
    });
  });

  test('a medium with a reach of its own is judged by that', () => {
    const ownReach = { medium: 'multimode', reachMillimetres: 70_000 } as const;
    expectPassed('cabling/beyond-medium', withCables(cableTable([[70_000, 70_000]], ownReach)));
    expectFinding('cabling/beyond-medium', withCables(cableTable([[70_001, 70_000]], ownReach)), {
      arithmetic: '70.001 m - 70 m = 1 mm',
    });
  });

  test('a medium that the catalogue does not have is not known', () => {
    expectFinding('cabling/beyond-medium', withCables(cableTable([[4_000, 4_000]], { medium: 'unknown' })), {
      outcome: 'indeterminate',
      object: "fabric 'compute': 1 of 1 cable, up to 4 m long",
      found: 'the reach of their medium: the catalogue has none for the rate of the link',
    });
  });
});

describe('cabling/too-short', () => {
  test('a cable as long as its route passes', () => {
    expectPassed('cabling/too-short', withCables(cableTable([[2_000, 2_000]])));
  });

  test('a cable 1 mm shorter than its route fails', () => {
    const table = cableTable([
      [2_000, 2_001],
      [2_000, 1_500],
    ]);
    expectFinding('cabling/too-short', withCables(table), {
      severity: 'error',
      object: "fabric 'compute': 1 passive-copper cable",
      found: 'up to 1 mm shorter than the route',
      arithmetic: 'route - ordered length = 1 mm at the worst; 1 of 2 cables',
    });
  });
});

describe('cabling/without-part-number', () => {
  const fibre = { medium: 'multimode', cablePart: 'FIBRE', aTransceiver: 'SR4' } as const;

  test('copper with its part, and fibre with its part and both transceivers, pass', () => {
    expectPassed('cabling/without-part-number', withCables(cableTable([[1_000, 900]])));
    expectPassed(
      'cabling/without-part-number',
      withCables(cableTable([[9_000, 9_000]], { ...fibre, bTransceiver: 'SR4' })),
    );
  });

  test('fibre without the transceiver of one end is a warning', () => {
    expectFinding('cabling/without-part-number', withCables(cableTable([[9_000, 9_000]], fibre)), {
      severity: 'warning',
      object: "fabric 'compute': multimode cables",
      found: '1 cable without a part number',
      shortfall: '1 part number',
      arithmetic: '1 of 1 cable',
    });
  });
});

describe('cabling/fibre-mix', () => {
  const choices = (['multimode', 'single-mode', 'passive-copper'] as const).map((medium) => ({
    ...cableTable([]).choices[0]!,
    medium,
  }));
  const tableWith = (choice: readonly number[]): SitePlan =>
    withCables(
      cableTable(
        choice.map(() => [1_000, 900]),
        {},
        { choices, choice: Uint8Array.from(choice) },
      ),
    );

  test('copper and one kind of fibre pass', () => {
    expectPassed('cabling/fibre-mix', tableWith([0, 0, 2]));
  });

  test('two kinds of fibre are an info', () => {
    expectFinding('cabling/fibre-mix', tableWith([0, 0, 1, 2]), {
      severity: 'info',
      found: '2 multimode and 1 single-mode cables',
      arithmetic: '2 multimode + 1 single-mode = 3 cables',
    });
  });

  test('copper alone is not judged', () => {
    expectNothing('cabling/fibre-mix', tableWith([2]), 'no fabric uses fibre');
  });
});

// A passage of 0.5 dB in each row, and 10 m of fibre at 3 dB/km: 2 x 0.5 + 0.03 = 1.03 dB.
describe('patched links', () => {
  const column = (...numbers: readonly number[]): Uint32Array => Uint32Array.from(numbers);
  /** Two links of copper and one of fibre between the same rows; so many of them pass panels. */
  const patched = (
    maxLossMillidecibels: number | undefined,
    links: readonly number[],
    { millidecibelsPerKilometre = 3_000, lengthMillimetres = 10_000 } = {},
  ): CableTable => {
    const { choices, ...table } = cableTable([
      [1_000, 900],
      [2_000, 1_900],
      [lengthMillimetres, lengthMillimetres - 1_000],
    ]);
    const none = links.map(() => 0);
    return {
      ...table,
      choices: [...choices, { ...choices[0]!, medium: 'multimode' }],
      choice: Uint8Array.of(0, 0, 1),
      patched: {
        ways: [
          {
            rows: [
              { label: 'A', hall: 'hall-1', row: 'A' },
              { label: 'B', hall: 'hall-1', row: 'B' },
            ],
            panel: { model: 'panel', heightU: 1, ports: 48 },
            fibres: {
              multimode: {
                connectionMillidecibels: 500,
                millidecibelsPerKilometre,
                ...(maxLossMillidecibels === undefined ? {} : { maxLossMillidecibels }),
              },
            },
            path: 'stack/site',
          },
        ],
        link: column(...links),
        way: Uint16Array.from(none),
        port: column(...links.map((_, port) => port)),
        isReversed: Uint8Array.from(none),
        aCordMillimetres: column(...none),
        trunkMillimetres: column(...none),
        bCordMillimetres: column(...none),
      },
    };
  };

  test('a fibre that loses just what it may passes', () => {
    expectPassed('cabling/over-loss-budget', withCables(patched(1_030, [2])));
  });

  test('a fibre that loses a thousandth more fails', () => {
    expectFinding('cabling/over-loss-budget', withCables(patched(1_029, [0, 2])), {
      severity: 'error',
      found: '1.03 dB',
      limit: '1.029 dB',
      shortfall: '0.001 dB',
      arithmetic: '2 x 0.5 dB + 0.01 km x 3 dB/km = 1.03 dB; 1.03 dB - 1.029 dB = 0.001 dB; 1 of 1 link',
    });
  });

  // 2 x 0.5 dB + 1 km x 0.4 dB/km = 1.4 dB.
  test('a kilometre that loses just what it may passes, and a millimetre more fails', () => {
    const kilometre = (lengthMillimetres: number): SitePlan =>
      withCables(patched(1_400, [2], { millidecibelsPerKilometre: 400, lengthMillimetres }));
    expectPassed('cabling/over-loss-budget', kilometre(1_000_000));
    expectFinding('cabling/over-loss-budget', kilometre(1_000_001), { limit: '1.4 dB' });
  });

  test('a fibre whose figures are not given is not known', () => {
    expectFinding('cabling/over-loss-budget', withCables(patched(undefined, [2])), { outcome: 'indeterminate' });
  });

  test('copper loses nothing that is judged', () => {
    expectNothing('cabling/over-loss-budget', withCables(patched(1_029, [0, 1])), 'no link passes a patch panel');
  });

  /** Ends of panels and of multimode parts. */
  type Ends = Pick<PatchedFibre, 'polarity' | 'polish' | 'cordPolarity' | 'cordPolish' | 'transceiverPolish'>;
  const whole: Ends = {
    polarity: 'B',
    polish: 'APC',
    cordPolarity: 'B',
    cordPolish: 'APC',
    transceiverPolish: 'APC',
  };
  const ended = (fibre: Ends, panel: Pick<PatchWay['panel'], 'polarity' | 'polish'>): SitePlan => {
    const table = patched(1_030, [2]);
    const { patched: links } = table;
    const ways = (links?.ways ?? []).map((way) => ({
      ...way,
      panel: { ...way.panel, ...panel },
      fibres: { multimode: { ...way.fibres.multimode, ...fibre } },
    }));
    return withCables({ ...table, ...(links === undefined ? {} : { patched: { ...links, ways } }) });
  };
  const MIXED = 'cabling/mixed-polarity';
  const panels = { polarity: 'B', polish: 'APC' } as const;

  test('one method and one polish from end to end pass', () => {
    expectPassed(MIXED, ended(whole, panels));
    const flat: Ends = { ...whole, polish: 'UPC', cordPolish: 'UPC', transceiverPolish: 'UPC' };
    expectPassed(MIXED, ended(flat, { ...panels, polish: 'UPC' }));
  });

  test.each<[string, SitePlan, string, string]>([
    ['panels', ended(whole, { ...panels, polarity: 'A' }), 'panels A, trunks B, cords B', 'one polarity method'],
    ['cords', ended({ ...whole, cordPolarity: 'C' }, panels), 'panels B, trunks B, cords C', 'one polarity method'],
    [
      'polish of trunks',
      ended({ ...whole, polish: 'UPC' }, panels),
      'panels APC, trunks UPC, cords APC, transceivers APC',
      'one polish',
    ],
    [
      'polish of sockets',
      ended({ ...whole, transceiverPolish: 'UPC' }, panels),
      'panels APC, trunks APC, cords APC, transceivers UPC',
      'one polish',
    ],
    [
      'two that are stated, one that is not',
      ended({ polarity: 'B' }, { polarity: 'A' }),
      'panels A, trunks B',
      'one polarity method',
    ],
  ])('%s that differ are an error', (_, plan, found, limit) => {
    expectFinding(MIXED, plan, {
      outcome: 'failed',
      severity: 'error',
      object: "multimode links between rows 'A' and 'B'",
      found,
      limit,
      remedy: "order parts of one polarity method and one polish, and state them in 'patching'",
    });
  });

  test('what nobody states is not known, and is named', () => {
    const withoutCordPolish = withoutField(whole, 'cordPolish');
    expectFinding(MIXED, ended(withoutCordPolish, { polish: 'APC' }), {
      outcome: 'indeterminate',
      found: 'whether their parts have one polarity method and one polish',
      remedy: "give 'panels.polarity', 'multimode.cordPolish' in 'patching'",
    });
  });
});
