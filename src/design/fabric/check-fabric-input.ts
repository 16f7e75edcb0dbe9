import { DesignErrors } from '../../errors/design-error';
import { checkCounts } from './check-counts';
import { checkHostGroups } from './check-host-groups';
import { checkNames } from './check-names';
import { checkOverrides } from './check-overrides';
import type { FabricInput } from '../../model/fabric-plan';

/**
 * Checks what is wrong in a fabric's props whatever its size; all of it is reported at once.
 *
 * @throws DesignError one of the codes of `checkCounts`, `checkNames`, `checkHostGroups`, `checkOverrides`; `DesignErrors` for several
 */
export function checkFabricInput(input: FabricInput): void {
  const counts = checkCounts(input);
  const rest = counts.length === 0 ? checkOverrides(input) : [];
  DesignErrors.throwAll([...counts, ...checkNames(input), ...checkHostGroups(input), ...rest]);
}
