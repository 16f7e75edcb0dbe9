import { CHECK_KINDS, type CheckKind, type CommissioningCheck, type UnitReport } from './commissioning-report';

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
