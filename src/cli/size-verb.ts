import type { Command } from 'commander';

import { sizeCluster } from '../design/size/size-cluster';
import { sizeData, sizeText } from '../report/size/size-text';
import { type CliContext, UsageError } from './cli-context';
import { countOf, powerOf, sizeInput, type SizeOptions, tiersOf } from './size-input';

/** Adds `aifactory size`. */
export function addSizeVerb(program: Command, { out }: CliContext): void {
  program
    .command('size')
    .option('--system <id>', 'GPU system of the catalogue')
    .option('--count <n>', 'number of systems; of racks where the system is a whole rack', countOf('--count'))
    .option('--switch <id>', 'switch of the catalogue, for all tiers')
    .option('--tiers <n>', 'tiers of switches (default: the fewest that reach every host)', tiersOf)
    .option('--planes <n>', "planes (default: the catalogue's, else 1)", countOf('--planes'))
    .option('--rails <n>', "rails of a host (default: the catalogue's)", countOf('--rails'))
    .option('--ports <n>', "links of a host (default: the catalogue's)", countOf('--ports'))
    .option('--ufm <n>', 'leaf ports that fabric managers take (default: 0)', countOf('--ufm', 0))
    .option('--unit <n>', "hosts of a scalable unit (default: the catalogue's)", countOf('--unit'))
    .option('--spines <n>', 'spines a plane (default: the fewest that spread uplinks evenly)', countOf('--spines'))
    .option(
      '--links-per-cable <n>',
      'links that a document counts as one cable, to compare with it (default: 1)',
      countOf('--links-per-cable'),
    )
    .option('--system-watts <w>', "draw of one system (default: the catalogue's)", powerOf('--system-watts', 'W'))
    .option('--switch-watts <w>', 'draw of one switch with its optics', powerOf('--switch-watts', 'W'))
    .option('--rack-kw <kw>', 'power of a rack: counts the racks for the systems', powerOf('--rack-kw', 'kW'))
    .option('--rack-units <n>', 'height of a rack in U (default: 48)', countOf('--rack-units'))
    .option('--json', 'print JSON, as docs/schemas/size.schema.json of the package describes it')
    .addHelpText(
      'after',
      `
Examples:
  $ aifactory size --system dgx-b200 --count 127 --switch qm9700 --ufm 4
  $ aifactory size --system dgx-b200 --count 127 --switch qm9700 --rack-kw 45 --switch-watts 1700
  $ aifactory size --system dgx-b300 --count 512 --switch sn5600 --links-per-cable 2 --json
  $ aifactory size --system gb200-nvl72 --count 8 --switch qm9700`,
    )
    .action(({ json, ...options }: Partial<SizeOptions> & { readonly json?: true }) => {
      const report = sizeCluster(sizeInput(complete(options)));
      out(json === true ? `${JSON.stringify(sizeData(report), undefined, 2)}\n` : sizeText(report));
    });
}

/** Asked here and not by commander, which would hide a misspelt option behind the first one that is missing. */
function complete(options: Partial<SizeOptions>): SizeOptions {
  const { system, count, switch: switchId } = options;
  if (system !== undefined && count !== undefined && switchId !== undefined) {
    return { ...options, system, count, switch: switchId };
  }
  const missing = (['system', 'count', 'switch'] as const).filter((name) => options[name] === undefined);
  throw new UsageError(
    `${missing.map((name) => `'--${name}'`).join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing`,
    "give the GPU system, their number and the switch, as in 'aifactory size --help'",
  );
}
