import { oneLine } from '../errors/visible-text';

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
