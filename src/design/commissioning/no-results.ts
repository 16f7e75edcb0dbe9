import type { CheckBook } from './check-book';
import { NO_RESULT, type CheckKind, type CheckPlace } from './commissioning-report';

/** A failure for each host of which no file tells, where files tell of others. */
export function noResults(
  kind: CheckKind,
  hosts: ReadonlySet<string>,
  measured: ReadonlySet<string>,
  placeOf: (name: string) => CheckPlace | undefined,
  book: CheckBook,
): void {
  for (const object of hosts) {
    if (measured.has(object)) continue;
    const place = placeOf(object);
    book.add({
      kind,
      object,
      ...(place === undefined ? {} : { place }),
      isPassed: false,
      expected: 'a result',
      measured: NO_RESULT,
    });
  }
}
