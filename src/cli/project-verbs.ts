import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import type { Command } from 'commander';

import type * as siteFile from '../constructs/site-file/site-file';
import { renderPolicySummary } from '../report/policy/policy-summary';
import { spellingHint } from '../errors/design-error';
import { writeFolder } from '../files/folder-writer';
import { type CliContext, UsageError } from './cli-context';

interface PlanFlags {
  readonly out: string;
  readonly check?: true;
  readonly quiet?: true;
}

/** Adds `aifactory plan`. */
export function addPlanVerb(
  program: Command,
  { out, err, cwd = process.cwd() }: CliContext,
  end: (code: 0 | 1) => void,
): void {
  program
    .command('plan')
    .argument('<file>', 'site file: YAML or JSON, as docs/schemas/site-file.schema.json of the package describes it')
    .option('--out <folder>', 'output folder', 'cdktf.out')
    .option('--check', 'judge the site and write nothing')
    .option('--quiet', 'do not say which step is under way')
    .addHelpText(
      'after',
      `
It writes what the synthesis of a program writes: stacks, drawings, schedules, exports, the evaluation and the lock.

Examples:
  $ aifactory plan site.yaml
  $ aifactory plan site.yaml --check`,
    )
    .action((file: string, { out: folder, check, quiet }: PlanFlags) => {
      const { planSiteFile } = require('../constructs/site-file/site-file') as typeof siteFile;
      // A check writes nothing, into a folder that is there.
      const output = check === true ? tmpdir() : resolve(cwd, folder);
      const say = (step: string): void => {
        if (quiet !== true) err(`${step}\n`);
      };
      const { site, report, write } = planSiteFile(resolve(cwd, file), output, say);
      if (check !== true) write();
      const isStopped = report.counts.severities.error > 0;
      const path = (name: string): string => relative(cwd, join(output, 'site', site, name));
      const files =
        check === true
          ? []
          : isStopped
            ? [['errors stop the synthesis; all findings', path('policy.txt')] as const]
            : [['site book', path('index.html')] as const];
      out(renderPolicySummary(report, { files }));
      end(isStopped ? 1 : 0);
    });
}

/** Sources and compiled files lie equally deep below the package. */
const ROOT = join(__dirname, '..', '..');

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly devDependencies: Readonly<Record<string, string>>;
}

interface InitFlags {
  readonly template: string;
  readonly siteFile?: true;
}

/** Adds `aifactory init`. */
export function addInitVerb(program: Command, { out, cwd = process.cwd() }: CliContext): void {
  program
    .command('init')
    .option('--template <name>', 'first site: hgx, nvl72, or hybrid (halls, and a part in AWS)', 'hgx')
    .option('--site-file', 'state the site in YAML, without a program')
    .addHelpText(
      'after',
      `
It writes a project into the folder, which must be empty: a site, a snapshot test, and the workflow of a code host.

Examples:
  $ aifactory init
  $ aifactory init --template nvl72 --site-file`,
    )
    .action(({ template, siteFile }: InitFlags) => {
      const there = readdirSync(cwd).filter((name) => name !== '.git');
      if (there.length > 0) {
        const some = there.sort().slice(0, 3).join(', ');
        throw new UsageError(`the folder is not empty: it holds ${some}`, 'go to an empty folder, then call it again');
      }
      const files = projectFiles(template, siteFile === true, cwd);
      writeFolder(cwd, files);
      out(`${[...files.keys()].join('\n')}\n\nnext: npm install && npm test && npm run synth && npm run deploy\n`);
    });
}

/** Templates, with what each needs beside the host: bindings of providers. */
const BINDINGS: Readonly<Record<string, readonly string[]>> = { hgx: [], nvl72: [], hybrid: ['@cdktf/provider-aws'] };

const TEMPLATES = Object.keys(BINDINGS);

/** Files of a new project. */
function projectFiles(template: string, isFile: boolean, folder: string): ReadonlyMap<string, string> {
  if (!TEMPLATES.includes(template)) {
    const hint = spellingHint(template, TEMPLATES);
    const remedy = hint === undefined ? `there are ${TEMPLATES.join(', ')}` : `did you mean '${hint}'?`;
    throw new UsageError(`there is no template '${template}'`, remedy);
  }
  const { name, devDependencies: pinned } = manifest();
  const host = name.replace(/-ai-factory$/, '');
  const read = (file: string): string =>
    readFileSync(join(ROOT, 'templates', file), 'utf8').replace(/cdktf(?!\.(?:out|json))/g, host);
  const versions = (names: readonly string[]): Readonly<Record<string, string>> =>
    Object.fromEntries(names.map((each) => [each, pinned[each] ?? '*']));
  const cli = `${host}-cli`;
  const project = {
    name: 'first-site',
    version: '1.0.0',
    private: true,
    scripts: {
      synth: 'ts-node -T main.ts',
      test: 'node --require ts-node/register/transpile-only site.test.ts',
      // The stack of the halls: what is in AWS waits for an account.
      deploy: `${host} deploy first --auto-approve`,
      ...(template === 'hybrid' ? { 'deploy:aws': `${host} deploy first-aws` } : {}),
    },
    dependencies: { [name]: ownSpec(folder), ...versions([host, 'constructs', ...(BINDINGS[template] ?? [])]) },
    devDependencies: versions([cli, 'ts-node', 'typescript', '@types/node'].filter((each) => each in pinned)),
  };
  const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;
  return new Map([
    ['.github/workflows/site.yml', read('project/site.yml')],
    ['.gitignore', 'node_modules/\ncdktf.out/\n.terraform/\n*.tfstate*\n'],
    ['cdktf.json', json({ language: 'typescript', app: 'npx ts-node -T main.ts', sendCrashReports: 'false' })],
    ['main.ts', read(isFile ? 'project/site-file.ts.txt' : `${template}.ts.txt`)],
    ['package.json', json(project)],
    ['site.test.ts', read('project/site.test.ts.txt')],
    ...(isFile ? ([['site.yaml', read(`${template}.yaml`)]] as const) : []),
    [
      'tsconfig.json',
      json({ compilerOptions: { target: 'es2022', module: 'node16', strict: true, skipLibCheck: true } }),
    ],
  ]);
}

function manifest(): Manifest {
  return JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;
}

/** How the new project asks for this package: the file that this one was installed of, else its version. */
function ownSpec(folder: string): string {
  const { name, version } = manifest();
  const home = join(ROOT, '..', '..');
  const above = join(home, 'package.json');
  if (!existsSync(above)) return version;
  const { dependencies = {} } = JSON.parse(readFileSync(above, 'utf8')) as {
    readonly dependencies?: Readonly<Record<string, string>>;
  };
  const spec = Object.hasOwn(dependencies, name) ? (dependencies[name] ?? '') : '';
  return spec.startsWith('file:') ? `file:${relative(folder, resolve(home, spec.slice('file:'.length)))}` : version;
}

/** Adds `aifactory completion`. */
export function addCompletionVerb(program: Command, { out }: CliContext): void {
  program
    .command('completion')
    .argument('<shell>', 'bash or zsh')
    .addHelpText(
      'after',
      `
Examples:
  $ source <(aifactory completion bash)
  $ aifactory completion zsh > ~/.zfunc/_aifactory`,
    )
    .action((shell: string) => {
      const { helpTexts } = require('./run-cli') as { readonly helpTexts: () => ReadonlyMap<string, string> };
      const options = [...helpTexts()].map(
        ([verb, text]) => [verb, [...new Set(text.match(/--[a-z][a-z0-9-]*/g) ?? [])].join(' ')] as const,
      );
      const verbs = options.filter(([verb]) => !verb.includes(' '));
      const words = verbs.map(([verb]) => verb).join(' ');
      const cases = verbs.map(([verb, flags]) => `    ${verb}) words="${flags}" ;;`).join('\n');
      if (shell !== 'bash' && shell !== 'zsh') {
        throw new UsageError(`there is no completion for '${shell}'`, 'give bash or zsh');
      }
      out(shell === 'bash' ? bashText(words, cases) : zshText(words, cases));
    });
}

function bashText(words: string, cases: string): string {
  return `_aifactory() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words="${words}"
  if [ "$COMP_CWORD" -gt 1 ]; then
    case "\${COMP_WORDS[1]}" in
${cases}
    *) words="" ;;
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _aifactory aifactory
`;
}

function zshText(words: string, cases: string): string {
  return `#compdef aifactory
_aifactory() {
  local words_given=("\${words[@]}") all="${words}"
  if (( CURRENT > 2 )); then
    local words=""
    case "\${words_given[2]}" in
${cases}
    esac
    compadd -- \${=words}
    _files
  else
    compadd -- \${=all}
  fi
}
compdef _aifactory aifactory
`;
}
