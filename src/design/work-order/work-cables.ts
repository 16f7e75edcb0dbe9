import { cableRows } from '../cabling/cable-rows';
import type { CableEnd, CableRow } from '../../model/cabling-plan';
import type { SitePlan } from '../../model/site-plan';
import { WorkPlaces } from './work-places';
import type { WorkCable, WorkEnd } from './work-order-plan';

/** Cables of a site as people carry them, by label; those with an end in no rack are not there yet. */
export function workCables(plan: SitePlan): Map<string, WorkCable> {
  const places = new WorkPlaces(plan);
  const tables = new Map(plan.cables.map((table) => [table.fabric, table]));
  const cables = new Map<string, WorkCable & { readonly links: { label: string; a: WorkEnd; b: WorkEnd }[] }>();
  const add = (row: Row): void => {
    if (row.a.rack === '' || row.b.rack === '') return;
    const link = { label: row.label, a: row.a, b: row.b };
    const known = cables.get(row.cable);
    if (known !== undefined) {
      known.links.push(link);
      return;
    }
    const { cable: label, fabric, medium, part, lengthMillimetres } = row;
    const cable = { label, fabric, links: [link], medium, lengthMillimetres };
    cables.set(label, part === undefined ? cable : { ...cable, part });
  };
  for (const { plan: fabric } of plan.fabrics) {
    const table = tables.get(fabric.name);
    if (table === undefined) continue;
    const holders = new Map(fabric.endpoints.map(({ name, device = name }) => [name, device]));
    const end = (given: CableEnd): WorkEnd => ({ ...given, holder: holders.get(given.device) ?? given.device });
    for (const row of cableRows(fabric, table, plan.placement)) add({ ...row, a: end(row.a), b: end(row.b) });
  }
  for (const { plan: pair, cables: rows } of plan.converged ?? []) {
    const end = (given: { readonly device: string; readonly port: string }): WorkEnd => ({
      ...given,
      ...places.of(given.device),
      holder: given.device,
    });
    for (const row of rows) {
      add({ ...row, fabric: pair.name, a: end(row.a), b: end(row.b), medium: 'unknown', part: undefined });
    }
  }
  return cables;
}

/** Identity of the port of an end: a panel has two faces. */
export function portKey({ device, port, face }: WorkEnd): string {
  return `${device} ${port} ${face ?? ''}`;
}

/** Keys of all ports that a cable takes. */
export function portsOf({ links }: WorkCable): string[] {
  return links.flatMap(({ a, b }) => [portKey(a), portKey(b)]);
}

/** Devices that stand in racks and hold an end of the cable, each once. */
export function holdersOf({ links }: WorkCable): string[] {
  return [...new Set(links.flatMap(({ a, b }) => [a.holder, b.holder]))];
}

/** Whether both are one and the same piece of cable in the same ports. */
export function isSameCable(one: WorkCable, other: WorkCable): boolean {
  return isSamePiece(one, other) && portsOf(one).join('\n') === portsOf(other).join('\n');
}

/** Whether one piece can serve as both. */
export function isSamePiece(one: WorkCable, other: WorkCable): boolean {
  return (
    one.medium === other.medium &&
    one.part === other.part &&
    one.lengthMillimetres === other.lengthMillimetres &&
    one.links.length === other.links.length
  );
}

interface Row extends Pick<CableRow, 'label' | 'cable' | 'fabric' | 'medium' | 'part' | 'lengthMillimetres'> {
  readonly a: WorkEnd;
  readonly b: WorkEnd;
}
