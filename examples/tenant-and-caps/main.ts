import { App, LocalBackend, TerraformStack } from 'cdktf';
import { Current, GpuCluster, Length, peakShares, Power, PowerZone, Site, TenantLoad, Voltage } from 'cdktf-ai-factory';
import { cappedGain, shed } from 'cdktf-ai-factory/engines';
import { defineSystem, systems, userFact } from 'cdktf-ai-factory/catalog';

/** A hall of two clusters and a tenant's block, judged by cap and by Korea's rules of supply. */
export function tenantAndCaps(app: App): Site {
  const stack = new TerraformStack(app, 'tenant-and-caps');
  new LocalBackend(stack, { path: '../../../terraform.tenant-and-caps.tfstate' });
  const site = new Site(stack, 'shared-hall', {
    halls: [
      {
        name: 'hall-1',
        rack: { model: '48 U rack', units: 48, power: Power.kilowatts(150) },
        rowPitch: Length.metres(3),
        rackPitch: Length.millimetres(600),
        riser: Length.metres(1.5),
        rows: [
          { name: 'A', racks: 18 },
          { name: 'B', racks: 12, rack: { model: '48 U rack', units: 48, power: Power.kilowatts(44) } },
          { name: 'T', racks: 20 },
        ],
      },
    ],
    addressPools: [],
    cableSlack: Length.metres(2),
    lockFile: false,
    loadFigure: 'capped',
    supplyRules: 'kr',
    contractPower: Power.megawatts(5),
    itPower: Power.megawatts(4),
    energisedPower: Power.megawatts(5),
    supply: {
      volts: Voltage.kilovolts(22.9),
      circuits: 1,
      peakRatio: 1.25,
      limits: [{ kind: 'power-factor', least: 0.95, unit: '', value: 0.98, source: 'supply contract, clause 7' }],
    },
  });
  const gb300 = defineSystem({
    ...systems.GB300_NVL72,
    heightU: userFact(48, 'drawing of the racks ordered', '2026-10'),
  });
  const liquid = new PowerZone(site, 'zone-liquid', { rating: Power.megawatts(3.2), rows: ['A'] });
  const air = new PowerZone(site, 'zone-air', {
    rating: Power.kilowatts(500),
    rows: ['B'],
    rackFeed: 'static-switch',
    rackFeedSpec: {
      volts: Voltage.volts(415),
      phases: 3,
      powerFactor: 0.95,
      cords: 2,
      breakerSizes: [Current.amperes(32), Current.amperes(63)],
    },
  });
  new PowerZone(site, 'zone-tenant', { rating: Power.megawatts(1.4), rows: ['T'] });
  new GpuCluster(liquid, 'training', {
    system: gb300,
    count: 18,
    powerCap: Power.kilowatts(132),
    psuFeeds: { A: 4, B: 4 },
    expectedPeak: peakShares.POLCA_TRAINING,
    shedPriority: 2,
  });
  new GpuCluster(air, 'inference', {
    system: systems.DGX_B200,
    count: 24,
    powerCap: Power.kilowatts(12),
    expectedPeak: peakShares.POLCA_INFERENCE,
    shedPriority: 1,
  });
  new TenantLoad(site, 'neighbour', {
    racks: 20,
    rows: ['T'],
    power: Power.megawatts(1),
    liquidShare: 0.8,
  });
  return site;
}

if (require.main === module) {
  const app = new App();
  const site = tenantAndCaps(app);
  const order = shed(site.plan, { share: 0.1, hours: 3 });
  console.log(order.steps.map(({ order: step, rack, gpus }) => `${step}: ${rack}, ${gpus} GPUs`).join('\n'));
  const gain = cappedGain({ limitWatts: 2_560_000, systemWatts: 142_000, cappedWatts: 132_000, gpusPerSystem: 72 });
  console.log(`a cap of 132 kW: ${gain.gpusGained} GPUs more`);
  app.synth();
}
