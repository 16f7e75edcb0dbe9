import type { NetboxRecord } from '../../export/netbox/netbox-record';
import type { TerraformStack } from '../../host';
import { TerraformResource } from '../../host';
import { RESOURCE_BUDGET } from '../../model/site-input';
import type { EmbeddedResource } from '../../targets/embedded/embedded-inventory';

/** Resources up to which a stack has room. */
const ROOM = RESOURCE_BUDGET * 0.8;

/** What a stack of the embedded inventory holds. */
export interface StackLoad {
  readonly resources: readonly EmbeddedResource[];
  /** Resources that constructs make themselves, such as those of AWS. */
  readonly others: number;
  /** Row of a rack, `hall/row`. */
  readonly rowOf: (rack: string) => string;
}

/** What makes a stack smaller that holds too much, in words of the props. */
export function embeddedRelief({ resources, others, rowOf }: StackLoad): string {
  const racks = resources.filter(({ kind }) => kind === 'rack').map(({ name }) => rowOf(name));
  const rest = resources.length - racks.length + others;
  if (rest > ROOM) return moveConstructs(resources, others);
  const rows = counted(racks);
  const [largestRow = '', most = 0] = largest(rows);
  const halls = counted(racks.map((row) => row.slice(0, row.indexOf('/'))));
  const [, mostOfHall = 0] = largest(halls);
  if (mostOfHall <= ROOM && (halls.size > 1 || rest > 0)) return split('hall');
  if (most <= ROOM && (rows.size > 1 || rest > 0)) return split('row');
  return `make two rows of row '${largestRow}', which has ${counts(most)} racks in use, and give 'inventory: Inventory.embedded({ split: 'row' })'`;
}

/** What makes a stack of a NetBox inventory smaller, in words of the props. */
export function netboxRelief(records: readonly NetboxRecord[], isByRack: boolean): string {
  const places = records.flatMap(({ place }) => (place === undefined ? [] : [`${place.hall}/${place.row}`]));
  const rows = counted(places);
  const [row = ''] = largest(rows);
  const withIds = "with the ids of what exists as 'imports'";
  if (rows.size > 1) return `give the NetBox inventory 'split: 'row'', ${withIds}`;
  const cables = records.filter(({ domain }) => domain === 'cables').length;
  if (cables > records.length / 2 && !isByRack) return `name the row in 'rowsByRack: ['${row}']', ${withIds}`;
  if (cables > records.length / 2) return "register no cables: 'level: 'interfaces'' of the NetBox inventory";
  if (rows.size === 1)
    return `make two rows of row '${row}', or register less with a lower 'level' of the NetBox inventory`;
  return "register less with a lower 'level' of the NetBox inventory";
}

function split(by: string): string {
  return `give 'inventory: Inventory.embedded({ split: '${by}' })': racks come to further stacks, and none is destroyed`;
}

function moveConstructs(resources: readonly EmbeddedResource[], others: number): string {
  const kinds = counted(resources.map(({ kind }) => kind));
  kinds.set('resources of other constructs', others);
  const [kind = '', most = 0] = largest(kinds);
  const what = kind.startsWith('resources') ? `${counts(most)} ${kind}` : `${counts(most)} resources of kind '${kind}'`;
  return `create some of its constructs in a further TerraformStack, for it holds ${what}: the scope of a construct is its stack, and 'site' names its site`;
}

function counted(names: readonly string[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const name of names) found.set(name, (found.get(name) ?? 0) + 1);
  return found;
}

function largest(map: ReadonlyMap<string, number>): readonly [string, number] | readonly [] {
  return [...map].reduce<readonly [string, number] | readonly []>(
    (most, each) => (most[1] === undefined || each[1] > most[1] ? each : most),
    [],
  );
}

function counts(count: number): string {
  return count.toLocaleString('en-US');
}

/** Resources that constructs made in a stack themselves, such as those of AWS. The site's own are rendered in bulk and are none of these. */
export function ownResources(stack: TerraformStack): number {
  return stack.node.findAll().filter((construct) => TerraformResource.isTerraformResource(construct)).length;
}
