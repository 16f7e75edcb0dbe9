import { DesignError } from '../../errors/design-error';
import type { SitePlan } from '../../model/site-plan';
import type { NameRule } from './name-rule';

/** A port of the plan that an id stands for, or a device where it has but one. */
export interface KnownId {
  readonly device: string;
  readonly port?: string;
}

/** How names of a dump become names of the plan. Asked in this order: ids, table, rules, then the name itself. */
export interface NameMap {
  /**
   * Device and port by GUID or MAC, as `assetIds` makes them.
   *
   * @default - names alone
   */
  readonly ids?: ReadonlyMap<string, KnownId>;
  /**
   * Plan's name, `<device>` or `<device> <port>`, by the name or GUID in the dump.
   *
   * @default - an empty table
   */
  readonly table?: ReadonlyMap<string, string>;
  /**
   * Rules; the first whose pattern matches is applied.
   *
   * @default - no rules
   */
  readonly rules?: readonly NameRule[];
  /**
   * Port of the plan by adapter or interface, for example `compute-1/1` for `mlx5_0`.
   *
   * @default - adapters in the order of their names, where there are as many as ports
   */
  readonly ports?: ReadonlyMap<string, string>;
}

/**
 * Ids of the asset file by GUID and MAC. The ids of a device count over the ports of all its fabrics except those of role `oob`, in the order of the site; a switch has one.
 */
export function assetIds({ fabrics, assets }: Pick<SitePlan, 'fabrics' | 'assets'>): Map<string, KnownId> {
  const ports = new Map<string, string[]>();
  for (const { plan } of fabrics) {
    if (plan.role === 'oob') continue;
    for (const { name, portNames } of plan.endpoints) ports.set(name, [...(ports.get(name) ?? []), ...portNames]);
  }
  const ids = new Map<string, KnownId>();
  for (const { device, nicIds = [] } of assets.values()) {
    const names = ports.get(device);
    nicIds.forEach((id, index) => {
      const port = names?.[index];
      ids.set(id.toLowerCase(), port === undefined ? { device } : { device, port });
    });
  }
  return ids;
}

/**
 * Reads two columns of CSV, the first by the second's place: `found,plan`. Empty lines and those that begin with `#` are left out, and so is a first line that is `header`.
 *
 * @throws DesignError `as-built/bad-table`
 */
export function parseTwoColumns(text: string, { file, header }: { file: string; header: string }): [string, string][] {
  const rows: [string, string][] = [];
  text.split(/\r?\n/).forEach((line, index) => {
    if (line.trim() === '' || line.startsWith('#') || (rows.length === 0 && line.trim() === header)) return;
    // Each character is looked at once, however long the line is.
    const cells = /^(?:\s*("(?:[^"]|"")*")\s*|([^",]*)),(?:\s*("(?:[^"]|"")*")\s*|([^",]*))$/.exec(line) ?? [];
    const [first, second] = [cells[1] ?? cells[2]?.trim(), cells[3] ?? cells[4]?.trim()];
    if (first === undefined || second === undefined || first === '' || second === '') {
      throw new DesignError('as-built/bad-table', {
        problem: `line ${index + 1} of '${file}' has not two columns: '${line}'`,
        remedy: `write '${header}' in every line, with double quotes around what holds a comma`,
        object: file,
        value: line,
      });
    }
    rows.push([unquoted(first), unquoted(second)]);
  });
  return rows;
}

function unquoted(cell: string): string {
  return cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
}
