import { TerraformStack, type Construct } from '../host';
import type { HallInput } from '../design/placement/placement-plan';
import { RESOURCE_BUDGET } from '../design/site/resource-budget';
import type { Inventory, InventorySplit } from './inventory';
import type { Site } from './site';
import { addStackBackend, type StackBackendProps } from './stack-backend';

/** Racks of the site's own stack: it keeps a fifth of the budget for zones, fabrics and clusters. */
const ROOM = RESOURCE_BUDGET * 0.8;

/**
 * The stack of each row's racks, by `hall/row`. Further stacks are made beside the site's own and named after it, the hall and the row,
 * so that a hall or row added later opens a state of its own and moves nothing.
 */
export class RackStacks {
  private readonly made = new Map<string, TerraformStack>();
  private readonly byRow = new Map<string, TerraformStack>();
  private readonly own: TerraformStack;
  private readonly parent: Construct;
  private readonly split: InventorySplit | undefined;
  private readonly backend: StackBackendProps | undefined;
  private readonly site: string;
  private inOwn = 0;
  private readonly inHall = new Map<string, number>();

  public constructor(site: Site, halls: readonly HallInput[], inventory: Inventory) {
    this.own = TerraformStack.of(site);
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- a scope is typed as an interface, and is always a Construct
    this.parent = this.own.node.scope ?? this.own;
    this.site = site.node.id;
    this.backend = inventory.backend;
    addStackBackend(this.own, this.site, this.backend);
    this.split = inventory.split ?? defaultSplit(halls);
    for (const hall of halls) for (const row of hall.rows) this.add(hall.name, row.name, row.racks);
  }

  /** All stacks that hold racks. */
  public get stacks(): ReadonlySet<TerraformStack> {
    return new Set(this.byRow.values());
  }

  /** The stack of a row, `hall/row`; undefined for a row that the site does not have. */
  public stackOf(row: string): TerraformStack | undefined {
    return this.byRow.get(row);
  }

  /**
   * Gives a row its stack. Where no split was asked for, rows stand in the site's own stack as long as they fit, then in one of their hall,
   * then in one of their own: a row that is created later moves none of those before it.
   */
  public add(hall: string, row: string, racks: number): TerraformStack {
    const stack = this.stackFor(this.nameFor(hall, row, racks));
    this.byRow.set(`${hall}/${row}`, stack);
    return stack;
  }

  private nameFor(hall: string, row: string, racks: number): string {
    const { split } = this;
    if (split === 'none' || (split === undefined && this.inOwn + racks <= ROOM)) {
      this.inOwn += racks;
      return '';
    }
    const inHall = (this.inHall.get(hall) ?? 0) + racks;
    if (split === 'row' || (split === undefined && inHall > ROOM)) return `${hall}-${row}`;
    this.inHall.set(hall, inHall);
    return hall;
  }

  private stackFor(name: string): TerraformStack {
    if (name === '') return this.own;
    const stack = this.made.get(name) ?? new TerraformStack(this.parent, `${this.own.node.id}-${name}`);
    addStackBackend(stack, this.site, this.backend);
    this.made.set(name, stack);
    return stack;
  }
}

/** How halls that are known at once are split; undefined where they fit in the site's own stack. */
function defaultSplit(halls: readonly HallInput[]): InventorySplit | undefined {
  const racks = halls.map((hall) => hall.rows.reduce((sum, row) => sum + row.racks, 0));
  if (racks.reduce((sum, count) => sum + count, 0) <= ROOM) return undefined;
  return racks.every((count) => count <= ROOM) ? 'hall' : 'row';
}
