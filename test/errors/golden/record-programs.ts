import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataRate, EthernetFabric, GpuCluster, Power } from 'cdktf-ai-factory';
import type { AddressPoolProps, SiteProps } from 'cdktf-ai-factory';
import { switches, systems } from 'cdktf-ai-factory/catalog';
import { smallSite, smallZone } from '../../constructs/small-site';
import { temporaryFolder } from '../../constructs/temporary-folder';
import type { Programs } from './program';

function file(name: string, text: string): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, text);
  return path;
}

/** A site of four systems, with files of its own. */
function fourSystems(props: Partial<SiteProps>): unknown {
  const lab = smallSite(props);
  smallZone(lab);
  new GpuCluster(lab.stack, 'gpu', { site: lab.site, system: systems.DGX_B200, count: 4 });
  return lab.site.plan;
}

function withAssets(...lines: readonly string[]): unknown {
  return fourSystems({ assetsFile: file('assets.csv', `${lines.join('\n')}\n`) });
}

function withLock(text: string): unknown {
  return fourSystems({ lockFile: file('lab.lock.json', text) });
}

/** Six systems with an in-band address each, and leaves with a loopback each. */
function withPools(...addressPools: readonly AddressPoolProps[]): unknown {
  const lab = smallSite({ addressPools, tenants: ['rental'] });
  smallZone(lab);
  const gpu = new GpuCluster(lab.stack, 'gpu', { site: lab.site, system: systems.DGX_B200, count: 6 });
  new EthernetFabric(lab.stack, 'in-band', {
    site: lab.site,
    role: 'in-band',
    hosts: [gpu],
    switch: switches.SN5600,
    switchPower: Power.watts(1_000),
    portRate: DataRate.gigabitsPerSecond(200),
    portsPerHost: 2,
  });
  return lab.site.plan;
}

const LOOPBACKS: AddressPoolProps = { name: 'loopbacks', purpose: 'loopback', cidr: '10.1.0.0/24' };
const LOCK = {
  version: 1,
  site: 'lab',
  positions: {},
  addresses: {},
  asNumbers: {},
  partitions: {},
  slots: {},
  fabrics: {},
};

/** Wrong address pools, lock files and asset files. */
export const recordPrograms: Programs = {
  'pool-host-bits': () => withPools(LOOPBACKS, { name: 'in-band', purpose: 'in-band', cidr: '10.2.0.1/24' }),
  'pool-no-cidr': () => withPools(LOOPBACKS, { name: 'in-band', purpose: 'in-band', cidr: '10.2.0.0' }),
  'pools-overlap': () => withPools(LOOPBACKS, { name: 'in-band', purpose: 'in-band', cidr: '10.1.0.128/25' }),
  'pools-of-one-name': () => withPools(LOOPBACKS, { name: 'loopbacks', purpose: 'in-band', cidr: '10.2.0.0/24' }),
  'pool-missing': () => withPools(LOOPBACKS),
  'pool-bad-vlan': () =>
    withPools(LOOPBACKS, { name: 'in-band', purpose: 'in-band', cidr: '10.2.0.0/24', vlan: 4_096 }),
  // A /29 has 8 addresses; network, gateway and broadcast are not given out: 5 are left for 6 systems.
  'pool-too-small': () => withPools(LOOPBACKS, { name: 'in-band', purpose: 'in-band', cidr: '10.2.0.0/29' }),
  'pool-of-unknown-tenant': () =>
    withPools(LOOPBACKS, { name: 'net', purpose: 'tenant', cidr: '10.3.0.0/24', tenant: 'rentla' }),
  'lock-not-json': () => withLock('<<<<<<< ours\n'),
  'lock-of-other-site': () => withLock(JSON.stringify({ ...LOCK, site: 'gasan' })),
  'lock-of-newer-version': () => withLock(JSON.stringify({ ...LOCK, version: 99 })),
  'lock-bad-content': () => withLock(JSON.stringify({ ...LOCK, slots: { gpu: { 'gpu-001': -1 } } })),
  'lock-is-a-folder': () => fourSystems({ lockFile: 'test' }),
  'assets-is-a-folder': () => fourSystems({ assetsFile: 'test' }),
  'lock-slot-twice': () => withLock(JSON.stringify({ ...LOCK, slots: { gpu: { 'gpu-001': 1, 'gpu-002': 1 } } })),
  'assets-no-file': () => smallSite({ assetsFile: 'no-such-folder/assets.csv' }),
  'assets-unknown-device': () => withAssets('device,serial,state', 'gpu-01,S1,in-service'),
  'assets-serial-twice': () => withAssets('device,serial,state', 'gpu-001,S1,in-service', 'gpu-002,S1,in-service'),
  'assets-mac-twice': () =>
    withAssets('device,bmc_mac,state', 'gpu-001,aa:bb:cc:00:11:22,in-service', 'gpu-002,AA-BB-CC-00-11-22,in-service'),
  'assets-device-twice': () => withAssets('device,state', 'gpu-001,in-service', 'gpu-001,failed'),
  'assets-bad-date': () => withAssets('device,state,since', 'gpu-001,in-service,2026-02-30'),
  'assets-bad-state': () => withAssets('device,state', 'gpu-001,in service'),
  'assets-unknown-column': () => withAssets('device,serail,state', 'gpu-001,S1,in-service'),
  'assets-missing-column': () => withAssets('device,serial', 'gpu-001,S1'),
};
