import { Power } from 'cdktf-ai-factory';
import { designSite } from 'cdktf-ai-factory/site-design';

const SYSTEMS = ['dgx-h200', 'dgx-b200', 'gb300-nvl72', 'vr-nvl72'];
const COUNTRIES = ['kr', 'us', 'de'] as const;

/** Designs of each power, system and country: user CPU and the share of the contract that is used. `bench/design.ts 1,5,20` runs these powers alone. */
export function benchDesigns(megawatts: readonly number[]): void {
  for (const power of megawatts) {
    for (const system of SYSTEMS) {
      for (const country of COUNTRIES) {
        const start = process.cpuUsage();
        const name = `${power} MW ${system} ${country}`;
        try {
          const { systems, drawWatts, contractWatts, binding, dryRuns, warnings } = designSite({
            power: Power.megawatts(power),
            system,
            country,
          });
          const used = ((drawWatts / contractWatts) * 100).toFixed(1);
          const isFull = binding.leftWatts < binding.nextWatts ? 'full' : 'ONE MORE FITS';
          const seconds = (process.cpuUsage(start).user / 1e6).toFixed(1);
          console.log(
            `${name}: ${systems} systems, ${used} % used, ${isFull}, ${warnings} warnings, ${dryRuns} dry runs, ${seconds} s`,
          );
        } catch (error) {
          console.log(`${name}: FAILS: ${error instanceof Error ? error.message.slice(0, 400) : String(error)}`);
        }
      }
    }
  }
}

if (require.main === module) benchDesigns((process.argv[2] ?? '1,5,20,100,1000').split(',').map(Number));
