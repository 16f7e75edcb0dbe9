/** A command line that asks for what does not exist or makes no sense: exit code 2. */
export class UsageError extends Error {
  public override readonly name: string = 'UsageError';
  /** What is wrong. */
  public readonly problem: string;
  /** What to write instead. */
  public readonly remedy: string;

  public constructor(problem: string, remedy: string) {
    super(`${problem}; ${remedy}`);
    this.problem = problem;
    this.remedy = remedy;
  }
}
