import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataRate, EthernetFabric, GpuCluster, InfinibandFabric, Power } from 'cdktf-ai-factory';
import { adoptHall, readHallFiles } from 'cdktf-ai-factory/operations';
import type { AdoptProps, Site, SitePlan } from 'cdktf-ai-factory';
import { switches, systems } from 'cdktf-ai-factory/catalog';
import { awsLab } from '../../constructs/aws/aws-stack';
import { smallSite, smallZone } from '../../constructs/small-site';
import { temporaryFolder } from '../../constructs/temporary-folder';
import type { Programs } from './program';

/** Six systems with a compute fabric and an in-band network. */
function sixSystems(lockFile: string | false = false): Site {
  const lab = smallSite({
    lockFile,
    addressPools: [
      { name: 'loopbacks', purpose: 'loopback', cidr: '10.1.0.0/24' },
      { name: 'in-band', purpose: 'in-band', cidr: '10.2.0.0/24' },
      { name: 'pairs', purpose: 'fabric-link', cidr: '10.3.0.0/24' },
    ],
  });
  smallZone(lab);
  const gpu = new GpuCluster(lab.stack, 'gpu', { site: lab.site, system: systems.DGX_B200, count: 6 });
  new InfinibandFabric(lab.stack, 'compute', {
    site: lab.site,
    hosts: [gpu],
    switch: switches.QM9700,
    switchPower: Power.watts(1_700),
    tiers: 2,
  });
  new EthernetFabric(lab.stack, 'in-band', {
    site: lab.site,
    role: 'in-band',
    hosts: [gpu],
    switch: switches.SN5600,
    switchPower: Power.watts(1_000),
    portRate: DataRate.gigabitsPerSecond(200),
    portsPerHost: 2,
  });
  return lab.site;
}

let known: SitePlan | undefined;

function lines(kind: 'racks' | 'devices' | 'cables' | 'addresses', ...text: readonly string[]): unknown {
  known ??= sixSystems().plan;
  const hall = readHallFiles({ [kind]: { file: `${kind}.csv`, text: `${text.join('\n')}\n` } });
  return adoptHall(hall, known);
}

const adopting = (props: AdoptProps): unknown => {
  sixSystems().adopt(props);
  return undefined;
};

function withAdopted(adopted: unknown): unknown {
  const path = join(temporaryFolder(), 'lab.lock.json');
  const empty = { positions: {}, addresses: {}, asNumbers: {}, partitions: {}, slots: {}, fabrics: {} };
  writeFileSync(path, JSON.stringify({ version: 1, site: 'lab', ...empty, adopted }));
  return sixSystems(path).plan;
}

const RACKS = 'device,rack,u';
const CABLES = 'a_device,a_port,b_device,b_port';
const ADDRESSES = 'address,device,interface';

/** Wrong files of a running hall. */
export const adoptPrograms: Programs = {
  'adopt-no-file-named': () => adopting({}),
  'adopt-misspelt-prop': () => adopting({ rack: 'racks.csv' } as AdoptProps),
  'adopt-file-not-there': () => adopting({ racks: 'no-such-racks.csv', cables: 'no-such-cables.csv' }),
  'adopt-unknown-column-mapped': () => adopting({ racks: 'package.json', columns: { racks: { unit: 'Position' } } }),
  'adopt-twice': () => {
    const site = sixSystems();
    const path = join(temporaryFolder(), 'racks.csv');
    writeFileSync(path, `${RACKS}\n`);
    site.adopt({ racks: path });
    site.adopt({ racks: path });
  },
  'adopt-empty-file': () => lines('racks'),
  'adopt-missing-columns': () => lines('racks', 'device,rak', 'gpu-001,A01'),
  'adopt-column-twice': () => lines('racks', 'device,rack,u,rack', 'gpu-001,A01,1,A01'),
  'adopt-open-quote': () => lines('racks', RACKS, 'gpu-001,"A01,1'),
  'adopt-row-too-short': () => lines('racks', RACKS, 'gpu-001,A01', ',A01,1'),
  'adopt-unknown-device': () => lines('racks', RACKS, 'gpu-0001,A01,1', 'fridge,A01,20'),
  'adopt-device-twice': () => lines('racks', RACKS, 'gpu-001,A01,1', 'gpu-001,A02,1'),
  'adopt-bad-places': () =>
    lines(
      'racks',
      RACKS,
      'gpu-001,A99,1',
      'gpu-002,A01,47',
      'gpu-003,A01,1.5',
      'gpu-004,A02,0',
      'gpu-005,,7',
      'gpu-006,A02,',
    ),
  'adopt-place-taken': () => lines('racks', RACKS, 'gpu-001,A01,1', 'gpu-002,A01,5'),
  'adopt-place-contradicted': () => {
    known ??= sixSystems().plan;
    const file = (name: string, text: string): { file: string; text: string } => ({ file: name, text });
    const racks = file('racks.csv', `${RACKS}\ngpu-001,A01,1\n`);
    const devices = file('devices.csv', `${RACKS}\ngpu-001,A02,1\n`);
    return adoptHall(readHallFiles({ racks, devices }), known);
  },
  'adopt-cable-of-unknown-device': () => lines('cables', CABLES, 'gpu-001,compute-1/1,compute-leaf-9,1/1'),
  'adopt-cable-of-unknown-port': () => lines('cables', CABLES, 'gpu-001,mlx5_0,compute-leaf-su01-r1,1/1'),
  'adopt-cable-between-fabrics': () => lines('cables', CABLES, 'gpu-001,compute-1/1,in-band-leaf-su01-1,swp1s0'),
  'adopt-cable-to-another-tier': () => lines('cables', CABLES, 'gpu-001,compute-1/1,compute-spine-01,5/1'),
  'adopt-port-used-twice-in-file': () =>
    lines(
      'cables',
      CABLES,
      'gpu-001,compute-1/1,compute-leaf-su01-r1,1/1',
      'gpu-002,compute-1/1,compute-leaf-su01-r1,1/1',
    ),
  'adopt-port-of-an-uplink': () => lines('cables', CABLES, 'gpu-001,compute-1/1,compute-leaf-su01-r1,17/1'),
  'adopt-bad-addresses': () => lines('addresses', ADDRESSES, '10.2.0.300/24,gpu-001,in-band', 'x,,'),
  'adopt-address-twice': () => lines('addresses', ADDRESSES, '10.2.0.9,a,eth0', '10.2.0.9/24,b,eth0'),
  'adopt-interface-twice': () => lines('addresses', ADDRESSES, '10.2.0.9,gpu-001,in-band', '10.2.0.10,gpu-001,in-band'),
  'adopt-address-outside-pool': () => lines('addresses', ADDRESSES, '192.168.0.4/24,gpu-001,in-band'),
  'adopt-address-in-cut-pool': () => lines('addresses', ADDRESSES, '10.3.0.4/24,printer,eth0'),
  'adopt-thousands-wrong': () =>
    lines('racks', RACKS, ...Array.from({ length: 3_000 }, (_, index) => `node-${index},A01,1`)),
  'adopt-a-million-lines': () => lines('racks', RACKS, 'gpu-001,A01,1\n'.repeat(1_000_001)),
  'adopt-lock-without-parts': () => withAdopted({ devices: [] }),
  'adopt-lock-bad-place': () =>
    withAdopted({
      devices: [],
      missingCables: [],
      places: { 'gpu-001': { rack: 'A01', u: 0, planned: '' } },
      cables: {},
      extraCables: {},
      addresses: {},
      taken: {},
    }),
  'adopt-aws-unknown-resource': () => awsLab().vpc.adopt({ vcp: 'vpc-0123456789abcdef0' }),
};
