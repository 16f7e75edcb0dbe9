import {
  type GpuClusterProps,
  type InfinibandFabricProps,
  Length,
  Power,
  type PowerZoneProps,
  type SiteProps,
} from 'cdktf-ai-factory';
import { switches, systems } from 'cdktf-ai-factory/catalog';
import { HALL, smallSite, smallZone } from './small-site';

const { site } = smallSite();

/** The type check of the project fails where one of these lines is accepted: an expected error that does not come is an error. */
const wrong = {
  // @ts-expect-error -- 'adressPools' is no prop
  sites: { halls: [HALL], adressPools: [], cableSlack: Length.metres(2) } satisfies SiteProps,
  // @ts-expect-error -- a length is a Length and not a number
  slack: { halls: [HALL], addressPools: [], cableSlack: 2 } satisfies SiteProps,
  // @ts-expect-error -- 'row' is no prop
  zone: { site, rating: Power.kilowatts(700), row: ['A'] } satisfies PowerZoneProps,
  // @ts-expect-error -- a rating is a Power
  rating: { site, rating: Length.metres(700), rows: ['A'] } satisfies PowerZoneProps,
  // @ts-expect-error -- 'rackFeed' takes 'split' or 'static-switch'
  feed: { site, rating: Power.kilowatts(700), rows: ['A'], rackFeed: 'static' } satisfies PowerZoneProps,
  // @ts-expect-error -- 'systems' is no prop
  cluster: { site, systems: systems.DGX_B200, count: 32 } satisfies GpuClusterProps,
  // @ts-expect-error -- a count is a number
  count: { site, system: systems.DGX_B200, count: '32' } satisfies GpuClusterProps,
  // @ts-expect-error -- zones are constructs and not names
  zones: { site, system: systems.DGX_B200, count: 32, powerZones: ['zone-a'] } satisfies GpuClusterProps,
  // @ts-expect-error -- 'host' is no prop
  fabric: { site, host: [], switch: switches.QM9700 } satisfies InfinibandFabricProps,
  // @ts-expect-error -- a system is no switch
  leaf: { site, hosts: [], switch: systems.DGX_B200 } satisfies InfinibandFabricProps,
  // @ts-expect-error -- three tiers at most
  tiers: { site, hosts: [], switch: switches.QM9700, tiers: 4 } satisfies InfinibandFabricProps,
};

test('slips in the props of the first program are errors of the compiler', () => {
  expect(Object.keys(wrong)).toHaveLength(11);
  expect(() => smallZone({ ...smallSite(), site })).not.toThrow();
});
