import { expectFinding, expectNothing, expectPassed } from '../judge';
import { sitePlan } from '../site-plan-fixture';
import { koreanSite, suppliedSite } from './supply-fixture';

const MW = 1_000_000;

describe('supply/kr-contract-voltage', () => {
  test.each([
    [10 * MW, 22_900],
    [40 * MW, 22_900],
    [400 * MW, 154_000],
    [401 * MW, 345_000],
  ])('a contract of %i W at %i V passes', (contractWatts, volts) => {
    expectPassed('supply/kr-contract-voltage', koreanSite({ contractWatts, volts }));
  });

  test('a contract a kilowatt above 40 MW at 22.9 kV fails', () => {
    expectFinding('supply/kr-contract-voltage', koreanSite({ contractWatts: 40 * MW + 1_000, volts: 22_900 }), {
      severity: 'error',
      object: "supply of site 'gasan'",
      found: '22.9 kV',
      limit: 'at least 154 kV for a contract of 40.001 MW',
      remedy: "plan a supply at the higher voltage ('supply.volts'), or a smaller contract",
    });
  });

  test('a contract a kilowatt above 400 MW at 154 kV fails', () => {
    expectFinding('supply/kr-contract-voltage', koreanSite({ contractWatts: 400 * MW + 1_000, volts: 154_000 }), {
      limit: 'at least 345 kV for a contract of 400.001 MW',
    });
  });

  test('a contract or a voltage that is not stated is listed as not judged', () => {
    expectFinding('supply/kr-contract-voltage', koreanSite({ volts: 22_900 }), {
      outcome: 'indeterminate',
      found: 'the power of the contract: it is not judged',
      remedy: "give 'contractPower'",
    });
    expectFinding('supply/kr-contract-voltage', koreanSite({ contractWatts: MW }), {
      outcome: 'indeterminate',
      found: 'the voltage of the supply: it is not judged',
      remedy: "give 'supply.volts'",
    });
  });

  test('a site under neutral rules, or without a word on its supply, is not judged by it', () => {
    const reason = "the site is not judged by the supply rules 'kr'";
    expectNothing('supply/kr-contract-voltage', sitePlan(), reason);
    expectNothing('supply/kr-contract-voltage', suppliedSite(1, { contractWatts: 500 * MW, volts: 22_900 }), reason);
  });

  test('voltage and contract come from the utility nodes where the site does not state them', () => {
    const node = {
      name: 'utility-1',
      path: 'stack/utility-1',
      kind: 'utility',
      volts: 22_900,
      supply: { contractWatts: 25 * MW },
    };
    const plan = koreanSite({});
    const chain = {
      nodes: [node, { ...node, name: 'utility-2' }],
      groups: [],
      states: [],
      sourceWatts: 0,
      lossWatts: 0,
    };
    expectFinding(
      'supply/kr-contract-voltage',
      { ...plan, power: { ...plan.power, chain: chain as never } },
      {
        limit: 'at least 154 kV for a contract of 50 MW',
      },
    );
  });
});

describe('supply/kr-voltage-exception', () => {
  test('10 MW at 22.9 kV, and 40 MW at 154 kV, pass', () => {
    expectPassed('supply/kr-voltage-exception', koreanSite({ contractWatts: 10 * MW, volts: 22_900 }));
    expectPassed('supply/kr-voltage-exception', koreanSite({ contractWatts: 40 * MW, volts: 154_000 }));
  });

  test('a kilowatt above 10 MW at 22.9 kV is a warning that names the conditions', () => {
    const plan = koreanSite({ contractWatts: 10 * MW + 1_000, volts: 22_900, circuits: 2 });
    expectFinding('supply/kr-voltage-exception', plan, {
      severity: 'warning',
      found: '22.9 kV, 2 circuits',
      limit: '154 kV in principle for a contract of 10.001 MW; 22.9 kV under conditions, 2 circuits',
    });
  });
});

// 10,000 kW a circuit: 20 MW are 10 MW on each of two.
describe('supply/kr-circuit-load', () => {
  test('two circuits of 10 MW each pass', () => {
    expectPassed('supply/kr-circuit-load', koreanSite({ contractWatts: 20 * MW, volts: 22_900, circuits: 2 }));
  });

  test('two circuits of a little more fail', () => {
    const plan = koreanSite({ contractWatts: 20 * MW + 2_000, volts: 22_900, circuits: 2 });
    expectFinding('supply/kr-circuit-load', plan, {
      severity: 'error',
      found: '10.001 MW on each of 2 circuits',
      limit: '10 MW',
      required: '3 circuits',
      available: '2 circuits',
      shortfall: '1 circuit',
      arithmetic: '20.002 MW / 2 = 10.001 MW; 20.002 MW / 10 MW takes 3 circuits',
    });
  });

  test('circuits that are not stated are listed, and a supply at 154 kV has no general lines', () => {
    expectFinding('supply/kr-circuit-load', koreanSite({ contractWatts: MW, volts: 22_900 }), {
      outcome: 'indeterminate',
      remedy: "give 'supply.circuits'",
    });
    expectPassed('supply/kr-circuit-load', koreanSite({ contractWatts: 40 * MW, volts: 154_000, circuits: 1 }));
  });
});

// 14,000 kW in an emergency: of two circuits one is left.
describe('supply/kr-circuit-loss', () => {
  test('14 MW on two circuits pass the loss of one', () => {
    expectPassed('supply/kr-circuit-loss', koreanSite({ contractWatts: 14 * MW, volts: 22_900, circuits: 2 }));
  });

  test('a little more is a warning', () => {
    const plan = koreanSite({ contractWatts: 14 * MW + 1_000, volts: 22_900, circuits: 2 });
    expectFinding('supply/kr-circuit-loss', plan, {
      severity: 'warning',
      found: '14.001 MW on each of 1 circuit that are left when one is lost',
      required: '3 circuits',
      shortfall: '1 circuit',
    });
  });

  test('a single circuit promises nothing', () => {
    expectPassed('supply/kr-circuit-loss', koreanSite({ contractWatts: 9 * MW, volts: 22_900, circuits: 1 }));
  });
});

describe('supply/kr-impact-assessment', () => {
  test('a contract one watt below 10 MW needs none', () => {
    expectPassed('supply/kr-impact-assessment', koreanSite({ contractWatts: 10 * MW - 1 }));
  });

  test('a contract of 10 MW passes with 70 points, and fails with 69', () => {
    expectPassed('supply/kr-impact-assessment', koreanSite({ contractWatts: 10 * MW, assessmentPoints: 70 }));
    expectFinding('supply/kr-impact-assessment', koreanSite({ contractWatts: 10 * MW, assessmentPoints: 69 }), {
      severity: 'error',
      found: '69 points',
      limit: '70 points',
      shortfall: '1 point',
      arithmetic: '70 - 69 = 1',
    });
  });

  test('a contract of 10 MW without an assessment is listed as not judged', () => {
    expectFinding('supply/kr-impact-assessment', koreanSite({ contractWatts: 10 * MW }), {
      outcome: 'indeterminate',
      remedy: "give 'supply.assessmentPoints'",
    });
  });
});

describe('supply/kr-voltage-distortion', () => {
  test('1.5 % at 154 kV passes, 1.51 % fails', () => {
    expectPassed('supply/kr-voltage-distortion', koreanSite({ volts: 154_000, voltageDistortion: 0.015 }));
    expectFinding('supply/kr-voltage-distortion', koreanSite({ volts: 154_000, voltageDistortion: 0.0151 }), {
      severity: 'error',
      found: '1.51 %',
      limit: '1.5 %',
      shortfall: '0.01 %',
      arithmetic: '1.51 % - 1.5 % = 0.01 %, at 154 kV',
    });
  });

  test('below 154 kV no source states a limit', () => {
    expectPassed('supply/kr-voltage-distortion', koreanSite({ volts: 22_900, voltageDistortion: 0.05 }));
  });
});

describe('supply/kr-frequency', () => {
  test('plant that runs from 59.8 to 60.2 Hz passes, from 59.81 Hz it fails', () => {
    const site = (leastHertz: number) =>
      koreanSite({ volts: 154_000, frequencyRange: { leastHertz, mostHertz: 60.2 } });
    expectPassed('supply/kr-frequency', site(59.8));
    expectFinding('supply/kr-frequency', site(59.81), {
      severity: 'error',
      found: 'runs from 59.81 to 60.2 Hz',
      limit: '59.8 to 60.2 Hz',
    });
  });

  test('a range that is not stated is listed as not judged', () => {
    expectFinding('supply/kr-frequency', koreanSite({ volts: 154_000 }), {
      outcome: 'indeterminate',
      remedy: "give 'supply.frequencyRange'",
    });
  });
});
