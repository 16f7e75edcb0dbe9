import { textOrder } from '../text';
import type { SitePlan } from '../../model/site-plan';
import { DesignError, DesignErrors } from '../../errors/design-error';
import { spellingHint } from '../../errors/spelling-hint';
import { isMembers } from '../as-built/discovered-fabric';
import { CHECK_KINDS, CheckBook, type CheckKind, type UnitReport } from './commissioning-report';
import { judgeAdapters, judgeCounters, judgeLinks } from './judge-hosts';
import { judgeDiagnostics, judgeFailures, judgeNccl, judgeStorage } from './judge-runs';
import { judgeBurnIn, judgeGpus, judgePairs, judgeSensors, judgeSignals } from './judge-health';
import type { AcceptOptions } from './measurement';
import { type MeasuredFile } from './measurement';
import { unitNamed, unitScope } from './unit-scope';

/**
 * Judges a unit by what tools measured in it, against its plan.
 *
 * @param site - the plan, with the state of each device
 * @param unit - its name, `su-02` or `haein/su-02`
 * @param files - what the tools printed; what is of other units is passed over
 * @throws DesignError `commissioning/unknown-unit`, `commissioning/several-units`, `commissioning/unknown-tier`, `commissioning/no-pass-share`, `as-built/adapter-order`
 */
export function acceptUnit(
  site: SitePlan,
  unit: string,
  files: readonly MeasuredFile[],
  options: AcceptOptions,
): UnitReport {
  const scope = unitScope(site, unitNamed(site, unit));
  const book = new CheckBook();
  const base = { site: site.name, unit: scope.name, devices: scope.devices.size, dark: scope.dark };
  if (scope.hosts.size === 0) return { ...base, status: 'dark', ...book.result() };
  // Order of the files says nothing.
  const sorted = [...files].sort((one, other) => textOrder(one.file, other.file));
  const input = { site, scope, files: sorted, options };
  judgeLinks(input, book);
  judgeCounters(input, book);
  judgeAdapters(input, book);
  judgeNccl(input, book);
  judgeStorage(input, book);
  judgeDiagnostics(input, book);
  judgeSensors(input, book);
  judgeGpus(input, book);
  judgePairs(input, book);
  judgeSignals(input, book);
  judgeBurnIn(input, book);
  judgeFailures(input, book);
  judgeRequired(scope.name, { required: options.required ?? [] }, book);
  const result = book.result();
  const isMeasured = result.counts.length > 0;
  const status = result.failures.length > 0 ? 'refused' : isMeasured ? 'accepted' : 'not-measured';
  return { ...base, status, ...(options.required !== undefined && { isByPlan: true as const }), ...result };
}

/** What a unit must be measured for before it is accepted, and the marks that it must reach: as a contract has them. */
export interface AcceptancePlan {
  /** Kinds of measurement that must be there; one that no file tells of is a failure. */
  readonly required: readonly CheckKind[];
  /** Marks by name. Those that are left out are not asked for, or have the default of the command. */
  readonly marks: AcceptanceMarks;
}

/** Marks of an acceptance. */
export interface AcceptanceMarks {
  /** Share of the bound of the bus bandwidth of NCCL, above 0 and at most 1. */
  readonly ncclPassShare?: number;
  /** Share of the rate of a compute port that `ib_write_bw` must reach, above 0 and at most 1. */
  readonly pairShare?: number;
  /** Share of the median of the unit below which a host is a straggler, above 0 and at most 1. */
  readonly stragglerShare?: number;
  /** Highest ratio of wrong bits behind the correction. */
  readonly mostBer?: number;
  /** Hours of burn-in. */
  readonly burnInHours?: number;
  /** Firmware of adapters that is accepted. */
  readonly firmware?: readonly string[];
  /** Storage tier that fio measured. */
  readonly tier?: string;
}

const SHARES = ['ncclPassShare', 'pairShare', 'stragglerShare', 'mostBer'] as const;

const MARKS = [...SHARES, 'burnInHours', 'firmware', 'tier'] as const;

/**
 * Reads an acceptance plan: JSON with `required` and `marks`, by `docs/schemas/acceptance-plan.schema.json`.
 *
 * @param text - the file
 * @param file - its name, for errors
 * @throws DesignError `commissioning/bad-acceptance-plan`, all faults at once
 */
export function parseAcceptancePlan(text: string, file: string): AcceptancePlan {
  const value = valueOf(text, file);
  const errors: DesignError[] = [];
  const add = (problem: string, remedy: string): void => {
    errors.push(
      new DesignError('commissioning/bad-acceptance-plan', { problem: `'${file}': ${problem}`, remedy, object: file }),
    );
  };
  for (const key of Object.keys(value)) {
    if (!['$schema', 'required', 'marks'].includes(key)) add(`'${key}' is unknown`, "give 'required' and 'marks'");
  }
  const { required = [], marks = {} } = value;
  if (!Array.isArray(required)) add("'required' is no list", `list kinds: ${CHECK_KINDS.join(', ')}`);
  for (const kind of Array.isArray(required) ? (required as unknown[]) : []) {
    if (CHECK_KINDS.some((each) => each === kind)) continue;
    const hint = spellingHint(String(kind), CHECK_KINDS);
    add(
      `'required' names '${String(kind)}'`,
      hint === undefined ? `use ${CHECK_KINDS.join(', ')}` : `did you mean '${hint}'?`,
    );
  }
  if (!isMembers(marks)) add("'marks' is no object", `give marks such as { "ncclPassShare": 0.9 }`);
  for (const [mark, given] of Object.entries(isMembers(marks) ? marks : {})) {
    const hint = spellingHint(mark, MARKS);
    const isShare = SHARES.some((each) => each === mark);
    if (!MARKS.some((each) => each === mark)) {
      add(`'marks' has '${mark}'`, hint === undefined ? `use ${MARKS.join(', ')}` : `did you mean '${hint}'?`);
    } else if (isShare && !(typeof given === 'number' && given > 0 && given <= 1)) {
      add(`mark '${mark}' is ${JSON.stringify(given)}`, 'give a number above 0 and at most 1');
    } else if (mark === 'burnInHours' && !(typeof given === 'number' && given > 0)) {
      add(`mark 'burnInHours' is ${JSON.stringify(given)}`, 'give hours above 0');
    } else if (mark === 'firmware' && !(Array.isArray(given) && given.every((each) => typeof each === 'string'))) {
      add(`mark 'firmware' is ${JSON.stringify(given)}`, 'give a list of versions');
    } else if (mark === 'tier' && typeof given !== 'string')
      add(`mark 'tier' is ${JSON.stringify(given)}`, 'give the name of a tier');
  }
  DesignErrors.throwAll(errors);
  return { required: required as CheckKind[], marks: marks as AcceptanceMarks };
}

function valueOf(text: string, file: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (isMembers(value)) return value;
  } catch {
    // Said below, with what is no object.
  }
  throw new DesignError('commissioning/bad-acceptance-plan', {
    problem: `'${file}' is no acceptance plan: it is no JSON object`,
    remedy: 'give { "required": ["links", "nccl"], "marks": { "ncclPassShare": 0.9 } }',
    object: file,
  });
}

/** A failure for each kind that an acceptance plan requires and of which no file tells. */
function judgeRequired(unit: string, { required }: Pick<AcceptancePlan, 'required'>, book: CheckBook): void {
  const { notMeasured } = book.result();
  for (const kind of required) {
    if (!notMeasured.includes(kind)) continue;
    book.add({
      kind,
      object: unit,
      isPassed: false,
      expected: 'a measurement, as the acceptance plan requires',
      measured: 'not measured',
    });
  }
}
