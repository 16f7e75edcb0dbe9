import type { DiscoveredNode } from './discovered-fabric';
import type { NameMap } from './name-map';
import { applyFirst } from './name-rule';

/** What a node of a dump is in the plan. */
export interface ResolvedNode {
  readonly device: string;
  /** Port or adapter, where the name or the id tells one. */
  readonly adapter?: string;
  /** Whether the plan has the device. */
  readonly isKnown: boolean;
}

/**
 * Names the device of each node, and the adapter where its description tells one: `haein-001 mlx5_0`, `MF0;compute-leaf-1:MQM9700/U1`, `leaf-1.example.com`.
 *
 * @param nodes - devices and adapters of the dump
 * @param map - ids, table and rules
 * @param isKnown - whether the plan has a device of this name
 */
export function resolveNodes(
  nodes: readonly DiscoveredNode[],
  map: NameMap,
  isKnown: (device: string) => boolean,
): ResolvedNode[] {
  return nodes.map(({ name, id }): ResolvedNode => {
    const byId = id === undefined ? undefined : map.ids?.get(id);
    if (byId !== undefined) {
      const { device, port } = byId;
      return { device, ...(port !== undefined && { adapter: port }), isKnown: isKnown(device) };
    }
    const listed = map.table?.get(name) ?? (id === undefined ? undefined : map.table?.get(id));
    if (listed !== undefined) return plainName(listed, isKnown) ?? { device: listed, isKnown: false };
    return plainName(ruled(name, map), isKnown) ?? plainName(name, isKnown) ?? { device: name, isKnown: false };
  });
}

function ruled(name: string, { rules = [] }: NameMap): string {
  return applyFirst(rules, name) ?? name;
}

/** Managed switches describe themselves as `MF0;<name>:<model>/U<number>`. */
const MANAGED_SWITCH = /^MF0;([^:]+):/;

function plainName(name: string, isKnown: (device: string) => boolean): ResolvedNode | undefined {
  const plain = MANAGED_SWITCH.exec(name)?.[1] ?? name;
  const [first = '', ...rest] = plain.split(' ');
  for (const [device, adapter] of [
    [plain, ''],
    [first, rest.join(' ')],
    [withoutDomain(first), rest.join(' ')],
  ] as const) {
    if (isKnown(device)) return { device, ...(adapter !== '' && { adapter }), isKnown: true };
  }
  return undefined;
}

function withoutDomain(name: string): string {
  return name.split('.')[0] ?? name;
}
