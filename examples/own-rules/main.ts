import { App, LocalBackend, TerraformStack } from 'cdktf';
import { defineRule, failed, GpuCluster, Length, passed, Policy, Power, PowerZone, Site } from 'cdktf-ai-factory';
import { systems } from 'cdktf-ai-factory/catalog';

/** A rule of the operator's own: racks of air-cooled systems stay below what the hall's fan wall takes. */
const airPerRack = defineRule({
  id: 'house/air-per-rack',
  severity: 'warning',
  title: 'a rack draws at most 40 kW of air-cooled load',
  why: { text: 'the fan wall of this hall was measured at 40 kW a rack', source: 'commissioning report of the hall' },
  check: (plan) =>
    plan.placement.racks
      .filter(({ devices }) => devices.length > 0)
      .map((rack) =>
        rack.loadWatts <= 40_000
          ? passed(1)
          : failed({
              path: plan.path,
              object: `rack ${rack.name}`,
              found: Power.watts(rack.loadWatts).toString(),
              limit: Power.kilowatts(40).toString(),
              remedy: "lower 'systemsPerRack' of the cluster",
            }),
      ),
});

/** Four systems in two racks, judged by one rule more, with one finding accepted until a date. */
export function ownRules(app: App): Site {
  const stack = new TerraformStack(app, 'own-rules');
  new LocalBackend(stack, { path: '../../../terraform.own-rules.tfstate' });
  const site = new Site(stack, 'lab', {
    halls: [
      {
        name: 'lab',
        rack: { model: '48 U rack', units: 48, power: Power.kilowatts(44) },
        rowPitch: Length.metres(3),
        rackPitch: Length.millimetres(600),
        riser: Length.metres(1.5),
        rows: [{ name: 'A', racks: 2 }],
      },
    ],
    addressPools: [],
    cableSlack: Length.metres(2),
    lockFile: false,
    policy: { rules: [airPerRack], asOf: '2026-11-01' },
  });
  const zone = new PowerZone(site, 'zone-a', {
    rating: Power.kilowatts(100),
    rows: ['A'],
    rackFeed: 'static-switch',
  });
  new GpuCluster(zone, 'gpu', { system: systems.DGX_B200, count: 4 });
  Policy.acknowledge(site, airPerRack, {
    reason: 'doors stay open until the second fan wall runs',
    until: '2026-12-31',
  });
  return site;
}

if (require.main === module) {
  const app = new App();
  ownRules(app);
  app.synth();
}
