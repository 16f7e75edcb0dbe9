import { parseSiteJson } from '../../src/report/parse-site-json';
import { renderSiteFiles } from '../../src/export/site-files';
import { SMALL, siteOf } from '../report/site-fixture';

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
      'cable-schedule.csv',
      'exports/infiniband/compute/cn_guid.conf',
      'exports/infiniband/compute/ibnetdiscover.txt',
      'exports/infiniband/compute/partitions.conf',
      'exports/infiniband/compute/root_guid.conf',
      'exports/netbox/cables.csv',
      'exports/ptm/oob/topology.dot',
      'exports/slurm/compute/topology.conf',
      'fabric-compute.svg',
      'fabric-oob.svg',
      'hall.svg',
      'index.html',
      'power.svg',
      'rack-schedule.csv',
      ...used,
      'site.json',
    ]);
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
