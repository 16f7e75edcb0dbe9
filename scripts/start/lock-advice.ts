/** Where a state is, in the words of a command. */
export interface LockedState {
  readonly stack: string;
  /** Name of the binary. */
  readonly terraform: string;
  /** Folder of the stack, from the program's. */
  readonly chdir: string;
}

/** What to do where another run holds the lock of a state; undefined where the problems are others. */
export function lockAdvice(problems: readonly string[], { stack, terraform, chdir }: LockedState): string | undefined {
  const problem = problems.find((text) => text.includes('Error acquiring the state lock'));
  if (problem === undefined) return undefined;
  const field = (name: string): string | undefined => new RegExp(`^\\s*${name}:\\s*(\\S.*)$`, 'm').exec(problem)?.[1];
  const who = field('Who');
  const created = field('Created');
  const holder = `${who === undefined ? '' : ` by ${who}`}${created === undefined ? '' : ` since ${created}`}`;
  const id = field('ID');
  if (id === undefined) {
    return [
      `the state of stack '${stack}' is locked${holder}`,
      'another run is still going on: wait for it, or end it; a lock of a local state ends with the process that holds it',
    ].join('\n');
  }
  return [
    `the state of stack '${stack}' is locked${holder}`,
    'if another run is still going on, wait for it and run it again;',
    'if that run was killed and none is left, take its lock away and run it again:',
    `  ${terraform} -chdir=${chdir} force-unlock ${id}`,
  ].join('\n');
}
