import type { CableEnd, CableRow } from '../../model/cabling-plan';
import type { RackPlan } from '../../model/placement-plan';
import type { SitePlan } from '../../model/site-plan';
import type { Label, LabelMaker } from './label-maker';

/** Ends of one cable: more than one where it is split. */
interface CableEnds {
  readonly row: CableRow;
  readonly a: CableEnd[];
  readonly b: CableEnd[];
}

/** What is known of the cables beside their rows. */
interface CableLabelInput {
  /** Rows of the cable schedule. */
  readonly rows: Iterable<CableRow>;
  /** Names of cables that are split into several at their a end. */
  readonly splits: ReadonlySet<string>;
}

/**
 * Labels of cables: one at each end, with both ends on each. Links that share a cable share its labels, with their ports joined by `+`; a split cable has one
 * at each of its ends.
 */
export function cableLabels(
  { rows, splits }: CableLabelInput,
  maker: LabelMaker,
): { labels: Label[]; unplaced: number } {
  const cables = new Map<string, CableEnds>();
  for (const row of rows) {
    const cable = cables.get(row.cable) ?? { row, a: [], b: [] };
    cables.set(row.cable, cable);
    cable.a.push(row.a);
    cable.b.push(row.b);
  }
  const labels: Label[] = [];
  let unplaced = 0;
  for (const [name, { row, a, b }] of cables) {
    if ([...a, ...b].some(({ rack }) => rack === '')) {
      unplaced += 1;
      continue;
    }
    const upper = joined(b);
    const lower = splits.has(name) ? a : [joined(a)];
    lower.forEach((near, leg) => {
      labels.push(label(row, near, splits.has(name) ? [b[leg] ?? upper] : [upper], maker));
    });
    labels.push(label(row, upper, lower, maker));
  }
  return { labels, unplaced };
}

function label(row: CableRow, near: CableEnd, far: readonly CableEnd[], maker: LabelMaker): Label {
  const [nearText, farText] = [maker.endText(near), far.map((end) => maker.endText(end)).join(' + ')];
  const metres = row.lengthMillimetres === 0 ? '' : String(row.lengthMillimetres / 1_000);
  const what = [row.medium, ...(metres === '' ? [] : [`${metres} m`])].join(', ');
  return maker.label(`${nearText} / ${farText}`, row.cable, [nearText, `to ${farText}`, what], {
    near: nearText,
    far: farText,
    cable: row.cable,
    fabric: row.fabric,
    ...endFields('near', near),
    ...endFields('far', far[0] ?? near),
    medium: row.medium,
    length_m: metres,
    part_number: row.part ?? '',
  });
}

function endFields(side: 'near' | 'far', end: CableEnd): Record<string, string> {
  const { device, port, face, hall, row, rack, u } = end;
  const fields = { device, port, face: face ?? '', hall, row, rack, u: String(u) };
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [`${side}_${name}`, value]));
}

/** Ends in one connector as one, with all of its ports. */
function joined(ends: readonly CableEnd[]): CableEnd {
  const [first] = ends;
  if (first === undefined) throw new RangeError('a cable has ends');
  return { ...first, port: [...new Set(ends.map(({ port }) => port))].join('+') };
}

type Placed = Pick<SitePlan, 'placement' | 'devices' | 'power'>;

/** Labels of devices or of patch panels, in the order of racks and from the bottom up, and how many stand in none. */
export function deviceLabels(
  { placement, devices }: Placed,
  isPanel: boolean,
  maker: LabelMaker,
): { labels: Label[]; unplaced: number } {
  const wanted = new Map(
    devices.filter(({ kind }) => (kind === 'panel') === isPanel).map((device) => [device.name, device]),
  );
  const labels = placement.racks.flatMap((rack) =>
    rack.devices.flatMap(({ name, u }) => {
      const device = wanted.get(name);
      if (device === undefined) return [];
      const identifier = maker.text(rack, { device: name, u: String(u).padStart(2, '0') });
      const fields = { device: name, kind: device.kind, model: device.model, ...place(rack), u: String(u) };
      return [maker.label(identifier, name, [identifier, name, device.model], fields)];
    }),
  );
  return { labels, unplaced: wanted.size - labels.length };
}

/** Labels of the racks that hold something. */
export function rackLabels({ placement }: Placed, maker: LabelMaker): Label[] {
  return usedRacks(placement).map((rack) => {
    const identifier = maker.text(rack);
    const lines = [identifier, `${rack.hall}, row ${rack.row}`, rack.limits.model];
    return maker.label(identifier, rack.name, lines, { ...place(rack), zone: rack.zone, model: rack.limits.model });
  });
}

/** Labels of the feeds of each rack in use: one a feed of its zone. */
export function feedLabels({ placement, power }: Placed, maker: LabelMaker): Label[] {
  const feeds = new Map(power.zones.map((zone) => [zone.name, zone.feeds]));
  return usedRacks(placement).flatMap((rack) =>
    (feeds.get(rack.zone) ?? []).map((feed) => {
      const identifier = maker.text(rack, { feed });
      const lines = [identifier, `zone ${rack.zone}, feed ${feed}`, `rack ${rack.name}`];
      return maker.label(identifier, `${rack.name}/${feed}`, lines, { ...place(rack), zone: rack.zone, feed });
    }),
  );
}

function usedRacks({ racks }: SitePlan['placement']): RackPlan[] {
  return racks.filter(({ devices }) => devices.length > 0);
}

function place({ hall, row, name }: RackPlan): Readonly<Record<string, string>> {
  return { hall, row, rack: name };
}
