import { spellingHint } from '../../errors/spelling-hint';

/** A hall with the names of its rows. */
export interface NamedRows {
  readonly name: string;
  readonly rows: readonly { readonly name: string }[];
}

/** Ways to name a row: `<hall>/<row>` always, `<row>` where one hall alone has a row of that name. */
export class RowNames {
  private readonly known = new Map<string, string>();

  public constructor(halls: readonly NamedRows[]) {
    const times = new Map<string, number>();
    for (const { rows } of halls) for (const { name } of rows) times.set(name, (times.get(name) ?? 0) + 1);
    for (const hall of halls) {
      for (const { name } of hall.rows) {
        const key = `${hall.name}/${name}`;
        this.known.set(key, key);
        if (times.get(name) === 1) this.known.set(name, key);
      }
    }
  }

  /** `<hall>/<row>` of a row that is named in either way; undefined where there is none, or where several halls have it. */
  public keyOf(name: string): string | undefined {
    return this.known.get(name);
  }

  /** What to do about a name that is not known, in the words of a message. */
  public remedyFor(name: string, site: string): string {
    const hint = spellingHint(name, [...this.known.keys()]);
    return hint === undefined
      ? `name a row of site '${site}': ${[...this.known.keys()].join(', ')}`
      : `did you mean '${hint}'?`;
  }
}
