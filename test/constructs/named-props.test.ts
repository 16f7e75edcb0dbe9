import {
  type AddressPoolProps,
  EthernetFabric,
  GpuCluster,
  Hall,
  type HallProps,
  Length,
  Power,
  PowerZone,
  Rack,
  Row,
  type RowProps,
  Site,
  type SitePlan,
  type SiteProps,
} from 'cdktf-ai-factory';
import { switches, systems } from 'cdktf-ai-factory/catalog';

import { renderSiteJson } from '../../src/report/site/site-json';
import { HALL, RACK, smallSite } from './small-site';

const LOOPBACKS: AddressPoolProps = { name: 'loopbacks', purpose: 'loopback', cidr: '10.1.0.0/24' };
const OOB: AddressPoolProps = { name: 'oob', purpose: 'oob', cidr: '10.6.0.0/24' };
const LINKS: AddressPoolProps = { name: 'links', purpose: 'fabric-link', cidr: '10.2.0.0/20' };
const RAILS: AddressPoolProps = { name: 'rails', purpose: 'rail', cidr: '10.3.0.0/20' };
const HOSTS: AddressPoolProps = { name: 'hosts', purpose: 'in-band', cidr: '10.4.0.0/22', vlan: 20 };
const NORTH = { name: 'north' };
const ROWS: readonly [RowProps, RowProps] = [
  { name: 'A', racks: 20, accepts: ['system'] },
  { name: 'N', racks: 6, accepts: ['switch'] },
];
const EAST: HallProps = { ...HALL, rows: ROWS };
const WEST: HallProps = { ...HALL, name: 'hall-2', rows: [{ name: 'A', racks: 4 }] };

const PANELS = { panels: { model: 'panel', heightU: 1, ports: 72 } };

interface Named {
  readonly site: Partial<SiteProps>;
  readonly cluster: object;
  readonly fabric: object;
}

/** A site of two halls, with a cluster and a routed fabric that name its pools and tenants. */
function build({ site: props, cluster, fabric }: Named): SitePlan {
  const { site } = smallSite({
    halls: [EAST, WEST],
    addressPools: [LOOPBACKS, LINKS, RAILS, HOSTS],
    ...props,
  });
  new PowerZone(site, 'east', { rating: Power.megawatts(2), rows: ['hall-1/A', 'N', 'hall-2/A'] });
  const alpha = new GpuCluster(site, 'alpha', { system: systems.DGX_B200, count: 4, unitSystems: 4, ...cluster });
  new EthernetFabric(site, 'compute', {
    role: 'compute',
    hosts: [alpha],
    switch: switches.SN5600,
    switchPower: Power.kilowatts(2),
    ...fabric,
  });
  return site.plan;
}

const OBJECTS: Named = {
  site: {
    tenants: [NORTH],
    hallRoutes: [{ halls: [EAST, WEST], length: Length.metres(40) }],
    patching: [{ between: [ROWS[0], ROWS[1]], ...PANELS }],
  },
  cluster: { tenants: [NORTH] },
  fabric: { linkPool: LINKS, railPool: RAILS },
};

const NAMES: Named = {
  site: {
    tenants: ['north'],
    hallRoutes: [{ halls: ['hall-1', 'hall-2'], length: Length.metres(40) }],
    patching: [{ between: ['hall-1/A', 'N'], ...PANELS }],
  },
  cluster: { tenants: ['north'] },
  fabric: { linkPool: 'links', railPool: 'rails' },
};

test('tenants, pools, halls and rows are what the site describes or its names', () => {
  expect(renderSiteJson(build(OBJECTS))).toBe(renderSiteJson(build(NAMES)));
});

test('pools of gateways, of routing tables and of a tenant are those of the site or their names', () => {
  const of = (pool: AddressPoolProps | string, tenant: object | string): string =>
    renderSiteJson(
      build({
        site: {
          tenants: [NORTH],
          addressPools: [
            LOOPBACKS,
            OOB,
            HOSTS,
            { name: 'own', purpose: 'tenant', cidr: '10.5.0.0/22', tenant: tenant as never },
          ],
        },
        cluster: {},
        fabric: { role: 'in-band', gateways: [pool], vrfs: [{ name: 'hosts', pools: [pool], vni: 5_000 }] },
      }),
    );
  expect(of(HOSTS, NORTH)).toBe(of('hosts', 'north'));
});

test('the rack of a place is the construct or its name', () => {
  const of = (isNamed: boolean): string => {
    const { stack } = smallSite();
    const site = new Site(stack, 'plant', { lockFile: false });
    for (const name of ['hall-1', 'hall-2']) new Row(new Hall(site, name, { rack: RACK }), 'A', { racks: 4 });
    const row = site.node.findAll().find((each): each is Row => each instanceof Row && each.fullName === 'hall-2/A');
    if (row === undefined) throw new Error('there is a row');
    new PowerZone(site, 'east', { rating: Power.megawatts(2), rows: ['hall-1/A', row] });
    const rack = new Rack(row, 'A02', {});
    const places = { 'alpha-001': { rack: isNamed ? 'hall-2-A02' : rack, u: 3 } };
    new GpuCluster(site, 'alpha', { system: systems.DGX_B200, count: 1, unitSystems: 1, places });
    return renderSiteJson(site.plan);
  };
  expect(of(false)).toBe(of(true));
  expect(of(false)).toContain('hall-2-A02');
});

test.each<readonly [string, Partial<Named>, string]>([
  [
    'pool',
    { fabric: { linkPool: { ...LINKS, name: 'link' } } },
    "fabric 'compute': 'linkPool' names pool 'link', which is not there; did you mean 'links'? [underlay/unknown-pool]",
  ],
  [
    'pool of another block',
    { fabric: { linkPool: { ...LINKS, cidr: '10.9.0.0/20' } } },
    "fabric 'compute': 'linkPool' has address pool 'links' with '10.9.0.0/20', and that of the site has '10.2.0.0/20'; give a pool of 'addressPools' of the site, or its name [site/other-pool]",
  ],
  [
    'number for a pool',
    { fabric: { railPool: 4 } },
    "fabric 'compute': 'railPool' is 4; give an address pool of the site, or its name [props/wrong-kind]",
  ],
  [
    'object that is no pool',
    { fabric: { gateways: [NORTH] } },
    "fabric 'compute': 'gateways[0]' is an object; give an address pool of the site, or its name [props/wrong-kind]",
  ],
  [
    'tenant',
    { cluster: { tenants: [{ name: 'nort' }] } },
    "cluster 'alpha' is for tenant 'nort', which site 'lab' does not name; did you mean 'north'? [cluster/unknown-tenant]",
  ],
  [
    'tenant of a pool',
    { site: { tenants: [NORTH], addressPools: [{ ...HOSTS, purpose: 'tenant', tenant: { name: 'nort' } }] } },
    "site 'lab': address pool 'hosts' belongs to tenant 'nort', which 'tenants' does not name; did you mean 'north'? [site/unknown-tenant]",
  ],
  [
    'tenant without a name',
    { site: { tenants: [{ name: '' }] } },
    "tenant '' of site 'lab': 'name' is ''; give a text that says something, or leave it out [props/out-of-range]",
  ],
  ['tenant that is given twice', { site: { tenants: [NORTH, 'north'] } }, "'tenants' names 'north' twice"],
  [
    'hall',
    { site: { hallRoutes: [{ halls: [EAST, { ...WEST, name: 'hall-3x' }], length: Length.metres(40) }] } },
    "site 'lab': 'hallRoutes' names hall 'hall-3x', which the site does not have; did you mean 'hall-1'? [site/unknown-hall]",
  ],
  [
    'row',
    { site: { patching: [{ between: [ROWS[0], { name: 'NN', racks: 1 }], ...PANELS }] } },
    "site 'lab': 'patching' between 'hall-1/A' and 'NN': no hall has a row 'NN'; name rows of 'halls', as 'A' or 'hall-1/A' [cabling/unknown-row]",
  ],
  [
    'rack',
    { cluster: { places: { 'alpha-001': { rack: 7 } } } },
    "place 'alpha-001' of cluster 'alpha': 'rack' is 7; give a Rack, or its name [props/wrong-kind]",
  ],
])('a %s that the site does not have is refused', (_, { site = {}, cluster = {}, fabric = {} }, message) => {
  const props = { tenants: [NORTH], ...site };
  expect(() => build({ site: props, cluster, fabric })).toThrow(message);
});
