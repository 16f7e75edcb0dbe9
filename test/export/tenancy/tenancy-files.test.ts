import { App } from 'cdktf';
import { twentyMegawattStart } from '../../../examples/twenty-megawatt-start/main';
import type { Tenancy } from '../../../src/design/tenancy/tenancy';
import { renderTenancyFiles } from '../../../src/export/tenancy/tenancy-files';
import { temporaryFolder } from '../../constructs/temporary-folder';

const { plan: SITE } = twentyMegawattStart(new App({ outdir: temporaryFolder() }));

const TENANCY: Tenancy = {
  site: SITE.name,
  sanitisingDays: 1,
  tenants: [
    {
      name: 'one',
      isolation: ['account', 'pkey'],
      account: 'one',
      pkey: 7,
      leases: [{ name: 'L1', nodes: ['gb300-[001-002]'], since: '2028-06-01' }],
    },
  ],
  proofs: [],
};

test('racks are let whole, and files name the trays that schedulers know', () => {
  const files = renderTenancyFiles(SITE, TENANCY, '2028-06-01');
  expect(files.get('slurm/partitions.conf')).toContain(
    'PartitionName=one Nodes=gb300-001-t[01-18],gb300-002-t[01-18] AllowAccounts=one',
  );
  // 2 racks of 72 GPUs; a tray has four.
  expect(files.get('slurm/accounts.sh')).toContain('set GrpTRES=gres/gpu=144');
  expect(files.get('nodes.csv')).toContain('gb300-001-t01,gb300,4,leased,one,\n');
  const { steps } = JSON.parse(files.get('ufm/members.json') ?? '') as { steps: { node: string }[] };
  expect(steps.map(({ node }) => node)).toEqual(['gb300-001', 'gb300-002']);
});

test('a rack of the second phase is promised before it is there', () => {
  const [tenant] = TENANCY.tenants;
  const leases = [{ name: 'L1', nodes: ['gb300-[096-097]'], since: '2028-06-01' }];
  const later = { ...TENANCY, tenants: tenant === undefined ? [] : [{ ...tenant, leases }] };
  expect(renderTenancyFiles(SITE, later, '2028-06-01').get('tenancy.json')).toContain(
    'node gb300-097 is promised from 2028-06-01, there from 2029-09-30',
  );
});
