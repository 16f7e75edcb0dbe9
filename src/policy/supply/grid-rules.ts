import { loadDrops, notCovered } from '../../design/power/supply/grid-events';
import type { RidePoint, StudySubject } from '../../model/continuity-plan';
import type { PowerNodePlan } from '../../model/power-node';
import type { SitePlan } from '../../model/site-plan';
import { NO_NODES } from '../continuity/store-rules';
import { inWords } from '../engine/in-words';
import { defineRule, failed, indeterminate, judgeEach, notApplicable, type Rule, type Verdict } from '../engine/rule';
import { chainWords } from '../power/chain-rules';
import { boardsWithoutRating, restartRules, shortCircuit } from './outage-rules';

const GRID = {
  text: 'A store that goes to its battery in a dip keeps every rack up, and takes the load off the grid: many at once are an outage of their own for the grid.',
  source:
    'NERC incident review, January 2025: 1,500 MW of data centres left the grid on 10 July 2024 after several dips, and came back by hand',
};

const NOT_REQUIRED = "neither contract nor grid code states what load must ride through ('supply.gridRideThrough')";

/** A curve of a grid, and the words for its points. */
interface Curve {
  readonly id: string;
  readonly curve: 'voltage' | 'frequency';
  readonly title: string;
  readonly say: (amount: number) => string;
}

function curveRule({ id, curve, title, say }: Curve): Rule {
  const point = ({ least, most, seconds }: RidePoint): string => {
    const sides = [
      ...(least === undefined ? [] : [`down to ${say(least)}`]),
      ...(most === undefined ? [] : [`up to ${say(most)}`]),
    ];
    return `${sides.join(' and ')} for ${inWords.number(seconds, 3)} s`;
  };
  return defineRule({
    id,
    severity: 'error',
    title,
    why: GRID,
    check: (plan) => {
      const required = plan.supply?.gridRideThrough?.[curve];
      if (required === undefined) return [notApplicable(NOT_REQUIRED)];
      const stores = storesOf(plan);
      const without = stores.filter(({ supply }) => supply?.gridRideThrough?.[curve] === undefined);
      const verdicts = judgeEach(
        stores.filter((store) => !without.includes(store)),
        ({ name, path, supply }) => {
          const own = supply?.gridRideThrough?.[curve] ?? [];
          const [first] = notCovered(required, own);
          if (first === undefined) return undefined;
          return failed({
            path,
            object: `store '${name}' in a disturbance of the grid`,
            found: `stays on the grid ${own.map(point).join(', ')}`,
            limit: point(first),
            remedy: `set its ${curve} protection wider and give 'gridRideThrough' in its 'supply', or agree on another curve`,
          });
        },
        'the site has no store',
      );
      return [
        ...verdicts.filter(({ outcome }) => outcome !== 'not-applicable' || without.length === 0),
        ...notStated(plan, without, curve),
      ];
    },
  });
}

function notStated(plan: SitePlan, stores: readonly PowerNodePlan[], what: string): readonly Verdict[] {
  const [first] = stores;
  if (first === undefined) return [];
  return [
    indeterminate({
      path: stores.length === 1 ? first.path : plan.path,
      object: `stores ${inWords.names(stores.map(({ name }) => name))} in a disturbance of the grid`,
      unknown: `how long they stay on the grid by ${what}`,
      givenBy: `give '${what}' of 'gridRideThrough' in 'supply' of each`,
    }),
  ];
}

const voltageRideThrough = curveRule({
  id: 'supply/voltage-ride-through',
  curve: 'voltage',
  title: 'every store stays on the grid through the dips and rises of voltage that the grid asks for',
  say: inWords.percent,
});

const frequencyRideThrough = curveRule({
  id: 'supply/frequency-ride-through',
  curve: 'frequency',
  title: 'every store stays on the grid within the frequencies that the grid asks for',
  say: (hertz) => `${inWords.number(hertz, 3)} Hz`,
});

const dipCounter = defineRule({
  id: 'supply/dip-counter',
  severity: 'error',
  title: 'no store counts itself off the grid within the dips that the grid asks to ride through',
  why: GRID,
  check: (plan) => {
    const required = plan.supply?.gridRideThrough?.dips;
    if (required === undefined) return [notApplicable(NOT_REQUIRED)];
    const stores = storesOf(plan);
    const without = stores.filter(({ supply }) => supply?.gridRideThrough?.dips === undefined);
    const verdicts = judgeEach(
      stores.filter((store) => !without.includes(store)),
      ({ name, path, supply }) => {
        const { count = 0, withinSeconds = 0 } = supply?.gridRideThrough?.dips ?? {};
        if (count > required.count) return undefined;
        return failed({
          path,
          object: `store '${name}' in dips one after another`,
          found: `leaves the grid after ${inWords.count(count, 'dip')} within ${inWords.number(withinSeconds)} s`,
          limit: `${inWords.count(required.count, 'dip')} within ${inWords.number(required.withinSeconds)} s`,
          remedy: "let it count further ('dips' of 'gridRideThrough' in its 'supply'), or agree on fewer dips",
        });
      },
      'the site has no store',
    );
    return [
      ...verdicts.filter(({ outcome }) => outcome !== 'not-applicable' || without.length === 0),
      ...notStated(plan, without, 'dips'),
    ];
  },
});

const returnByHand = defineRule({
  id: 'supply/return-by-hand',
  severity: 'warning',
  title: 'a store that left the grid comes back to it by itself',
  why: {
    text: 'What waits for hands lives from its battery meanwhile: IT is lost when that is empty, unless generators start for it.',
    source: GRID.source,
  },
  check: (plan) =>
    judgeEach(
      storesOf(plan).filter(({ supply }) => supply?.gridRideThrough !== undefined),
      ({ name, path, supply }) => {
        const { returns, dips } = supply?.gridRideThrough ?? {};
        const object = `store '${name}' after a disturbance of the grid`;
        if (returns === undefined) {
          return indeterminate({
            path,
            object,
            unknown: 'how it comes back to the grid, by itself or by hand',
            givenBy: "give 'returns' of 'gridRideThrough' in its 'supply'",
          });
        }
        if (returns === 'by-itself') return undefined;
        const after =
          dips === undefined
            ? ''
            : `, after ${inWords.count(dips.count, 'dip')} within ${inWords.number(dips.withinSeconds)} s`;
        const held =
          supply?.storedSeconds === undefined
            ? 'not stated'
            : `${inWords.number(supply.storedSeconds, 1)} s at its rating`;
        return failed({
          path,
          object,
          found: `comes back by hand${after}`,
          limit: 'by itself',
          arithmetic: `hold-up of IT meanwhile: ${held}`,
          remedy:
            "let it come back by itself ('returns' of 'gridRideThrough'), or acknowledge it with who resets it, and how soon",
        });
      },
      "no store states 'gridRideThrough'",
    ),
});

const feedsBack = defineRule({
  id: 'supply/feeds-back',
  severity: 'error',
  title: 'a store that can feed into the grid is separated from it in a sag',
  why: {
    text: 'In a long sag a store that is still connected gives what it holds to the grid, and has nothing left when IT needs it.',
    source: 'AWS, message 4372T8 on Sydney, June 2016: rotary UPS fed into a sagging grid until they were empty',
  },
  check: (plan) =>
    judgeEach(
      storesOf(plan).filter(({ kind, supply }) => kind === 'bess' || supply?.feedsBack !== undefined),
      ({ name, path, supply }) => {
        const { feedsBack: feeds, separationSeconds, storedSeconds } = supply ?? {};
        const object = `store '${name}' in a sag of the grid`;
        if (feeds === undefined) {
          return indeterminate({
            path,
            object,
            unknown: 'whether it can feed into the grid',
            givenBy: "give 'feedsBack' in its 'supply', and 'separation' where it does",
          });
        }
        if (!feeds) return undefined;
        const remedy = "put a switch between that separates it, and give its time as 'separation' in its 'supply'";
        if (separationSeconds === undefined) {
          return failed({
            path,
            object,
            found: 'feeds into the grid, and no switch that separates it states its time',
            limit: 'a switch that separates it',
            remedy,
          });
        }
        if (storedSeconds === undefined || separationSeconds < storedSeconds) return undefined;
        return failed({
          path,
          object,
          found: `separated after ${inWords.number(separationSeconds, 3)} s`,
          limit: `less than the ${inWords.number(storedSeconds, 3)} s that it holds at its rating`,
          arithmetic: `${inWords.number(separationSeconds, 3)} s - ${inWords.number(storedSeconds, 3)} s = ${inWords.number(separationSeconds - storedSeconds, 3)} s`,
          remedy: "separate it faster ('separation' in its 'supply'), or store more ('autonomy')",
        });
      },
      'no store of the site can feed into the grid',
    ),
});

/** What no rule judges, and what settles it. */
const NOT_JUDGED: Readonly<Record<Exclude<StudySubject, 'shortCircuit' | 'restart'>, string>> = {
  coordination: 'selective coordination: which breaker opens first',
  arcFlash: 'arc flash: what a fault does to people at a board',
  sag: 'a sag of voltage: what it does to drives, contactors and stores',
  stability: 'stability of voltage and frequency on generators and plants',
  harmonics: 'harmonics and resonance inside the site',
  earthing: 'earthing and faults to earth',
  cables: 'cross-sections of cables, their voltage drop and heating',
};

/** Boards by name, where none states what it can interrupt: where some do, supply/short-circuit judges. */
function unratedBoards(plan: SitePlan): readonly string[] {
  const { chain } = plan.power;
  const isRated = chain?.nodes.some(({ supply }) => supply?.interruptingAmperes !== undefined) === true;
  return isRated ? [] : boardsWithoutRating(plan).map(({ name }) => name);
}

const notStudied = defineRule({
  id: 'supply/not-studied',
  severity: 'info',
  title: 'each subject of electrical design that no rule judges is settled by a study',
  why: {
    text: 'A report without findings says nothing of what no rule judges: a study settles it, and the site names the study.',
    source: 'Convention of this library: subjects of electrical design that it does not model',
  },
  check: (plan) =>
    judgeEach(
      plan.power.chain === undefined ? [] : [plan.supply?.studiedBy ?? {}],
      (studies) => {
        const open = (Object.keys(NOT_JUDGED) as (keyof typeof NOT_JUDGED)[]).filter(
          (subject) => studies[subject] === undefined,
        );
        const boards = studies.shortCircuit === undefined ? unratedBoards(plan) : [];
        const subjects = [
          ...open.map((subject) => NOT_JUDGED[subject]),
          ...(boards.length === 0 ? [] : [`short circuit: what ${inWords.names(boards)} can interrupt`]),
        ];
        if (subjects.length === 0) return undefined;
        const missing = [...open, ...(boards.length === 0 ? [] : ['shortCircuit'])];
        return indeterminate({
          path: plan.path,
          object: `power chain of site '${plan.name}'`,
          unknown: `no rule judges ${subjects.join('; ')}`,
          givenBy: `give studies in 'supply.studiedBy' (${missing.join(', ')}), each with document, revision and date${boards.length === 0 ? '' : "; or 'interrupting' in 'supply' of the boards"}`,
        });
      },
      NO_NODES,
    ),
});

/** Rules about what the grid sees of a site, what comes back after an outage, and what studies settle. */
export const gridRules: readonly Rule[] = [
  voltageRideThrough,
  frequencyRideThrough,
  dipCounter,
  returnByHand,
  feedsBack,
  ...restartRules,
  shortCircuit,
  notStudied,
];

/** Largest load that one disturbance takes off a supply of the site, in words; undefined where the site names no store. */
export function largestDrop(plan: SitePlan): { readonly watts: number; readonly text: string } | undefined {
  const { chain, zones } = plan.power;
  if (chain === undefined) return undefined;
  const drops = loadDrops({ chain, zones }, plan.supply?.gridRideThrough);
  const [first, ...rest] = drops;
  if (first === undefined) return undefined;
  const worst = rest.reduce((top, each) => (each.watts > top.watts ? each : top), first);
  const back =
    worst.returns === undefined
      ? 'how it comes back is not known'
      : `it comes back ${worst.returns === 'by-hand' ? 'by hand' : 'by itself'}`;
  const text =
    worst.watts === 0
      ? `no store leaves '${worst.supply}' in a dip`
      : `one dip takes ${inWords.watts(worst.watts)} off '${worst.supply}' (${inWords.names(worst.stores)} go to battery), and ${back}`;
  return { watts: worst.watts, text };
}

function storesOf({ power: { chain } }: SitePlan): readonly PowerNodePlan[] {
  return chain === undefined ? [] : chainWords.there(chain).filter(({ kind }) => kind === 'ups' || kind === 'bess');
}
