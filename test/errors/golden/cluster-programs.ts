import { Testing } from 'cdktf';
import { DataRate, DataSize, GpuCluster, Power, StorageTier } from 'cdktf-ai-factory';
import type { GpuClusterProps, StorageTierProps } from 'cdktf-ai-factory';
import { defineStorageSystem, defineSystem, switchById, systemById, systems, userFact } from 'cdktf-ai-factory/catalog';
import { smallSite, smallZone } from '../../constructs/small-site';
import type { Programs } from './program';

function cluster(props: Partial<GpuClusterProps>): GpuCluster {
  const lab = smallSite({ tenants: ['rental'] });
  smallZone(lab);
  return new GpuCluster(lab.stack, 'gpu', { site: lab.site, system: systems.DGX_B200, count: 4, ...props });
}

const OFFER = 'offer 4711 of the supplier';

const BLOCK = defineStorageSystem({
  id: 'block',
  model: 'flash block',
  manufacturer: 'supplier',
  heightU: userFact(2, OFFER, '2026-11'),
  usableCapacity: userFact(DataSize.petabytes(1), OFFER, '2026-11'),
  read: userFact(DataRate.gigabytesPerSecond(60), OFFER, '2026-11'),
  write: userFact(DataRate.gigabytesPerSecond(30), OFFER, '2026-11'),
  maxPower: userFact(Power.watts(1_600), OFFER, '2026-11'),
});

function tier(props: Partial<StorageTierProps>): StorageTier {
  const lab = smallSite();
  smallZone(lab);
  const gpu = new GpuCluster(lab.stack, 'gpu', { site: lab.site, system: systems.DGX_B200, count: 4 });
  return new StorageTier(lab.stack, 'scratch', { site: lab.site, system: BLOCK, serves: [gpu], ...props });
}

/** Wrong clusters, storage tiers and models of the user's own. */
export const clusterPrograms: Programs = {
  'cluster-negative-count': () => cluster({ count: -1 }),
  'cluster-nan-count': () => cluster({ count: Number('4 systems') }),
  'cluster-fractional-count': () => cluster({ count: 1.5 }),
  'cluster-count-of-a-slip': () => cluster({ count: 1e9 }),
  'cluster-zero-count': () => cluster({ count: 0 }),
  'cluster-bad-unit': () => cluster({ unitSystems: 0 }),
  'cluster-bad-systems-per-rack': () => cluster({ systemsPerRack: 0 }),
  'cluster-several-wrong-props': () => cluster({ count: 0, unitSystems: -4, systemsPerRack: 1.5, tenants: ['nobody'] }),
  'cluster-unknown-tenant': () => cluster({ tenants: ['rentla'] }),
  'cluster-system-power-missing': () =>
    cluster({ system: defineSystem({ ...systems.DGX_RUBIN_NVL8, heightU: userFact(8, OFFER, '2026-11') }) }),
  'cluster-rack-power-missing': () => cluster({ system: systems.GB200_NVL72 }),
  'catalog-unknown-system': () => systemById('dgx-b20'),
  'catalog-unknown-switch': () => switchById('qm970'),
  'catalog-system-without-source': () =>
    defineSystem({
      ...systems.DGX_B200,
      id: 'my-hgx',
      maxPower: { value: Power.kilowatts(15), source: '', status: 'user', asOf: '2026-11' },
    }),
  'catalog-system-several-wrong-facts': () =>
    defineSystem({
      ...systems.DGX_B200,
      id: 'My HGX',
      gpus: userFact(-8, OFFER, '2026-11'),
      heightU: userFact(Number.NaN, OFFER, '2026-13'),
    }),
  'storage-without-demand': () => tier({}),
  'storage-blocks-too-small': () => tier({ capacity: DataSize.petabytes(4), blocks: 3 }),
  'storage-fractional-blocks': () => tier({ capacity: DataSize.petabytes(4), blocks: 4.5 }),
  'storage-block-without-power': () => {
    const withoutPower = Object.fromEntries(Object.entries(BLOCK).filter(([key]) => key !== 'maxPower'));
    return tier({
      system: defineStorageSystem(withoutPower as unknown as typeof BLOCK),
      capacity: DataSize.petabytes(4),
    });
  },
  'storage-places-full': () => {
    const lab = smallSite();
    smallZone(lab, { rating: Power.megawatts(1) });
    const gpu = new GpuCluster(lab.stack, 'gpu', { site: lab.site, system: systems.DGX_B200, count: 42 });
    new StorageTier(lab.stack, 'scratch', {
      site: lab.site,
      system: BLOCK,
      serves: [gpu],
      capacity: DataSize.petabytes(8),
    });
    return Testing.synth(lab.stack, true);
  },
};
