import type { CheckBook } from './check-book';
import { filesOf, type JudgeInput } from './measured-file';
import { noResults } from './no-results';
import { placesOf } from './unit-scope';

/** `dcgmi diag` of the unit's hosts: each test passes; those that the tool skips are counted in a note. */
export function judgeDiagnostics({ site, scope, files }: JudgeInput, book: CheckBook): void {
  const all = filesOf(files, 'diagnostics');
  if (all.length === 0) return;
  const given = all.filter(({ device = '' }) => scope.hosts.has(device));
  const placeOf = placesOf(site);
  let skipped = 0;
  for (const { file, device = '', measurement } of given) {
    const place = placeOf(device);
    for (const { test, entity, status, text } of measurement.results) {
      if (/^skip/i.test(status) || /^not run/i.test(status)) {
        skipped += 1;
        continue;
      }
      book.add({
        kind: 'diagnostics',
        object: device,
        ...(entity === '' ? {} : { port: entity }),
        ...(place === undefined ? {} : { place }),
        isPassed: /^pass/i.test(status),
        expected: `${test}: Pass`,
        measured: `${status === '' ? 'no status' : status}${text === undefined ? '' : `: ${text}`}`,
        file,
      });
    }
  }
  if (skipped > 0) book.note(`dcgmi diag skipped ${skipped} ${skipped === 1 ? 'test' : 'tests'}`);
  noResults('diagnostics', scope.hosts, new Set(given.map(({ device = '' }) => device)), placeOf, book);
}
