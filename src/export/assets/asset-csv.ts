import { historyText } from '../../design/assets/asset';
import { DesignError, DesignErrors, spellingHint } from '../../errors/design-error';
import type { Asset, AssetRecord } from '../../model/asset';
import { csvCell, type CsvRecord, peopleCsv, readCsv } from '../../report/csv';

/** Columns of the asset file in the order in which it is written, and the field of a record that each fills. */
const COLUMNS = {
  device: 'device',
  serial: 'serial',
  asset_tag: 'assetTag',
  bmc_mac: 'bmcMac',
  nic_ids: 'nicIds',
  state: 'state',
  since: 'since',
  reason: 'reason',
  history: 'history',
} as const satisfies Record<string, Exclude<keyof AssetRecord, 'line'>>;

type Column = keyof typeof COLUMNS;

const NAMES = Object.keys(COLUMNS) as Column[];
const REQUIRED: readonly Column[] = ['device', 'state'];

/** Columns that are written only where a device has something in them. */
const OPTIONAL: readonly Column[] = ['reason', 'history'];
const USUAL = NAMES.filter((name) => !OPTIONAL.includes(name));

/**
 * Reads `assets.csv`: a header, then a line a device. `device` and `state` are required; columns may come in any order.
 *
 * @throws DesignError `assets/bad-csv`, `assets/missing-column`, `assets/unknown-column`, `assets/column-twice`, `assets/bad-row`
 */
export function readAssetsCsv(text: string): AssetRecord[] {
  const [header, ...rows] = readRows(text);
  const columns = header?.cells ?? [];
  DesignErrors.throwAll(headerErrors(columns));
  DesignErrors.throwAll(rows.flatMap((row) => (row.cells.length === columns.length ? [] : [rowError(row, columns)])));
  return rows.map(({ cells, line }) => {
    const cell = (column: Column): string => csvCell(cells[columns.indexOf(column)] ?? '');
    return {
      line,
      device: cell('device'),
      serial: cell('serial'),
      assetTag: cell('asset_tag'),
      bmcMac: cell('bmc_mac'),
      nicIds: cell('nic_ids'),
      state: cell('state'),
      since: cell('since'),
      ...(columns.includes('reason') ? { reason: cell('reason') } : {}),
      ...(columns.includes('history') ? { history: cell('history') } : {}),
    };
  });
}

/** Writes assets as `readAssetsCsv` reads them, sorted by device; `reason` and `history` only where a device has one. */
export function writeAssetsCsv(assets: Iterable<Asset>): string {
  const sorted = [...assets].sort((a, b) => (a.device < b.device ? -1 : a.device > b.device ? 1 : 0));
  const used = OPTIONAL.filter((name) => sorted.some((asset) => textOf(asset, name) !== ''));
  const names = [...USUAL, ...used];
  return peopleCsv([names, ...sorted.map((asset) => names.map((name) => textOf(asset, name)))]);
}

function textOf(asset: Asset, name: Column): string {
  if (name === 'history') return historyText(asset.history ?? []);
  const value: string | readonly string[] = asset[COLUMNS[name]] ?? '';
  return typeof value === 'string' ? value : value.join(' ');
}

function readRows(text: string): readonly CsvRecord[] {
  const rows: CsvRecord[] = [];
  const notCsv = (line: string): DesignError =>
    new DesignError('assets/bad-csv', {
      problem: `${line} of the asset file is not CSV: a quote is not closed, or stands within a value`,
      remedy: 'put the whole value in quotes, and write a quote inside it twice',
    });
  readCsv(text, notCsv, (row) => rows.push(row));
  return rows;
}

function headerErrors(columns: readonly string[]): DesignError[] {
  const missing = REQUIRED.filter((name) => !columns.includes(name)).map(
    (name) =>
      new DesignError('assets/missing-column', {
        problem: `line 1 of the asset file: column '${name}' is missing`,
        remedy: `begin the file with a header such as '${USUAL.join(',')}'`,
        object: name,
      }),
  );
  const known: readonly string[] = NAMES;
  const unknown = columns
    .filter((column) => !known.includes(column))
    .map((column) => {
      const hint = spellingHint(column, NAMES);
      return new DesignError('assets/unknown-column', {
        problem: `line 1 of the asset file: column '${column}' is unknown`,
        remedy: hint === undefined ? `use the columns ${NAMES.join(', ')}` : `did you mean '${hint}'?`,
        object: column,
      });
    });
  const twice = NAMES.filter((name) => columns.indexOf(name) !== columns.lastIndexOf(name)).map(
    (name) =>
      new DesignError('assets/column-twice', {
        problem: `line 1 of the asset file: column '${name}' stands there twice`,
        remedy: 'keep one of them',
        object: name,
      }),
  );
  return [...missing, ...unknown, ...twice];
}

function rowError({ cells, line }: CsvRecord, columns: readonly string[]): DesignError {
  return new DesignError('assets/bad-row', {
    problem: `line ${line} of the asset file has ${cells.length} values under ${columns.length} columns`,
    remedy: 'give each column one value, which may be empty',
    value: `${cells.length}`,
    limit: `${columns.length}`,
  });
}
