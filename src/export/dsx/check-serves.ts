import { DesignError, DesignErrors } from '../../errors/design-error';

/** What the metadata of a point says. Members that the schema does not know are refused by its readers. */
export interface ExchangePayload {
  readonly objectType: string;
  readonly pointType: string;
  readonly rackLocationName?: string;
  readonly rackLocationId?: string;
  readonly objectName?: string;
  readonly objectId?: string;
  /** Ids of what is fed or cooled by it: downwards. */
  readonly servesId?: readonly string[];
  readonly associateId?: string;
  readonly processArea?: readonly string[];
  readonly engUnit?: string;
  readonly stateText?: readonly { readonly value: number; readonly text: string }[];
}

/**
 * Checks the graph of `servesId`, which the published schema does not: each id is that of an object, no object serves itself through others, each meter serves
 * something, and each rack is served by a meter.
 *
 * @param payloads - metadata of all points of a site, of any source
 * @throws DesignError `dsx/serves-unknown`, `dsx/serves-circle`, `dsx/serves-nothing`, `dsx/not-served`, `dsx/id-twice`, all at once
 */
export function checkServes(payloads: readonly ExchangePayload[]): void {
  const served = new Map<string, Set<string>>();
  const kinds = new Map<string, string>();
  const errors: DesignError[] = [];
  const refuse = (code: string, problem: string, remedy: string, object: string): void => {
    errors.push(new DesignError(`dsx/${code}`, { problem, remedy, object }));
  };
  for (const { objectType, objectId, rackLocationId, servesId = [] } of payloads) {
    const id = objectId ?? rackLocationId;
    if (id === undefined) continue;
    const known = kinds.get(id);
    if (known !== undefined && known !== objectType) {
      refuse('id-twice', `'${id}' is the id of a ${known} and of a ${objectType}`, 'give one of them another name', id);
    }
    kinds.set(id, objectType);
    const own = served.get(id) ?? new Set<string>();
    served.set(id, own);
    for (const each of servesId) own.add(each);
  }
  const metered = new Set<string>();
  for (const [id, own] of served) {
    const isMeter = kinds.get(id) === 'PowerMeter';
    if (isMeter && own.size === 0) {
      refuse(
        'serves-nothing',
        `meter '${id}' serves nothing ('servesId')`,
        'give the ids of what it feeds, or leave it out',
        id,
      );
    }
    for (const each of own) {
      if (isMeter) metered.add(each);
      if (kinds.has(each)) continue;
      refuse(
        'serves-unknown',
        `'${id}' serves '${each}', which is the id of nothing`,
        'give the id of a point of the site',
        id,
      );
    }
  }
  for (const [id, kind] of kinds) {
    if (kind !== 'Rack' || metered.has(id)) continue;
    refuse('not-served', `rack '${id}' is served by no meter`, "name it in 'servesId' of the meters of its feeds", id);
  }
  const circle = circleIn(served);
  if (circle !== undefined) {
    const [first = ''] = circle;
    refuse(
      'serves-circle',
      `'servesId' leads from '${first}' back to it: ${circle.join(', ')}`,
      'point downwards alone, from sources to racks',
      first,
    );
  }
  DesignErrors.throwAll(errors);
}

/** Ids of a circle, the first one again at its end; undefined where there is none. Each object is walked once. */
function circleIn(served: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] | undefined {
  const done = new Set<string>();
  for (const start of served.keys()) {
    const path: { readonly id: string; readonly next: Iterator<string> }[] = [];
    const onPath = new Set<string>();
    const enter = (id: string): void => {
      path.push({ id, next: (served.get(id) ?? new Set<string>()).values() });
      onPath.add(id);
    };
    if (!done.has(start)) enter(start);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const { value, done: isDone } = top.next.next() as IteratorResult<string, undefined>;
      if (isDone === true) {
        path.pop();
        onPath.delete(top.id);
        done.add(top.id);
      } else if (onPath.has(value)) {
        const ids = path.map(({ id }) => id);
        return [...ids.slice(ids.indexOf(value)), value];
      } else if (!done.has(value)) {
        enter(value);
      }
    }
  }
  return undefined;
}
