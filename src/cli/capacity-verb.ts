import type { Command } from 'commander';

import { type Capacity, siteCapacity, type SiteCapacity } from '../design/assets/capacity';
import { withAssets } from '../design/assets/merge-assets';
import { type CliContext, UsageError } from './cli-context';
import { readAssets, readPlan } from './read-plan';
import { count } from '../report/in-figures';
import { textTable } from '../report/text-table';

/** Adds `aifactory capacity`. */
export function addCapacityVerb(program: Command, context: CliContext): void {
  program
    .command('capacity')
    .option('--site <file>', "plan of the site: the 'site.json' of a synthesis")
    .option('--assets <file>', 'asset file that is newer than the plan (default: as the plan has it)')
    .option('--json', 'print JSON, as docs/schemas/capacity.schema.json of the package describes it')
    .addHelpText(
      'after',
      `
Examples:
  $ aifactory capacity --site cdktf.out/site/gasan/site.json
  $ aifactory capacity --site cdktf.out/site/gasan/site.json --assets assets.csv --json`,
    )
    .action(({ site, assets, json }: { site?: string; assets?: string; json?: true }) => {
      if (site === undefined) throw new UsageError("'--site' is missing", "name the 'site.json' of a synthesis");
      const folder = context.cwd ?? process.cwd();
      const plan = readPlan(site, folder);
      const read = assets === undefined ? plan : withAssets(plan, readAssets(assets, plan, folder).assets);
      const capacity = siteCapacity(read);
      context.out(json === true ? `${JSON.stringify(capacity, undefined, 2)}\n` : capacityText(capacity));
    });
}

function capacityText({ site, total, clusters, tenants, out }: SiteCapacity): string {
  const rows = [
    ...clusters.flatMap((each) => rowsOf(`cluster ${each.cluster ?? ''}`, each)),
    ...tenants.flatMap((each) => rowsOf(tenantText(each), each)),
    ...rowsOf('all', total),
  ];
  const table = textTable([['of', 'state', 'systems', 'GPUs'], ...rows], ['left', 'left', 'right', 'right']);
  const lines = out.map(({ device, state, since, reason }) => {
    const when = since === undefined ? '' : ` since ${since}`;
    return `  ${device} ${state}${when}${reason === undefined ? '' : `: ${reason}`}\n`;
  });
  const { gpus, gpusInService } = total;
  const head = `site ${site}: ${count(gpusInService)} of ${count(gpus)} GPUs in service\n\n`;
  return `${head}${table}${lines.length === 0 ? '' : `\nout of work:\n${lines.join('')}`}`;
}

function tenantText({ tenants }: Capacity): string {
  if (tenants.length === 0) return 'no tenant';
  return `${tenants.length === 1 ? 'tenant' : 'tenants'} ${tenants.join(', ')}`;
}

function rowsOf(name: string, { systems, gpus, states }: Capacity): string[][] {
  return [
    [name, 'designed', count(systems), count(gpus)],
    ...states.map((each) => ['', each.state, count(each.systems), count(each.gpus)]),
  ];
}
