import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeFile, writeFile } from '../../src/files/file-writer';
import { StartError } from '../start/start-context';
import type { SynthesizedStack } from '../start/synthesize';

/**
 * What a deployment that has not come to its end has applied: stacks with the digest of their code. A stack whose code has not changed since is
 * passed over when the deployment goes on; the end of a deployment takes the record away, so that the next one looks at every stack again.
 */
export class DeployRecord {
  private readonly file: string;
  private readonly applied: Record<string, string>;

  public constructor(outdir: string) {
    this.file = join(outdir, 'deploy.json');
    this.applied = read(this.file);
  }

  /** Whether a stack was applied as it is now. */
  public isApplied(stack: SynthesizedStack): boolean {
    return this.applied[stack.name] === digest(stack);
  }

  /** Keeps that a stack was applied. */
  public keep(stack: SynthesizedStack): void {
    this.applied[stack.name] = digest(stack);
    inWords(() => {
      writeFile(this.file, `${JSON.stringify(this.applied, undefined, 2)}\n`);
    });
  }

  /** Forgets all: the deployment came to its end. */
  public end(): void {
    inWords(() => {
      removeFile(this.file);
    });
  }
}

/** @throws StartError for a record that cannot be written, instead of an error with a stack */
function inWords(act: () => void): void {
  try {
    act();
  } catch (error) {
    throw new StartError(error instanceof Error ? error.message : String(error));
  }
}

/** What is in the file; nothing where it was cut short. */
function read(file: string): Record<string, string> {
  if (!existsSync(file)) return {};
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, string>) : {};
  } catch {
    return {};
  }
}

function digest({ folder }: SynthesizedStack): string {
  return createHash('sha256')
    .update(readFileSync(join(folder, 'cdk.tf.json')))
    .digest('hex');
}
