import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CommandResult, outputOf, runCommand } from './run-command';
import { terraformBinary } from './terraform-binary';

const ROOT = join(__dirname, '..', '..');

/** What a program needs to run from a checkout, beside the installed packages. */
const PARTS = ['bin', 'examples', 'scripts', 'src', 'stacks', 'cdktf.json', 'package.json', 'tsconfig.json'];

/** One resource that a plan changes. */
export interface PlannedChange {
  readonly address: string;
  readonly action: string;
}

/** A copy of this checkout in a temporary folder: what is written and deployed there leaves nothing behind. */
export class CheckoutCopy {
  /** Folder of the copy. */
  public readonly folder = mkdtempSync(join(tmpdir(), 'aifactory-checkout-'));
  private readonly settings = join(this.folder, 'terraform.rc');

  /** @param chosen - Terraform or OpenTofu; absent: whichever is on the PATH */
  public constructor(private readonly chosen?: string) {
    for (const part of PARTS) cpSync(join(ROOT, part), this.path(part), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), this.path('node_modules'), 'dir');
    // A mirror of providers that the environment names is kept; nothing of the user's own settings is.
    const given = process.env['TF_CLI_CONFIG_FILE'];
    writeFileSync(this.settings, given !== undefined && existsSync(given) ? readFileSync(given, 'utf8') : '');
  }

  private get binary(): string {
    return this.chosen ?? terraformBinary() ?? 'terraform';
  }

  /** Path of a file of the copy. */
  public path(...segments: readonly string[]): string {
    return join(this.folder, ...segments);
  }

  /** Text of a file of the copy. */
  public read(...segments: readonly string[]): string {
    return readFileSync(this.path(...segments), 'utf8');
  }

  /** Files below a folder, sorted, without what Terraform keeps beside a stack. */
  public files(folder: string): string[] {
    return readdirSync(this.path(folder), { recursive: true, encoding: 'utf8' })
      .map((file) => `${folder}/${file}`)
      .filter((file) => !file.includes('/.terraform') && statSync(this.path(file)).isFile())
      .sort();
  }

  /** Replaces a text that stands in a file exactly once. */
  public edit(file: string, from: string, to: string): void {
    const pieces = this.read(file).split(from);
    if (pieces.length !== 2) throw new Error(`'${from}' stands ${pieces.length - 1} times in ${file}`);
    writeFileSync(this.path(file), pieces.join(to));
  }

  /** Runs a script with node. */
  public node(args: readonly string[], env: Readonly<Record<string, string | undefined>> = {}): CommandResult {
    return runCommand(process.execPath, args, {
      cwd: this.folder,
      env: {
        TF_CLI_CONFIG_FILE: this.settings,
        ...(this.chosen === undefined ? {} : { TERRAFORM_BINARY_NAME: this.chosen }),
        ...env,
      },
    });
  }

  /** Runs the CDKTF command-line interface. */
  public cdktf(...args: readonly string[]): CommandResult {
    const manifest = require.resolve('cdktf-cli/package.json');
    const { bin } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly bin: { readonly cdktf: string } };
    return this.node([join(manifest, '..', bin.cdktf), ...args], { TERRAFORM_BINARY_NAME: this.binary });
  }

  /** Runs a program as the command-line interface would, without its start of several seconds. */
  public synthesize(program: string): CommandResult {
    return this.node([require.resolve('ts-node/dist/bin.js'), '-T', program], { CDKTF_OUTDIR: 'cdktf.out' });
  }

  /** Runs Terraform in the folder of a stack. */
  public terraform(stack: string, ...args: readonly string[]): string {
    return outputOf(this.binary, [...args, '-no-color'], {
      cwd: this.path('cdktf.out', 'stacks', stack),
      env: { TF_CLI_CONFIG_FILE: this.settings },
    });
  }

  /** What an apply would change, sorted by address. */
  public plannedChanges(stack: string): PlannedChange[] {
    return this.terraform(stack, 'plan', '-input=false', '-lock=false', '-json')
      .split('\n')
      .filter((line) => line.includes('"type":"planned_change"'))
      .map((line) => {
        const { change } = JSON.parse(line) as {
          readonly change: { readonly action: string; readonly resource: { readonly addr: string } };
        };
        return { address: change.resource.addr, action: change.action };
      })
      .sort((a, b) => (a.address < b.address ? -1 : 1));
  }

  /** Takes the copy away. */
  public remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
