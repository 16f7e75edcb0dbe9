import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runStart } from '../../scripts/start/run-start';

/** A program in its place: it writes a manifest and the policy report of one site, as a synthesis does. */
const PROGRAM = `
const { mkdirSync, writeFileSync } = require('node:fs');
const settings = JSON.parse(process.env.FIXTURE ?? '{}');
if (settings.crash) throw new Error(settings.crash);
const { stacks = { 'gasan-haein': [] }, errors = 0, site = 'gasan' } = settings;
const out = process.env.CDKTF_OUTDIR;
const folder = out + '/site/' + site;
mkdirSync(folder, { recursive: true });
writeFileSync(folder + '/policy.txt', 'Policy report of site ' + site + '\\n\\n' + errors + ' errors\\n');
const finding = { ruleId: 'power/zone-overload', severity: 'error', outcome: 'failed', path: 'lab/a', object: 'zone a', found: '2 kW', remedy: 'raise it' };
writeFileSync(folder + '/policy.json', JSON.stringify({
  site,
  isStrict: false,
  counts: { severities: { error: errors, warning: 0, info: 0 }, acknowledged: 0 },
  findings: Array.from({ length: errors }, () => finding),
}));
if (errors > 0) throw new Error('Validation failed');
writeFileSync(folder + '/index.html', '');
const manifest = { stacks: {} };
for (const [name, dependencies] of Object.entries(stacks)) {
  const workingDirectory = 'stacks/' + name;
  mkdirSync(out + '/' + workingDirectory, { recursive: true });
  writeFileSync(out + '/' + workingDirectory + '/cdk.tf.json', JSON.stringify({ name, code: (settings.code ?? {})[name] }));
  manifest.stacks[name] = { name, workingDirectory, dependencies, annotations: settings.annotations ?? [] };
}
writeFileSync(out + '/manifest.json', JSON.stringify(manifest));
`;

/** Terraform in its place: keeps its calls, and says in JSON what the test wants to hear. */
const TERRAFORM = `#!/usr/bin/env node
const { appendFileSync, existsSync, writeFileSync } = require('node:fs');
const { basename } = require('node:path');
const settings = JSON.parse(process.env.FIXTURE ?? '{}');
const [verb] = process.argv.slice(2);
const say = (event) => console.log(JSON.stringify(event));
if (verb === 'version') {
  console.log(JSON.stringify({ terraform_version: settings.version ?? '1.11.4' }));
  process.exit(0);
}
const flags = process.argv.slice(3).filter((argument) => argument.startsWith('-parallelism'));
appendFileSync(process.env.CALLS, [verb, basename(process.cwd()), ...flags].join(' ') + '\\n');
if (verb === 'init') {
  if (settings.init) console.error(settings.init);
  process.exit(settings.init ? 1 : 0);
}
const add = existsSync('state') ? 0 : 3;
const stack = basename(process.cwd());
if (settings.diagnostic && [undefined, stack].includes(settings.failing) && verb === (settings.failsAt ?? 'plan')) {
  say({ type: 'diagnostic', diagnostic: { severity: 'error', ...settings.diagnostic } });
  process.exit(1);
}
const addresses = Array.from({ length: add }, (_, i) => 'terraform_data.r' + (i + 1));
const planned = settings.planned ?? addresses.map((addr) => ({ action: 'create', addr }));
if (verb === 'plan') {
  const out = process.argv.find((argument) => argument.startsWith('-out=')).slice(5);
  writeFileSync(out, 'a saved plan');
  for (const { action, addr, was } of planned) {
    const previous = was === undefined ? {} : { previous_resource: { addr: was } };
    say({ type: 'planned_change', change: { action, resource: { addr }, ...previous } });
  }
  say({ type: 'change_summary', changes: { add, change: 0, remove: 0, operation: 'plan', ...settings.planCounts } });
  process.exit(0);
}
if (!existsSync(process.argv[process.argv.length - 1])) throw new Error('there is no saved plan');
// As Terraform does: one that writes where nobody reads any more dies at once, and its state with it.
process.stdout.on('error', () => process.exit(141));
if (settings.wait) {
  process.on('SIGINT', () => process.exit(1));
  setInterval(() => undefined, 1000);
  say({ type: 'diagnostic', diagnostic: { severity: 'warning', summary: 'waiting' } });
} else if (settings.slow) {
  let count = 0;
  const timer = setInterval(() => {
    count += 1;
    say({ type: 'apply_complete', hook: { action: 'create', resource: { addr: 'terraform_data.r' + count } } });
    if (count < planned.length) return;
    clearInterval(timer);
    writeFileSync('state', '');
  }, settings.slow);
} else {
  const applied = settings.applied ?? addresses.map((addr) => ({ action: 'create', addr }));
  for (const { action, addr } of applied) say({ type: 'apply_complete', hook: { action, resource: { addr } } });
  writeFileSync('state', '');
  say({ type: 'change_summary', changes: { add, change: 0, remove: 0, operation: 'apply', ...settings.applyCounts } });
  say({ type: 'outputs', outputs: {
    gpus: { sensitive: false, value: 1016 },
    fabric: { sensitive: false, value: { leaf: 32, role: 'compute' } },
    key: { sensitive: true },
  } });
}
`;

/** A change of a plan, or what an apply did to a resource. */
export interface FixtureChange {
  readonly action: string;
  readonly addr: string;
  /** Address that it had. Absent: the same. */
  readonly was?: string;
}

/** What a test wants of the program and of Terraform. */
export interface FixtureSettings {
  /** Stacks of the program, each with those that it needs. */
  readonly stacks?: Readonly<Record<string, readonly string[]>>;
  readonly errors?: number;
  readonly site?: string;
  readonly crash?: string;
  readonly annotations?: readonly { readonly level: string; readonly message: string }[];
  readonly version?: string;
  readonly init?: string;
  readonly diagnostic?: { readonly summary: string; readonly detail?: string };
  readonly wait?: boolean;
  /** Code of a stack, where it is not always the same. */
  readonly code?: Readonly<Record<string, string>>;
  /** The one stack that `diagnostic` is about. */
  readonly failing?: string;
  /** Where `diagnostic` comes. Default: `plan`. */
  readonly failsAt?: 'plan' | 'apply';
  /** Changes of the plan, what the apply does, and what Terraform counts of both. Default: three resources are created. */
  readonly planned?: readonly FixtureChange[];
  readonly applied?: readonly FixtureChange[];
  readonly planCounts?: Readonly<Record<string, number>>;
  readonly applyCounts?: Readonly<Record<string, number>>;
  /** Milliseconds between two resources of an apply. */
  readonly slow?: number;
}

/** How a command is run. */
export interface RunOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly onPrint?: (text: string) => void;
  /** Another command than `npm start`. */
  readonly command?: typeof runStart;
}

/** A folder with a program, and a folder of commands that is the whole PATH. */
export class StartFixture {
  public readonly folder = mkdtempSync(join(tmpdir(), 'aifactory-start-'));
  /** Folder of the commands, the whole PATH. */
  public readonly bin = join(this.folder, 'commands');

  public constructor(binary: 'terraform' | 'tofu' | 'none' = 'terraform') {
    mkdirSync(this.bin);
    symlinkSync(process.execPath, join(this.bin, 'node'));
    writeFileSync(join(this.folder, 'cdktf.json'), JSON.stringify({ app: 'node program.js' }));
    writeFileSync(join(this.folder, 'program.js'), PROGRAM);
    if (binary === 'none') return;
    writeFileSync(join(this.bin, binary), TERRAFORM);
    chmodSync(join(this.bin, binary), 0o755);
  }

  /** Runs `npm start` in the folder. Times are replaced, for they differ. */
  public async run(
    names: readonly string[] = [],
    settings: FixtureSettings = {},
    options: RunOptions = {},
  ): Promise<{ readonly code: number; readonly text: string }> {
    let text = '';
    const code = await (options.command ?? runStart)(names, {
      folder: this.folder,
      env: { PATH: this.bin, CALLS: join(this.folder, 'calls'), FIXTURE: JSON.stringify(settings), ...options.env },
      print: (part) => {
        text += part;
        options.onPrint?.(part);
      },
    });
    return { code, text: text.replace(/ in \d+\.\d s/g, ' in N s') };
  }

  /** Calls of Terraform so far: verb and stack. */
  public calls(): readonly string[] {
    const file = join(this.folder, 'calls');
    return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : [];
  }
}
