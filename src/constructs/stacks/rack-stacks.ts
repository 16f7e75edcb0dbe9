import { TerraformStack, type Construct } from '../../host';
import type { SiteLock } from '../../model/site-lock';
import type { StackMemory } from '../../design/lock/stack-memory';
import type { HallInput } from '../../model/placement-plan';
import { rowsGroup } from '../../design/site/plan-floor';
import { RESOURCE_BUDGET } from '../../model/site-input';
import type { PlannedSite } from './site-part';
import { addStackBackend, type StackBackendProps } from './stack-backend';

/** Racks of the site's own stack: it keeps a fifth of the budget for zones, fabrics and clusters. */
const ROOM = RESOURCE_BUDGET * 0.8;

/** How racks are spread over Terraform states. */
export type InventorySplit = 'none' | 'hall' | 'row';

/** What the stacks of racks start from. */
interface RackStacksInput {
  readonly site: PlannedSite;
  readonly halls: readonly HallInput[];
  /** Split that was asked for, and where states are kept. */
  readonly inventory: { readonly split: InventorySplit | undefined; readonly backend?: StackBackendProps | undefined };
  readonly memory: StackMemory;
  readonly lock: Pick<SiteLock, 'slots'>;
}

/** A row as a stack is chosen for it. */
export interface StackedRow {
  readonly hall: string;
  readonly row: string;
  readonly racks: number;
  /** Key under which the lock knows it, where hall or row was renamed. */
  readonly formerly?: string;
}

/**
 * The stack of each row's racks, by `hall/row`. Further stacks are made beside the site's own and named after it, the hall and the row.
 *
 * Without a split that was asked for, a row stays in the stack that the lock holds for it, whatever joins the site. With one, a row that the lock holds
 * elsewhere comes over: the former stack is made too, to forget what it held.
 */
export class RackStacks {
  private readonly made = new Map<string, TerraformStack>();
  private readonly byRow = new Map<string, TerraformStack>();
  private readonly own: TerraformStack;
  private readonly parent: Construct;
  private readonly split: InventorySplit | 'beside' | undefined;
  private readonly isAsked: boolean;
  private readonly memory: StackMemory;
  private readonly backend: StackBackendProps | undefined;
  private readonly site: string;
  private inOwn = 0;
  private readonly inHall = new Map<string, number>();

  public constructor({ site, halls, inventory, memory, lock }: RackStacksInput) {
    this.own = TerraformStack.of(site);
    this.memory = memory;
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- a scope is typed as an interface, and is always a Construct
    this.parent = this.own.node.scope ?? this.own;
    this.site = site.node.id;
    this.backend = inventory.backend;
    addStackBackend(this.own, this.site, this.backend);
    this.isAsked = inventory.split !== undefined;
    const standing = memory.knows('row') ? [] : standingRows(halls, lock);
    const standingSplit = this.defaultSplit(standing.length === 0 ? halls : standing);
    this.split = inventory.split ?? standingSplit;
    if (this.isAsked) this.supposeStanding(standing, standingSplit);
    const rows = halls.flatMap((hall) => hall.rows.map((row) => stackedRow(hall, row)));
    // Rows that stand first: they were given their stacks without those that join them now.
    const known = new Set(standing.flatMap((hall) => hall.rows.map((row) => `row ${hall.name}/${row.name}`)));
    const isStanding = ({ hall, row, formerly }: StackedRow): boolean => {
      const keys = [`row ${hall}/${row}`, formerly ?? ''];
      return keys.some((key) => known.has(key) || memory.holderOf(key) !== undefined);
    };
    for (const row of [...rows.filter(isStanding), ...rows.filter((each) => !isStanding(each))]) this.add(row);
  }

  /** All stacks that hold racks, and those that did. */
  public get stacks(): ReadonlySet<TerraformStack> {
    return new Set([...this.byRow.values(), ...this.made.values()]);
  }

  /** The stack of a row, `hall/row`; undefined for a row that the site does not have. */
  public stackOf(row: string): TerraformStack | undefined {
    return this.byRow.get(row);
  }

  /**
   * Gives a row its stack. Where no split was asked for, rows stand where the lock has them; new ones in the site's own stack as long as they fit, then in
   * one of their hall, then in one of their own: a row that is created later moves none of those before it.
   *
   * @returns its stack, and those that held it before
   */
  public add({ hall, row, racks, formerly }: StackedRow): readonly TerraformStack[] {
    const key = `row ${hall}/${row}`;
    if (formerly !== undefined) this.memory.rename(key, formerly);
    const held = this.isAsked ? undefined : this.memory.holderOf(key);
    const name = held ?? this.nameFor(hall, row, racks);
    if (held !== undefined) this.count(held, hall, racks);
    this.memory.hold(key, name);
    const stack = this.stackNamed(name);
    this.byRow.set(`${hall}/${row}`, stack);
    return [stack, ...this.memory.formerOf(key).map((former) => this.stackNamed(former))];
  }

  /**
   * Where rows that stand may be, of which the lock keeps no stack, and which the program wants elsewhere now: where their number alone put them, or in the
   * site's own stack.
   */
  private supposeStanding(standing: readonly HallInput[], split: InventorySplit | 'beside' | undefined): void {
    const own = this.own.node.id;
    for (const hall of standing) {
      for (const row of hall.rows) {
        const name = split === undefined ? own : `${own}-${hall.formerly ?? hall.name}`;
        const byNumber = split === 'row' ? `${name}-${row.formerly ?? row.name}` : name;
        this.memory.mayHold(`row ${hall.name}/${row.name}`, [byNumber, own]);
      }
    }
  }

  private nameFor(hall: string, row: string, racks: number): string {
    const { split } = this;
    const own = this.own.node.id;
    if (split === 'none' || (split === undefined && this.inOwn + racks <= ROOM)) {
      this.inOwn += racks;
      return own;
    }
    const inHall = (this.inHall.get(hall) ?? 0) + racks;
    if (split === 'row' || (split !== 'hall' && inHall > ROOM)) return `${own}-${hall}-${row}`;
    this.inHall.set(hall, inHall);
    return `${own}-${hall}`;
  }

  private count(stack: string, hall: string, racks: number): void {
    const own = this.own.node.id;
    if (stack === own) this.inOwn += racks;
    if (stack === `${own}-${hall}`) this.inHall.set(hall, (this.inHall.get(hall) ?? 0) + racks);
  }

  private stackNamed(name: string): TerraformStack {
    if (name === this.own.node.id) return this.own;
    const there = this.made.get(name) ?? this.parent.node.tryFindChild(name);
    const isThere = there !== undefined && TerraformStack.isStack(there);
    const stack = isThere ? there : new TerraformStack(this.parent, name);
    if (!isThere) addStackBackend(stack, this.site, this.backend);
    this.made.set(name, stack);
    return stack;
  }

  /** How halls that are known at once are split; undefined where they fit in the site's own stack. */
  private defaultSplit(halls: readonly HallInput[]): InventorySplit | 'beside' | undefined {
    // A site that stands goes on as it is: as long as its own stack holds rows, new ones join them there while they fit.
    if (this.memory.knows('row')) {
      const holders = this.memory.holdersOf('row');
      return holders.has(this.own.node.id) ? undefined : 'beside';
    }
    const racks = halls.map((hall) => hall.rows.reduce((sum, row) => sum + row.racks, 0));
    if (racks.reduce((sum, count) => sum + count, 0) <= ROOM) return undefined;
    return racks.every((count) => count <= ROOM) ? 'hall' : 'row';
  }
}

/** A row with the key that the lock knows it by. */
export function stackedRow(
  hall: Pick<HallInput, 'name' | 'formerly'>,
  row: Pick<HallInput['rows'][number], 'name' | 'racks' | 'formerly'>,
): StackedRow {
  const isRenamed = hall.formerly !== undefined || row.formerly !== undefined;
  return {
    hall: hall.name,
    row: row.name,
    racks: row.racks,
    ...(isRenamed ? { formerly: `row ${hall.formerly ?? hall.name}/${row.formerly ?? row.name}` } : {}),
  };
}

/** Halls with the rows that a lock knows which keeps no stacks yet: their racks stand where their number alone put them. */
export function standingRows(halls: readonly HallInput[], { slots }: Pick<SiteLock, 'slots'>): readonly HallInput[] {
  return halls.flatMap((hall) => {
    const known = slots[rowsGroup(hall.formerly ?? hall.name)] ?? slots[rowsGroup(hall.name)] ?? {};
    const rows = hall.rows.filter(({ name, formerly }) => (known[formerly ?? name] ?? known[name]) !== undefined);
    return rows.length === 0 ? [] : [{ ...hall, rows }];
  });
}
