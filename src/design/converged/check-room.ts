import type { DesignError } from '../../errors/design-error';
import type { CageRun, ConvergedInput, CorePair } from '../../model/core-pair';
import { convergedProblem } from './converged-problem';
import { oobPortsAsked } from './oob-cables';
import { fits, placeRuns, type RunCages, type RunNeed } from './place-runs';

/** Cages up to which a larger panel is looked for, far beyond those that are made. */
const LARGEST_PANEL = 1_024;

/** What does not fit: `converged/cage-taken`, `converged/too-few-cages`, `converged/no-oob-switch`, `converged/too-few-oob-ports`. */
export function checkRoom(input: ConvergedInput, runs: readonly (RunNeed & RunCages)[]): DesignError[] {
  return [...runs.flatMap((run) => fixedErrors(input, run, runs)), ...tooFewCages(input, runs), ...oobErrors(input)];
}

function fixedErrors(
  input: ConvergedInput,
  { run, cages, at }: RunNeed & RunCages,
  runs: readonly (RunNeed & RunCages)[],
): DesignError[] {
  const { place } = run;
  if (typeof place !== 'number' || cages === 0 || at[0] === place) return [];
  const isAllowed = fits(input.cores, run, place, new Set());
  const { cages: parity = 'all' } = run.breakout;
  const holder = runs.find((other) => other.run !== run && other.at.includes(place))?.run.name;
  const why = isAllowed
    ? `cage ${place}, or a neighbour that goes dark with it, is ${holder === undefined ? 'taken or reserved' : `taken by run '${holder}'`}`
    : `it breaks out ${parity} cages, and ${place} is none of them`;
  return [
    convergedProblem(input, 'converged/cage-taken', {
      what: `run '${run.name}' is placed at cage ${place}: ${why}`,
      remedy: "give its 'place' another cage, or leave it out",
      object: run.name,
      value: `cage ${place}`,
    }),
  ];
}

function tooFewCages(input: ConvergedInput, runs: readonly (RunNeed & RunCages)[]): DesignError[] {
  const short = runs.filter(({ at, cages }) => at.length < cages);
  const enough = short.length === 0 ? undefined : panelFor(input.cores, runs);
  const larger = enough === undefined ? '' : `cores of ${enough} cages, `;
  return short.map(({ run, cages, at: { length: left } }) =>
    convergedProblem(input, 'converged/too-few-cages', {
      what: `run '${run.name}' needs ${cages} ${cages === 1 ? 'cage' : 'cages'}${darkened(run)} on each core of ${input.cores.cages}, and ${left} ${left === 1 ? 'is' : 'are'} left for it`,
      remedy: `use ${larger}fewer devices, or a breakout with more ports per cage`,
      object: run.name,
      value: `${cages} cages`,
      limit: `${left} cages`,
    }),
  );
}

function darkened({ breakout }: CageRun): string {
  const dark = breakout.disables?.length ?? 0;
  return dark === 0 ? '' : `, each with ${dark} ${dark === 1 ? 'neighbour' : 'neighbours'} dark,`;
}

/** The smallest panel that takes all runs, if a larger one helps; panels have two rows, so its cages are even. */
function panelFor(cores: CorePair, needs: readonly RunNeed[]): number | undefined {
  const needed = needs.reduce((sum, { cages }) => sum + cages, 0);
  const least = Math.max(cores.cages + 1, needed);
  for (let cages = least + (least % 2); cages <= LARGEST_PANEL; cages += 2) {
    if (placeRuns({ ...cores, cages }, needs).every(({ at, cages: needed }) => at.length === needed)) return cages;
  }
  return undefined;
}

function oobErrors(input: ConvergedInput): DesignError[] {
  const asked = oobPortsAsked(input);
  if (asked === 0) return [];
  const { names = [], portsPerSwitch = 0 } = input.oob ?? {};
  if (names.length === 0) {
    return [
      convergedProblem(input, 'converged/no-oob-switch', {
        what: `devices have ${asked} out-of-band ports, and there is no switch for them`,
        remedy: "name switches in 'oob', or leave 'oobPorts' out",
        value: `${asked} ports`,
      }),
    ];
  }
  const available = names.length * portsPerSwitch;
  if (asked <= available) return [];
  const more = Math.ceil(asked / portsPerSwitch) - names.length;
  return [
    convergedProblem(input, 'converged/too-few-oob-ports', {
      what: `devices have ${asked} out-of-band ports, and ${names.length} ${names.length === 1 ? 'switch' : 'switches'} of ${portsPerSwitch} ports ${names.length === 1 ? 'gives' : 'give'} ${available}`,
      remedy: `add ${more} out-of-band ${more === 1 ? 'switch' : 'switches'}`,
      value: `${asked} ports`,
      limit: `${available} ports`,
    }),
  ];
}
