import { DesignError, DesignErrors } from '../../errors/design-error';

/** A limit on names, and who sets it. */
export interface NameLimit {
  readonly code: string;
  /** What takes the names, in words: `Slurm`. */
  readonly reader: string;
  /** Characters at most. */
  readonly longest: number;
}

/** Slurm's longest name of a switch, block or node. */
export const SLURM_NAMES: NameLimit = { code: 'export/slurm-name-too-long', reader: 'Slurm', longest: 64 };

/** Kubernetes' longest value of a label, and so longest name of a node that is found by its label. */
export const NODE_NAMES: NameLimit = { code: 'export/node-name-too-long', reader: 'Kubernetes', longest: 63 };

/**
 * Refuses names that a reader does not take, all at once.
 *
 * @throws DesignError with the limit's code; `DesignErrors` for several
 */
export function checkNameLengths(names: Iterable<string>, { code, reader, longest }: NameLimit): void {
  const errors: DesignError[] = [];
  for (const name of names) {
    if (name.length <= longest) continue;
    errors.push(
      new DesignError(code, {
        problem: `'${name}' has ${name.length} characters, and ${reader} takes names of ${longest}`,
        remedy: 'give the fabric or cluster that it is named after a shorter id',
        object: name,
        value: `${name.length} characters`,
        limit: `${longest} characters`,
      }),
    );
  }
  DesignErrors.throwAll(errors);
}
