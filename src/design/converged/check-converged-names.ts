import type { DesignError } from '../../errors/design-error';
import { spellingHint } from '../../errors/spelling-hint';
import type { ConvergedInput } from '../../model/core-pair';
import { convergedProblem } from './converged-problem';
import { UNUSED } from './wire-rows';

/** Device names stand in cable labels between these. */
const REFUSED_IN_NAME = /[\s/:]/;

/**
 * What is wrong with names: `converged/bad-name`, `converged/duplicate-name`, `converged/reserved-kind`, `converged/unknown-run`, `converged/isl-run-shared`.
 */
export function checkConvergedNames(input: ConvergedInput): DesignError[] {
  return [
    ...badNames(input),
    ...duplicates(input),
    ...reservedKinds(input),
    ...unknownRuns(input),
    ...sharedIslRun(input),
  ];
}

function badNames(input: ConvergedInput): DesignError[] {
  const { cores, groups, oob } = input;
  const devices = groups.flatMap((group) => group.devices).filter((name) => name !== '');
  return [input.name, ...cores.names, ...devices, ...(oob?.names ?? [])]
    .filter((name) => name === '' || REFUSED_IN_NAME.test(name))
    .map((name) =>
      convergedProblem(input, 'converged/bad-name', {
        what: `the name '${name}' is empty or holds a space, '/' or ':'`,
        remedy: 'give a name such as core-01',
        object: name,
      }),
    );
}

function duplicates(input: ConvergedInput): DesignError[] {
  const { cores, runs, groups, oob } = input;
  const cabled = groups.filter(({ links }) => links.length > 0).flatMap(({ devices }) => devices);
  const lists: [string, readonly string[]][] = [
    ['run', runs.map(({ name }) => name)],
    ['group', groups.map(({ name }) => name)],
    ['device', groups.flatMap(({ devices }) => devices)],
    ['device', [...cores.names, ...new Set(cabled)]],
    ['device', [...cores.names, ...new Set(oob?.names)]],
    ['out-of-band switch', oob?.names ?? []],
  ];
  const found = new Set(lists.flatMap(([what, names]) => repeated(names).map((name) => `${what} '${name}'`)));
  return [...found].map((what) =>
    convergedProblem(input, 'converged/duplicate-name', {
      what: `${what} is there twice`,
      remedy: 'give each its own name',
    }),
  );
}

function repeated(names: readonly string[]): string[] {
  const given = names.filter((name) => name !== '');
  return [...new Set(given.filter((name, at) => given.indexOf(name) !== at))];
}

function reservedKinds(input: ConvergedInput): DesignError[] {
  const kinds = [
    ...input.groups.flatMap(({ links }) => links.map(({ kind }) => kind)),
    input.isl?.kind,
    input.oob?.kind,
  ];
  if (!kinds.includes(UNUSED)) return [];
  const what = `the kind '${UNUSED}' is that of ports without a cable`;
  return [convergedProblem(input, 'converged/reserved-kind', { what, remedy: 'give the links another kind' })];
}

function unknownRuns(input: ConvergedInput): DesignError[] {
  const { isl } = input;
  const known = input.runs.map(({ name }) => name);
  const asked: [string, string][] = [
    ...input.groups.flatMap(({ name, links }) =>
      links.map(({ kind, run }): [string, string] => [`'${kind}' of group '${name}'`, run]),
    ),
    ...(isl === undefined ? [] : [isl.run, ...('sameAsRuns' in isl.cages ? isl.cages.sameAsRuns : [])]).map(
      (run): [string, string] => ['the inter-switch link', run],
    ),
  ];
  return asked.flatMap(([who, run]) => {
    if (known.includes(run)) return [];
    const hint = spellingHint(run, known);
    return [
      convergedProblem(input, 'converged/unknown-run', {
        what: `${who} names the run '${run}', which is not there`,
        remedy: hint === undefined ? `use one of the runs ${known.join(', ')}` : `did you mean '${hint}'?`,
        object: run,
      }),
    ];
  });
}

function sharedIslRun(input: ConvergedInput): DesignError[] {
  const { isl } = input;
  if (isl === undefined) return [];
  const users = input.groups.flatMap(({ name, links }) =>
    links.filter(({ run }) => run === isl.run).map(({ kind }) => `'${kind}' of group '${name}'`),
  );
  if ('sameAsRuns' in isl.cages && isl.cages.sameAsRuns.includes(isl.run)) users.push("its own 'sameAsRuns'");
  return users.map((user) =>
    convergedProblem(input, 'converged/isl-run-shared', {
      what: `the inter-switch link has the run '${isl.run}' for itself, and ${user} names it too`,
      remedy: 'name another run there',
      object: isl.run,
    }),
  );
}
