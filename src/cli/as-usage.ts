import { DesignError, DesignErrors } from '../errors/design-error';
import { UsageError } from './usage-error';

/**
 * Runs what reads a file of the command line: what the file holds is part of the command line here, exit code 2.
 *
 * @param act - reads the file
 * @param file - name of the file, in front of a single problem
 * @param remedy - what to do about several problems
 */
export function asUsage<T>(act: () => T, file?: string, remedy = 'give the file as it was written'): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof DesignErrors) throw new UsageError(error.message.split('\n'), remedy);
    if (!(error instanceof DesignError)) throw error;
    const where = file === undefined ? '' : `'${file}': `;
    throw new UsageError(`${where}${error.problem}`, `${error.remedy} [${error.code}]`);
  }
}
