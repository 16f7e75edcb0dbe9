import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { DesignError, DesignErrors, oneLine } from '../errors/design-error';

/** What the command line sees of the world. */
export interface CliContext {
  /** Takes results. */
  readonly out: (text: string) => void;
  /** Takes errors, and help that nobody asked for. */
  readonly err: (text: string) => void;
  /** Folder in which lock files are looked for. Absent: that of the process. */
  readonly cwd?: string;
  /** Whether errors come with their stack. Absent: no. */
  readonly isDebug?: boolean;
  /** Token of NetBox. Absent: NetBox is asked without one. */
  readonly netboxToken?: string;
}

/** A command line that asks for what does not exist or makes no sense: exit code 2. */
export class UsageError extends Error {
  public override readonly name: string = 'UsageError';
  /** What is wrong. */
  public readonly problem: string;
  /** What to write instead. */
  public readonly remedy: string;

  /** @param problem - what is wrong, on one line, or the lines of several problems */
  public constructor(problem: string | readonly string[], remedy: string) {
    const shown = (typeof problem === 'string' ? [problem] : problem).map(oneLine).join('\n');
    super(`${shown}; ${oneLine(remedy)}`);
    this.problem = shown;
    this.remedy = oneLine(remedy);
  }
}

/**
 * Runs what reads a file of the command line: what the file holds is part of the command line here, exit code 2.
 *
 * @param act - reads the file
 * @param file - name of the file, in front of a single problem
 * @param remedy - what to do about several problems
 */
export function asUsage<T>(
  act: () => T,
  file?: string,
  remedy = file === undefined ? 'mend each of them' : 'give the file as it was written',
): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof DesignErrors) throw new UsageError(error.message.split('\n'), remedy);
    if (!(error instanceof DesignError)) throw error;
    const where = file === undefined ? '' : `'${file}': `;
    throw new UsageError(`${where}${error.problem}`, `${error.remedy} [${error.code}]`);
  }
}

/** The same as `asUsage`, of what reads its files as it goes. */
export async function asUsageLater<T>(act: () => Promise<T>, file?: string, remedy?: string): Promise<T> {
  try {
    return await act();
  } catch (error) {
    return asUsage(
      () => {
        throw error;
      },
      file,
      remedy,
    );
  }
}

/**
 * Plans of sites that a folder holds, as paths from it: of the program there (the output folder that `cdktf.json` names, else `cdktf.out`), of an output
 * folder itself, or of a folder of one site.
 */
export function siteFiles(folder: string): readonly string[] {
  const places = [outputOf(folder), '.'].flatMap((place) => {
    const sites = join(folder, place, 'site');
    if (!existsSync(sites)) return [];
    return readdirSync(sites)
      .sort()
      .map((name) => join(place, 'site', name, 'site.json'));
  });
  return [...places, 'site.json'].filter((path) => existsSync(join(folder, path)));
}

function outputOf(folder: string): string {
  try {
    const settings: unknown = JSON.parse(readFileSync(join(folder, 'cdktf.json'), 'utf8'));
    if (
      typeof settings === 'object' &&
      settings !== null &&
      'output' in settings &&
      typeof settings.output === 'string'
    )
      return settings.output;
  } catch {
    // No program's settings, or none that can be read: the default holds.
  }
  return 'cdktf.out';
}

/**
 * A percentage of the command line as a share.
 *
 * @throws UsageError for what is none, or not between 0 and 100
 */
export function percentOf(text: string): number {
  const percent = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : NaN;
  if (percent > 0 && percent < 100) return percent / 100;
  throw new UsageError(`'${text}' is no percentage`, 'give a number above 0 and below 100, such as 2.5');
}
