import type { Command } from 'commander';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type CatalogEntry, catalogEntries } from '../catalog/catalog-entries';
import type { Fact } from '../catalog/fact';
import { sources } from '../catalog/sources';
import { spellingHint } from '../errors/design-error';
import { isCalendarDay } from '../model/phase';
import { acknowledgementRules } from '../policy/acknowledgement';
import type { PolicyReport, Rule, RuleInfo } from '../policy/engine/rule';
import { defaultRules } from '../policy/rule-packs';
import { count, counted, textTable } from '../report/in-figures';
import { listWaivers, renderWaiversCsv, renderWaiversText } from '../report/policy/policy-files';
import { Quantity } from '../units/quantity';
import { type CliContext, UsageError } from './cli-context';
import type * as importVerb from './import-verb';
import { readUtf8 } from './read-plan';

/** Adds `aifactory catalog import`; what it reads with is loaded when it is called. */
function addCatalogImport(catalog: Command, context: CliContext): void {
  catalog
    .command('import')
    .description(
      "read a device type or rack type of NetBox's library, or a platform.json of SONiC: what it states, and what to look at",
    )
    .argument('<file>', 'the file')
    .requiredOption('--commit <id>', 'commit at which it was read: 7 to 40 hex digits')
    .requiredOption('--as-of <month>', 'month in which it was read, such as 2026-11')
    .option('--path <path>', 'path in its repository, where it is another than <file>')
    .option('--json', 'print JSON; quantities are in base units')
    .addHelpText(
      'after',
      `
Facts are 'secondary', with path and commit. What the catalogue has stays as it is; nothing is written.

Examples:
  $ aifactory catalog import SN2201.yml --path device-types/Mellanox/SN2201.yml --commit c516504ff3d2 --as-of 2026-11`,
    )
    .action((file: string, flags: importVerb.ImportFlags) => {
      (require('./import-verb') as typeof importVerb).importFile(file, flags, context);
    });
}

/** Adds `aifactory catalog`. */
export function addCatalogVerb(program: Command, context: CliContext): void {
  const { out } = context;
  const catalog = program.command('catalog');
  addCatalogImport(catalog, context);
  catalog
    .argument('[id]', 'entry, such as dgx-b200; without it all are listed')
    .option('--kind <kind>', 'list entries of one kind alone, such as switch')
    .option('--json', 'print JSON; quantities are in base units: W, bit/s, B, mm, g')
    .addHelpText(
      'after',
      `
Examples:
  $ aifactory catalog
  $ aifactory catalog --kind switch
  $ aifactory catalog dgx-b200
  $ aifactory catalog qm9700 --json`,
    )
    .action((id: string | undefined, { json, kind }: { readonly json?: true; readonly kind?: string }) => {
      out(id === undefined ? catalogList(json === true, kind) : catalogEntry(id, json === true));
    });
}

function catalogList(isJson: boolean, wanted: string | undefined): string {
  const entries = ofKind(catalogEntries(), ({ kind }) => kind, wanted);
  const rows = entries.map(({ kind, item: { id, model, manufacturer } }) => ({
    kind,
    id,
    model,
    manufacturer,
  }));
  if (isJson) return `${JSON.stringify(rows, undefined, 2)}\n`;
  const cells = rows.map(({ kind, id, model, manufacturer }) => [kind, id, model, manufacturer]);
  return textTable([['kind', 'id', 'model', 'manufacturer'], ...cells], []);
}

/**
 * Things of one kind; without a kind all of them.
 *
 * @throws UsageError where nothing is of that kind
 */
function ofKind<T>(things: readonly T[], kindOf: (thing: T) => string, wanted: string | undefined): readonly T[] {
  if (wanted === undefined) return things;
  const kinds = [...new Set(things.map(kindOf))];
  if (kinds.includes(wanted)) return things.filter((thing) => kindOf(thing) === wanted);
  const hint = spellingHint(wanted, kinds);
  throw new UsageError(
    `there is no kind '${wanted}'`,
    hint === undefined ? `there are ${kinds.join(', ')}` : `did you mean '${hint}'?`,
  );
}

/** Ids are unique within a kind alone: all entries of the name are shown. */
function catalogEntry(id: string, isJson: boolean): string {
  const found = catalogEntries().filter(({ item }) => item.id === id);
  if (found.length > 0) {
    if (!isJson) return found.map(entryText).join('\n');
    return `${JSON.stringify(found.length === 1 ? found.map(entryData)[0] : found.map(entryData), undefined, 2)}\n`;
  }
  const hint = spellingHint(
    id,
    catalogEntries().map(({ item }) => item.id),
  );
  throw new UsageError(
    `the catalogue has no entry '${id}'`,
    hint === undefined ? "see 'aifactory catalog' for all of them" : `did you mean '${hint}'?`,
  );
}

/** An entry for people: its facts with source, status and date, then the sources. */
function entryText({ kind, item }: CatalogEntry): string {
  const facts = Object.entries(item).filter((member): member is [string, Fact<unknown>] => isFact(member[1]));
  const rows = facts.map(([name, { value, source, status, asOf, note }]) => [
    inWords(name),
    printed(value),
    status,
    asOf,
    source,
    note ?? '',
  ]);
  const plain = Object.entries(item).filter(
    ([name, value]) => !isFact(value) && !['id', 'model', 'manufacturer'].includes(name),
  );
  const head = `${item.id}: ${item.manufacturer} ${item.model} (${kind})\n`;
  const ids = [...new Set(facts.map(([, { source }]) => source))];
  return [
    head,
    '\n',
    textTable(
      plain.map(([name, value]) => [inWords(name), printed(value)]),
      [],
    ),
    plain.length === 0 ? '' : '\n',
    textTable([['fact', 'value', 'status', 'as of', 'source', ''], ...rows], []),
    '\nSources\n',
    textTable(
      ids.map((id) => [`  ${id}`, sourceText(id)]),
      [],
    ),
  ].join('');
}

/** An entry as plain data: facts keep source, status and date, and have their value as text beside the one in base units. */
function entryData({ kind, item }: CatalogEntry): Readonly<Record<string, unknown>> {
  const members = Object.entries(item).map(([name, value]): [string, unknown] => [
    name,
    isFact(value) ? { ...value, text: printed(value.value) } : value,
  ]);
  return { kind, item: Object.fromEntries(members) };
}

function isFact(value: unknown): value is Fact<unknown> {
  return typeof value === 'object' && value !== null && 'value' in value && 'status' in value && 'source' in value;
}

function sourceText(id: string): string {
  const source = Object.entries(sources).find(([known]) => known === id)?.[1];
  return source === undefined ? id : `${source.title}; ${source.where}`;
}

/** `maxPower` as `max power`; an abbreviation stays whole. */
function inWords(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replace(/ u$/, ' U');
}

function printed(value: unknown): string {
  if (value instanceof Quantity) return value.toString();
  if (typeof value === 'number') return count(value);
  if (Array.isArray(value)) return value.map(printed).join('; ');
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([name, member]) => `${inWords(name)} ${printed(member)}`)
      .join(', ');
  }
  return String(value);
}

/** Adds `aifactory policies`. */
export function addPoliciesVerb(program: Command, { out }: CliContext): void {
  program
    .command('policies')
    .option('--kind <pack>', 'list the rules of one pack alone, such as power')
    .option('--json', 'print JSON, with the reason and source of each rule')
    .addHelpText(
      'after',
      `
Examples:
  $ aifactory policies
  $ aifactory policies --kind power
  $ aifactory policies --json`,
    )
    .action(({ json, kind }: { readonly json?: true; readonly kind?: string }) => {
      const rules = ofKind(defaultRules, ({ pack }) => pack, kind);
      out(json === true ? `${JSON.stringify(rules.map(asData), undefined, 2)}\n` : policiesText(rules));
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

/** Sources and compiled files lie equally deep below the package. */
const FOLDER = join(__dirname, '..', '..', 'docs', 'schemas');

const ENDING = '.schema.json';

/** Adds `aifactory schema`. */
export function addSchemaVerb(program: Command, { out }: CliContext): void {
  program
    .command('schema [name]')
    .addHelpText(
      'after',
      `
Without a name it lists the schemas that there are.

Examples:
  $ aifactory schema
  $ aifactory schema props`,
    )
    .action((name?: string) => {
      const names = schemaNames();
      if (name === undefined) {
        out(`${names.join('\n')}\n`);
        return;
      }
      if (!names.includes(name)) {
        const hint = spellingHint(name, names);
        const remedy = hint === undefined ? `there are ${names.join(', ')}` : `did you mean '${hint}'?`;
        throw new UsageError(`there is no schema '${name}'`, remedy);
      }
      out(readFileSync(join(FOLDER, `${name}${ENDING}`), 'utf8'));
    });
}

function schemaNames(): readonly string[] {
  return readdirSync(FOLDER)
    .flatMap((file) => (file.endsWith(ENDING) ? [file.slice(0, -ENDING.length)] : []))
    .sort();
}

interface WaiverFlags {
  readonly policy?: string;
  readonly at?: string;
  readonly soon: string;
  readonly csv?: true;
  readonly json?: true;
}

/** Adds `aifactory waivers`. */
export function addWaiversVerb(program: Command, context: CliContext, end: (code: 0 | 1) => void): void {
  program
    .command('waivers')
    .option('--policy <file>', "policy report of a synthesis: 'policy.json'")
    .option('--at <day>', 'day on which they are judged (default: that of the report)')
    .option('--soon <days>', 'days before its end from which on a waiver ends soon', '30')
    .option('--csv', 'print CSV')
    .option('--json', 'print JSON, as docs/schemas/waivers.schema.json of the package describes it')
    .addHelpText(
      'after',
      `
Examples:
  $ aifactory waivers --policy cdktf.out/site/gasan/policy.json --at 2027-06-15
  $ aifactory waivers --policy cdktf.out/site/gasan/policy.json --at 2027-06-15 --csv > waivers.csv`,
    )
    .action(({ policy, at, soon, csv, json }: WaiverFlags) => {
      if (policy === undefined) throw new UsageError("'--policy' is missing", "name the 'policy.json' of a synthesis");
      if (csv === true && json === true)
        throw new UsageError("'--csv' and '--json' are both given", 'give one of them');
      const { site, asOf, waivers = [] } = reportOf(readUtf8(policy, context.cwd ?? process.cwd()), policy);
      const day = at ?? asOf;
      if (day === undefined || !isCalendarDay(day)) {
        const problem = day === undefined ? "'--at' is missing, and the report has no day" : `'--at' is '${day}'`;
        throw new UsageError(problem, "give a day of the calendar, as '2027-06-15'");
      }
      if (!/^\d{1,5}$/.test(soon)) throw new UsageError(`'--soon' is '${soon}'`, 'give whole days from 0');
      const listed = listWaivers(waivers, day, Number(soon));
      if (json === true) context.out(`${JSON.stringify({ site, at: day, waivers: listed }, undefined, 2)}\n`);
      else context.out(csv === true ? renderWaiversCsv(listed) : renderWaiversText(site, day, listed));
      end(listed.some(({ state }) => state === 'expired') ? 1 : 0);
    });
}

/** What the list is made of. */
function reportOf(text: string, file: string): Pick<PolicyReport, 'site' | 'asOf' | 'waivers'> {
  const refuse = (problem: string): UsageError =>
    new UsageError(`'${file}' ${problem}`, "name the 'policy.json' of a synthesis with this version");
  let report: unknown;
  try {
    report = JSON.parse(text);
  } catch {
    throw refuse('is no JSON');
  }
  if (typeof report !== 'object' || report === null || !('site' in report) || !('acknowledged' in report)) {
    throw refuse('is no policy report');
  }
  const { acknowledged, waivers } = report as PolicyReport;
  if (waivers === undefined && acknowledged.length > 0)
    throw refuse('is of an earlier version, which has no list of waivers');
  return report as PolicyReport;
}
