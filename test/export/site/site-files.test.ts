import { parseSiteJson } from '../../../src/report/site/site-json';
import { renderSiteFiles } from '../../../src/export/site/site-files';
import { SMALL, siteOf } from '../../report/site-fixture';
import { addressesOf, managementFabric, withUnderlay } from '../ethernet-site';

const site = siteOf(SMALL);
const files = renderSiteFiles(site, { findings: [], acknowledged: [] });

describe('the files of a site', () => {
  test('are all there, sorted, with drawings of the racks in use alone', () => {
    const used = site.placement.racks
      .filter(({ devices }) => devices.length > 0)
      .map(({ name }) => `racks/${name}.svg`);
    expect(used.length).toBeLessThan(site.placement.racks.length);
    expect([...files.keys()]).toEqual([
      'bill-of-materials.csv',
      'book/app.js',
      'book/data/failures.js',
      'book/data/hall-1.js',
      'book/data/lookup.js',
      'book/data/nowhere.js',
      'book/data/site.js',
      'book/index.html',
      'cable-schedule.csv',
      'exports/graphs/compute.dot',
      'exports/graphs/compute.mmd',
      'exports/graphs/oob.dot',
      'exports/graphs/oob.mmd',
      'exports/infiniband/compute/cn_guid.conf',
      'exports/infiniband/compute/ibdiagnet.topo',
      'exports/infiniband/compute/ibnetdiscover.txt',
      'exports/infiniband/compute/partitions.conf',
      'exports/infiniband/compute/root_guid.conf',
      'exports/kubernetes/compute/kueue-topology.yaml',
      'exports/kubernetes/compute/node-labels.yaml',
      'exports/nccl/compute/haein.xml',
      'exports/netbox/cables.csv',
      'exports/ptm/oob/topology.dot',
      'exports/slurm/compute/topology.conf',
      'exports/slurm/compute/topology.yaml',
      'exports/topograph/compute/model.yaml',
      'exports/ufm/compute/point-to-point.csv',
      'exports/ufm/oob/network.dot',
      'exports/ufm/oob/point-to-point.csv',
      'fabric-compute.svg',
      'fabric-oob.svg',
      'hall.svg',
      'halls/hall-1-power.svg',
      'halls/hall-1-zone.svg',
      'index.html',
      'limits.csv',
      'limits.svg',
      'power.svg',
      'rack-schedule.csv',
      ...used,
      'site.json',
    ]);
  });

  test('have the configuration of switches where there is an underlay, and commands that drain what failed', () => {
    const plan = managementFabric();
    const assets = new Map(site.assets).set('haein-002', { device: 'haein-002', state: 'failed' });
    const routed = { ...site, addresses: addressesOf(plan), fabrics: [withUnderlay(plan)], cables: [], assets };
    const names = [...renderSiteFiles(routed).keys()].filter((name) => /nvue|sonic|slurm/.test(name));
    expect(names).toEqual(
      [
        ...['nvue/oob/oob-leaf-su01-1.yaml', 'nvue/oob/oob-leaf-su02-1.yaml', 'nvue/oob/oob-spine-01.yaml'],
        'slurm/drain.scontrol',
        'sonic/oob/not-given.txt',
        ...['sonic/oob/oob-leaf-su01-1.json', 'sonic/oob/oob-leaf-su02-1.json', 'sonic/oob/oob-spine-01.json'],
      ].map((name) => `exports/${name}`),
    );
  });

  test('are the same bytes for a plan read back from its file', () => {
    const again = renderSiteFiles(parseSiteJson(files.get('site.json') ?? ''), { findings: [], acknowledged: [] });
    expect([...again]).toEqual([...files]);
  });

  test('end with a line break and hold no carriage return', () => {
    expect([...files].filter(([, text]) => !text.endsWith('\n') || text.includes('\r')).map(([name]) => name)).toEqual(
      [],
    );
  });

  test('are linked from the book, the policy reports too', () => {
    const book = files.get('index.html') ?? '';
    const targets = new Set([...book.matchAll(/ href="([^"#]*)"/g)].map(([, target]) => target));
    const unlinked = [...files.keys()].filter((name) => name !== 'index.html' && !targets.has(name));
    expect(unlinked).toEqual([]);
    expect(targets).toContain('policy.sarif');
  });
});
