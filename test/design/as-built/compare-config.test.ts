import { load } from 'js-yaml';

import { compareConfig, type ConfigDrift, isConfiguredAsPlanned } from '../../../src/design/as-built/compare-config';
import { nvueSettings, readSwitchConfig } from '../../../src/design/as-built/read-switch-config';
import { renderNvue } from '../../../src/export/switches/nvue';
import { renderSonic } from '../../../src/export/switches/sonic';
import type { FabricSwitch } from '../../../src/model/fabric-plan';
import { driftSentence, renderConfigDriftText } from '../../../src/report/as-built/as-built-text';
import { addressesOf, managementFabric, railFabric, withUnderlay } from '../../export/ethernet-site';
import { tinyFabric, tinyPlacement } from '../cabling/tiny-fabric';

/** Four cages of 800G, each split in two, and one whole uplink of 400G. */
const MODEL: FabricSwitch = {
  id: 'twin',
  cages: 4,
  portsPerCage: 2,
  portRateBits: 400e9,
  uplinks: { ports: 1, rateBits: 400e9 },
  portNaming: 'cumulus',
};

/** Three hosts on ports 1 to 3 of a leaf, whose fifth cage goes to a spine. */
const PLAN = tinyFabric({
  endpoints: ['h1', 'h2', 'h3'].map((name) => ({ name })),
  switches: [
    { name: 'leaf-1', tier: 'leaf', model: MODEL },
    { name: 'spine-1', tier: 'spine', model: MODEL },
  ],
  links: [
    [0, 0, 0, 0, 1],
    [0, 1, 0, 0, 2],
    [0, 2, 0, 0, 3],
    [1, 0, 9, 1, 1],
  ],
});

function drift(file: unknown, device = 'leaf-1'): ConfigDrift[] {
  const config = readSwitchConfig(file, 'leaf-1.json');
  return [...compareConfig(PLAN, device, config).drift];
}

function sentences(file: unknown): string[] {
  return drift(file).map(driftSentence);
}

/** As SONiC writes it: eight lanes a cage, a port named after its first lane. */
const port = (cage: number, lane: number, speed = '400000'): object => ({
  index: `${cage}`,
  lanes: `${lane},${lane + 1},${lane + 2},${lane + 3}`,
  speed,
});
const SONIC = {
  DEVICE_METADATA: { localhost: { hostname: 'leaf-1', type: 'LeafRouter' } },
  PORT: {
    Ethernet4: port(1, 5),
    Ethernet0: port(1, 1),
    Ethernet8: port(2, 9),
    Ethernet12: port(2, 13),
    Ethernet32: port(5, 33),
  },
  BREAKOUT_CFG: {
    Ethernet0: { brkout_mode: '2x400G[200G]' },
    Ethernet8: { brkout_mode: '2x400G' },
    Ethernet32: { brkout_mode: '1x400G' },
  },
  DEVICE_NEIGHBOR: {
    Ethernet0: { name: 'h1', port: 'eth0' },
    Ethernet4: { name: 'h2', port: 'eth0' },
    Ethernet8: { name: 'h3', port: 'eth0' },
    Ethernet32: { name: 'spine-1', port: 'Ethernet0' },
  },
};

const NVUE = [
  { header: { model: 'SN5600', 'nvue-api-version': 'nvue_v1' } },
  {
    set: {
      system: { hostname: 'leaf-1' },
      interface: {
        eth0: { type: 'eth' },
        'swp1-2': { link: { breakout: { '2x': { 'lanes-per-port': '4' } } } },
        'swp1s0-1,swp2s0': { link: { speed: '400G' } },
        swp5: { link: { speed: '400G' } },
      },
    },
  },
];

describe('a configuration as planned', () => {
  test.each([
    ['SONiC', SONIC],
    ['SONiC without breakouts and neighbours', { PORT: SONIC.PORT }],
    ['NVUE', NVUE],
    ['NVUE without a header', NVUE[1]?.set],
  ])('of %s shows no drift', (_, file) => {
    expect(drift(file)).toEqual([]);
  });

  test('names its switch', () => {
    expect([SONIC, NVUE].map((file) => readSwitchConfig(file, 'x').device)).toEqual(['leaf-1', 'leaf-1']);
  });
});

describe('our own exports', () => {
  const fabrics = [
    withUnderlay(railFabric(), { linkPool: 'links', railPool: 'rails' }),
    withUnderlay(managementFabric()),
  ];

  test.each(fabrics.map((fabric) => [fabric.plan.name, fabric] as const))(
    'of %s show no drift',
    (_, { plan, underlay }) => {
      const site = { addresses: addressesOf(plan) };
      const written = [...renderNvue(plan, underlay, site), ...renderSonic(plan, underlay, site)];
      expect(written.length).toBeGreaterThan(1);
      for (const [device, text] of written) {
        const config = readSwitchConfig(load(text), device);
        expect(config.device).toBe(device);
        const { drift: found, ports } = compareConfig(plan, device, config);
        expect(found).toEqual([]);
        expect(ports).toBeGreaterThan(0);
      }
    },
  );

  test('of which a part is cut off say of how many ports they speak', () => {
    const [, { plan, underlay }] = fabrics as [unknown, (typeof fabrics)[number]];
    const [[device, text] = ['', '']] = [...renderNvue(plan, underlay, { addresses: addressesOf(plan) })];
    const whole = compareConfig(plan, device, readSwitchConfig(load(text), device));
    expect([whole.portsInFile, isConfiguredAsPlanned(whole)]).toEqual([whole.ports, true]);
    expect(renderConfigDriftText([whole])).toBe(
      `switch ${device} of fabric ${plan.name}: ${whole.ports} ports planned, 0 differences\n`,
    );
    const { interface: interfaces } = nvueSettings(load(text)) as { interface: Readonly<Record<string, unknown>> };
    const first = Object.entries(interfaces).find(([name]) => name === 'swp1') ?? ['swp1', {}];
    const cut = compareConfig(plan, device, readSwitchConfig({ interface: Object.fromEntries([first]) }, device));
    expect([cut.portsInFile, cut.drift, isConfiguredAsPlanned(cut)]).toEqual([1, [], true]);
    expect(renderConfigDriftText([cut])).toBe(
      `switch ${device} of fabric ${plan.name}: ${cut.ports} ports planned, 0 differences\n  the file speaks of 1 of the ${cut.ports} ports: of the others nothing is known\n`,
    );
    const none = compareConfig(plan, device, readSwitchConfig({ interface: { eth0: {} } }, device));
    expect([none.portsInFile, isConfiguredAsPlanned(none)]).toEqual([0, false]);
  });
});

describe('drift of SONiC', () => {
  test('is a cage that is split otherwise', () => {
    const BREAKOUT_CFG = { ...SONIC.BREAKOUT_CFG, Ethernet8: { brkout_mode: '1x800G' } };
    const { Ethernet0, Ethernet4, Ethernet32 } = SONIC.PORT;
    const Ethernet8 = { index: '2', lanes: '9,10,11,12,13,14,15,16', speed: '800000' };
    expect(sentences({ ...SONIC, BREAKOUT_CFG, PORT: { Ethernet0, Ethernet4, Ethernet8, Ethernet32 } })).toEqual([
      'leaf-1 cage 2 should give 2 ports, but the configuration gives 1',
      'leaf-1 port swp2s0 should run at 400 Gb/s, but is set to 800 Gb/s',
    ]);
  });

  test('is a cage without ports', () => {
    const PORT = Object.fromEntries(Object.entries(SONIC.PORT).filter(([name]) => !/^Ethernet(8|12)$/.test(name)));
    expect(sentences({ PORT })).toEqual(['leaf-1 cage 2 should give 2 ports, but the configuration gives none']);
  });

  test('is a port of another speed', () => {
    const PORT = { ...SONIC.PORT, Ethernet4: port(1, 5, '200000') };
    expect(sentences({ ...SONIC, PORT })).toEqual([
      'leaf-1 port swp1s1 should run at 400 Gb/s, but is set to 200 Gb/s',
    ]);
  });

  test('is a port that should meet another device, or is told none', () => {
    const { Ethernet0, Ethernet32, ...rest } = SONIC.DEVICE_NEIGHBOR;
    expect(sentences({ ...SONIC, DEVICE_NEIGHBOR: { ...rest, Ethernet4: Ethernet0, Ethernet32 } })).toEqual([
      'leaf-1 port swp1s0 should meet h1, but the configuration names no device',
      'leaf-1 port swp1s1 should meet h2, but the configuration names h1',
    ]);
  });
});

describe('a neighbour of SONiC', () => {
  const withNeighbour = (name: string): object => ({
    ...SONIC,
    DEVICE_NEIGHBOR: { ...SONIC.DEVICE_NEIGHBOR, Ethernet0: { name, port: 'eth0' } },
  });
  const found = (name: string, map = {}): readonly unknown[] =>
    compareConfig(PLAN, 'leaf-1', readSwitchConfig(withNeighbour(name), 'x'), { map }).drift.map(
      ({ planned, configured }) => [planned, configured],
    );

  test('may have its domain, or a name of a map', () => {
    expect(found('h1.dc.example.com')).toEqual([]);
    expect(found('server-17', { table: new Map([['server-17', 'h1']]) })).toEqual([]);
  });

  test('of another name is told as it is written, another device of the plan too', () => {
    expect(found('h9.dc.example.com')).toEqual([['h1', 'h9.dc.example.com']]);
    expect(found('h2.dc.example.com')).toEqual([['h1', 'h2.dc.example.com']]);
    expect(found('server-17', { table: new Map([['server-17', 'h2']]) })).toEqual([['h1', 'h2']]);
  });
});

describe('drift of NVUE', () => {
  const withInterfaces = (changes: object): object => ({ interface: { ...NVUE[1]?.set?.interface, ...changes } });

  test('is a cage that is not split', () => {
    expect(sentences(withInterfaces({ 'swp1-2': {} }))).toEqual([
      'leaf-1 cage 1 should give 2 ports, but the configuration gives 1',
      'leaf-1 cage 2 should give 2 ports, but the configuration gives 1',
    ]);
  });

  test('is a cage that should be whole', () => {
    expect(sentences(withInterfaces({ swp5: { link: { breakout: { '4x': {} } } } }))).toEqual([
      'leaf-1 cage 5 should give 1 port, but the configuration gives 4',
    ]);
  });

  test('is a port of another speed', () => {
    expect(sentences(withInterfaces({ swp5: { link: { speed: '100G' } } }))).toEqual([
      'leaf-1 port swp5 should run at 400 Gb/s, but is set to 100 Gb/s',
    ]);
  });
});

test('the text names the switch, and the place of the port', () => {
  const site = { placement: tinyPlacement({ 'leaf-1': ['B02', 40] }), assets: new Map(), devices: [] };
  const config = readSwitchConfig({ interface: { swp5: { link: { speed: '100G' } } } }, 'x');
  expect(renderConfigDriftText([compareConfig(PLAN, 'leaf-1', config, { site })])).toBe(
    `switch leaf-1 of fabric compute: 4 ports planned, 3 differences
  the file speaks of 1 of the 4 ports: of the others nothing is known
  breakout   rack B02 U40 leaf-1 cage 1 should give 2 ports, but the configuration gives 1
  breakout   rack B02 U40 leaf-1 cage 2 should give 2 ports, but the configuration gives 1
  speed      rack B02 U40 leaf-1 port swp5 should run at 400 Gb/s, but is set to 100 Gb/s
`,
  );
});

test.each([undefined, [], { interface: 1 }, 'hostname leaf-1'])('fails on a file of another kind: %j', (value) => {
  expect(() => readSwitchConfig(value, 'leaf.json')).toThrow(
    "'leaf.json' is no configuration of a switch in a known format; give SONiC's 'config_db.json', or the output of 'nv config show' [as-built/unknown-config]",
  );
});
