import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Command } from 'commander';

import { parseLock } from '../design/lock/lock-text';
import { DesignError, DesignErrors, oneLine } from '../errors/design-error';
import { textTable } from '../report/in-figures';
import type { CliContext } from './cli-context';

/** What was looked at. `not known` is neither good nor bad: nobody asked, or nobody could tell. */
interface Check {
  readonly outcome: 'ok' | 'wrong' | 'not known';
  readonly what: string;
  readonly found: string;
  /** Of what is wrong, or not known. */
  readonly remedy?: string;
}

interface DoctorFlags {
  readonly json?: true;
  readonly network: boolean;
}

/** Version that brought `terraform_data`. */
const OLDEST_TERRAFORM = '1.4.0';
const OLDEST_NODE = '20.0.0';
const REGISTRY = 'https://registry.terraform.io/.well-known/terraform.json';
const PATIENCE_MILLISECONDS = 10_000;

/** Adds `aifactory doctor`. */
export function addDoctorVerb(program: Command, context: CliContext, end: (code: 0 | 1) => void): void {
  program
    .command('doctor')
    .option('--no-network', 'do not ask whether the registry of providers answers')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
It looks at this machine and folder, and changes nothing.

Examples:
  $ aifactory doctor
  $ aifactory doctor --no-network`,
    )
    .action(async ({ json, network }: DoctorFlags) => {
      const folder = context.cwd ?? process.cwd();
      const checks = [
        nodeCheck(),
        ...packageChecks(folder),
        terraformCheck(),
        await providerCheck(folder, network),
        ...lockChecks(folder),
      ];
      context.out(json === true ? `${JSON.stringify(checks, undefined, 2)}\n` : doctorText(checks));
      if (checks.some(({ outcome }) => outcome === 'wrong')) end(1);
    });
}

function doctorText(checks: readonly Check[]): string {
  const rows = checks.map(({ outcome, what, found }) => [outcome, what, found]);
  const remedies = checks.flatMap(({ what, remedy }) => (remedy === undefined ? [] : [`${what}: ${remedy}`]));
  return `${textTable(rows, [])}${remedies.length === 0 ? '' : `\n${remedies.join('\n')}\n`}`;
}

function nodeCheck(): Check {
  const found = process.versions.node;
  if (isFrom(found, OLDEST_NODE)) return { outcome: 'ok', what: 'node', found };
  return { outcome: 'wrong', what: 'node', found, remedy: `install Node.js ${OLDEST_NODE} or later` };
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

/** This package, and what it stands beside, as a program in the folder finds them. */
function packageChecks(folder: string): Check[] {
  const own = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8')) as Manifest;
  const load = createRequire(join(folder, 'main.js'));
  const peers = Object.entries(own.peerDependencies).map(([name, wanted]): Check => {
    const found = installed(load, name);
    const isOptional = own.peerDependenciesMeta?.[name]?.optional === true;
    if (found === undefined) {
      return isOptional
        ? { outcome: 'ok', what: name, found: 'not installed; only constructs of AWS need it' }
        : { outcome: 'wrong', what: name, found: 'not installed', remedy: `npm install '${name}@${wanted}'` };
    }
    if (isWithin(found, wanted)) return { outcome: 'ok', what: name, found };
    return {
      outcome: 'wrong',
      what: name,
      found: `${found}, not ${wanted}`,
      remedy: `npm install '${name}@${wanted}'`,
    };
  });
  return [{ outcome: 'ok', what: own.name, found: own.version }, ...peers];
}

function installed(load: NodeJS.Require, name: string): string | undefined {
  for (const folder of load.resolve.paths(name) ?? []) {
    const file = join(folder, name, 'package.json');
    if (existsSync(file)) return (jsonOf(file) as Partial<Manifest> | undefined)?.version;
  }
  return undefined;
}

/** What a file of JSON holds; undefined where it is none. */
function jsonOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch {
    return undefined;
  }
}

/** Whether a version is in a range of the forms that this package has: `^0.21.0`, `>=21.22.0 <22.0.0`. */
function isWithin(version: string, range: string): boolean {
  return range.split(' ').every((part) => {
    const bound = part.replace(/^\D*/, '');
    if (part.startsWith('>=')) return isFrom(version, bound);
    if (part.startsWith('<')) return !isFrom(version, bound);
    const [major, minor] = version.split('.');
    const [wantedMajor, wantedMinor] = bound.split('.');
    return isFrom(version, bound) && major === wantedMajor && (wantedMajor !== '0' || minor === wantedMinor);
  });
}

function isFrom(version: string, least: string): boolean {
  const [is, from] = [version, least].map((each) => each.split(/[.-]/).slice(0, 3).map(Number));
  for (const [index, bound] of (from ?? []).entries()) {
    const part = is?.[index] ?? 0;
    if (part !== bound) return part > bound;
  }
  return true;
}

/** The binary that `TERRAFORM_BINARY_NAME` names, as for the host; else terraform, else tofu. */
function terraformCheck(): Check {
  const named = process.env['TERRAFORM_BINARY_NAME'] ?? '';
  const candidates = named === '' ? ['terraform', 'tofu'] : [named];
  const remedy = `install Terraform ${OLDEST_TERRAFORM} or later, or OpenTofu; without it a site is planned and not deployed`;
  for (const binary of candidates) {
    const { status, stdout } = spawnSync(binary, ['version', '-json'], {
      encoding: 'utf8',
      timeout: PATIENCE_MILLISECONDS,
    });
    const version = status === 0 ? /"terraform_version":\s*"([^"]+)"/.exec(stdout)?.[1] : undefined;
    if (version === undefined) continue;
    const found = `${oneLine(binary)} ${oneLine(version)}`;
    if (isFrom(version, OLDEST_TERRAFORM)) return { outcome: 'ok', what: 'terraform', found };
    return { outcome: 'wrong', what: 'terraform', found: `${found}, older than ${OLDEST_TERRAFORM}`, remedy };
  }
  return { outcome: 'wrong', what: 'terraform', found: `none of ${candidates.map(oneLine).join(', ')}`, remedy };
}

/** Providers that synthesized stacks ask for, and whether the registry that has them answers. */
async function providerCheck(folder: string, isAsked: boolean): Promise<Check> {
  const what = 'providers';
  const wanted = wantedProviders(folder);
  if (wanted === undefined) {
    return {
      outcome: 'not known',
      what,
      found: 'nothing is synthesized here',
      remedy: 'synthesize, then call it again',
    };
  }
  if (wanted.length === 0) return { outcome: 'ok', what, found: 'the stacks ask for none' };
  const names = wanted.map(oneLine).join(', ');
  if (!isAsked) return { outcome: 'not known', what, found: `${names}: the registry was not asked` };
  try {
    const { ok, status } = await fetch(REGISTRY, { signal: AbortSignal.timeout(PATIENCE_MILLISECONDS) });
    if (ok) return { outcome: 'ok', what, found: `${names}: the registry answers` };
    return { outcome: 'wrong', what, found: `${names}: the registry answers ${status}`, remedy: MIRROR };
  } catch {
    return { outcome: 'wrong', what, found: `${names}: the registry does not answer`, remedy: MIRROR };
  }
}

const MIRROR =
  "name a mirror of the providers in 'provider_installation' of Terraform's settings, or open the way to the registry";

/** Sources of providers of all stacks; undefined where there is no stack. */
function wantedProviders(folder: string): string[] | undefined {
  const stacks = join(folder, 'cdktf.out', 'stacks');
  if (!existsSync(stacks)) return undefined;
  const sources = new Set<string>();
  for (const stack of readdirSync(stacks).sort()) {
    const file = join(stacks, stack, 'cdk.tf.json');
    if (!existsSync(file)) continue;
    const { terraform } = (jsonOf(file) ?? {}) as { readonly terraform?: { readonly required_providers?: object } };
    for (const each of Object.values(terraform?.required_providers ?? {}) as { readonly source?: string }[]) {
      if (each.source !== undefined && !each.source.startsWith('terraform.io/builtin/')) sources.add(each.source);
    }
  }
  return [...sources];
}

/** Lock files of the folder, and whether a writer holds the folder. */
function lockChecks(folder: string): Check[] {
  const names = readdirSync(folder).sort();
  const locks = names
    .filter((name) => name.endsWith('.lock.json'))
    .map((name): Check => {
      const what = `lock ${oneLine(name)}`;
      const text = readFileSync(join(folder, name), 'utf8');
      try {
        const { site } = JSON.parse(text) as { readonly site?: unknown };
        parseLock(text, typeof site === 'string' ? site : '');
        return { outcome: 'ok', what, found: `of site '${oneLine(String(site))}'` };
      } catch (error) {
        const isKnown = error instanceof DesignError;
        const found = isKnown ? error.problem : error instanceof DesignErrors ? error.message : 'not JSON';
        const remedy = isKnown ? error.remedy : 'take it back from the repository';
        return { outcome: 'wrong', what, found: oneLine(found), remedy: oneLine(remedy) };
      }
    });
  const held = names.filter((name) => name === '.aifactory.lock');
  return [
    ...locks,
    ...held.map((name): Check => ({
      outcome: 'not known',
      what: name,
      found: 'a writer holds the folder, or one was killed',
      remedy: 'nothing is to be done: the next writer takes it over after 10 s',
    })),
  ];
}
