import { DesignError } from '../../errors/design-error';
import type { ConvergedInput } from '../../model/core-pair';

/** What is wrong with a pair of cores, beside its name. */
export interface ConvergedProblem {
  readonly what: string;
  readonly remedy: string;
  /** Default: the pair. */
  readonly object?: string;
  readonly value?: string;
  readonly limit?: string;
}

/** Design error about a pair of cores, whose name it puts in front. */
export function convergedProblem(
  { name }: Pick<ConvergedInput, 'name'>,
  code: string,
  { what, ...rest }: ConvergedProblem,
): DesignError {
  return new DesignError(code, { object: name, ...rest, problem: `core pair '${name}': ${what}` });
}
