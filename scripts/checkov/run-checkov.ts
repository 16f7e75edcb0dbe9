import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFiles } from '../../src/files/file-writer';
import { readCheckov, type CheckovReport, type StackTexts } from './checkov-report';

/** Where CI installs checkov, in an environment of its own. */
const OWN = join(__dirname, '..', '..', 'node_modules', '.cache', 'checkov', 'bin', 'checkov');

/** What checkov may write: a report on a dozen stacks is some megabytes. */
const MOST_BYTES = 256 * 1_024 * 1_024;

/** Command of checkov: that of CI, or the one on the PATH; undefined where there is none. */
export function checkovCommand(): string | undefined {
  const candidates = existsSync(OWN) ? [OWN] : ['checkov'];
  return candidates.find((command) => spawnSync(command, ['--version']).status === 0);
}

/** Runs checkov over stacks, without the network. */
export function runCheckov(command: string, stacks: StackTexts): CheckovReport {
  const folder = mkdtempSync(join(tmpdir(), 'aifactory-checkov-'));
  try {
    writeFiles([...stacks].map(([name, text]) => [join(folder, `${name}.tf.json`), text] as const));
    const options = ['--framework', 'terraform_json', '--output', 'json', '--compact', '--skip-download'];
    const { stdout, stderr, status } = spawnSync(command, ['--directory', folder, ...options], {
      encoding: 'utf8',
      maxBuffer: MOST_BYTES,
    });
    // 1 means that checks failed.
    if (status !== 0 && status !== 1) throw new Error(`checkov ended with ${status ?? 'a signal'}: ${stderr}`);
    return readCheckov(stdout, stacks);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
