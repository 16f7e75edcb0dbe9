import { App, TerraformStack } from 'cdktf';
import {
  CoolingLoop,
  type CoolingLoopProps,
  DesignError,
  EthernetFabric,
  GpuCluster,
  InfinibandFabric,
  Length,
  ManagementNetwork,
  Power,
  type PowerConverterProps,
  PowerZone,
  Site,
  type SiteProps,
  StorageTier,
  Ups,
} from 'cdktf-ai-factory';
import { switches, systems } from 'cdktf-ai-factory/catalog';
import { smallSite } from './small-site';
import { temporaryFolder } from './temporary-folder';

type Props = Readonly<Record<string, unknown>>;

/** The README's program, built from plain props as a program without type-check would have them. */
const RACK: Props = { model: '48 U rack', units: 48, power: Power.kilowatts(44) };
const ROW: Props = { name: 'A', racks: 14 };
const HALL: Props = {
  name: 'hall-1',
  rack: RACK,
  rowPitch: Length.metres(3),
  rackPitch: Length.millimetres(600),
  riser: Length.metres(1.5),
  rows: [ROW],
};
const SITE: Props = { halls: [HALL], addressPools: [], cableSlack: Length.metres(2), lockFile: false };
const ZONE: Props = { rating: Power.kilowatts(700), rows: ['A'], rackFeed: 'static-switch' };
const CLUSTER: Props = { system: systems.DGX_B200, count: 4 };
const FABRIC: Props = { switch: switches.QM9700, switchPower: Power.watts(1_700) };

interface Parts {
  readonly site?: Props;
  readonly zone?: Props;
  readonly cluster?: Props;
  readonly fabric?: Props;
}

function program({ site: siteProps = SITE, zone = ZONE, cluster = CLUSTER, fabric = FABRIC }: Parts = {}): void {
  const stack = new TerraformStack(new App({ outdir: temporaryFolder() }), 'first-unit');
  const site = new Site(stack, 'pilot', siteProps as never);
  new PowerZone(stack, 'zone-a', { site, ...zone } as never);
  const hosts = [new GpuCluster(stack, 'gpu', { site, ...cluster } as never)];
  new InfinibandFabric(stack, 'compute', { site, hosts, ...fabric } as never);
}

function renamed(props: Props, name: string): Props {
  return Object.fromEntries(Object.entries(props).map(([key, value]) => [key === name ? `${key}s2` : key, value]));
}

function errorOf(act: () => void): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
}

const WHERE: readonly (readonly [string, Props, (props: Props) => Parts])[] = [
  ['site', SITE, (site) => ({ site })],
  ['hall', HALL, (hall) => ({ site: { ...SITE, halls: [hall] } })],
  ['rack', RACK, (rack) => ({ site: { ...SITE, halls: [{ ...HALL, rack }] } })],
  ['row', ROW, (row) => ({ site: { ...SITE, halls: [{ ...HALL, rows: [row] }] } })],
  ['zone', ZONE, (zone) => ({ zone })],
  ['cluster', CLUSTER, (cluster) => ({ cluster })],
  ['fabric', FABRIC, (fabric) => ({ fabric })],
];
const CASES = WHERE.flatMap(([where, props, parts]) =>
  Object.keys(props).map((name) => [where, name, () => program(parts(renamed(props, name)))] as const),
);

test('the program without a slip is built', () => {
  expect(errorOf(() => program())).toBeUndefined();
});

test.each(CASES)('fails where a slip of the %s writes %ss2, and names both', (_where, name, act) => {
  const error = errorOf(act);
  expect(error).toBeInstanceOf(DesignError);
  expect((error as DesignError).message).toContain(`'${name}s2'`);
  expect((error as DesignError).message).toContain(`'${name}'`);
});

test('fails with the whole text for a prop that is missing, renamed or not there', () => {
  expect(() => program({ zone: { rows: ['A'] } })).toThrow(
    "power zone 'zone-a': 'rating' is missing; give 'rating' [props/missing]",
  );
  expect(() => program({ zone: renamed(ZONE, 'rating') })).toThrow(
    "power zone 'zone-a': 'rating' is missing; rename 'ratings2' to 'rating' [props/missing]",
  );
  expect(() => program({ cluster: { ...CLUSTER, counted: 4 } })).toThrow(
    "cluster 'gpu': there is no prop 'counted'; did you mean 'count'? [props/unknown]",
  );
});

test('another word of the field for a prop is told by the prop', () => {
  const { stack, site } = smallSite();
  expect(() => new CoolingLoop(stack, 'water', { site, kind: 'facility', isolation: 2 } as CoolingLoopProps)).toThrow(
    "cooling loop 'water': there is no prop 'isolation'; did you mean 'sections'? [props/unknown]",
  );
  expect(() => smallSite({ room: 'B3' } as Partial<SiteProps>)).toThrow(
    "site 'lab': there is no prop 'room'; did you mean 'compartments'? [props/unknown]",
  );
  const ups = { site, rating: Power.kilowatts(1), room: 'B3' } as unknown as PowerConverterProps;
  expect(() => new Ups(stack, 'ups', ups)).toThrow("there is no prop 'room'; did you mean 'compartment'?");
});

test('fails for a word that is none of the choices', () => {
  expect(() => program({ zone: { ...ZONE, rackFeed: 'bogus' } })).toThrow(
    "power zone 'zone-a': 'rackFeed' is 'bogus'; choose 'split' or 'static-switch' [props/no-such-choice]",
  );
});

test.each([
  ['a site', Site],
  ['a power zone', PowerZone],
  ['a cluster', GpuCluster],
  ['an InfiniBand fabric', InfinibandFabric],
  ['an Ethernet fabric', EthernetFabric],
  ['a storage tier', StorageTier],
  ['a management network', ManagementNetwork],
] as const)('fails with a design error for %s without props', (_name, kind) => {
  const stack = new TerraformStack(new App({ outdir: temporaryFolder() }), 'first-unit');
  expect(errorOf(() => new kind(stack, 'thing', undefined as never))).toBeInstanceOf(DesignError);
});
