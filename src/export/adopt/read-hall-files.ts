import { DesignError, DesignErrors } from '../../errors/design-error';
import type { AssetRecord } from '../../model/asset';
import type { CableFact, DeviceFact, HallFacts } from '../../model/adopted-site';
import { present } from '../../units/present';
import { HALL_FILES, type HallColumnMap, type HallFile, type HallTable, readHallTable } from './read-hall-table';

/** A file of a running hall. */
export interface HallText {
  /** Name, for messages. */
  readonly file: string;
  readonly text: string;
}

/**
 * Reads the CSV files of a running hall; what is wrong with several files is reported at once.
 *
 * @throws DesignError `adopt/...` of `readHallTable`
 */
export function readHallFiles(
  files: Readonly<Partial<Record<HallFile, HallText>>>,
  columns: HallColumnMap = {},
): HallFacts {
  const errors: DesignError[] = [];
  const tables = new Map<HallFile, HallTable>();
  for (const kind of HALL_FILES) {
    const given = files[kind];
    if (given === undefined) continue;
    try {
      tables.set(kind, readHallTable(given.text, kind, given.file, columns[kind]));
    } catch (error) {
      if (error instanceof DesignErrors) errors.push(...error.errors);
      else if (error instanceof DesignError) errors.push(error);
      else throw error;
    }
  }
  DesignErrors.throwAll(errors);
  const rowsOf = (kind: HallFile): HallTable['rows'] => tables.get(kind)?.rows ?? [];
  const nameOf = (kind: HallFile): string => files[kind]?.file ?? '';
  const devicesOf = (kind: HallFile): DeviceFact[] =>
    rowsOf(kind).map(({ line, cell }) => ({
      file: nameOf(kind),
      line,
      device: nameOfDevice(cell('device')),
      rack: cell('rack'),
      u: cell('u'),
    }));
  const assets = assetsOf(tables.get('devices'));
  return {
    devices: [...devicesOf('racks'), ...devicesOf('devices')],
    cables: cablesOf(tables.get('cables'), nameOf('cables')),
    addresses: rowsOf('addresses').map(({ line, cell }) => ({
      file: nameOf('addresses'),
      line,
      device: nameOfDevice(cell('device')),
      interface: cell('interface'),
      address: cell('address'),
    })),
    ...present({ assets }),
  };
}

/** Rows of an asset file; undefined where the file has none of its columns. */
function assetsOf(table: HallTable | undefined): AssetRecord[] | undefined {
  if (table?.columns.has('state') !== true) return undefined;
  return table.rows.map(({ line, cell }) => ({
    line,
    device: nameOfDevice(cell('device')),
    serial: cell('serial'),
    assetTag: cell('asset_tag'),
    bmcMac: cell('bmc_mac'),
    nicIds: cell('nic_ids'),
    state: cell('state'),
    since: cell('since'),
  }));
}

/** NetBox writes the asset tag of a device behind its name: `haein-001 (AT-17)`. */
function nameOfDevice(text: string): string {
  return text.replace(/ \([^()]*\)$/, '');
}

/** Cables from device to device: segments that pass panels, labelled `<link>#1` and so on, are put together. */
function cablesOf(
  { rows, isOwn }: HallTable = { columns: new Set(), isOwn: true, rows: [] },
  file: string,
): CableFact[] {
  const facts: CableFact[] = [];
  const patched = new Map<string, number>();
  for (const { line, cell } of rows) {
    const several = isOwn ? undefined : severalEnds(cell, line, file);
    if (several !== undefined) {
      facts.push(...several);
      continue;
    }
    const [, label, segment] = /^(.+)#(\d)$/.exec(cell('label')) ?? [];
    const a = { device: nameOfDevice(cell('a_device')), port: cell('a_port') };
    const b = { device: nameOfDevice(cell('b_device')), port: cell('b_port') };
    const at = label === undefined ? undefined : patched.get(label);
    const first = at === undefined ? undefined : facts[at];
    if (at !== undefined && first !== undefined) {
      facts[at] = segment === '1' ? { ...first, a } : { ...first, b };
      continue;
    }
    if (label !== undefined) patched.set(label, facts.length);
    const fabric = cell('fabric');
    facts.push({ file, line, a, b, ...(fabric === '' ? {} : { fabric }) });
  }
  return facts;
}

/**
 * Links of a cable with several ends a side, as NetBox's table writes it: ends in one cell with commas between them, the first of one side to the first of the other.
 * One device, or one for each port. Undefined where each side has one end.
 *
 * @throws DesignError `adopt/uneven-ends`
 */
function severalEnds(cell: (column: string) => string, line: number, file: string): CableFact[] | undefined {
  const sides = (['a', 'b'] as const).map((side) => {
    const ports = listOf(cell(`${side}_port`));
    const devices = listOf(cell(`${side}_device`)).map(nameOfDevice);
    return { ports, devices: devices.length === 1 ? ports.map(() => devices[0] ?? '') : devices };
  });
  const [a, b] = sides;
  if (a === undefined || b === undefined || sides.every(({ ports, devices }) => ports.length + devices.length <= 2)) {
    return undefined;
  }
  const counts = new Set(sides.flatMap(({ ports, devices }) => [ports.length, devices.length]));
  if (counts.size > 1) {
    throw new DesignError('adopt/uneven-ends', {
      problem: `line ${line} of '${file}': the cable has ${a.devices.length} devices and ${a.ports.length} ports at one side, and ${b.devices.length} and ${b.ports.length} at the other`,
      remedy: 'give a cable with several ends as many at both sides, or a line for each of its links',
      object: cell('label'),
    });
  }
  const fabric = cell('fabric');
  return a.ports.map((port, index) => ({
    file,
    line,
    a: { device: a.devices[index] ?? '', port },
    b: { device: b.devices[index] ?? '', port: b.ports[index] ?? '' },
    ...(fabric === '' ? {} : { fabric }),
  }));
}

function listOf(text: string): string[] {
  return text.split(',').map((part) => part.trim());
}
