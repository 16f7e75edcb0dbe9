import { LocalBackend, TerraformStack, type App } from 'cdktf';
import { Site } from 'cdktf-ai-factory';
import {
  ClusterNetworks,
  ClusterOperators,
  type Evidence,
  Tenancy,
  Tenant,
  TenantPool,
} from 'cdktf-ai-factory/tenancy';
import { gasanHaein } from './gasan-haein';

/**
 * Who rents Haein on the day on which one tenant has left and another has come: a stack beside that of the site, which no change of it touches.
 *
 * `rental` leaves at the end of February; its nodes are sanitised, and those that are proven go to `newcomer` on the third of March. `research` runs Slurm, `newcomer` Kubernetes,
 * and both `newcomer` and `batch` share a pool there.
 */
export function gasanPlatform(app: App, day = '2027-03-03', before = '2027-02-28'): Tenancy {
  const site = siteIn(gasanHaein(app));
  const stack = new TerraformStack(app, 'gasan-platform');
  new LocalBackend(stack, { path: '../../../terraform.gasan-platform.tfstate' });
  const tenancy = new Tenancy(stack, 'haein', {
    site,
    day,
    before,
    sanitisingDays: 2,
    proofs: proven('2027-03-02', 1, 31),
    isInKubernetes: true,
  });
  new Tenant(tenancy, 'rental', {
    isolation: ['pkey', 'account'],
    account: 'rental',
    leases: [
      { name: 'R-2026-01', nodes: ['haein-[001-064]'], since: '2026-06-01', until: '2027-03-01', price: '2.34 USD' },
    ],
  });
  new Tenant(tenancy, 'research', {
    isolation: ['pkey', 'storage', 'account'],
    account: 'research',
    export: '/scratch/research',
    leases: [{ name: 'S-2026-02', nodes: ['haein-[065-096]'], since: '2026-09-01' }],
  });
  new Tenant(tenancy, 'newcomer', {
    isolation: ['pkey', 'storage', 'namespace'],
    pkey: 0x11,
    namespace: 'newcomer',
    export: '/scratch/newcomer',
    leases: [{ name: 'N-2027-01', nodes: ['haein-[001-032]'], since: '2027-03-03', price: '2.90 USD' }],
    shares: [{ pool: 'common', guaranteed: 64, burst: 32, since: '2027-03-03' }],
  });
  new Tenant(tenancy, 'batch', {
    isolation: ['namespace'],
    namespace: 'batch',
    shares: [{ pool: 'common', guaranteed: 32, since: '2027-01-01' }],
  });
  new TenantPool(tenancy, 'common', {
    leases: [{ name: 'P-2027-01', nodes: ['haein-[097-112]'], since: '2027-01-01' }],
  });
  const operators = new ClusterOperators(new TerraformStack(app, 'gasan-operators'), 'operators', {
    gpuOperator: { repository: CHARTS, version: 'v26.7.0' },
    networkOperator: { repository: CHARTS, version: '26.4.1' },
    kueue: { repository: CHARTS, version: '0.19.2' },
  });
  new ClusterNetworks(new TerraformStack(app, 'gasan-networks'), 'networks', {
    site,
    operators,
    imageRepository: IMAGES,
    namespaces: ['newcomer', 'batch'],
  });
  return tenancy;
}

/** Charts and images as the site's own registry keeps them. */
const CHARTS = 'oci://registry.gasan.example.com/charts';
const IMAGES = 'registry.gasan.example.com/mellanox';

/** Proofs of nodes by number, all of one day: one node is still to be proven. */
function proven(date: string, first: number, last: number): readonly Evidence[] {
  return Array.from({ length: last - first + 1 }, (_, index) => ({
    node: `haein-${String(first + index).padStart(3, '0')}`,
    date,
    proven: ['disk', 'bmc', 'nic', 'firmware'] as const,
  }));
}

/** The site of a stack that has one. */
function siteIn(stack: TerraformStack): Site {
  const site = stack.node.children.find((child): child is Site => child instanceof Site);
  if (site === undefined) throw new Error(`stack '${stack.node.id}' has no site`);
  return site;
}
