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
writeFileSync(folder + '/policy.json', JSON.stringify({ counts: { severities: { error: errors } } }));
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
say({ type: 'change_summary', changes: { add, change: 0, remove: 0, operation: 'plan' } });
if (settings.diagnostic && [undefined, basename(process.cwd())].includes(settings.failing)) {
  say({ type: 'diagnostic', diagnostic: { severity: 'error', ...settings.diagnostic } });
  process.exit(1);
}
if (settings.wait) {
  process.on('SIGINT', () => process.exit(1));
  setInterval(() => undefined, 1000);
  say({ type: 'diagnostic', diagnostic: { severity: 'warning', summary: 'waiting' } });
} else {
  for (let i = 1; i <= add; i += 1) {
    say({ type: 'apply_complete', hook: { action: 'create', resource: { addr: 'terraform_data.r' + i } } });
  }
  writeFileSync('state', '');
  say({ type: 'change_summary', changes: { add, change: 0, remove: 0, operation: 'apply' } });
  say({ type: 'outputs', outputs: {
    gpus: { sensitive: false, value: 1016 },
    fabric: { sensitive: false, value: { leaf: 32, role: 'compute' } },
    key: { sensitive: true },
  } });
}
`;

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
  private readonly bin = join(this.folder, 'commands');

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
