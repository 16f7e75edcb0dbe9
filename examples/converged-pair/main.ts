import { App, LocalBackend, TerraformStack } from 'cdktf';
import { ConvergedPair, DataRate, GpuCluster, Length, type MediaProps, Power, PowerZone, Site } from 'cdktf-ai-factory';
import { defineServer, defineSystem, switches, userFact } from 'cdktf-ai-factory/catalog';
import type { ServerSpec } from 'cdktf-ai-factory/catalog';

const OWN = "the operator's own figure";
const AS_OF = '2026-11';

const HGX_NODE = defineSystem({
  id: 'hgx-node',
  model: 'HGX node',
  manufacturer: 'the server supplier',
  formFactor: 'system',
  gpuModel: 'H200',
  gpus: userFact(8, OWN, AS_OF),
  fabricNodes: userFact(1, OWN, AS_OF),
  heightU: userFact(5, OWN, AS_OF),
  maxPower: userFact(Power.kilowatts(8), OWN, AS_OF),
});

/** The operator's own cords for the out-of-band ports. */
const PATCH_CORD: MediaProps = {
  rate: DataRate.gigabitsPerSecond(1),
  joins: 'endpoint',
  medium: 'twisted-pair',
  reach: Length.metres(100),
  linksPerCable: 1,
  linksPerATransceiver: 1,
  linksPerBTransceiver: 1,
};

function server(id: string, role: ServerSpec['role'], watts: number): ServerSpec {
  return defineServer({
    id,
    model: id,
    manufacturer: 'the server supplier',
    role,
    heightU: userFact(1, OWN, AS_OF),
    maxPower: userFact(Power.watts(watts), OWN, AS_OF),
  });
}

function numbered(stem: string, count: number, from = 1): string[] {
  return Array.from({ length: count }, (_, index) => `${stem}${String(from + index).padStart(2, '0')}`);
}

/** Five units of four nodes whose networks share one pair of cores. */
export function convergedPair(app: App): Site {
  const stack = new TerraformStack(app, 'converged-pair');
  new LocalBackend(stack, { path: '../../../terraform.converged-pair.tfstate' });
  const site = new Site(stack, 'enterprise', {
    halls: [
      {
        name: 'hall-1',
        rack: { model: '48 U rack', units: 48, power: Power.kilowatts(40) },
        rowPitch: Length.metres(3),
        rackPitch: Length.millimetres(600),
        riser: Length.metres(1.5),
        rows: [{ name: 'A', racks: 10 }],
      },
    ],
    addressPools: [],
    cableSlack: Length.metres(2),
    media: [PATCH_CORD],
    lockFile: false,
  });
  const zone = new PowerZone(site, 'zone-a', {
    rating: Power.kilowatts(300),
    rows: ['A'],
    rackFeed: 'static-switch',
  });
  const nodes = new GpuCluster(zone, 'node', {
    system: HGX_NODE,
    count: 20,
    unitSystems: 4,
  });
  const rate = DataRate.gigabitsPerSecond;
  const dual = ['B3220 PCIe Slot 1 Port 1', 'B3220 PCIe Slot 1 Port 2'];
  const outward = { listedFrom: 'core', server: server('storage-and-edge', 'general', 1_200) } as const;
  const spread = { cores: 'halves', order: 'round-robin' } as const;
  new ConvergedPair(zone, 'core', {
    switch: switches.SN5610,
    switchPower: Power.watts(2_500),
    reservedCages: [48],
    runs: [
      { name: 'in-band', portRate: rate(200) },
      { name: 'gpu', portRate: rate(400) },
      { name: 'support', portRate: rate(200) },
      { name: 'isl', portRate: rate(400) },
      { name: 'services', portRate: rate(100), place: 49 },
      { name: 'edge', portRate: rate(100), place: 'end', usedPerCage: 6 },
    ],
    groups: [
      {
        name: 'nodes',
        devices: nodes,
        links: [
          { kind: 'in-band', run: 'in-band', ports: dual, connector: 'QSFP112', isCagePerUnit: true },
          {
            kind: 'gpu',
            run: 'gpu',
            ports: [15, 16, 20, 21].map((slot) => `B3140 PCIe Slot ${slot} Port 1`),
            connector: 'QSFP112',
            rails: 4,
          },
        ],
        oobPorts: ['OCP 3.0 NIC Port 1', 'OCP 3.0 NIC Port 2', 'B3220 PCIe Slot 1 BMC', 'BMC'],
      },
      {
        name: 'support',
        devices: ['bcme-01', 'bcme-02', ...numbered('k8s-', 6)],
        server: server('support-server', 'management', 800),
        links: [{ kind: 'support', run: 'support', ports: dual, connector: 'QSFP112' }],
        oobPorts: ['LOM NIC Port 1', 'LOM NIC Port 2', 'B3220 BMC', 'iDRAC Port'],
      },
      {
        name: 'oob-switches',
        devices: 'oob',
        listedFrom: 'core',
        links: [{ kind: 'oob-uplink', run: 'services', ports: numbered('swp', 4, 49), ...spread }],
      },
      {
        name: 'storage',
        devices: numbered('storage-', 2),
        ...outward,
        links: [{ kind: 'storage', run: 'services', ports: numbered('eth', 10), ...spread }],
      },
      {
        name: 'edges',
        devices: numbered('cust-net-edge-', 2),
        ...outward,
        links: [{ kind: 'edge-uplink', run: 'edge', ports: numbered('swp', 18, 35), ...spread }],
      },
    ],
    isl: { run: 'isl', cages: { sameAsRuns: ['gpu'] } },
    oob: { switch: switches.SN2201, names: numbered('oob-switch-', 3), switchPower: Power.watts(150) },
  });
  return site;
}

if (require.main === module) {
  const app = new App();
  convergedPair(app);
  app.synth();
}
