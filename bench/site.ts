import { App, TerraformStack } from 'cdktf';
import { GpuCluster, InfinibandFabric, Length, Power, PowerZone, Site } from 'cdktf-ai-factory';
import { switches, systems } from 'cdktf-ai-factory/catalog';

const SIZES = [127, 1_016, 8_128];
const RACKS_A_ROW = 50;

/** A site of so many DGX B200 with their compute fabric, in rows of 50 racks. */
function siteOf(count: number): Site {
  const stack = new TerraformStack(new App(), 'bench');
  const rows = Math.ceil(count / 3 / (RACKS_A_ROW - 6)) + 1;
  const names = Array.from({ length: rows }, (_, index) => `R${index + 1}`);
  const site = new Site(stack, 'bench', {
    halls: [
      {
        name: 'hall',
        rack: { model: '48 U rack', units: 48, power: Power.kilowatts(44) },
        rowPitch: Length.metres(3),
        rackPitch: Length.millimetres(600),
        riser: Length.metres(1.5),
        rows: [
          ...names.map((name) => ({ name, racks: RACKS_A_ROW, accepts: ['system' as const] })),
          { name: 'N', racks: Math.ceil(count / 25) + 2, accepts: ['switch' as const] },
        ],
      },
    ],
    addressPools: [],
    cableSlack: Length.metres(2),
    lockFile: false,
  });
  new PowerZone(stack, 'zone', { site, rating: Power.megawatts(400), rows: [...names, 'N'] });
  const hosts = [new GpuCluster(stack, 'gpu', { site, system: systems.DGX_B200, count })];
  new InfinibandFabric(stack, 'compute', { site, hosts, switch: switches.QM9700, switchPower: Power.watts(1_700) });
  return site;
}

/** Plan and evaluation of whole sites, without synthesis: the time must grow with the number of systems, and no faster. */
export function benchSite(): void {
  for (const count of SIZES) {
    const begin = process.hrtime.bigint();
    const site = siteOf(count);
    const { links } = { links: site.plan.fabrics[0]?.plan.links.count ?? 0 };
    const planned = process.hrtime.bigint();
    const { findings } = site.evaluation;
    const end = process.hrtime.bigint();
    const seconds = (from: bigint, to: bigint): string => (Number(to - from) / 1e9).toFixed(2);
    console.log(
      `site of ${count} systems, ${links} links: planned ${seconds(begin, planned)} s, judged ${seconds(planned, end)} s, ${findings.length} findings`,
    );
  }
}

if (require.main === module) benchSite();
