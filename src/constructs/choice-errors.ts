import { DesignError } from '../errors/design-error';
import { spellingHint } from '../errors/spelling-hint';

/** An error where a prop holds a word that is none of the choices, as a program that runs without type-check may: `props/no-such-choice`. */
export function choiceErrors(
  owner: string,
  prop: string,
  value: string,
  choices: readonly string[],
): readonly DesignError[] {
  if (choices.includes(value)) return [];
  const hint = spellingHint(value, choices);
  return [
    new DesignError('props/no-such-choice', {
      problem: `${owner}: '${prop}' is '${value}'`,
      remedy:
        hint === undefined ? `choose ${choices.map((one) => `'${one}'`).join(' or ')}` : `did you mean '${hint}'?`,
      object: owner,
      value,
    }),
  ];
}
