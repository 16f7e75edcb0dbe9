import { App, TerraformStack } from 'cdktf';
import {
  Busway,
  FailureStudy,
  Generator,
  Length,
  Power,
  PowerZone,
  Rectifier,
  RedundancyGroup,
  Site,
  StaticSwitch,
  Switchboard,
  Transformer,
  Ups,
  Utility,
} from 'cdktf-ai-factory';

function yard(name = 'yard'): { readonly stack: TerraformStack; readonly site: Site; readonly grid: Utility } {
  const stack = new TerraformStack(new App(), 'power');
  const site = new Site(stack, name, {
    halls: [
      {
        name: 'hall',
        rack: { model: 'rack', units: 48, power: Power.kilowatts(44) },
        rowPitch: Length.metres(3),
        rackPitch: Length.millimetres(600),
        riser: Length.metres(1),
        rows: [{ name: 'A', racks: 2 }],
      },
    ],
    addressPools: [],
    cableSlack: Length.metres(1),
    lockFile: false,
  });
  const grid = new Utility(stack, 'grid', { site, volts: 400, powerFactor: 1, rating: Power.megawatts(2) });
  return { stack, site, grid };
}

const RATING = { volts: 400, powerFactor: 1, rating: Power.megawatts(1) };

test('a circuit with a breaker carries 80 % of it, all else its rating', () => {
  const { stack, site, grid } = yard();
  const board = new Switchboard(stack, 'board', { site, ...RATING, fedFrom: grid });
  const ups = new Ups(stack, 'ups', { site, ...RATING, efficiency: 0.97, fedFrom: [board] });
  expect(board.input).toMatchObject({
    kind: 'switchboard',
    limitShare: 0.8,
    failureLimitShare: 0.8,
    fedFrom: ['grid'],
  });
  expect(ups.input).toMatchObject({ limitShare: 1, draws: 'parallel', current: 'ac', phases: 3, fedFrom: ['board'] });
});

test('a switch draws from the first that lives, a rectifier gives direct current', () => {
  const { stack, site, grid } = yard();
  const generator = new Generator(stack, 'gen', { site, ...RATING });
  const sts = new StaticSwitch(stack, 'sts', { site, ...RATING, fedFrom: [grid, generator] });
  const rating = Power.kilowatts(500);
  const dc = new Rectifier(stack, 'dc', { site, volts: 800, rating, efficiency: 0.98, fedFrom: sts });
  expect(sts.input.draws).toBe('first-live');
  expect(dc.input).toMatchObject({ current: 'dc', phases: 1, powerFactor: 1, volts: 800 });
});

test('a zone takes its feeds from its sources, and the site has a chain and a resource for each node', () => {
  const { stack, site, grid } = yard();
  const a = new Busway(stack, 'busway-a', { site, ...RATING, fedFrom: grid, leadTimeWeeks: 20 });
  const b = new Busway(stack, 'busway-b', { site, ...RATING, fedFrom: grid });
  const zone = new PowerZone(stack, 'zone', {
    site,
    rating: Power.megawatts(1),
    rows: ['A'],
    sources: { L: a, R: [b, a] },
  });
  expect(zone.input).toMatchObject({ feeds: ['L', 'R'], sources: { L: ['busway-a'], R: ['busway-b', 'busway-a'] } });
  expect(site.plan.power.chain?.nodes.map(({ name }) => name)).toEqual(['grid', 'busway-a', 'busway-b']);
  expect(a.resourceAddress).toBe('terraform_data.yard-power-node-busway-a');
});

test.each([
  ['N+1', ['ups-1', 'ups-2', 'ups-3'], [undefined, undefined, undefined]],
  ['2N', ['ups-1', 'ups-2', 'ups-3', 'ups-4'], ['A', 'A', 'B', 'B']],
  ['3N/2', ['ups-1', 'ups-2', 'ups-3'], ['A', 'B', 'C']],
] as const)('a group of %s sizes itself for 500 kW in units of 300 kW', (scheme, names, feeds) => {
  const { stack, site, grid } = yard();
  const group = RedundancyGroup.sized(stack, 'ups', {
    site,
    scheme,
    load: Power.kilowatts(500),
    unit: Power.kilowatts(300),
    make: ({ id, group: own, side }) =>
      new Ups(stack, id, { site, ...RATING, ...side, efficiency: 0.97, group: own, fedFrom: grid }),
  });
  expect(group.nodes.map(({ input }) => input.name)).toEqual(names);
  expect(group.nodes.map(({ input }) => input.feed)).toEqual(feeds);
  expect(group.nodesOf('A').every(({ input }) => input.feed === 'A')).toBe(true);
});

test('a study goes into the states of the chain', () => {
  const { stack, site, grid } = yard();
  const a = new Busway(stack, 'busway-a', { site, ...RATING, fedFrom: grid });
  const b = new Busway(stack, 'busway-b', { site, ...RATING, fedFrom: grid });
  new PowerZone(stack, 'zone', { site, rating: Power.megawatts(1), rows: ['A'], sources: { A: a, B: b } });
  new FailureStudy(stack, 'study', { site, together: [[a, b]], maintenance: [a] });
  const states = site.plan.power.chain?.states.filter(({ kind }) => kind === 'pair' || kind === 'maintenance');
  expect(states?.map(({ out }) => out)).toEqual([
    ['busway-a', 'busway-b'],
    ['busway-a', 'grid'],
    ['busway-a', 'busway-b'],
  ]);
});

describe('refusals', () => {
  test('fails on alternating current without a power factor', () => {
    const { stack, site } = yard();
    expect(() => new Utility(stack, 'west', { site, volts: 400, rating: Power.megawatts(1) })).toThrow(
      "power node 'west' carries alternating current, and 'powerFactor' is missing; give the power factor of what it carries, or set 'wiring' to 'dc' [power/no-power-factor]",
    );
  });

  test('fails on a node without a rating and with a wrong share, all at once', () => {
    const { stack, site, grid } = yard();
    expect(
      () => new Switchboard(stack, 'board', { site, volts: 400, powerFactor: 1, limitShare: 80, fedFrom: grid }),
    ).toThrow(
      [
        '2 problems [design/several]',
        "- power node 'board': 'limitShare' is 80; give a number above 0 and up to 1 [power/invalid-node]",
        "- power node 'board': it has no rating; give 'rating' or 'apparentPower' [power/node-without-rating]",
      ].join('\n'),
    );
  });

  test('fails on a wiring that is none', () => {
    const { stack, site } = yard();
    expect(() => new Utility(stack, 'west', { site, ...RATING, wiring: 'three-phases' as never })).toThrow(
      "power node 'west': 'wiring' is 'three-phases'; did you mean 'three-phase'? [props/no-such-choice]",
    );
  });

  test('fails on draws that are none', () => {
    const { stack, site, grid } = yard();
    expect(() => new Switchboard(stack, 'board', { site, ...RATING, fedFrom: grid, draws: 'both' as never })).toThrow(
      "power node 'board': 'draws' is 'both'; choose 'parallel' or 'first-live' [props/no-such-choice]",
    );
  });

  test('fails on a converter without its efficiency, and a source that is fed', () => {
    const { stack, site, grid } = yard();
    expect(() => new Transformer(stack, 'tx', { site, ...RATING, fedFrom: grid } as never)).toThrow(
      "power node 'tx': 'efficiency' is missing; give 'efficiency' [props/missing]",
    );
    expect(() => new Generator(stack, 'gen', { site, ...RATING, fedFrom: grid } as never)).toThrow(
      "power node 'gen': there is no prop 'fedFrom'; take it away;",
    );
  });

  test('fails on what is neither a node nor a name, and nodes of another site', () => {
    const { stack, site } = yard();
    expect(() => new Busway(stack, 'bus', { site, ...RATING, fedFrom: [1] as never })).toThrow(
      "power node 'bus': 'fedFrom' has something, which is no power node; give the constructs that feed it, or their names [power/not-a-node]",
    );
    expect(() => new Busway(stack, 'bus', { site, ...RATING, fedFrom: yard('other').grid })).toThrow(
      "power node 'bus': 'fedFrom' has 'power/grid', which is of site 'power/other', and not of 'power/yard'; give constructs of one site [site/other-site]",
    );
    expect(
      () =>
        new PowerZone(stack, 'zone', {
          site,
          rating: Power.megawatts(1),
          rows: ['A'],
          sources: { A: ' ', B: [] },
        }),
    ).toThrow(
      "power zone 'zone': 'sources' has ' ', which is no power node; give the constructs that feed it, or their names [power/not-a-node]",
    );
  });

  test('fails on a group for no load, and of a scheme that is none', () => {
    const { stack, site } = yard();
    expect(() =>
      RedundancyGroup.sized(stack, 'g', {
        site,
        scheme: 'N+1',
        load: Power.ZERO,
        unit: Power.watts(1),
        make: () => {
          throw new Error('not reached');
        },
      }),
    ).toThrow(
      "redundancy group 'g': 'load' is 0 W and 'unit' 1 W; give more than nothing for both [power/empty-group]",
    );
    expect(() => new RedundancyGroup(stack, 'h', { site, scheme: '2M' as never })).toThrow(
      "redundancy group 'h': 'scheme' is '2M'; choose 'N', 'N+1', '2N', '2N+1', '3N/2', '4N/3' or 'block' [props/no-such-choice]",
    );
  });

  test('fails on a study of nothing', () => {
    const { stack, site } = yard();
    expect(() => new FailureStudy(stack, 's', { site })).toThrow(
      "failure study 's' names nothing to judge; give sets of constructs as 'together', or nodes for 'maintenance' [power/empty-study]",
    );
  });
});
