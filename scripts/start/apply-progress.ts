/** An output of a stack as Terraform prints it. */
export interface OutputValue {
  readonly sensitive: boolean;
  readonly value?: unknown;
}

interface Changes {
  readonly add: number;
  readonly change: number;
  readonly remove: number;
  /** Since Terraform 1.5. */
  readonly import?: number;
  readonly operation: string;
}

/** A line of `terraform plan -json` or `apply -json`; all but `type` depends on it. */
interface Event {
  readonly type?: string;
  readonly change?: {
    readonly action?: string;
    readonly resource?: { readonly addr?: string };
    /** Address that it had, of one that was renamed. */
    readonly previous_resource?: { readonly addr?: string };
  };
  readonly changes?: Changes;
  readonly hook?: { readonly action?: string; readonly resource?: { readonly addr?: string } };
  readonly diagnostic?: { readonly severity: string; readonly summary: string; readonly detail?: string };
  readonly outputs?: Readonly<Record<string, OutputValue>>;
}

/** Progress is printed when this much more of the whole is done. */
const STEP = 0.1;

/** What an apply does to a resource, and how often. A data source that is read is none of these. */
const OPERATIONS: Readonly<Record<string, number>> = { create: 1, update: 1, delete: 1, replace: 2 };
const DONE: Readonly<Record<string, string>> = { create: 'created', update: 'changed', delete: 'removed' };

/** Kinds of change beside adding, changing and removing, in the words of a plan and of what came of it. */
const FURTHER = [
  { action: 'replace', planned: 'to replace', done: 'replaced' },
  { action: 'import', planned: 'to import', done: 'imported' },
  { action: 'move', planned: 'to rename', done: 'renamed' },
  { action: 'remove', planned: 'to let go of', done: 'let go of' },
] as const;

/** A resource that a plan takes away, for good or to make it again. */
export interface PlannedRemoval {
  readonly address: string;
  readonly isReplaced: boolean;
}

/** Follows the lines of `terraform plan -json`, then those of `apply -json` of the plan, and says how far it is. */
export class ApplyProgress {
  /** Errors, in the order in which they came. */
  public readonly problems: string[] = [];
  /** Lines that were not meant for programs. */
  public readonly rest: string[] = [];
  /** Outputs after the run. */
  public outputs: Readonly<Record<string, OutputValue>> = {};
  /** Action by resource; what is imported or renamed and changed at once counts as imported or renamed too. */
  private readonly planned = new Map<string, string>();
  private readonly renamed = new Set<string>();
  private imports = 0;
  /** Operations that a resource still waits for. */
  private readonly open = new Map<string, number>();
  private total = 0;
  private nextPrint = 0;
  private result: Changes | undefined;

  public constructor(private readonly print: (text: string) => void) {}

  /** Resources that the plan removes or replaces, by address. */
  public get removals(): readonly PlannedRemoval[] {
    return [...this.planned]
      .filter(([, action]) => action === 'delete' || action === 'replace')
      .map(([address, action]) => ({ address, isReplaced: action === 'replace' }))
      .sort((a, b) => (a.address < b.address ? -1 : 1));
  }

  /** Takes one line of a plan. */
  public readPlan(line: string): void {
    const event = this.parsed(line);
    const { change, changes } = event ?? {};
    const address = change?.resource?.addr;
    if (event?.type === 'planned_change' && address !== undefined) {
      this.readPlanned(address, change?.action ?? '');
      if (change?.previous_resource !== undefined) this.renamed.add(address);
    }
    if (event?.type === 'change_summary' && changes !== undefined) this.endPlan(changes);
  }

  /** Takes one line of an apply. */
  public readApply(line: string): void {
    const event = this.parsed(line);
    if (event?.type === 'change_summary' && event.changes?.operation === 'apply') this.result = event.changes;
    if (event?.type === 'apply_complete') this.readDone(event);
    if (event?.type === 'outputs' && event.outputs !== undefined) this.outputs = event.outputs;
  }

  /** What the whole run changed, in one clause. */
  public summary(): string {
    const { add = 0, change = 0, remove = 0 } = this.result ?? {};
    const further = this.further('done');
    if (add + change + remove + further.length === 0) return 'no changes: everything is as the program says';
    // Terraform counts what it replaces as added and as removed.
    const replaced = this.count('replace');
    return [`${add - replaced} added, ${change} changed, ${remove - replaced} removed`, ...further].join(', ');
  }

  private parsed(line: string): Event | undefined {
    const event = parse(line);
    if (event === undefined) this.rest.push(line);
    if (event?.type === 'diagnostic' && event.diagnostic !== undefined) this.readDiagnostic(event.diagnostic);
    return event;
  }

  /** A resource may have several instances, and an instance that waits to be removed beside the one that stands. */
  private readPlanned(address: string, action: string): void {
    this.planned.set(address, this.planned.get(address) === 'replace' ? 'replace' : action);
    const operations = OPERATIONS[action] ?? 0;
    if (operations > 0) this.open.set(address, (this.open.get(address) ?? 0) + operations);
  }

  private endPlan(changes: Changes): void {
    this.imports = changes.import ?? this.count('import');
    this.total = this.open.size;
    const further = this.further('planned');
    if (this.total + further.length === 0) return;
    const counts = `${this.count('create')} to add, ${this.count('update')} to change, ${this.count('delete')} to remove`;
    this.print(`  plan: ${[counts, ...further].join(', ')}\n`);
  }

  private count(action: string): number {
    return [...this.planned.values()].filter((one) => one === action).length;
  }

  private further(words: 'planned' | 'done'): readonly string[] {
    const beside: Readonly<Record<string, number>> = { import: this.imports, move: this.renamed.size };
    return FURTHER.map((kind) => ({ kind, count: beside[kind.action] ?? this.count(kind.action) }))
      .filter(({ count }) => count > 0)
      .map(({ kind, count }) => `${count} ${kind[words]}`);
  }

  private readDone({ hook }: Event): void {
    const address = hook?.resource?.addr ?? '';
    const left = this.open.get(address);
    if (left === undefined) return;
    if (left > 1) {
      this.open.set(address, left - 1);
      return;
    }
    this.open.delete(address);
    const done = this.total - this.open.size;
    if (done < this.total && done < this.nextPrint) return;
    this.nextPrint = done + this.total * STEP;
    const width = String(this.total).length;
    const isReplaced = this.planned.get(address) === 'replace';
    const verb = isReplaced ? 'replaced' : (DONE[hook?.action ?? ''] ?? 'done');
    this.print(`  ${String(done).padStart(width)}/${this.total} ${address} ${verb}\n`);
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
