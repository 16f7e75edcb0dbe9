import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { renderSlurmSite } from '../../src/export/schedulers/scheduler-files';
import { infinibandGuids } from '../../src/export/fabric/ufm';
import { renderSiteFiles } from '../../src/export/site/site-files';
import { SMALL, siteOf } from '../report/site-fixture';
import { addressesOf, managementFabric, withUnderlay } from './ethernet-site';

const page = readFileSync(join(__dirname, '../../docs/exports.md'), 'utf8');
const rows = [...page.matchAll(/^\| `([a-z]+\/[^`]+)`/gm)].map(([, path = '']) => path);

/** Files of a site with every kind of fabric, a failed host and GUIDs of all ports. */
function exportPaths(): string[] {
  const site = siteOf(SMALL);
  const oob = managementFabric();
  const guid = (number: number): string => `b8599f03${String(number).padStart(8, '0')}`;
  const assets = new Map(
    [...site.assets.keys()].map((device, index) => {
      const nicIds = Array.from({ length: 8 }, (_, port) => guid(8 * index + port));
      const bmcMac = `aa:bb:cc:00:00:${String(index % 100).padStart(2, '0')}`;
      return [device, { device, state: index === 0 ? ('failed' as const) : ('cabled' as const), nicIds, bmcMac }];
    }),
  );
  const compute = site.fabrics.slice(0, 1);
  const dsx = { envelopes: [] };
  const plan = {
    ...site,
    dsx,
    assets,
    cables: [],
    addresses: addressesOf(oob),
    fabrics: [...compute, withUnderlay(oob)],
  };
  expect(infinibandGuids(plan).ofSwitch('compute-leaf-1')).not.toMatch(/^02/);
  // A second compute fabric, of other hosts: Slurm then has files of all of them too.
  const others = compute.map(({ path, plan: { endpoints, ...fabric } }) => ({
    path,
    plan: { ...fabric, name: 'other', endpoints: endpoints.map((each) => ({ ...each, name: `other-${each.name}` })) },
  }));
  const slurm = renderSlurmSite({ ...site, fabrics: [...compute, ...others] });
  expect(slurm).toBeDefined();
  const all = [
    // Of switches with Arista's names: see eos.test.ts.
    'exports/avd/compute/compute-leaf-1.yml',
    // Of hosts whose adapters the catalogue knows: see hca-mapping.test.ts.
    'exports/ufm/compute/hca_mapping.csv',
    'exports/slurm/node-topology.scontrol',
    'exports/slurm/topology.conf',
    'exports/slurm/topology.yaml',
    ...renderSiteFiles(plan).keys(),
  ];
  return all.flatMap((path) => (path.startsWith('exports/') ? [path.slice(8)] : []));
}

test('the page of exports has a row for every file, and a file for every row', () => {
  const patterns = rows.map((row) => new RegExp(`^${row.replaceAll('.', '\\.').replace(/<\w+>/g, '[^/]+')}$`));
  const paths = exportPaths();
  expect(paths.filter((path) => !patterns.some((pattern) => pattern.test(path)))).toEqual([]);
  expect(rows.filter((_, index) => !paths.some((path) => patterns[index]?.test(path)))).toEqual([]);
  expect(rows).toEqual([...rows].sort());
});
