import { DesignError, DesignErrors } from '../../errors/design-error';
import { wholeNumberError } from '../placement/whole-number';
import { apportion } from './apportion';

/**
 * Load of each source that is left when `failed` of equal parallel sources are lost: `L*m/(m-k)` for a load of L on each of m sources.
 * Whole watts that add up to the load.
 *
 * @throws DesignError `power/no-source-left`, `power/invalid-number`
 */
export function redistribute(loadWatts: number, sources: number, failed: number): number[] {
  const code = 'power/invalid-number';
  const numbers = { loadWatts, sources, failed };
  DesignErrors.throwAll(
    Object.entries(numbers)
      .map(([field, value]) => wholeNumberError({ code, owner: 'parallel sources', field, value, least: 0 }))
      .filter((error) => error !== undefined),
  );
  if (failed >= sources) {
    throw new DesignError('power/no-source-left', {
      problem: `${failed} of ${sources} sources fail, and none is left to carry the load`,
      remedy: "let 'failed' be less than 'sources'",
      value: String(failed),
      limit: String(sources - 1),
    });
  }
  return apportion(
    loadWatts,
    Array.from({ length: sources - failed }, () => 1),
  );
}
