import { spellingHint } from '../../src/errors/design-error';
import { StartError } from '../start/start-context';
import type { SynthesizedStack } from '../start/synthesize';

/**
 * Stacks to apply, each after those that it needs. A named stack takes those along whose names begin with its own and a hyphen.
 *
 * @throws StartError for a name that no stack has
 */
export function deployOrder(
  stacks: ReadonlyMap<string, SynthesizedStack>,
  names: readonly string[],
): readonly SynthesizedStack[] {
  const order = new Set<SynthesizedStack>();
  const add = (name: string): void => {
    const stack = stacks.get(name);
    if (stack === undefined || order.has(stack)) return;
    stack.dependencies.forEach(add);
    order.add(stack);
  };
  for (const name of names) {
    const own = [...stacks.keys()].filter((one) => one === name || one.startsWith(`${name}-`));
    if (own.length === 0) throw unknownStack(name, [...stacks.keys()]);
    own.forEach(add);
  }
  if (names.length === 0) [...stacks.keys()].forEach(add);
  return [...order];
}

function unknownStack(name: string, known: readonly string[]): StartError {
  const hint = spellingHint(name, known);
  const remedy = hint === undefined ? `use one of ${[...known].sort().join(', ')}` : `did you mean '${hint}'?`;
  return new StartError(`the program has no stack '${name}'\n${remedy}`, 2);
}
