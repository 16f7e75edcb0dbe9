import type { AssetState } from '../../model/asset';
import { present } from '../../units/present';

/** What a unit is measured for. */
export const CHECK_KINDS = [
  'links',
  'counters',
  'adapters',
  'firmware',
  'nccl',
  'storage',
  'diagnostics',
  'power',
  'temperatures',
  'health',
  'gpus',
  'pairs',
  'signal',
  'burn-in',
] as const;

/** A kind of measurement. */
export type CheckKind = (typeof CHECK_KINDS)[number];

/** What is said to be measured where files tell of others alone. */
export const NO_RESULT = 'no file tells of it';

/** Where people find it. Empty texts and unit 0 where it stands in no rack. */
export interface CheckPlace {
  readonly hall: string;
  readonly row: string;
  readonly rack: string;
  readonly u: number;
}

/** Expected against measured, of one thing. */
export interface CommissioningCheck {
  readonly kind: CheckKind;
  /** Device, rack, cable or run. */
  readonly object: string;
  readonly port?: string;
  /** Absent: it is at no one place. */
  readonly place?: CheckPlace;
  readonly isPassed: boolean;
  readonly expected: string;
  readonly measured: string;
  /** Figures of the comparison. Absent: there are none. */
  readonly arithmetic?: string;
  /** File that it was read from. Absent: no file has it. */
  readonly file?: string;
}

/** How many checks of a kind there were. */
interface KindCount {
  readonly kind: CheckKind;
  readonly passed: number;
  readonly failed: number;
}

/** A device of a unit that is not judged, for it is not cabled yet or out of work. */
export interface DarkDevice {
  readonly device: string;
  readonly state: AssetState;
  readonly place?: CheckPlace;
}

/** What is handed over with a unit. */
export interface UnitReport {
  readonly site: string;
  readonly unit: string;
  /** `dark`: nothing of it is cabled yet, and nothing is judged. `not-measured`: no file tells of it. */
  readonly status: 'accepted' | 'refused' | 'dark' | 'not-measured';
  /** Whether an acceptance plan says what must be measured. Absent: the unit is accepted as far as it was measured. */
  readonly isByPlan?: true;
  /** Systems and leaves of the unit. */
  readonly devices: number;
  readonly dark: readonly DarkDevice[];
  readonly counts: readonly KindCount[];
  readonly failures: readonly CommissioningCheck[];
  /** Runs and racks with their figures, passed or not. */
  readonly figures: readonly CommissioningCheck[];
  /** Kinds that no file tells of. */
  readonly notMeasured: readonly CheckKind[];
  /** What was seen and not judged, in sentences. */
  readonly notes: readonly string[];
}

/** Whether nothing stands against taking a unit over: it is accepted, or still dark. */
export function isFree({ status }: UnitReport): boolean {
  return status === 'accepted' || status === 'dark';
}

/** Collects checks: failures in full, what passed as a count, runs and racks with their figures. */
export class CheckBook {
  private readonly passed = new Map<CheckKind, number>();
  private readonly failures: CommissioningCheck[] = [];
  private readonly figures: CommissioningCheck[] = [];
  private readonly notes: string[] = [];

  /** Takes a check; `isFigure` keeps it though it passed. */
  public add(check: CommissioningCheck, isFigure = false): void {
    if (check.isPassed) this.pass(check.kind, 1);
    else this.failures.push(check);
    if (isFigure) this.figures.push(check);
  }

  /** Counts checks that passed. */
  public pass(kind: CheckKind, count: number): void {
    if (count > 0) this.passed.set(kind, (this.passed.get(kind) ?? 0) + count);
  }

  /** Takes a sentence on what was seen and not judged. */
  public note(sentence: string): void {
    this.notes.push(sentence);
  }

  /** Everything, by kind and in the order in which it was judged. */
  public result(): Pick<UnitReport, 'counts' | 'failures' | 'figures' | 'notMeasured' | 'notes'> {
    const failed = new Map<CheckKind, number>();
    for (const { kind } of this.failures) failed.set(kind, (failed.get(kind) ?? 0) + 1);
    const counts = CHECK_KINDS.map((kind) => ({
      kind,
      passed: this.passed.get(kind) ?? 0,
      failed: failed.get(kind) ?? 0,
    })).filter((each) => each.passed + each.failed > 0);
    const measured = new Set(counts.map(({ kind }) => kind));
    return {
      counts,
      failures: this.failures,
      figures: this.figures,
      notMeasured: CHECK_KINDS.filter((kind) => !measured.has(kind)),
      notes: this.notes,
    };
  }
}

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
      ...present({ place }),
      isPassed: false,
      expected: 'a result',
      measured: NO_RESULT,
    });
  }
}
