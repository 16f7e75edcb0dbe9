import type { RackPlan } from '../../model/placement-plan';
import type { SitePlan } from '../../model/site-plan';
import type { Label } from './label';
import type { LabelMaker } from './label-maker';

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
