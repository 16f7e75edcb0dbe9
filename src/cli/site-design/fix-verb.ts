import { resolve } from 'node:path';
import type { Command } from 'commander';

import type * as fixer from '../../constructs/site-design/fix-site';
import { renderFixText } from '../../report/site-design/design-text';
import { present } from '../../units/present';
import type { CliContext } from '../cli-context';
import { readFound } from '../read-plan';

interface FixFlags {
  readonly finding?: string;
  readonly json?: true;
}

/** Adds `aifactory fix`. */
export function addFixVerb(
  program: Command,
  { out, cwd = process.cwd() }: CliContext,
  end: (code: 0 | 1) => void,
): void {
  program
    .command('fix')
    .argument('<site>', 'site file: YAML or JSON')
    .option('--finding <id>', "rule of the finding, or '<rule>:<object>' (default: all errors and warnings)")
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Each remedy is a difference of the site file that was planned again: with it the finding is gone, and no other error or warning has come. It changes no file.

Examples:
  $ aifactory fix site.yaml
  $ aifactory fix site.yaml --finding power/zone-overload:zone-a`,
    )
    .action((file: string, { finding, json }: FixFlags) => {
      const { fixSite } = require('../../constructs/site-design/fix-site') as typeof fixer;
      const answer = fixSite(readFound(resolve(cwd, file), cwd), present({ finding }));
      out(json === true ? `${JSON.stringify(answer, undefined, 2)}\n` : renderFixText(answer, file));
      end(answer.without.length > 0 ? 1 : 0);
    });
}
