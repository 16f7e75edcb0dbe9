/** Something that comes, goes or changes between two states of a site. */
export interface StateChange<T> {
  readonly name: string;
  /** Absent: it is new. */
  readonly before?: T;
  /** Absent: it is gone. */
  readonly after?: T;
}

/**
 * What differs between two states, by names: what was there before in its order, then what is new in the order of after. Every comparison of two states
 * of a site is this one; what a caller looks at decides what it is called. What is the same is left out: by default equal values.
 */
export function stateChanges<T>(
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
  isSame: (was: T, is: T) => boolean = (was, is) => was === is,
): StateChange<T>[] {
  const changes: StateChange<T>[] = [];
  for (const [name, was] of before) {
    const is = after.get(name);
    if (is === undefined) changes.push({ name, before: was });
    else if (!isSame(was, is)) changes.push({ name, before: was, after: is });
  }
  for (const [name, is] of after) if (!before.has(name)) changes.push({ name, after: is });
  return changes;
}
