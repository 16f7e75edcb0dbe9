import { DesignError } from '../errors/design-error';
import { DesignErrors } from '../errors/design-errors';
import { spellingHint } from '../errors/spelling-hint';

/** Every prop of `P`, and whether it must be given: a prop that is forgotten here does not compile. */
export type PropNames<P> = {
  readonly [K in keyof P]-?: Record<string, never> extends Pick<P, K> ? 'optional' : 'required';
};

/**
 * Refuses props that lack one that must be given, or hold one that does not exist, all at once: a program that runs without type-check
 * would else meet them as something that is undefined.
 *
 * @param owner - whose props they are, in the words of a message: `cluster 'haein'`
 * @throws DesignError `props/missing`, `props/unknown`, `props/wrong-kind` for a site that is none
 */
export function checkProps<P extends object>(owner: string, props: P, names: PropNames<P>): void {
  if (typeof props !== 'object' || (props as P | null) === null) {
    throw new DesignError('props/missing', {
      problem: `${owner}: its props are missing`,
      remedy: `give ${listed(names)}`,
    });
  }
  const given = Object.entries(props).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  const unknown = given.filter((name) => !Object.hasOwn(names, name));
  const missing = Object.entries(names).flatMap(([name, need]) => {
    const value = (props as Readonly<Record<string, unknown>>)[name];
    return need === 'required' && (value === undefined || value === null) ? [name] : [];
  });
  const slips = new Set<string>();
  const errors = missing.map((name) => {
    const slip = spellingHint(name, unknown);
    if (slip !== undefined) slips.add(slip);
    const remedy = slip === undefined ? `give '${name}'` : `rename '${slip}' to '${name}'`;
    return new DesignError('props/missing', { problem: `${owner}: '${name}' is missing`, remedy, object: owner });
  });
  for (const name of unknown.filter((one) => !slips.has(one))) {
    const hint = spellingHint(name, Object.keys(names));
    const remedy = hint === undefined ? `take it away; there are ${listed(names)}` : `did you mean '${hint}'?`;
    errors.push(
      new DesignError('props/unknown', { problem: `${owner}: there is no prop '${name}'`, remedy, object: owner }),
    );
  }
  if (isWrongSite(props, names)) {
    errors.push(
      new DesignError('props/wrong-kind', {
        problem: `${owner}: 'site' is no Site`,
        remedy: 'give the Site itself, not its name',
        object: owner,
      }),
    );
  }
  DesignErrors.throwAll(errors);
}

/** A site takes parts; whatever takes none cannot be one. */
function isWrongSite(props: object, names: object): boolean {
  if (!Object.hasOwn(names, 'site')) return false;
  const { site } = props as { readonly site?: unknown };
  if (site === undefined || site === null) return false;
  return typeof site !== 'object' || typeof (site as { readonly addPart?: unknown }).addPart !== 'function';
}

function listed(names: object): string {
  return Object.keys(names)
    .map((name) => `'${name}'`)
    .join(', ');
}
