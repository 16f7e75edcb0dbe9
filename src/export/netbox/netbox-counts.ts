import { peopleCsv } from '../../report/csv';
import { isRegistered, NETBOX_LEVELS, type NetboxLevel } from './netbox-input';
import type { NetboxRecord } from './netbox-record';

/** Resources that a level registers. */
export interface NetboxLevelCount {
  readonly level: NetboxLevel;
  /** Resources of all stacks. */
  readonly resources: number;
  /** Resources of each stack that holds one, by name, sorted. */
  readonly byStack: Readonly<Record<string, number>>;
}

/** What each level of detail would register, from the least to all; what no stack of the site holds is left out. */
export function netboxLevelCounts(
  records: readonly NetboxRecord[],
  stackOf: (record: NetboxRecord) => string | undefined,
): readonly NetboxLevelCount[] {
  return NETBOX_LEVELS.map((level) => {
    const byStack = new Map<string, number>();
    for (const record of records) {
      if (!isRegistered(level, record.level)) continue;
      const stack = stackOf(record);
      if (stack === undefined) continue;
      byStack.set(stack, (byStack.get(stack) ?? 0) + 1);
    }
    return {
      level,
      resources: [...byStack.values()].reduce((sum, count) => sum + count, 0),
      byStack: Object.fromEntries([...byStack].sort(([a], [b]) => (a < b ? -1 : 1))),
    };
  });
}

/** The counts as CSV: a line a stack, a column a level. */
export function renderNetboxLevelsCsv(counts: readonly NetboxLevelCount[]): string {
  const stacks = [...new Set(counts.flatMap(({ byStack }) => Object.keys(byStack)))].sort();
  return peopleCsv([
    ['stack', ...counts.map(({ level }) => level)],
    ...stacks.map((stack) => [stack, ...counts.map(({ byStack }) => byStack[stack] ?? 0)]),
    ['all', ...counts.map(({ resources }) => resources)],
  ]);
}
