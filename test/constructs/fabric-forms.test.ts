import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DataRate, EthernetFabric, GpuCluster, InfinibandFabric, Power } from 'cdktf-ai-factory';
import type { EthernetFabricProps, FabricPlan, InfinibandFabricProps } from 'cdktf-ai-factory';
import { defineServer, defineSystem, switches, systems, userFact } from 'cdktf-ai-factory/catalog';
import type { SystemSpec } from 'cdktf-ai-factory/catalog';
import { eachLink } from '../../src/model/switch-ports';
import { HALL, smallSite, smallZone } from './small-site';
import { temporaryFolder } from './temporary-folder';

interface Run {
  readonly kind: 'infiniband' | 'ethernet';
  readonly system?: SystemSpec;
  readonly props?: Partial<EthernetFabricProps & InfinibandFabricProps>;
  readonly lockFile?: string;
}

/** The compute fabric of 16 systems, as one run of a program plans it. */
function planned({ kind, system = systems.DGX_B300, props = {}, lockFile }: Run): FabricPlan {
  const lab = smallSite({
    halls: [{ ...HALL, rack: { ...HALL.rack, power: Power.kilowatts(70) } }],
    addressPools: [{ name: 'loopbacks', purpose: 'loopback', cidr: '10.70.0.0/24' }],
    ...(lockFile !== undefined && { lockFile }),
  });
  smallZone(lab);
  const hosts = [
    new GpuCluster(lab.stack, 'gpu', { site: lab.site, system, count: 16, systemPower: Power.kilowatts(15) }),
  ];
  const shared = { site: lab.site, hosts, switchPower: Power.kilowatts(2), ...props };
  const fabric =
    kind === 'infiniband'
      ? new InfinibandFabric(lab.stack, 'compute', { switch: switches.Q3400, ...shared, role: 'compute' })
      : new EthernetFabric(lab.stack, 'compute', { switch: switches.SN5600, ...shared, role: 'compute' });
  if (lockFile !== undefined) lab.app.synth();
  return fabric.plan;
}

const GBIT = 1_000_000_000;

describe('DGX B300', () => {
  test('has 8 links of 800G in one plane on InfiniBand', () => {
    const plan = planned({ kind: 'infiniband' });
    expect(plan).toMatchObject({ planes: 1, rails: 8, hostRateBits: 800 * GBIT });
    expect(plan.counts.hostLinks).toBe(16 * 8);
  });

  test('has 16 links of 400G in two planes on Ethernet', () => {
    const plan = planned({ kind: 'ethernet' });
    expect(plan).toMatchObject({ planes: 2, rails: 8, hostRateBits: 400 * GBIT });
    expect(plan.counts.hostLinks).toBe(16 * 16);
  });

  test('has the ports that the user states, whatever sources say of a kind of fabric', () => {
    const ports = { count: 8, rate: DataRate.gigabitsPerSecond(800) };
    const system = defineSystem({
      ...systems.DGX_B300,
      planes: userFact(1, 'offer', '2026-11'),
      computePorts: userFact(ports, 'offer', '2026-11'),
    });
    expect(planned({ kind: 'ethernet', system })).toMatchObject({ planes: 1, hostRateBits: 800 * GBIT });
  });
});

describe('a fabric that stands', () => {
  test('keeps its one plane where the program left planes open', () => {
    const lockFile = join(temporaryFolder(), 'lab.lock.json');
    const before = planned({ kind: 'ethernet', props: { planes: 1 }, lockFile });
    expect(existsSync(lockFile)).toBe(true);
    const after = planned({ kind: 'ethernet', lockFile });
    expect(after).toEqual(before);
  });

  test('keeps the links of its hosts where a form for its kind came later', () => {
    const lockFile = join(temporaryFolder(), 'lab.lock.json');
    const asBefore = defineSystem({
      ...systems.DGX_B300,
      computePorts: userFact({ count: 16, rate: DataRate.gigabitsPerSecond(400) }, 'as it was', '2026-10'),
    });
    const props = { planes: 2, portRate: DataRate.gigabitsPerSecond(800) };
    const before = planned({ kind: 'infiniband', system: asBefore, props, lockFile });
    const after = planned({ kind: 'infiniband', props, lockFile });
    expect(after.counts).toEqual(before.counts);
    expect(after.counts.hostLinks).toBe(256);
  });
});

test('fabric managers on Quantum-X800 take the ports for them, in lock and site alike', () => {
  const server = defineServer({
    id: 'ufm-server',
    model: 'UFM server',
    manufacturer: 'supplier',
    role: 'fabric-manager',
    heightU: userFact(1, 'offer', '2026-11'),
  });
  const lockFile = join(temporaryFolder(), 'lab.lock.json');
  const props = { tiers: 2 as const, ufm: { server, count: 2, portsEach: 2, power: Power.watts(750) } };
  const plan = planned({ kind: 'infiniband', props, lockFile });
  expect(plan.counts).toMatchObject({ serviceLinks: 4, managerLinks: 4 });
  const ends = [...eachLink(plan)].filter(({ a }) => a.device.startsWith('compute-ufm')).map(({ b }) => b.port);
  expect(ends).toEqual(['fnm1', 'fnm1', 'fnm1', 'fnm1']);
  expect(planned({ kind: 'infiniband', props, lockFile })).toEqual(plan);
});

test('fails where no cage of the switch gives the rate of the ports, and takes a rate that is stated', () => {
  const run = { kind: 'infiniband', system: systems.DGX_H100 } as const;
  expect(() => planned(run)).toThrow(
    "fabric 'compute': no cage of 'q3400' gives ports of 400 Gb/s; it takes 2 x 800 Gb/s; choose another switch, or one of these rates as 'portRate' [fabric/no-such-breakout]",
  );
  const stated = planned({ ...run, props: { portRate: DataRate.gigabitsPerSecond(800) } });
  expect(stated).toMatchObject({ hostRateBits: 400 * GBIT, trunkRateBits: 800 * GBIT });
});
