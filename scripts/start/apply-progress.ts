/** An output of a stack as Terraform prints it. */
export interface OutputValue {
  readonly sensitive: boolean;
  readonly value?: unknown;
}

interface Changes {
  readonly add: number;
  readonly change: number;
  readonly remove: number;
  readonly operation: string;
}

/** A line of `terraform apply -json`; all but `type` depends on it. */
interface Event {
  readonly type?: string;
  readonly changes?: Changes;
  readonly hook?: { readonly action?: string; readonly resource?: { readonly addr?: string } };
  readonly diagnostic?: { readonly severity: string; readonly summary: string; readonly detail?: string };
  readonly outputs?: Readonly<Record<string, OutputValue>>;
}

/** Progress is printed when this much more of the whole is done. */
const STEP = 0.1;

const DONE: Readonly<Record<string, string>> = { create: 'created', update: 'changed', delete: 'removed' };

/** Follows the lines of `terraform apply -json` and says how far it is. */
export class ApplyProgress {
  /** Errors, in the order in which they came. */
  public readonly problems: string[] = [];
  /** Lines that were not meant for programs. */
  public readonly rest: string[] = [];
  /** Outputs after the run. */
  public outputs: Readonly<Record<string, OutputValue>> = {};
  private total = 0;
  private done = 0;
  private nextPrint = 0;
  private result: Changes | undefined;

  public constructor(private readonly print: (text: string) => void) {}

  /** Takes one line. */
  public read(line: string): void {
    const event = parse(line);
    if (event === undefined) {
      this.rest.push(line);
      return;
    }
    if (event.type === 'change_summary' && event.changes !== undefined) this.readChanges(event.changes);
    if (event.type === 'apply_complete') this.readDone(event);
    if (event.type === 'diagnostic' && event.diagnostic !== undefined) this.readDiagnostic(event.diagnostic);
    if (event.type === 'outputs' && event.outputs !== undefined) this.outputs = event.outputs;
  }

  /** What the whole run changed, in one clause. */
  public summary(): string {
    const { add = 0, change = 0, remove = 0 } = this.result ?? {};
    if (add + change + remove === 0) return 'no changes: everything is as the program says';
    return `${add} added, ${change} changed, ${remove} removed`;
  }

  private readChanges(changes: Changes): void {
    if (changes.operation !== 'plan') {
      this.result = changes;
      return;
    }
    const { add, change, remove } = changes;
    this.total = add + change + remove;
    if (this.total > 0) this.print(`  plan: ${add} to add, ${change} to change, ${remove} to remove\n`);
  }

  private readDone({ hook }: Event): void {
    this.done += 1;
    if (this.done < this.total && this.done < this.nextPrint) return;
    this.nextPrint = this.done + this.total * STEP;
    const width = String(this.total).length;
    const done = DONE[hook?.action ?? ''] ?? 'done';
    this.print(`  ${String(this.done).padStart(width)}/${this.total} ${hook?.resource?.addr ?? ''} ${done}\n`);
  }

  private readDiagnostic({ severity, summary, detail = '' }: NonNullable<Event['diagnostic']>): void {
    const text = detail === '' ? summary : `${summary}\n${detail}`;
    if (severity === 'error') this.problems.push(text);
    else this.print(`  ${severity}: ${text.replaceAll('\n', '\n  ')}\n`);
  }
}

function parse(line: string): Event | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
