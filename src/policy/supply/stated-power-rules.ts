import type { SitePlan } from '../../model/site-plan';
import { defineRule } from '../define-rule';
import { inWords } from '../in-words';
import { judgeEach } from '../judge-each';
import { byFigure } from '../power/by-figure';
import type { Rule } from '../rule';
import { failed, indeterminate, type Verdict } from '../verdict';
import { cloudWattsOf, figuresOf } from '../../design/power/plan-power';
import { siteDraw } from './site-draw';

const THREE_FIGURES =
  'Contract, IT power and energised power are three figures: SK AI DC Ulsan is announced as 103 MW, of which about 41 MW are there with the first phase';

const contractExceeded = defineRule({
  id: 'supply/contract-exceeded',
  severity: 'error',
  title: 'a site draws at most the power of its supply contract',
  why: {
    text: 'Above its contract a site pays for the excess or is cut off; the contract holds for all that it draws, cooling and losses with it.',
    source: THREE_FIGURES,
  },
  check: (plan) => judgeDraw(plan, 'contractWatts', "'contractPower'"),
});

const energisedExceeded = defineRule({
  id: 'supply/energised-exceeded',
  severity: 'error',
  title: 'a site draws at most the power that the utility has energised',
  why: { text: 'What is contracted and not yet energised cannot be drawn.', source: THREE_FIGURES },
  check: (plan) => judgeDraw(plan, 'energisedWatts', "'energisedPower'"),
});

const itExceeded = defineRule({
  id: 'supply/it-power-exceeded',
  severity: 'error',
  title: 'the racks of a site draw at most its power for IT',
  why: {
    text: 'Halls, busways and cooling are built for the power of IT, whatever the contract would allow.',
    source: THREE_FIGURES,
  },
  check: (plan) => {
    const { itWatts, path } = figuresOf(plan);
    const loadWatts = plan.power.loadWatts + cloudWattsOf(plan);
    return judgeEach(
      itWatts === undefined ? [] : [itWatts],
      (limitWatts) => {
        if (loadWatts <= limitWatts) return undefined;
        const [load, limit, over] = [loadWatts, limitWatts, loadWatts - limitWatts].map(inWords.watts);
        return failed({
          path: path ?? plan.path,
          object: `power for IT of site '${plan.name}'`,
          found: `${load} ${byFigure(plan.power)}`,
          limit: `${limit} for IT`,
          required: `${load}`,
          available: `${limit}`,
          shortfall: `${over}`,
          arithmetic: `${load} - ${limit} = ${over}`,
          remedy: "take systems out, hold them to a 'powerCap', or raise 'itPower'",
        });
      },
      "neither the site nor a phase states 'itPower'",
    );
  },
});

const figuresInOrder = defineRule({
  id: 'supply/figures-in-order',
  severity: 'error',
  title: 'power for IT and energised power are within the power of the contract',
  why: {
    text: 'A figure above the contract is of another kind than it is taken for: megawatts of IT, of a campus, or of a later phase.',
    source: THREE_FIGURES,
  },
  check: (plan) => {
    const { contractWatts, itWatts, energisedWatts, path } = figuresOf(plan);
    const others = { itPower: itWatts, energisedPower: energisedWatts };
    return judgeEach(
      Object.entries(others).flatMap(([prop, watts]) =>
        contractWatts === undefined || watts === undefined ? [] : [{ prop, watts, contract: contractWatts }],
      ),
      ({ prop, watts, contract }) => {
        if (watts <= contract) return undefined;
        return failed({
          path: path ?? plan.path,
          object: `'${prop}' of site '${plan.name}'`,
          found: inWords.watts(watts),
          limit: `${inWords.watts(contract)} of contract`,
          arithmetic: `${inWords.watts(watts)} - ${inWords.watts(contract)} = ${inWords.watts(watts - contract)}`,
          remedy: `correct '${prop}' or 'contractPower'`,
        });
      },
      "no 'contractPower' is stated beside another figure",
    );
  },
});

/** Rules that hold what a site draws against what it states. */
export const statedPowerRules: readonly Rule[] = [contractExceeded, energisedExceeded, figuresInOrder, itExceeded];

function judgeDraw(plan: SitePlan, key: 'contractWatts' | 'energisedWatts', prop: string): readonly Verdict[] {
  const { path, ...figures } = figuresOf(plan);
  const stated = figures[key];
  const draw = siteDraw(plan);
  return judgeEach(
    stated === undefined ? [] : [stated],
    (limitWatts) => {
      const [found, limit] = [inWords.watts(draw.watts), inWords.watts(limitWatts)];
      const owner = { path: path ?? plan.path, object: `${prop} of site '${plan.name}'` };
      if (draw.watts > limitWatts) {
        const over = inWords.watts(draw.watts - limitWatts);
        return failed({
          ...owner,
          found: `${draw.isLeast ? 'at least ' : ''}${found} ${byFigure(plan.power)}`,
          limit,
          required: found,
          available: limit,
          shortfall: over,
          arithmetic: `${draw.arithmetic}; ${found} - ${limit} = ${over}`,
          remedy: `take systems out, hold them to a 'powerCap', or raise ${prop}`,
        });
      }
      if (!draw.isLeast) return undefined;
      return indeterminate({
        ...owner,
        unknown: `the draw of the whole site: at least ${found} of ${limit} (${draw.arithmetic})`,
        givenBy: "give 'supply.pue', or cooling units with their draw",
      });
    },
    `neither the site nor a phase states ${prop}`,
  );
}
