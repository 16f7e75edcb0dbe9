import { type BookHallCables, CABLE_COLUMNS } from '../book-data';
import type { SiteModel } from './site-model';
import { hallCables } from './store';

/** A cable with both ends. Devices are the places of what stands in a rack and is or holds the end; -1: nothing does. */
export interface Cable {
  readonly label: string;
  readonly network: string;
  readonly a: CableSide;
  readonly b: CableSide;
  readonly medium: string;
  readonly lengthMillimetres: number;
  readonly part: string;
  readonly rate: string;
}

/** An end of a cable. */
export interface CableSide {
  readonly name: string;
  readonly port: string;
  readonly device: number;
}

const byDevice = new WeakMap<BookHallCables, ReadonlyMap<number, readonly number[]>>();
const labels = new WeakMap<BookHallCables, ReadonlyMap<number, string>>();

/** Rows of each device, made once a hall. */
function rowsByDevice(cables: BookHallCables): ReadonlyMap<number, readonly number[]> {
  const known = byDevice.get(cables);
  if (known !== undefined) return known;
  const rows = new Map<number, number[]>();
  for (let row = 0; row * CABLE_COLUMNS < cables.rows.length; row += 1) {
    const at = row * CABLE_COLUMNS;
    const ends = new Set([at + 1, at + 3].map((end) => cables.holders[cables.rows[end] ?? -1] ?? -1));
    for (const device of ends) {
      const own = rows.get(device);
      if (own === undefined) rows.set(device, [row]);
      else own.push(row);
    }
  }
  byDevice.set(cables, rows);
  return rows;
}

/** A cable by its row in the file of a hall. */
export function cableAt({ site }: Pick<SiteModel, 'site'>, cables: BookHallCables, row: number): Cable {
  const at = row * CABLE_COLUMNS;
  const [network = -1, a = -1, aPort = -1, b = -1, bPort = -1, medium = -1, length = 0, part = -1, rate = -1] =
    cables.rows.slice(at, at + CABLE_COLUMNS);
  const side = (name: number, port: number): CableSide => ({
    name: cables.names[name] ?? '',
    port: cables.ports[port] ?? '',
    device: cables.holders[name] ?? -1,
  });
  const [lower, upper] = [side(a, aPort), side(b, bPort)];
  const own = site.networks[network]?.name ?? '';
  const given = labels.get(cables) ?? new Map(cables.labels);
  labels.set(cables, given);
  return {
    label: given.get(row) ?? `${own}/${lower.name}:${lower.port}`,
    network: own,
    a: lower,
    b: upper,
    medium: cables.media[medium] ?? '',
    lengthMillimetres: length,
    part: cables.parts[part] ?? '',
    rate: cables.rates[rate] ?? '',
  };
}

/** All cables of a hall's file. */
export function* eachCable(model: Pick<SiteModel, 'site'>, cables: BookHallCables): Generator<Cable> {
  for (let row = 0; row * CABLE_COLUMNS < cables.rows.length; row += 1) yield cableAt(model, cables, row);
}

/** Cables that end at a device, or at what it holds; the device's own end first in each. */
export async function cablesOf(model: SiteModel, device: number): Promise<readonly Cable[]> {
  const cables = await hallCables(model.hallOf(device));
  return (rowsByDevice(cables).get(device) ?? []).map((row) => cableAt(model, cables, row));
}

/** The cable of a label; it is looked for where its lower end stands, then everywhere. */
export async function cableNamed(model: SiteModel, label: string): Promise<Cable | undefined> {
  const network = model.site.networks
    .map(({ name }) => name)
    .filter((name) => label.startsWith(`${name}/`))
    .sort((a, b) => b.length - a.length)[0];
  const near = network === undefined ? -1 : model.holderOf(label.slice(network.length + 1));
  if (near >= 0) {
    const found = (await cablesOf(model, near)).find((cable) => cable.label === label);
    if (found !== undefined) return found;
  }
  for (const hall of [...model.site.halls.keys(), -1]) {
    const cables = await hallCables(hall);
    for (const cable of eachCable(model, cables)) if (cable.label === label) return cable;
  }
  return undefined;
}
