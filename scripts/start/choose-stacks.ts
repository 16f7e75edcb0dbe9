import { spellingHint } from '../../src/errors/design-error';
import { StartError } from './start-context';
import type { SynthesizedStack } from './synthesize';

const DEFAULT_STACK = 'gasan-haein';

/**
 * Stacks to deploy, each after those that it needs.
 *
 * @throws StartError for a name that no stack has, or where it is not clear which is meant
 */
export function chooseStacks(
  stacks: ReadonlyMap<string, SynthesizedStack>,
  names: readonly string[],
): readonly SynthesizedStack[] {
  const chosen = new Set<SynthesizedStack>();
  const add = (name: string): void => {
    const stack = stacks.get(name);
    if (stack === undefined) throw unknownStack(name, [...stacks.keys()]);
    stack.dependencies.forEach(add);
    chosen.add(stack);
  };
  (names.length === 0 ? defaultStacks(stacks) : names).forEach(add);
  return [...chosen];
}

function defaultStacks(stacks: ReadonlyMap<string, SynthesizedStack>): readonly string[] {
  const names = [...stacks.keys()].sort();
  if (stacks.has(DEFAULT_STACK)) return [DEFAULT_STACK];
  const [only = '', second] = names;
  if (second === undefined) return [only];
  throw new StartError(
    `the program has ${names.length} stacks: ${names.join(', ')}\nname those to deploy: npm start -- ${only}`,
    2,
  );
}

function unknownStack(name: string, known: readonly string[]): StartError {
  const hint = spellingHint(name, known);
  const remedy = hint === undefined ? `use one of ${[...known].sort().join(', ')}` : `did you mean '${hint}'?`;
  return new StartError(`the program has no stack '${name}'\n${remedy}`, 2);
}
