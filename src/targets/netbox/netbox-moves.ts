import { DesignError } from '../../errors/design-error';
import { DesignErrors } from '../../errors/design-errors';
import { spellingHint } from '../../errors/spelling-hint';
import type { NetboxRecord } from '../../export/netbox/netbox-record';

/** Former names by the names of now. */
export type FormerNames = Readonly<Record<string, string>>;

/** Characters between the names that a key is made of, as in `compute/haein-001:compute-1/1`. */
const SEPARATORS = /([/: ])/;

/**
 * A record as it was under its former names: a name itself, and those that begin with it and a hyphen, as systems begin with their cluster.
 * The longest name wins.
 */
export function formerRecord(record: NetboxRecord, former: FormerNames): NetboxRecord {
  const names = Object.keys(former).sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const formerPart = (part: string): string =>
    part
      .split(SEPARATORS)
      .map((token) => formerToken(token, names, former))
      .join('');
  const { slug } = record.fields;
  return {
    ...record,
    key: record.key.map(formerPart),
    ...(record.address === undefined ? {} : { address: record.address.map(formerPart) }),
    ...(typeof slug === 'string' ? { fields: { ...record.fields, slug: formerPart(slug) } } : {}),
  };
}

function formerToken(token: string, names: readonly string[], former: FormerNames): string {
  for (const name of names) {
    const was = former[name] ?? name;
    if (token === name) return was;
    if (token === name.toLowerCase()) return was.toLowerCase();
    if (token.startsWith(`${name}-`)) return was + token.slice(name.length);
    // PDUs are named in small letters after their racks.
    const small = name.toLowerCase();
    if (token.startsWith(`${small}-`)) return was.toLowerCase() + token.slice(small.length);
  }
  return token;
}

/**
 * Refuses former names of what the inventory does not hold, and those that something else has taken, all of them at once.
 *
 * @throws DesignError `netbox/unknown-name`, `netbox/former-name-taken`
 */
export function checkFormerNames(former: FormerNames, records: Iterable<NetboxRecord>): void {
  const tokens = new Set<string>();
  for (const { key } of records) for (const part of key) for (const token of part.split(SEPARATORS)) tokens.add(token);
  const holds = (name: string): boolean =>
    tokens.has(name) || [...tokens].some((token) => token.startsWith(`${name}-`));
  const errors = Object.entries(former).flatMap(([name, was]): DesignError[] => {
    if (!holds(name)) {
      const hint = spellingHint(name, [...tokens]);
      return [
        new DesignError('netbox/unknown-name', {
          problem: `'formerly' says what '${name}' was called, and the inventory holds no '${name}'`,
          remedy: hint === undefined ? 'write it as new name: former name' : `did you mean '${hint}'?`,
          object: name,
        }),
      ];
    }
    if (!holds(was)) return [];
    return [
      new DesignError('netbox/former-name-taken', {
        problem: `'formerly' says that '${name}' was '${was}', and the inventory holds a '${was}' too`,
        remedy: 'rename in two applies, or take the former name away',
        object: name,
      }),
    ];
  });
  DesignErrors.throwAll(errors);
}
