import { Testing } from 'cdktf';
import {
  DataRate,
  DataSize,
  EthernetFabric,
  GpuCluster,
  InfinibandFabric,
  Length,
  ManagementNetwork,
  Power,
  Site,
  StorageTier,
} from 'cdktf-ai-factory';
import type { HallProps, InfinibandFabricProps } from 'cdktf-ai-factory';
import { defineServer, defineStorageSystem, defineSwitch, switches, systems, userFact } from 'cdktf-ai-factory/catalog';
import type { SystemSpec } from 'cdktf-ai-factory/catalog';
import { HALL, smallSite, smallZone, type SmallSite } from '../../constructs/small-site';
import type { Programs } from './program';

const OFFER = 'offer 4711 of the supplier';
const AS_OF = '2026-11';
const NDR = { rate: DataRate.gigabitsPerSecond(400), connector: 'OSFP', portsPerCage: 2 } as const;

const UFM = defineServer({
  id: 'ufm-server',
  model: 'UFM server',
  manufacturer: 'supplier',
  role: 'fabric-manager',
  ports: userFact([{ count: 2, ...NDR }], OFFER, AS_OF),
  heightU: userFact(1, OFFER, AS_OF),
  maxPower: userFact(Power.watts(750), OFFER, AS_OF),
});

/** Wrong before its draw is asked for. */
const UNIT = { unitSystems: 32, systemPower: Power.kilowatts(10) };

interface Gpus {
  readonly lab: SmallSite;
  readonly gpu: GpuCluster;
}

function gpus(count: number, halls: readonly HallProps[] = [HALL], system: SystemSpec = systems.DGX_B200): Gpus {
  const lab = smallSite({ halls });
  smallZone(lab, { rows: halls.flatMap(({ rows }) => rows.map(({ name }) => name)) });
  return { lab, gpu: new GpuCluster(lab.stack, 'gpu', { site: lab.site, system, count, ...UNIT }) };
}

function fabric(count: number, props: Partial<InfinibandFabricProps> = {}): InfinibandFabric {
  const { lab, gpu } = gpus(count);
  return new InfinibandFabric(lab.stack, 'compute', {
    site: lab.site,
    hosts: [gpu],
    switch: switches.QM9700,
    switchPower: Power.watts(1_700),
    ...props,
  });
}

/** Wrong fabrics. A full unit of 32 DGX B200 takes 8 leaves of 32 host ports: 4 units are 128 systems. */
export const fabricPrograms: Programs = {
  'fabric-no-hosts': () => fabric(4, { hosts: [] }),
  'fabric-129-systems-in-4-units': () => fabric(129, { reserveUnits: 4 }),
  'fabric-65-systems-in-1-tier': () => fabric(65, { tiers: 1 }),
  // 64-port spines take 64 leaves: 8 units of 32 are 256 systems.
  'fabric-257-systems-in-2-tiers': () => fabric(257, { tiers: 2 }),
  'fabric-128-systems-and-4-ufm-links': () =>
    fabric(128, { reserveUnits: 4, ufm: { server: UFM, count: 2, portsEach: 2 } }),
  'fabric-bad-ufm': () => fabric(4, { ufm: { server: UFM, count: 0, portsEach: 1.5 } }),
  'fabric-switch-power-missing': () => {
    const { lab, gpu } = gpus(4);
    return new InfinibandFabric(lab.stack, 'compute', { site: lab.site, hosts: [gpu], switch: switches.QM9790 });
  },
  'fabric-switch-without-height': () =>
    fabric(4, {
      switch: defineSwitch(
        Object.fromEntries(
          Object.entries({ ...switches.QM9700, id: 'qm-flat' }).filter(([key]) => key !== 'heightU'),
        ) as unknown as typeof switches.QM9700,
      ),
    }),
  'fabric-ports-unknown': () => {
    const lab = smallSite({ halls: [HALL] });
    smallZone(lab);
    const gpu = new GpuCluster(lab.stack, 'gpu', {
      site: lab.site,
      system: systems.DGX_H200,
      count: 4,
      unitSystems: 4,
    });
    return new InfinibandFabric(lab.stack, 'compute', {
      site: lab.site,
      role: 'storage',
      hosts: [gpu],
      switch: switches.QM9700,
      switchPower: Power.watts(1_700),
    });
  },
  'fabric-ethernet-switch-in-infiniband': () => fabric(4, { switch: switches.SN5600 }),
  'fabric-infiniband-switch-in-ethernet': () => {
    const { lab, gpu } = gpus(4);
    return new EthernetFabric(lab.stack, 'compute', {
      site: lab.site,
      role: 'compute',
      hosts: [gpu],
      switch: switches.QM9700,
      switchPower: Power.watts(1_700),
    });
  },
  'fabric-wrong-spine-switch': () => fabric(4, { spineSwitch: switches.SN5600, spineSwitchPower: Power.watts(900) }),
  'fabric-of-a-form-that-no-source-has': () => {
    const { lab, gpu } = gpus(1, [HALL], systems.GB200_NVL72);
    return new EthernetFabric(lab.stack, 'compute', {
      site: lab.site,
      role: 'compute',
      hosts: [gpu],
      switch: switches.SN5600,
      switchPower: Power.watts(1_700),
    });
  },
  'fabric-rate-unknown': () => {
    const { lab, gpu } = gpus(4, [HALL], systems.DELL_XE9680);
    return new EthernetFabric(lab.stack, 'compute', {
      site: lab.site,
      role: 'compute',
      hosts: [gpu],
      portsPerHost: 8,
      switch: switches.SN5600,
      switchPower: Power.watts(1_700),
    });
  },
  'fabric-mixed-rates': () => {
    const { lab, gpu } = gpus(4);
    const block = defineStorageSystem({
      id: 'block',
      model: 'flash block',
      manufacturer: 'supplier',
      heightU: userFact(2, OFFER, AS_OF),
      usableCapacity: userFact(DataSize.petabytes(1), OFFER, AS_OF),
      read: userFact(DataRate.gigabytesPerSecond(60), OFFER, AS_OF),
      write: userFact(DataRate.gigabytesPerSecond(30), OFFER, AS_OF),
      ports: userFact({ count: 2, rate: DataRate.gigabitsPerSecond(200), connector: 'QSFP112' }, OFFER, AS_OF),
      maxPower: userFact(Power.watts(1_600), OFFER, AS_OF),
    });
    const scratch = new StorageTier(lab.stack, 'scratch', {
      site: lab.site,
      system: block,
      serves: [gpu],
      capacity: DataSize.petabytes(2),
    });
    return new InfinibandFabric(lab.stack, 'compute', {
      site: lab.site,
      hosts: [gpu, scratch],
      switch: switches.QM9700,
      switchPower: Power.watts(1_700),
    });
  },
  'fabric-impossible-port-rate': () => fabric(4, { portRate: DataRate.gigabitsPerSecond(300) }),
  'fabric-uneven-spines': () => fabric(128, { spines: 17 }),
  'fabric-too-few-spines': () => fabric(128, { spines: 8 }),
  'fabric-negative-spines': () => fabric(128, { spines: -1 }),
  'fabric-nan-leaf-ports': () => fabric(32, { downPerLeaf: Number.NaN, upPerLeaf: 0.5 }),
  'fabric-more-ports-than-a-leaf-has': () => fabric(32, { downPerLeaf: 40, upPerLeaf: 40 }),
  'fabric-fractional-planes': () => fabric(4, { planes: 1.5 }),
  'fabric-planes-do-not-divide': () => fabric(4, { planes: 3 }),
  'fabric-zero-ports-per-host': () => fabric(4, { portsPerHost: 0 }),
  'fabric-fractional-ports-per-host': () => fabric(4, { portsPerHost: 7.5 }),
  'fabric-four-tiers': () => fabric(4, { tiers: 4 as unknown as 3 }),
  'fabric-host-twice': () => {
    const { lab, gpu } = gpus(4);
    return new InfinibandFabric(lab.stack, 'compute', {
      site: lab.site,
      hosts: [gpu, gpu],
      switch: switches.QM9700,
      switchPower: Power.watts(1_700),
    });
  },
  'fabric-of-another-site': () => {
    const { lab, gpu } = gpus(4);
    const annex = new Site(lab.stack, 'annex', {
      halls: [HALL],
      addressPools: [],
      cableSlack: Length.metres(2),
      lockFile: false,
    });
    return new InfinibandFabric(lab.stack, 'compute', {
      site: annex,
      hosts: [gpu],
      switch: switches.QM9700,
      switchPower: Power.watts(1_700),
    });
  },
  'management-of-nothing': () => {
    const { lab } = gpus(4);
    return new ManagementNetwork(lab.stack, 'oob', {
      site: lab.site,
      manages: [],
      switch: switches.SN2201,
      switchPower: Power.watts(100),
    });
  },
  'repair-over-no-network': () => {
    const { lab, gpu } = gpus(4);
    const compute = new InfinibandFabric(lab.stack, 'compute', {
      site: lab.site,
      hosts: [gpu],
      switch: switches.QM9700,
      switchPower: Power.watts(1_700),
    });
    new ManagementNetwork(lab.stack, 'oob', {
      site: lab.site,
      manages: [gpu, compute],
      switch: switches.SN2201,
      switchPower: Power.watts(100),
      wayOut: 'comptue',
      repairServices: [{ name: 'name servers', network: 'office' }],
    });
    return lab.site.plan;
  },
  // Rows 3 km apart: single-mode fibre at 400 Gb/s reaches 2 km.
  'cable-past-its-reach': () => {
    const lab = smallSite({
      halls: [{ ...HALL, rowPitch: Length.kilometres(3), rows: ['A', 'B'].map((name) => ({ name, racks: 4 })) }],
    });
    smallZone(lab, { rows: ['A', 'B'] });
    const gpu = new GpuCluster(lab.stack, 'gpu', {
      site: lab.site,
      system: systems.DGX_B200,
      count: 9,
      places: { 'gpu-009': { rack: 'B01' } },
    });
    new InfinibandFabric(lab.stack, 'compute', {
      site: lab.site,
      hosts: [gpu],
      switch: switches.QM9700,
      switchPower: Power.watts(1_700),
    });
    return Testing.synth(lab.stack, true);
  },
};
