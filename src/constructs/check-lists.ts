import { DesignError, DesignErrors } from '../errors/design-error';

/**
 * Refuses props that are no list where one is asked for, all at once: a program that runs without type-check may give a single thing.
 *
 * @param owner - whose props they are, in the words of a message
 * @param lists - what was given, by prop; what is not given is right
 * @throws DesignError `props/wrong-kind`
 */
export function checkLists(owner: string, lists: Readonly<Record<string, unknown>>): void {
  DesignErrors.throwAll(
    Object.entries(lists).flatMap(([prop, given]) => {
      if (given === undefined || Array.isArray(given)) return [];
      return [
        new DesignError('props/wrong-kind', {
          problem: `${owner}: '${prop}' is ${typeof given === 'object' ? 'no list' : JSON.stringify(given)}`,
          remedy: 'give a list, such as [one, other]',
          object: owner,
        }),
      ];
    }),
  );
}
