import { defineEntry } from '../define-entry';
import type { InstanceSpec } from './instance-spec';

/**
 * Checks and freezes an instance type. Start from one of the catalogue, or write your own with `userFact`.
 *
 * @throws DesignError with all that is wrong at once: `catalog/bad-id`, `catalog/bare-value`, `catalog/unknown-source`,
 * `catalog/bad-status`, `catalog/bad-date`, `catalog/bad-value`, `catalog/inconsistent`
 */
export function defineInstance(spec: InstanceSpec): InstanceSpec {
  return defineEntry('instance', spec, (check, { efaInterfaces, networkCards, isCard0Efa }) => {
    if (efaInterfaces === undefined) return;
    check.consistent(
      efaInterfaces.value <= networkCards.value,
      `${efaInterfaces.value} 'efaInterfaces' are more than ${networkCards.value} 'networkCards', and a card takes one`,
      'make efaInterfaces at most networkCards',
    );
    check.consistent(
      isCard0Efa?.value !== false || efaInterfaces.value < networkCards.value,
      `${efaInterfaces.value} 'efaInterfaces' do not fit on ${networkCards.value} 'networkCards' of which card 0 takes none`,
      "make efaInterfaces less than networkCards, or 'isCard0Efa' true",
    );
  });
}
