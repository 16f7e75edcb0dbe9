import { TerraformStack, type Construct } from '../host';
import type { HallInput } from '../design/placement/placement-plan';
import { RESOURCE_BUDGET } from '../design/site/resource-budget';
import type { Inventory, InventorySplit } from './inventory';
import type { Site } from './site';

/**
 * The stack of each row's racks, by `hall/row`. Further stacks are made beside the site's own and named after it, the hall and the row,
 * so that a hall or row added later opens a state of its own and moves nothing.
 */
export function rackStacks(
  site: Site,
  halls: readonly HallInput[],
  inventory: Inventory,
): ReadonlyMap<string, TerraformStack> {
  const own = TerraformStack.of(site);
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- a scope is typed as an interface, and is always a Construct
  const parent: Construct = own.node.scope ?? own;
  const split = inventory.split ?? defaultSplit(halls);
  const made = new Map<string, TerraformStack>();
  const stackFor = (name: string): TerraformStack => {
    const stack = made.get(name) ?? new TerraformStack(parent, `${own.node.id}-${name}`);
    made.set(name, stack);
    return stack;
  };
  const entries = halls.flatMap((hall) =>
    hall.rows.map((row): [string, TerraformStack] => {
      if (split === 'none') return [`${hall.name}/${row.name}`, own];
      return [`${hall.name}/${row.name}`, stackFor(split === 'hall' ? hall.name : `${hall.name}-${row.name}`)];
    }),
  );
  return new Map(entries);
}

function defaultSplit(halls: readonly HallInput[]): InventorySplit {
  const racks = halls.map((hall) => hall.rows.reduce((sum, row) => sum + row.racks, 0));
  // The site's own stack holds zones, fabrics and clusters too: it keeps a fifth of the budget for them.
  const room = RESOURCE_BUDGET * 0.8;
  if (racks.reduce((sum, count) => sum + count, 0) <= room) return 'none';
  return racks.every((count) => count <= room) ? 'hall' : 'row';
}
