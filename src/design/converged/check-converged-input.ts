import { DesignErrors } from '../../errors/design-error';
import { checkBreakouts } from './check-breakouts';
import { checkConvergedCounts } from './check-converged-counts';
import { checkConvergedNames } from './check-converged-names';
import { checkConvergedPorts } from './check-converged-ports';
import { checkConvergedTypes } from './check-converged-types';
import type { ConvergedInput } from '../../model/core-pair';

/**
 * Checks what is wrong in the props of a pair of cores whatever its size; all of it is reported at once.
 *
 * @throws DesignError one of the codes of `checkConvergedTypes`, `checkConvergedCounts`, `checkConvergedNames`, `checkConvergedPorts`, `checkBreakouts`;
 * `DesignErrors` for several
 */
export function checkConvergedInput(input: ConvergedInput): void {
  DesignErrors.throwAll(checkConvergedTypes(input));
  const counts = checkConvergedCounts(input);
  const rest = counts.length === 0 ? checkBreakouts(input) : [];
  DesignErrors.throwAll([...counts, ...checkConvergedNames(input), ...checkConvergedPorts(input), ...rest]);
}
