import { SUPPLY_LIMIT_KINDS } from '../../model/power-plan';
import { defineRule } from '../define-rule';
import { inWords } from '../in-words';
import { judgeEach } from '../judge-each';
import type { Rule } from '../rule';
import { failed, indeterminate } from '../verdict';

const givenLimit = defineRule({
  id: 'supply/given-limit',
  severity: 'error',
  title: 'the site is within each limit that its contract or grid code sets',
  why: {
    text: 'Limits at the point of supply differ from contract to contract; each is judged by what it states.',
    source: "The 'source' of each limit, as its finding prints it",
  },
  check: (plan) =>
    judgeEach(
      plan.supply?.limits ?? [],
      ({ kind, least, most, unit, value, source }) => {
        const object = `limit '${kind}' of site '${plan.name}'`;
        const quantity = (amount: number): string => `${inWords.number(amount, 6)}${unit === '' ? '' : ` ${unit}`}`;
        if (value === undefined) {
          return indeterminate({
            path: plan.path,
            object,
            unknown: 'its value at the point of supply',
            givenBy: "give 'value' of the limit, from a study or a measurement",
          });
        }
        const isUnder = least !== undefined && value < least;
        if (!isUnder && (most === undefined || value <= most)) return undefined;
        const broken = isUnder ? least : (most ?? 0);
        const off = quantity(Math.abs(value - broken));
        return failed({
          path: plan.path,
          object,
          found: quantity(value),
          limit: `${isUnder ? 'at least' : 'at most'} ${quantity(broken)} (${source})`,
          shortfall: off,
          arithmetic: isUnder
            ? `${quantity(broken)} - ${quantity(value)} = ${off}`
            : `${quantity(value)} - ${quantity(broken)} = ${off}`,
          remedy: 'change the plant until the study holds the limit, or agree on another limit',
        });
      },
      "the site states no limit in 'supply.limits'",
    ),
});

const limitNotGiven = defineRule({
  id: 'supply/limit-not-given',
  severity: 'info',
  title: 'each limit that a contract of supply often sets is given, so that it can be judged',
  why: {
    text: 'The library knows no source that states these limits for every supply: what is not given is not judged.',
    source: 'Convention of this library: kinds of limit in contracts of supply and grid codes',
  },
  check: (plan) => {
    const { supply } = plan;
    const given = new Set(supply?.limits.map(({ kind }) => kind));
    return judgeEach(
      supply === undefined ? [] : SUPPLY_LIMIT_KINDS,
      (kind) =>
        given.has(kind)
          ? undefined
          : indeterminate({
              path: plan.path,
              object: `limit '${kind}' of site '${plan.name}'`,
              unknown: 'no limit is given: it is not judged',
              givenBy: "give it in 'supply.limits' with its source",
            }),
      'the site states nothing about its supply',
    );
  },
});

/** Rules about limits that the user gives. */
export const givenLimitRules: readonly Rule[] = [givenLimit, limitNotGiven];
