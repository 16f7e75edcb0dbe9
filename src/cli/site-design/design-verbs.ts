import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import type { Command } from 'commander';

import type { DesignPhase } from '../../constructs/site-design/design-request';
import type * as designer from '../../constructs/site-design/design-site';
import {
  DESIGN_COUNTRIES,
  DESIGN_REDUNDANCIES,
  type DesignCountry,
  type DesignRedundancy,
} from '../../design/site-design/design-figures';
import { writeFile } from '../../files/file-writer';
import { renderDesignText } from '../../report/site-design/design-text';
import { Power } from '../../units/power';
import { present } from '../../units/present';
import { asUsage, type CliContext, UsageError } from '../cli-context';

interface DesignFlags {
  readonly power?: string;
  readonly system?: string;
  readonly country: string;
  readonly redundancy: string;
  readonly phases?: string;
  readonly name: string;
  readonly out?: string;
  readonly json?: true;
}

/** Adds `aifactory design`. */
export function addDesignVerb(program: Command, { out, cwd = process.cwd() }: CliContext): void {
  program
    .command('design')
    .option('--power <power>', 'contract of the supply, such as 20MW: all that the site draws is within it')
    .option('--system <id>', 'GPU system of the catalogue, such as gb300-nvl72')
    .option('--country <code>', `country of the site: ${DESIGN_COUNTRIES.join(', ')}`, 'kr')
    .option('--redundancy <scheme>', `power chain: ${DESIGN_REDUNDANCIES.join(', ')}`, '2N')
    .option('--phases <list>', "contracts by date, such as '2027-12-31:10MW,2029-06-30:20MW'; the last is '--power'")
    .option('--name <id>', 'id of the site', 'design')
    .option('--out <file>', "site file to write (default: '<name>.yaml'); one that is there is not written over")
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
It writes a site file that passes its own rules when it is planned. What no source gives is 'assumed' there, and listed.

Examples:
  $ aifactory design --power 20MW --system gb300-nvl72 --country us
  $ aifactory design --power 1MW --system dgx-h200 --name first --out first.yaml`,
    )
    .action((flags: DesignFlags) => {
      const { power, system } = flags;
      if (power === undefined || system === undefined) {
        const missing = [
          ...(power === undefined ? ["'--power'"] : []),
          ...(system === undefined ? ["'--system'"] : []),
        ];
        throw new UsageError(
          `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing`,
          "give both, such as 'aifactory design --power 20MW --system gb300-nvl72'",
        );
      }
      const file = flags.out ?? `${flags.name}.yaml`;
      if (existsSync(resolve(cwd, file))) {
        throw new UsageError(`'${file}' is there already`, "name another file by '--out', or move it away");
      }
      const { designSite } = require('../../constructs/site-design/design-site') as typeof designer;
      const { siteFile, ...answer } = asUsage(() =>
        designSite({
          power: Power.parse(power),
          system,
          country: flags.country as DesignCountry,
          redundancy: redundancyOf(flags.redundancy),
          name: flags.name,
          ...present({ phases: flags.phases?.split(',').map(phaseOf) }),
        }),
      );
      writeFile(file, siteFile, { folder: cwd });
      if (flags.json === true) out(`${JSON.stringify({ file, ...answer }, undefined, 2)}\n`);
      else out(`${renderDesignText({ siteFile, ...answer })}\nsite file: ${relative(cwd, resolve(cwd, file))}\n`);
    });
}

function redundancyOf(text: string): DesignRedundancy {
  const found = DESIGN_REDUNDANCIES.find((each) => each === text);
  if (found !== undefined) return found;
  throw new UsageError(`'--redundancy' is '${text}'`, `give one of ${DESIGN_REDUNDANCIES.join(', ')}`);
}

function phaseOf(text: string): DesignPhase {
  const [, date, power] = /^(\d{4}-\d{2}-\d{2}):(.+)$/.exec(text.trim()) ?? [];
  if (date === undefined || power === undefined) {
    throw new UsageError(`'--phases' has '${text}'`, "give '<date>:<power>' each, such as '2027-12-31:10MW'");
  }
  return { date, power: Power.parse(power) };
}
