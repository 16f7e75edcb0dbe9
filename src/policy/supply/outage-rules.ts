import { type ShortCircuit, shortCircuits } from '../../design/power/chain/short-circuit';
import { type Restart, restarts } from '../../design/power/supply/grid-events';
import type { PowerChainPlan, PowerNodeKind, PowerNodePlan } from '../../model/power-node';
import type { SitePlan } from '../../model/site-plan';
import { Current } from '../../units/electricity';
import { named, addTo } from '../../units/present';
import { NO_NODES } from '../continuity/store-rules';
import { inWords } from '../engine/in-words';
import {
  above,
  defineRule,
  failed,
  indeterminate,
  judgeEach,
  notApplicable,
  passed,
  type Rule,
  type Verdict,
} from '../engine/rule';
import { chainWords } from '../power/chain-rules';

/** What has breakers, or must withstand what they interrupt. */
const BOARDS: ReadonlySet<PowerNodeKind> = new Set([
  'transfer-switch',
  'static-switch',
  'switchboard',
  'busway',
  'rpp',
  'pdu',
  'tap-off',
]);

/** What motors add to a fault, times their rated current: groups of low-voltage motors of IEC 60909-0. */
const MOTOR_TIMES = 5;

/** Short-circuit currents against interrupting ratings. */
export const shortCircuit = defineRule({
  id: 'supply/short-circuit',
  severity: 'error',
  title: 'the breakers of a board interrupt the highest short-circuit current that can flow there',
  why: {
    text: 'A breaker that must interrupt more than it is built for explodes. This is a bound: sources, transformers and their tolerances alone hold the current back, with all ties closed.',
    source:
      'IEC 60909-0 (voltage factor 1.1, corrections of transformers and generators); tolerance of impedances: IEC 60076-1; ratings as given',
  },
  check: (plan) => {
    const { chain } = plan.power;
    if (chain === undefined) return [notApplicable(NO_NODES)];
    const study = plan.supply?.studiedBy?.shortCircuit;
    if (study !== undefined)
      return [notApplicable(`'${study.document}' (${study.revision}, ${study.date}) settles it`)];
    const there = chainWords.there(chain);
    const currents = shortCircuits(there);
    const boards = there.filter(({ kind, supply }) => BOARDS.has(kind) || supply?.interruptingAmperes !== undefined);
    if (boards.length === 0) return [notApplicable('the site names no board')];
    if (boardsWithoutRating(plan).length === boards.length) return [notApplicable(NO_RATING)];
    const open = new Map<string, string[]>();
    const verdicts: Verdict[] = [];
    let held = 0;
    for (const node of boards.filter(({ supply }) => supply?.interruptingAmperes !== undefined)) {
      const current = currents.get(node.name);
      if (current === undefined) continue;
      const verdict = judge(node, current, motorAmperes(plan, node));
      if (verdict === 'open') for (const name of [...current.endless, ...current.bare]) addTo(open, name, node.name);
      else if (verdict === undefined) held += 1;
      else verdicts.push(verdict);
    }
    for (const [name, names] of open) verdicts.push(notGiven(plan, name, names));
    verdicts.push(...withoutRating(plan));
    if (held > 0) verdicts.push(passed(held));
    return verdicts.length === 0 ? [notApplicable('no board carries alternating current')] : verdicts;
  },
});

function judge(
  node: PowerNodePlan,
  { amperes = Infinity, endless, bare }: ShortCircuit,
  motors: number,
): Verdict | undefined | 'open' {
  const { name, path, supply: { interruptingAmperes: rating = 0 } = {} } = node;
  const object = `board '${name}' in a short circuit`;
  if (amperes > rating && endless.length + bare.length > 0) return 'open';
  if (amperes > rating) {
    const figures = above(amperes, rating, inAmperes);
    return failed({
      path,
      object,
      ...figures,
      arithmetic: `sources and transformers in series, all ties closed: ${figures.found}; ${figures.arithmetic}`,
      remedy:
        "raise 'interrupting' in its 'supply', take transformers of a higher 'impedance', or give the study as 'shortCircuit' of 'supply.studiedBy'",
    });
  }
  if (amperes + motors <= rating) return undefined;
  return indeterminate({
    path,
    object,
    unknown: `what motors on it add: ${inAmperes(amperes)} without them, up to ${inAmperes(amperes + motors)} with ${MOTOR_TIMES} times their current, and it interrupts ${inAmperes(rating)}`,
    givenBy: "raise 'interrupting' in its 'supply', or give the study as 'shortCircuit' of 'supply.studiedBy'",
  });
}

/** Current of cooling units on a node in a fault. */
function motorAmperes({ power: { chain } }: SitePlan, { name, volts, powerFactor, phases }: PowerNodePlan): number {
  const watts = (chain?.mechanical ?? [])
    .filter(({ fedFrom }) => fedFrom.includes(name))
    .reduce((sum, { loadWatts }) => sum + loadWatts, 0);
  return (MOTOR_TIMES * watts) / (volts * powerFactor * (phases === 3 ? Math.sqrt(3) : 1));
}

/** One finding for what is not known of one source or transformer, with the boards that hang on it. */
function notGiven(plan: SitePlan, name: string, boards: readonly string[]): Verdict {
  const node = named(plan.power.chain?.nodes ?? [], name);
  const isSource = node === undefined || node.fedFrom.length === 0;
  const what =
    node?.kind === 'generator' ? 'its subtransient reactance' : isSource ? 'its short-circuit level' : 'its impedance';
  const prop = node?.kind === 'generator' || !isSource ? "'impedance'" : "'shortCircuit'";
  return indeterminate({
    path: node?.path ?? plan.path,
    object: `power node '${name}' in a short circuit`,
    unknown: `${what}: without it ${inWords.names(boards)} may have to interrupt more than they can`,
    givenBy: `give ${prop} in its 'supply', or the study as 'shortCircuit' of 'supply.studiedBy'`,
  });
}

/** Why there is nothing to judge where no board states what it can interrupt: a study is due, and its rule says so. */
const NO_RATING = "no board states 'interrupting': supply/not-studied names them";

/** Boards of alternating current that do not state what they can interrupt. */
export function boardsWithoutRating({ power: { chain } }: SitePlan): readonly PowerNodePlan[] {
  return (chain === undefined ? [] : chainWords.there(chain)).filter(
    ({ kind, supply, current }) => BOARDS.has(kind) && supply?.interruptingAmperes === undefined && current === 'ac',
  );
}

function withoutRating(plan: SitePlan): readonly Verdict[] {
  const without = boardsWithoutRating(plan);
  if (without.length === 0) return [];
  return [
    indeterminate({
      path: plan.path,
      object: `boards of site '${plan.name}' in a short circuit`,
      unknown: `what ${inWords.names(without.map(({ name }) => name))} can interrupt`,
      givenBy: "give 'interrupting' in 'supply' of each, or the study as 'shortCircuit' of 'supply.studiedBy'",
    }),
  ];
}

function inAmperes(amperes: number): string {
  return Current.amperes(Math.round(amperes)).toString();
}

const RESTART = {
  text: 'Power that returns to everything at once is an outage again, or damage: load and in-rush are switched on in steps that the source takes.',
  source: 'British Airways, May 2017: an uncontrolled return of power damaged servers; steps and in-rush as given',
};

const restartOrder = defineRule({
  id: 'supply/restart-order',
  severity: 'warning',
  title: 'after an outage a site is switched on in a stated order, or each source takes its whole load at once',
  why: RESTART,
  check: (plan) =>
    judgeRestarts(plan, (list, chain) => {
      if (chain.nodes.some(({ supply }) => supply?.restartStep !== undefined)) return [passed(1)];
      const open = list.filter(
        ({ loadWatts, mostStepWatts }) => mostStepWatts === undefined || loadWatts > mostStepWatts,
      );
      const [first] = open;
      if (first === undefined) return [passed(1)];
      const takes =
        first.mostStepWatts === undefined
          ? 'its step is not stated'
          : `it takes ${inWords.watts(first.mostStepWatts)} in one step`;
      return [
        indeterminate({
          path: plan.path,
          object: `return of power to site '${plan.name}'`,
          unknown: `its order and steps: ${inWords.watts(first.loadWatts)} on '${first.source}' at once, and ${takes}`,
          givenBy:
            "give 'restartStep' in 'supply' of the nodes that are switched on one after the other, or the study in 'supply.studiedBy'",
        }),
      ];
    }),
});

const restartStep = defineRule({
  id: 'supply/restart-step',
  severity: 'error',
  title: 'each step in which load is switched on after an outage is within the step that the source takes',
  why: RESTART,
  check: (plan) =>
    judgeRestarts(plan, (list, chain) =>
      judgeEach(
        chain.nodes.some(({ supply }) => supply?.restartStep !== undefined) ? list : [],
        ({ source, steps, mostStepWatts }) => {
          const path = pathOf(plan, source);
          if (mostStepWatts === undefined) {
            return indeterminate({
              path,
              object: `return of power on '${source}'`,
              unknown: 'the largest step that it takes',
              givenBy: "give 'step' or 'stepShare' in its 'supply'",
            });
          }
          const worst = steps.reduce((top, each) => (each.loadWatts > top.loadWatts ? each : top), {
            step: 1,
            loadWatts: 0,
          });
          if (worst.loadWatts <= mostStepWatts) return undefined;
          return failed({
            path,
            object: `return of power on '${source}', step ${worst.step}`,
            ...above(worst.loadWatts, mostStepWatts, inWords.watts),
            remedy: "divide what is switched on in it by 'restartStep' in 'supply' of the nodes",
          });
        },
        "no node states its 'restartStep'",
      ),
    ),
});

const restartInrush = defineRule({
  id: 'supply/restart-inrush',
  severity: 'error',
  title: 'the in-rush of what is switched on in one step after an outage is within what the source takes',
  why: RESTART,
  check: (plan) =>
    judgeRestarts(plan, (list) =>
      judgeEach(
        list.filter(isInrushStated),
        ({ source, steps, mostInrushVoltAmperes: most, withoutInrush }) => {
          const path = pathOf(plan, source);
          const object = `in-rush on '${source}' after an outage`;
          const givenBy = (what: string): string => `give ${what}`;
          if (most === undefined) {
            return indeterminate({
              path,
              object,
              unknown: 'the in-rush that it takes',
              givenBy: givenBy("'mostInrush' in its 'supply'"),
            });
          }
          const worst = steps.reduce((top, each) => (each.inrushVoltAmperes > top.inrushVoltAmperes ? each : top), {
            step: 1,
            inrushVoltAmperes: 0,
          });
          if (worst.inrushVoltAmperes > most) {
            return failed({
              path,
              object: `${object}, step ${worst.step}`,
              ...above(worst.inrushVoltAmperes, most, chainWords.voltAmperes),
              remedy: "switch on fewer transformers in it ('restartStep' in their 'supply'), or limit their 'inrush'",
            });
          }
          if (withoutInrush.length === 0) return undefined;
          return indeterminate({
            path,
            object,
            unknown: `that of ${inWords.names(withoutInrush)}`,
            givenBy: givenBy("'inrush' in 'supply' of each transformer"),
          });
        },
        "no node states its 'inrush', and no source its 'mostInrush'",
      ),
    ),
});

/** Rules about what comes back after an outage. */
export const restartRules: readonly Rule[] = [restartOrder, restartStep, restartInrush];

function judgeRestarts(
  plan: SitePlan,
  judge: (restarts: readonly Restart[], chain: PowerChainPlan) => readonly Verdict[],
): readonly Verdict[] {
  const { chain, zones } = plan.power;
  if (chain === undefined) return [notApplicable(NO_NODES)];
  const study = plan.supply?.studiedBy?.restart;
  if (study !== undefined) return [notApplicable(`'${study.document}' (${study.revision}, ${study.date}) settles it`)];
  const list = restarts({ chain, zones });
  return list.length === 0 ? [notApplicable('no utility or plant carries load')] : judge(list, chain);
}

function isInrushStated({ steps, mostInrushVoltAmperes }: Restart): boolean {
  return mostInrushVoltAmperes !== undefined || steps.some(({ inrushVoltAmperes }) => inrushVoltAmperes > 0);
}

function pathOf({ path, power }: SitePlan, name: string): string {
  return named(power.chain?.nodes ?? [], name)?.path ?? path;
}
