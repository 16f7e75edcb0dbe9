import { App, TerraformStack } from 'cdktf';
import {
  EthernetFabric,
  GpuCluster,
  InfinibandFabric,
  ManagementNetwork,
  Power,
  PowerZone,
  Site,
} from 'cdktf-ai-factory';
import { switches, systems } from 'cdktf-ai-factory/catalog';

import { NETWORKS, spinesAt } from '../../scripts/networks-page';
import { RACK } from '../constructs/small-site';
import { temporaryFolder } from '../constructs/temporary-folder';

const WATTS = Power.watts(1_000);

interface Asked {
  readonly count?: number;
  readonly spineSwitch?: (typeof switches)['SN5600'];
  readonly named?: Readonly<Record<string, string>>;
}

/** What is refused of a site with one network and without pools. */
function refusal(network: string, { count = 4, spineSwitch, named = {} }: Asked = {}): string {
  const stack = new TerraformStack(new App({ outdir: temporaryFolder() }), 'lab-stack');
  const halls = [{ name: 'hall-1', rack: RACK, rows: [{ name: 'A', racks: 60 }] }];
  const site = new Site(stack, 'lab', { halls, lockFile: false });
  new PowerZone(site, 'zone-a', { rating: Power.megawatts(4), rows: ['A'] });
  const cluster = new GpuCluster(site, 'gpu', { system: systems.DGX_B200, count, unitSystems: 4 });
  const ethernet = { hosts: [cluster], switch: switches.SN5600, switchPower: WATTS, portsPerHost: 2, ...named };
  try {
    if (network === 'compute, InfiniBand') {
      new InfinibandFabric(site, 'net', { hosts: [cluster], switch: switches.QM9700, switchPower: WATTS });
    } else if (network === 'out-of-band') {
      const spine = spineSwitch === undefined ? {} : { spineSwitch };
      const oob = { manages: [cluster], switch: switches.SN2201, switchPower: WATTS, ...spine, ...named };
      new ManagementNetwork(site, 'net', oob);
    } else {
      const role = network === 'compute, Ethernet' ? 'compute' : (network as 'storage' | 'in-band');
      new EthernetFabric(site, 'net', { ...ethernet, role, ...(role === 'compute' ? { portsPerHost: 8 } : {}) });
    }
    void site.plan;
    return '';
  } catch (error) {
    return String(error);
  }
}

const purposesIn = (message: string): readonly string[] =>
  [...message.matchAll(/purpose '([a-z-]+)'/g)].map(([, purpose = '']) => purpose).sort();

const PLANNED = NETWORKS.filter(({ network }) => network !== 'all on two cores');

test.each(PLANNED)('$network needs the pools that the page lists', ({ network, purposes, named }) => {
  const message = refusal(network);
  expect(purposesIn(message)).toEqual([...purposes].sort());
  const props = Object.fromEntries(Object.keys(named).map((prop) => [prop, `pool-${prop.toLowerCase()}`]));
  expect(purposesIn(refusal(network, { named: props }))).toEqual([...purposes, ...Object.values(named)].sort());
});

test('a second leaf of an SN2201 needs a spine, and each that the page lists is one', () => {
  const count = switches.SN2201.cages.value + 1;
  expect(refusal('out-of-band', { count })).toContain(
    "give a 'spineSwitch' with ports of 100 Gb/s [fabric/spine-needed]",
  );
  const models = spinesAt(switches.SN2201);
  expect(models).toContain('SN5600');
  for (const spec of Object.values(switches).filter(({ model }) => models.includes(model))) {
    expect(refusal('out-of-band', { count, spineSwitch: spec as (typeof switches)['SN5600'] })).toContain(
      '[addressing/no-pool]',
    );
  }
});
