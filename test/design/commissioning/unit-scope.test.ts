import {
  gpusByHost,
  placesOf,
  unitNamed,
  unitNames,
  unitScope,
} from '../../../src/design/commissioning/commissioning-report';
import { ASSET_STATES, type Asset, type AssetState } from '../../../src/model/asset';
import type { SitePlan } from '../../../src/model/site-plan';
import { siteOf } from '../../report/site-fixture';

/** 33 systems: 32 in the first unit, one in the second. */
const SITE = siteOf({ systems: 33, rows: 2, racksPerRow: 12 });

function withStates(states: Readonly<Record<string, AssetState>>): SitePlan {
  const assets = Object.entries(states).map(([device, state]) => [device, { device, state }] as const);
  return { ...SITE, assets: new Map<string, Asset>(assets) };
}

test('units are those of systems, in their order', () => {
  expect(unitNames(SITE)).toEqual(['haein/su-01', 'haein/su-02']);
});

describe('a unit is named', () => {
  const devices = (...units: readonly string[]): Pick<SitePlan, 'devices'> => ({
    devices: units.map((unit) => ({ ...SITE.devices[0]!, unit })),
  });
  test.each([
    [['haein/su-01', 'baram/su-02'], 'haein/su-01', 'haein/su-01'],
    [['haein/su-01', 'baram/su-02'], 'su-02', 'baram/su-02'],
    [['haein/su-01', 'baram/su-01'], 'baram/su-01', 'baram/su-01'],
  ])('of %j by %s', (units, name, expected) => {
    expect(unitNamed(devices(...units), name)).toBe(expected);
  });

  test.each([
    [
      ['haein/su-01', 'baram/su-01'],
      'su-01',
      "several clusters have a unit 'su-01': haein/su-01, baram/su-01; name the cluster too, as in 'haein/su-01'",
    ],
    [['haein/su-01'], 'su-1', "the site has no unit 'su-1'; did you mean 'su-01'?"],
    [['haein/su-01'], 'haein/su-1', "the site has no unit 'haein/su-1'; did you mean 'haein/su-01'?"],
    [['haein/su-01', 'haein/su-02'], 'x', "the site has no unit 'x'; give one of haein/su-01, haein/su-02"],
  ])('of %j fails for %s', (units, name, message) => {
    expect(() => unitNamed(devices(...units), name)).toThrow(message);
  });
});

describe('what is judged', () => {
  test('are the systems of the unit and the leaves that carry it', () => {
    const { hosts, leaves, devices, dark } = unitScope(SITE, 'haein/su-02');
    expect([...hosts]).toEqual(['haein-033']);
    expect([...leaves].filter((name) => name.startsWith('compute'))).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8].map((rail) => `compute-leaf-su02-r${rail}`),
    );
    expect([...leaves].some((name) => name.includes('su01'))).toBe(false);
    expect([...devices]).toEqual(['haein-033', ...leaves]);
    expect(dark).toEqual([]);
  });

  // Something has another state than planned, so that the file is kept: then states count.
  const LIGHT: readonly AssetState[] = ['cabled', 'accepted', 'in-service', 'drained'];
  test.each(ASSET_STATES.map((state) => [state, LIGHT.includes(state)] as const))(
    'is a host that is %s: %p',
    (state, isJudged) => {
      const { hosts, dark } = unitScope(withStates({ 'haein-033': state, 'haein-001': 'in-service' }), 'haein/su-02');
      expect(hosts.has('haein-033')).toBe(isJudged);
      expect(dark.find(({ device }) => device === 'haein-033')?.state).toBe(isJudged ? undefined : state);
    },
  );

  test('is a leaf in the same way, with the place where it is dark', () => {
    const leaf = 'compute-leaf-su02-r1';
    const { leaves, dark } = unitScope(withStates({ [leaf]: 'racked', 'haein-033': 'cabled' }), 'haein/su-02');
    expect(leaves.has(leaf)).toBe(false);
    const position = SITE.placement.positions.get(leaf)!;
    expect(dark.find(({ device }) => device === leaf)).toMatchObject({ state: 'racked', place: position });
  });

  test('is everything where no asset file is kept', () => {
    expect(unitScope(withStates({ 'haein-033': 'planned' }), 'haein/su-02').dark).toEqual([]);
  });

  test('are the trays of a rack, and not the rack that holds them', () => {
    const [compute, ...others] = SITE.fabrics as [SitePlan['fabrics'][0]];
    const endpoints = compute.plan.endpoints.map((each) =>
      each.name === 'haein-033' ? { ...each, name: 'tray-1', device: 'haein-033' } : each,
    );
    const site = { ...SITE, fabrics: [{ ...compute, plan: { ...compute.plan, endpoints } }] };
    expect([...unitScope(site, 'haein/su-02').hosts]).toEqual(['tray-1']);
    expect(others).toHaveLength(1);
  });

  test('is a system on no network too', () => {
    expect([...unitScope({ ...SITE, fabrics: [] }, 'haein/su-02').hosts]).toEqual(['haein-033']);
  });
});

test('a device in no rack has no place', () => {
  const placeOf = placesOf(SITE);
  expect(placeOf('haein-033')).toMatchObject(SITE.placement.positions.get('haein-033')!);
  expect(placeOf('nobody')).toBeUndefined();
});

test('GPUs of a rack are those of its trays', () => {
  const [cluster] = SITE.clusters as [SitePlan['clusters'][0]];
  const domains = [{ name: 'rack-1', hosts: ['t-1', 't-2'] }];
  const clusters = [{ ...cluster, hosts: ['rack-1'], gpusPerHost: 72, scaleUpDomains: domains } as never];
  expect([...gpusByHost({ clusters })]).toEqual([
    ['rack-1', 72],
    ['t-1', 36],
    ['t-2', 36],
  ]);
});
