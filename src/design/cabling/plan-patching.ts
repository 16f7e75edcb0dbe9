import {
  type CableTable,
  isFibre,
  panelName,
  type PatchedLinks,
  type PatchWay,
  wayName,
} from '../../model/cabling-plan';
import type { FabricPlan } from '../../model/fabric-plan';
import type { DeviceInput, PlacementPlan } from '../../model/placement-plan';
import { linkLabel } from '../../model/switch-ports';
import { present } from '../../units/present';
import { assignSlots } from '../lock/stack-memory';

/** What decides which links pass panels, and at which ports. */
export interface PatchingInput {
  /** Ways between rows that pass panels. */
  readonly ways: readonly PatchWay[];
  /** Fabrics whose links may take them. */
  readonly fabrics: readonly FabricPlan[];
  /** One for each fabric, in the same order, as if there were no panels. */
  readonly cables: readonly CableTable[];
  /** Where their ends stand. */
  readonly placement: PlacementPlan;
  /** Ports of an earlier plan by way and label of the link, as the lock holds them. */
  readonly slots: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** Panels of a site, and the links that pass them. */
export interface Patching {
  readonly panels: readonly DeviceInput[];
  /** One for each fabric, in the same order; undefined where none of its links passes a panel. */
  readonly links: readonly (PatchedLinks | undefined)[];
  /** What the lock must remember. */
  readonly slots: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** A link before it has a port. */
interface Crossing {
  readonly link: number;
  readonly way: number;
  readonly isReversed: boolean;
  readonly label: string;
}

/** Group of the lock's slots that holds the ports of a way. */
export function patchSlots(way: PatchWay): string {
  return `patching/${wayName(way)}`;
}

/**
 * Gives each fibre link between two patched rows a port: the lock's, else the next free one in order of labels.
 *
 * Only links that would be fibre without panels pass them: panels make no link shorter, so copper that reaches stays.
 */
export function planPatching({ ways, fabrics, cables, placement, slots }: PatchingInput): Patching {
  const crossings = fabrics.map((fabric, index) => {
    const table = cables[index];
    return table === undefined ? [] : crossingsOf(fabric, table, wayFinder(ways, placement));
  });
  const ports = ways.map((way, index) => {
    const labels = crossings.flatMap((list) => list.filter((each) => each.way === index).map(({ label }) => label));
    return assignSlots(labels.sort(), slots[patchSlots(way)] ?? {});
  });
  return {
    panels: ways.flatMap((way, index) => panelsOf(way, ports[index] ?? {})),
    links: crossings.map((list) => (list.length === 0 ? undefined : toColumns(ways, list, ports))),
    slots: Object.fromEntries(
      ways.flatMap((way, index) => {
        const own = ports[index] ?? {};
        return Object.keys(own).length === 0 ? [] : [[patchSlots(way), own]];
      }),
    ),
  };
}

/** Panels that an earlier plan had, as the lock's slots ask for them: they hold their places before new devices come. */
export function standingPanels({ ways, slots }: Pick<PatchingInput, 'ways' | 'slots'>): DeviceInput[] {
  return ways.flatMap((way) => panelsOf(way, slots[patchSlots(way)] ?? {}));
}

/** Way between two devices, and whether the first stands in its second row; undefined without one. */
type WayFinder = (
  a: string | undefined,
  b: string | undefined,
) => { readonly way: number; readonly isReversed: boolean } | undefined;

function wayFinder(ways: readonly PatchWay[], { racks, positions }: PlacementPlan): WayFinder {
  const rowOfRack = new Map(racks.map(({ name, hall, row }) => [name, JSON.stringify([hall, row])]));
  const byRows = new Map<string, Map<string, { way: number; isReversed: boolean }>>();
  ways.forEach(({ rows }, way) => {
    const [one, other] = rows.map(({ hall, row }) => JSON.stringify([hall, row])) as [string, string];
    for (const [from, to, isReversed] of [[one, other, false] as const, [other, one, true] as const]) {
      const known = byRows.get(from) ?? new Map<string, { way: number; isReversed: boolean }>();
      byRows.set(from, known.set(to, { way, isReversed }));
    }
  });
  const rowOf = (device: string | undefined): string => rowOfRack.get(positions.get(device ?? '')?.rack ?? '') ?? '';
  return (a, b) => byRows.get(rowOf(a))?.get(rowOf(b));
}

function crossingsOf(fabric: FabricPlan, { cableOf, choice, choices }: CableTable, find: WayFinder): Crossing[] {
  const { endpoints, switches, links } = fabric;
  const found: Crossing[] = [];
  for (let link = 0; link < links.count; link += 1) {
    const made = choices[choice[cableOf[link] ?? 0] ?? -1];
    if (made === undefined || !isFibre(made)) continue;
    const node = links.aNode[link] ?? 0;
    const endpoint = links.tier[link] === 0 ? endpoints[node] : undefined;
    const a = endpoint === undefined ? switches[node]?.name : (endpoint.device ?? endpoint.name);
    const way = find(a, switches[links.bNode[link] ?? 0]?.name);
    if (way !== undefined) found.push({ link, ...way, label: linkLabel(fabric, link) });
  }
  return found;
}

function toColumns(
  ways: readonly PatchWay[],
  crossings: readonly Crossing[],
  ports: readonly Readonly<Record<string, number>>[],
): PatchedLinks {
  return {
    ways,
    link: Uint32Array.from(crossings, ({ link }) => link),
    way: Uint16Array.from(crossings, ({ way }) => way),
    port: Uint32Array.from(crossings, ({ way, label }) => ports[way]?.[label] ?? 0),
    isReversed: Uint8Array.from(crossings, ({ isReversed }) => (isReversed ? 1 : 0)),
  };
}

/** As many panels in each row as the highest port asks for. */
function panelsOf(way: PatchWay, ports: Readonly<Record<string, number>>): DeviceInput[] {
  const { model, heightU, weightGrams, ports: portsPerPanel } = way.panel;
  const taken = Object.values(ports).reduce((most, port) => Math.max(most, port + 1), 0);
  return ([0, 1] as const).flatMap((side) => {
    const { hall, row } = way.rows[side];
    return Array.from({ length: Math.ceil(taken / portsPerPanel) }, (_, index): DeviceInput => {
      const name = panelName(way, side, index + 1);
      return {
        name,
        kind: 'panel',
        model,
        heightU,
        ...present({ weightGrams }),
        maxWatts: 0,
        row: { hall, row },
        unit: panelName(way, side, 0),
        path: way.path,
      };
    });
  });
}
