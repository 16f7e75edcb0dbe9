import { dump } from 'js-yaml';
import type { SystemSpec } from '../../catalog/system-spec';
import { systems } from '../../catalog/systems';
import {
  DESIGN_COUNTRIES,
  DESIGN_REDUNDANCIES,
  type DesignCountry,
  type DesignRedundancy,
} from '../../design/site-design/design-figures';
import { DesignError, spellingHint } from '../../errors/design-error';
import { isCalendarDay } from '../../model/phase';
import type { Finding } from '../../policy/engine/rule';
import { Power } from '../../units/power';

/** What a site is designed for. */
export interface DesignRequest {
  /** Power of the supply contract: all that the site draws is within it. */
  readonly power: Power;
  /** Id of a GPU system of the catalogue, such as `gb300-nvl72`. */
  readonly system: string;
  /**
   * Country of the site: voltages, frequency, code of busways and weather.
   *
   * @default 'kr'
   */
  readonly country?: DesignCountry;
  /**
   * Redundancy of the power chain.
   *
   * @default '2N'
   */
  readonly redundancy?: DesignRedundancy;
  /**
   * Phases in the order of their dates, each with the contract that holds from then on; the last one has `power`.
   *
   * @default - all at once
   */
  readonly phases?: readonly DesignPhase[];
  /**
   * Id of the site.
   *
   * @default 'design'
   */
  readonly name?: string;
  /**
   * Last day on which what no source states may still be assumed.
   *
   * @default '2027-06-30'
   */
  readonly until?: string;
}

/** A phase of a design. */
export interface DesignPhase {
  /** Day on which it is there, as `2028-03-31`. */
  readonly date: string;
  /** Contract from then on. */
  readonly power: Power;
}

/** A site file of a document. */
export function documentText(document: Readonly<Record<string, unknown>>): string {
  const head = '# yaml-language-server: $schema=node_modules/cdktf-ai-factory/docs/schemas/site-file.schema.json\n';
  return `${head}${dump(document, { noRefs: true, lineWidth: 150, flowLevel: 4 })}`;
}

/** The system of an id. @throws DesignError `design/unknown-system` */
export function systemOf(id: string): SystemSpec {
  const all: readonly SystemSpec[] = Object.values(systems);
  const found = all.find((each) => each.id === id);
  if (found !== undefined) return found;
  const known = all.map((each) => each.id);
  const hint = spellingHint(id, known);
  throw new DesignError('design/unknown-system', {
    problem: `the catalogue has no GPU system '${id}'`,
    remedy: hint === undefined ? "name one of 'aifactory catalog systems'" : `did you mean '${hint}'?`,
  });
}

/**
 * Refuses a request that no site can come from, before anything is planned.
 *
 * @throws DesignError `design/unknown-country`, `design/unknown-redundancy`, `design/power-out-of-range`, `site/bad-name`, `phases/bad-date`, `design/bad-phases`
 */
export function checkRequest(request: DesignRequest): void {
  const { name = 'design', until = UNTIL, country = 'kr', redundancy = '2N', phases = [], power } = request;
  if (!DESIGN_COUNTRIES.includes(country)) {
    throw new DesignError('design/unknown-country', {
      problem: `'country' is '${country}'`,
      remedy: `give one of ${DESIGN_COUNTRIES.join(', ')}`,
    });
  }
  if (!DESIGN_REDUNDANCIES.includes(redundancy)) {
    throw new DesignError('design/unknown-redundancy', {
      problem: `'redundancy' is '${redundancy}'`,
      remedy: `give one of ${DESIGN_REDUNDANCIES.join(', ')}`,
    });
  }
  if (power.inWatts > MOST_WATTS) {
    throw new DesignError('design/power-out-of-range', {
      problem: `'power' is ${power.toString()}, above ${Power.watts(MOST_WATTS).toString()}`,
      remedy: 'check the unit, or design several sites',
      value: power.toString(),
      limit: Power.watts(MOST_WATTS).toString(),
    });
  }
  if (!SITE_NAME.test(name)) {
    throw new DesignError('site/bad-name', {
      problem: `site '${name}': its id is not a name of small letters, digits and hyphens`,
      remedy: "use an id such as 'gasan'",
    });
  }
  for (const [what, day] of [['until', until], ...phases.map(({ date }) => ['phases', date] as const)] as const) {
    if (isCalendarDay(day)) continue;
    throw new DesignError('phases/bad-date', {
      problem: `'${what}' has '${day}', which is no day of the calendar`,
      remedy: "write it as year-month-day, for example '2027-11-30'",
    });
  }
  checkPhases(request);
}

/** Last day of what is assumed, where a request does not say it. */
export const UNTIL = '2027-06-30';

/** Most power of a site that is designed: figures and forms are meant for sites of up to about a gigawatt. */
const MOST_WATTS = 2_000_000_000;

const SITE_NAME = /^[a-z][a-z0-9-]*$/;

/** Refuses phases that do not rise to the power of the request. */
function checkPhases({ phases, power }: DesignRequest): void {
  if (phases === undefined) return;
  const last = phases.at(-1);
  const isRising = phases.every(
    (phase, index) =>
      index === 0 ||
      ((phases[index - 1]?.date ?? '') < phase.date && (phases[index - 1]?.power.inWatts ?? 0) < phase.power.inWatts),
  );
  if (isRising && last?.power.inWatts === power.inWatts) return;
  throw new DesignError('design/bad-phases', {
    problem: `'phases' is ${phases.map(({ date, power: each }) => `${date}: ${each.toString()}`).join(', ')}, and 'power' is ${power.toString()}`,
    remedy: "give dates and powers that rise, and 'power' to the last",
  });
}

/** Says which rules a design fails. */
export function notClean(errors: readonly Finding[]): DesignError {
  const some = errors
    .slice(0, 3)
    .map(({ ruleId, object, found, limit }) => `${ruleId}: ${object}: ${found}; limit ${limit ?? '-'}`);
  return new DesignError('design/not-clean', {
    problem: `the site that was designed has ${errors.length} error${errors.length === 1 ? '' : 's'}: ${some.join(' | ')}`,
    remedy: 'give another power, system or redundancy, and report it',
  });
}
