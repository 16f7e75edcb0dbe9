import { peopleCsv } from '../../report/csv';
import { cableRecords } from './network-records';
import { checkNetboxNames } from './check-netbox-names';
import { devicePorts } from './device-ports';
import { deviceRecords } from './device-records';
import { isRegistered, NETBOX_LEVELS, type NetboxInput, type NetboxLevel, type NetboxPlan } from './netbox-input';
import type { NetboxModel, NetboxPlace, NetboxRecord } from './netbox-record';
import { interfaceRecords, networkRecords } from './network-records';
import { powerRecords } from './power-records';
import { rackRecords } from './rack-records';
import { isSharedModel, sharedRecords } from './shared-records';

/**
 * A site as the objects of NetBox, of every level, sorted by model and natural key: the core of the target and of the files for bulk import.
 *
 * @throws DesignError `netbox/...` for names that NetBox does not take, all of them at once
 */
export function netboxRecords(plan: NetboxPlan, input: NetboxInput): readonly NetboxRecord[] {
  const placed = [...sharedRecords(plan, input), ...rackRecords(plan, input), ...deviceRecords(plan, input)];
  const places = new Map<string, NetboxPlace>(
    placed.flatMap(({ model, key: [name], place }) =>
      model === 'device' && name !== undefined && place !== undefined ? [[name, place] as const] : [],
    ),
  );
  const records = [
    ...placed,
    ...networkRecords(plan, input),
    ...interfaceRecords(plan, devicePorts(plan, input), places),
    ...powerRecords(plan, input),
    ...cableRecords(plan, input, places),
  ].map((record) => tagged(record, input));
  checkNetboxNames(records.filter(({ level }) => isRegistered(input.level, level)));
  return sorted(records);
}

/** Models of a site that take no tags. */
const UNTAGGED: readonly NetboxModel[] = ['oob-ip', 'primary-ip'];

/** Tags are the site's: what belongs to all of NetBox has none, or two sites would undo each other at each apply. */
function tagged(record: NetboxRecord, { tags }: NetboxInput): NetboxRecord {
  if (tags.length === 0 || UNTAGGED.includes(record.model) || isSharedModel(record.model)) return record;
  return { ...record, fields: { ...record.fields, tags } };
}

function sorted(records: readonly NetboxRecord[]): NetboxRecord[] {
  const keyed = records.map((record) => ({ record, key: `${record.model}\u0000${record.key.join('\u0000')}` }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return keyed.map(({ record }) => record);
}

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
