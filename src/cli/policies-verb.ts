import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';

import { spellingHint } from '../errors/spelling-hint';
import { acknowledgementRules } from '../policy/acknowledgement';
import type { Rule, RuleInfo } from '../policy/engine/rule';
import { defaultRules } from '../policy/rule-packs';
import { type CliContext, UsageError } from './cli-context';
import { counted } from '../report/in-figures';
import { textTable } from '../report/text-table';

/** Adds `aifactory policies`. */
export function addPoliciesVerb(program: Command, { out }: CliContext): void {
  program
    .command('policies')
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

function asData({ id, pack, severity, title, why }: RuleInfo): RuleInfo {
  return { id, pack, severity, title, why };
}

/** What an error says, with `<name>` for what differs from case to case. */
interface CodeText {
  readonly problem: string;
  readonly remedy: string;
  /** File of the sources that throws it. */
  readonly source: string;
}

/** What `docs/codes.json` holds: texts of error codes, and remedies of rules. */
interface Codes {
  readonly codes: Readonly<Record<string, readonly CodeText[]>>;
  readonly remedies: Readonly<Record<string, readonly string[]>>;
}

/** Adds `aifactory explain`. */
export function addExplainVerb(program: Command, { out }: CliContext): void {
  program
    .command('explain')
    .argument('<id>', 'id of a rule, or the code in brackets of an error')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
What is in <...> differs from case to case.

Examples:
  $ aifactory explain power/zone-overload
  $ aifactory explain site/frozen`,
    )
    .action((id: string, { json }: { readonly json?: true }) => {
      const { codes, remedies } = readCodes();
      const rules = [...defaultRules, ...acknowledgementRules];
      const rule = rules.find((each) => each.id === id);
      const texts = Object.hasOwn(codes, id) ? (codes[id] ?? []) : [];
      if (rule === undefined && texts.length === 0) {
        const hint = spellingHint(id, [...rules.map((each) => each.id), ...Object.keys(codes)]);
        throw new UsageError(
          `there is no rule and no error code '${id}'`,
          hint === undefined
            ? "see 'aifactory policies', or give the code in brackets of an error"
            : `did you mean '${hint}'?`,
        );
      }
      const cures = Object.hasOwn(remedies, id) ? (remedies[id] ?? []) : [];
      const parts = [
        ...(rule === undefined ? [] : [ruleText(rule, cures)]),
        ...(texts.length === 0 ? [] : [codeText(id, texts)]),
      ];
      const data = { ...(rule === undefined ? { id } : asData(rule)), remedies: cures, errors: texts };
      out(json === true ? `${JSON.stringify(data, undefined, 2)}\n` : parts.join('\n'));
    });
}

/** Sources and compiled files lie equally deep below the package. */
function readCodes(): Codes {
  return JSON.parse(readFileSync(join(__dirname, '..', '..', 'docs', 'codes.json'), 'utf8')) as Codes;
}

const FAILS: Readonly<Record<RuleInfo['severity'], string>> = {
  error: 'where that does not hold; the synthesis stops, unless it is acknowledged',
  warning: 'where that does not hold; the synthesis goes on',
  info: 'where that does not hold; it is worth knowing, and the synthesis goes on',
};

function ruleText({ id, pack, severity, title, why }: RuleInfo, remedies: readonly string[]): string {
  return block(`rule ${id}: ${severity}, pack ${pack}`, [
    ['checks', title],
    ['fails', FAILS[severity]],
    ['why', why.text],
    ...(remedies.length === 0 ? [['remedy', 'each finding names it']] : remedies.map((each) => ['remedy', each])),
    ['source', why.source],
  ]);
}

function codeText(id: string, texts: readonly CodeText[]): string {
  return block(`error ${id}: nothing is written where it is thrown`, [
    ...texts.flatMap(({ problem, remedy }) => [
      ['fails', problem],
      ['remedy', remedy],
    ]),
    ...[...new Set(texts.map(({ source }) => source))].map((source) => ['source', source]),
  ]);
}

function block(head: string, rows: readonly (readonly string[])[]): string {
  return `${head}\n${rows.map(([name = '', text = '']) => `  ${name.padEnd(7)} ${text}\n`).join('')}`;
}
