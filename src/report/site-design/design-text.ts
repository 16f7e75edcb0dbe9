import type { DesignAnswer, DesignForm } from '../../design/site-design/design-answer';
import type { FixAnswer } from '../../design/site-design/fix-answer';
import { counted, count, finePercent, load } from '../in-figures';

/** A design for people: what it is, what binds, the second form, what the next of something adds, and what is assumed. */
export function renderDesignText(answer: DesignAnswer): string {
  const { system, country, redundancy, contractWatts, drawWatts, itWatts, halls, binding, next, form, runnerUp } =
    answer;
  const lines = [
    `${counted(answer.systems, 'system')} ${system}, ${counted(answer.gpus, 'GPU')} for ${load(contractWatts)} in ${country}, power chain ${redundancy}`,
    `  draws ${load(drawWatts)} at the supply, ${finePercent(drawWatts / contractWatts)} of the contract; ${load(itWatts)} of it at the racks`,
    `  ${counted(halls.length, 'hall')} of ${hallText(halls)} systems, ${counted(answer.racks, 'rack')} used, ${counted(answer.switches, 'switch', 'switches')}`,
    `  by its own rules: 0 errors, ${counted(answer.warnings, 'warning')}, ${count(answer.notKnown)} not known`,
    '',
    `what binds: ${binding.what} (${binding.rule}): ${load(binding.leftWatts)} are left, and one more system draws ${load(binding.nextWatts)} with all that comes with it`,
    `form: ${formText(form)}`,
    runnerUp === undefined
      ? 'runner-up: no other form gives other halls'
      : `runner-up: ${formText(runnerUp)}; about ${counted(runnerUp.systems, 'system')} against ${count(form.systems)}, on the line through the dry runs`,
    `next megawatt: ${count(next.systemsPerMegawatt)} systems, ${counted(next.gpusPerMegawatt, 'GPU')}`,
    `next row: ${counted(next.rowSystems, 'system')}, ${load(next.rowWatts)} at the supply`,
    `next leaf of each rail: a scalable unit of ${counted(next.unitSystems, 'system')}`,
    '',
    'assumed, beside what the file lists below its objects:',
    ...answer.assumed.map((each) => `  ${each}`),
  ];
  return `${lines.join('\n')}\n`;
}

function hallText(halls: readonly number[]): string {
  const runs: { systems: number; halls: number }[] = [];
  for (const systems of halls) {
    const last = runs.at(-1);
    if (last?.systems === systems) last.halls += 1;
    else runs.push({ systems, halls: 1 });
  }
  return runs
    .map(({ systems, halls: times }) => (times === 1 ? count(systems) : `${times} x ${count(systems)}`))
    .join(', ');
}

function formText({ hallSystems, hallZones }: DesignForm): string {
  return `halls of up to ${counted(hallSystems, 'system')} behind ${counted(hallZones, 'power zone')}`;
}

/** Remedies of a site file for people: what each does, and the lines that it changes. */
export function renderFixText({ site, remedies, without, dryRuns }: FixAnswer, file: string): string {
  const found = remedies.map(({ rule, object, what, diff, edits }) =>
    [
      `${rule}: ${object}`,
      `  ${what}; planned again: the finding is gone, and no other has come`,
      ...diff.split('\n').map((line) => `  ${file} ${line}`),
      ...edits.map(
        ({ at, after }) =>
          `  in a program: ${at.filter((each) => each !== 'assumed' && each !== 'props').join(' ')}: ${after}`,
      ),
    ].join('\n'),
  );
  const open = without.map(
    ({ rule, object, remedy }) => `${rule}: ${object}\n  no remedy that can be computed; ${remedy}`,
  );
  const head = `site '${site}': ${counted(remedies.length, 'remedy', 'remedies')}, ${counted(without.length, 'finding')} without one, planned ${counted(dryRuns, 'time')}; nothing was changed`;
  return `${[head, ...found, ...open].join('\n\n')}\n`;
}
