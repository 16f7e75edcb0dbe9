import type { SystemSpec } from '../../catalog/system-spec';
import { fitWithin } from '../../design/limits/space-limits';
import type { Power } from '../../units/power';
import { defineRule } from '../define-rule';
import { inWords } from '../in-words';
import type { Rule } from '../rule';
import { failed, passed } from '../verdict';

/** A number of GPUs that somebody stated, and what it is to fit into. */
export interface StatedGpus {
  /** Id of the rule, `<pack>/<name>`, for example `ulsan/stated-gpus`. */
  readonly id: string;
  /** GPUs as stated. */
  readonly gpus: number;
  /** Who stated it, where and when. */
  readonly source: string;
  /** Power of the whole site. */
  readonly within: Power;
  /** Facility power over IT power. */
  readonly pue: number;
  /** System that is planned with. */
  readonly system: SystemSpec;
  /** Draw of one system as it is run: its maximum, or a cap. */
  readonly systemPower: Power;
  /**
   * IT power beside these systems: tenants, storage, networks.
   *
   * @default - nothing
   */
  readonly beside?: Power;
}

/**
 * A rule that sets a stated number of GPUs against what fits the power: a gap is a warning with its arithmetic, and nothing is bent to close it.
 *
 * @throws DesignError `limits/bad-fit`, and those of `defineRule`
 */
export function statedGpus({ id, gpus, source, within, pue, system, systemPower, beside }: StatedGpus): Rule {
  const gpusPerSystem = system.gpus.value;
  const otherWatts = beside?.inWatts ?? 0;
  const fit = fitWithin({
    siteWatts: within.inWatts,
    pue,
    otherWatts,
    systemWatts: systemPower.inWatts,
    gpusPerSystem,
  });
  const less = otherWatts === 0 ? '' : ` - ${inWords.watts(otherWatts)} beside`;
  return defineRule({
    id,
    severity: 'warning',
    title: `${inWords.number(gpus)} GPUs, as stated, fit ${within.toString()}`,
    why: { text: 'A stated number of GPUs is a claim until the power for them is found.', source },
    check: ({ path }) => {
      if (fit.gpus >= gpus) return [passed(1)];
      return [
        failed({
          path,
          object: `${inWords.number(gpus)} GPUs of '${system.id}' at ${systemPower.toString()} a system`,
          found: `${inWords.number(fit.gpus)} GPUs fit`,
          limit: `${inWords.number(gpus)} stated`,
          required: `${inWords.number(gpus)} GPUs`,
          available: `${inWords.number(fit.gpus)} GPUs`,
          shortfall: `${inWords.number(gpus - fit.gpus)} GPUs`,
          arithmetic: `${within.toString()} / PUE ${pue} = ${inWords.watts(fit.itWatts)}${less}; by ${systemPower.toString()} = ${inWords.number(fit.systems)} systems x ${gpusPerSystem} GPUs = ${inWords.number(fit.gpus)}`,
          remedy: 'correct the number, or state the system, cap and PUE with which it holds',
        }),
      ];
    },
  });
}
