import type { AsBuiltFinding, AsBuiltReport } from '../as-built/as-built-report';
import { compareFabric } from '../as-built/compare-fabric';
import { mergeDiscovered } from '../as-built/discovered-fabric';
import type { CableEnd } from '../../model/cabling-plan';
import type { CheckBook } from './check-book';
import type { CommissioningCheck } from './commissioning-report';
import { filesOf, type JudgeInput } from './measured-file';

const GIGA = 1_000_000_000;

/** Links of the unit against the plan: those of its hosts and leaves. */
export function judgeLinks({ site, scope, files, options: { map } }: JudgeInput, book: CheckBook): void {
  const dumps = filesOf(files, 'links');
  if (dumps.length === 0) return;
  const discovered = mergeDiscovered(dumps.map(({ measurement }) => measurement.discovered));
  const only = { devices: [...scope.devices, ...scope.hosts] };
  const strangers = new Set<string>();
  let isShown = false;
  for (const { plan } of site.fabrics) {
    const report = compareFabric(plan, discovered, { map, site, only });
    if (report.switchesShown === 0) continue;
    isShown = true;
    book.pass('links', report.counts.asPlanned);
    for (const finding of report.findings)
      if (isOfUnit(finding, scope.devices, scope.hosts)) book.add(checkOf(finding));
    noteRest(report, book);
    for (const name of report.strangers) strangers.add(name);
  }
  if (!isShown) {
    book.add({
      kind: 'links',
      object: scope.name,
      isPassed: false,
      expected: 'links of the unit',
      measured: 'no switch of the site is in the files; map names with --map',
      file: dumps.map(({ file }) => file).join(', '),
    });
  }
  if (strangers.size > 0)
    book.note(
      `${strangers.size} names in dumps of links are no device of the site: ${[...strangers].slice(0, 5).join(', ')}`,
    );
}

function isOfUnit(
  { planned, found }: AsBuiltFinding,
  devices: ReadonlySet<string>,
  hosts: ReadonlySet<string>,
): boolean {
  const ends = [planned?.a, planned?.b, ...(planned === undefined ? [found?.a, found?.b] : [])];
  return ends.some((end) => end !== undefined && (devices.has(end.device) || hosts.has(end.device)));
}

function noteRest({ fabric, counts: { notYet, unseen } }: AsBuiltReport, book: CheckBook): void {
  if (notYet > 0) book.note(`fabric ${fabric}: ${notYet} cables of the unit are not due, an end is dark`);
  if (unseen > 0) book.note(`fabric ${fabric}: ${unseen} cables of the unit are in no dump`);
}

function checkOf({
  kind,
  label,
  planned,
  found,
  plannedRateBits = 0,
  foundRateBits = 0,
  speed,
}: AsBuiltFinding): CommissioningCheck {
  const end = planned?.a ?? found?.a;
  return {
    kind: 'links',
    object: `cable ${label}`,
    ...(end === undefined ? {} : { port: end.port, place: { hall: end.hall, row: end.row, rack: end.rack, u: end.u } }),
    isPassed: false,
    expected:
      kind === 'slow'
        ? `${plannedRateBits / GIGA} Gb/s`
        : planned === undefined
          ? 'no cable'
          : `to ${endText(planned.b)}`,
    measured:
      kind === 'slow'
        ? `${foundRateBits / GIGA} Gb/s${speed === undefined ? '' : ` (${speed})`}`
        : found === undefined
          ? 'no link'
          : `${kind}: ${endText(found.a)} to ${endText(found.b)}`,
  };
}

function endText({ device, port, rack, u }: CableEnd): string {
  return rack === '' ? `${device} port ${port}` : `${rack} U${u} ${device} port ${port}`;
}
