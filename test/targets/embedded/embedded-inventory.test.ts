import { embeddedResources } from '../../../src/targets/embedded/embedded-inventory';
import { grownSite } from '../../constructs/grown-site';
import { temporaryFolder } from '../../constructs/temporary-folder';

const { site } = grownSite({ outdir: temporaryFolder(), members: [{ name: 'alpha', count: 4 }] });
const resources = embeddedResources(site.plan);
const inputOf = (name: string): unknown => resources.find((each) => each.name === name)?.input;

describe('the embedded inventory', () => {
  test('has one resource for each rack in use, zone, fabric and cluster', () => {
    const kinds = resources.map(({ kind }) => kind);
    const { racksUsed } = site.plan.totals;
    expect(racksUsed).toBeGreaterThan(0);
    expect(kinds.filter((kind) => kind === 'rack')).toHaveLength(racksUsed);
    expect(resources.filter(({ kind }) => kind !== 'rack').map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'zone zone-a',
      'fabric compute-alpha',
      'fabric in-band',
      'fabric oob',
      'cluster alpha',
    ]);
  });

  test('names every device of the site in one rack', () => {
    const named = resources.flatMap(({ kind, input }) =>
      kind === 'rack' ? Object.keys(input['devices'] as Record<string, string>) : [],
    );
    expect(named.sort()).toEqual(site.plan.devices.map(({ name }) => name).sort());
  });

  test('says what a zone carries', () => {
    const [zone] = site.plan.power.zones;
    expect(zone?.loadWatts).toBeGreaterThan(0);
    // 80 % of 2 MW.
    expect(inputOf('zone-a')).toMatchObject({
      rating: '2 MW',
      limit: '1.6 MW',
      load: `${(zone?.loadWatts ?? 0) / 1_000} kW`,
      redundancy: '2N',
      racks: zone?.racks.length,
    });
  });

  test('says what a fabric and a cluster are made of', () => {
    expect(inputOf('compute-alpha')).toMatchObject({ kind: 'infiniband', hosts: 4, leaves: 8, spines: 4, cores: 0 });
    expect(inputOf('alpha')).toMatchObject({
      systems: 4,
      gpus: 32,
      systems_in_service: 0,
      fabrics: ['compute-alpha', 'in-band'],
    });
  });
});
