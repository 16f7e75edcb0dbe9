import { DesignError } from '../../errors/design-error';
import type { FabricInput } from './fabric-input';

/** What is wrong with a fabric, beside its name. */
export interface FabricProblem {
  readonly what: string;
  readonly remedy: string;
  readonly value?: string;
  readonly limit?: string;
}

/** Design error about a fabric, whose name it puts in front. */
export function fabricProblem({ name }: Pick<FabricInput, 'name'>, code: string, problem: FabricProblem): DesignError {
  const { what, ...rest } = problem;
  return new DesignError(code, { problem: `fabric '${name}': ${what}`, object: name, ...rest });
}
