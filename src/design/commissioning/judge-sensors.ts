import type { CheckBook } from './check-book';
import { filesOf, type JudgeInput } from './measured-file';
import { placesOf } from './unit-scope';

/** Draw of each rack against the plan of the devices that were read, and temperatures against the limits of their own sensors. */
export function judgeSensors({ site, scope, files }: JudgeInput, book: CheckBook): void {
  const all = filesOf(files, 'sensors');
  if (all.length === 0) return;
  const placeOf = placesOf(site);
  const isOfUnit = (device: string): boolean => scope.devices.has(device) || scope.hosts.has(device);
  const dark = new Set(scope.dark.map(({ device }) => device));
  const watts = new Map<string, number>();
  for (const { file, device = '', measurement } of all) {
    if (!isOfUnit(device) || dark.has(device)) continue;
    const { temperatures, watts: draw } = measurement.sensors;
    const place = placeOf(device);
    if (draw !== undefined) watts.set(device, draw);
    for (const { sensor, celsius, limitCelsius, isGood, status } of temperatures) {
      book.add({
        kind: 'temperatures',
        object: device,
        port: sensor,
        ...(place === undefined ? {} : { place }),
        isPassed: isGood && (limitCelsius === undefined || celsius <= limitCelsius),
        expected: limitCelsius === undefined ? 'a good status of the sensor' : `at most ${limitCelsius} °C`,
        measured: `${celsius} °C, ${status}`,
        file,
      });
    }
  }
  if (watts.size === 0) return;
  const planned = new Map(site.devices.map(({ name, maxWatts }) => [name, maxWatts]));
  for (const rack of site.placement.racks) {
    const own = rack.devices.map(({ name }) => name).filter((name) => scope.devices.has(name) && !dark.has(name));
    const read = own.filter((name) => watts.has(name));
    if (read.length === 0) continue;
    const measured = read.reduce((sum, name) => sum + (watts.get(name) ?? 0), 0);
    const due = read.reduce((sum, name) => sum + (planned.get(name) ?? 0), 0);
    const lowest = rack.devices[0]?.u ?? 0;
    book.add(
      {
        kind: 'power',
        object: `rack ${rack.name}`,
        place: { hall: rack.hall, row: rack.row, rack: rack.name, u: lowest },
        isPassed: measured <= due,
        expected: `at most ${kilowatts(due)}`,
        measured: kilowatts(measured),
        arithmetic: `${read.length} of ${own.length} devices of the unit read: ${read.join(', ')}`,
      },
      true,
    );
  }
  const systems = [...scope.devices].filter((name) => !scope.leaves.has(name) && !dark.has(name));
  const unread = systems.filter((name) => !watts.has(name) && site.placement.positions.has(name));
  if (unread.length > 0) book.note(`no draw is told of ${unread.length} devices: ${unread.slice(0, 5).join(', ')}`);
}

function kilowatts(watts: number): string {
  return `${Math.round(watts / 10) / 100} kW`;
}
