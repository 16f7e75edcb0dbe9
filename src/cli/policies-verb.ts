import type { Command } from 'commander';

import type { Rule } from '../policy/engine/rule';
import { defaultRules } from '../policy/rule-packs';
import type { CliContext } from './cli-context';
import { counted, textTable } from '../report/text-table';

/** Adds `aifactory policies`. */
export function addPoliciesVerb(program: Command, { out }: CliContext): void {
  program
    .command('policies')
    .description('list the rules by which a site is judged')
    .option('--json', 'print JSON, with the reason and source of each rule')
    .addHelpText(
      'after',
      `
Examples:
  $ aifactory policies
  $ aifactory policies --json`,
    )
    .action(({ json }: { readonly json?: true }) => {
      out(json === true ? `${JSON.stringify(defaultRules.map(asData), undefined, 2)}\n` : policiesText(defaultRules));
    });
}

/** Rules as a table, in the order of their packs. */
export function policiesText(rules: readonly Rule[]): string {
  const packs = new Set(rules.map(({ pack }) => pack));
  const rows = rules.map(({ id, severity, title }) => [id, severity, title]);
  return `${textTable(rows, [])}\n${counted(rules.length, 'rule')} in ${counted(packs.size, 'pack')}\n`;
}

function asData({ id, pack, severity, title, why }: Rule): Omit<Rule, 'check'> {
  return { id, pack, severity, title, why };
}
