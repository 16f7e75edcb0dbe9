import { stringify } from 'csv-stringify/sync';
import { recordId, type NetboxModel, type NetboxRecord } from './netbox-record';
import {
  NETBOX_SOURCES,
  type KnownIds,
  type NetboxAnswer,
  type NetboxQuestion,
  type NetboxSource,
} from './netbox-sources';

/** Reads a list of NetBox. */
export type NetboxReader = (question: NetboxQuestion) => Promise<readonly NetboxAnswer[]>;

/** What became of the objects of one model. */
export interface NetboxIdCount {
  readonly model: NetboxModel;
  /** Objects that the inventory registers. */
  readonly registered: number;
  /** Objects of which NetBox holds one. */
  readonly found: number;
}

/** A registered object of which NetBox holds several. */
export interface NetboxTwins {
  readonly model: NetboxModel;
  readonly key: readonly string[];
  readonly ids: readonly string[];
}

/** Ids of what NetBox holds of an inventory. */
export interface NetboxIds {
  /** Lines of the file of `imports`, in the order of the records. */
  readonly lines: readonly (readonly [model: NetboxModel, key: string, id: string])[];
  readonly counts: readonly NetboxIdCount[];
  /** Left out of the lines. */
  readonly twins: readonly NetboxTwins[];
}
/**
 * Looks for each registered object in NetBox by its natural key.
 *
 * @param records - what the inventory registers, at its level
 * @param wanted - whether an object of the model is written; the others are looked for where those need them
 * @param read - asks NetBox; the same question is asked once
 */
export async function findNetboxIds(
  records: readonly NetboxRecord[],
  wanted: (model: NetboxModel) => boolean,
  read: NetboxReader,
): Promise<NetboxIds> {
  const byId = new Map(records.map((record) => [recordId(record), record]));
  const ids = new Map<string, string>();
  const twins: NetboxTwins[] = [];
  const counts: NetboxIdCount[] = [];
  const asked = new Map<string, Promise<readonly NetboxAnswer[]>>();
  const known = (): KnownIds => ({
    site: siteOf(records, ids),
    pools: records.flatMap(({ model, key }) => (model === 'prefix' ? key : [])),
    idOf: (ref) => ids.get(recordId(ref)),
    record: (ref) => byId.get(recordId(ref)),
  });
  for (const model of Object.keys(NETBOX_SOURCES) as NetboxModel[]) {
    const own = records.filter((record) => record.model === model);
    const isNeeded = model === 'site' || (model === 'device-type' && wanted('interface-template'));
    if (own.length === 0 || !(wanted(model) || isNeeded)) continue;
    const source = NETBOX_SOURCES[model];
    const question = source.question === undefined ? {} : source.question(known(), own);
    const answers = question === undefined ? [] : await once(asked, { path: source.path, question }, read);
    const matches = matched(own, answers, source, known());
    for (const [record, found] of matches) {
      const [id, ...more] = found;
      if (id !== undefined && more.length === 0) ids.set(recordId(record), id);
      else if (id !== undefined && wanted(model)) twins.push({ model, key: record.key, ids: found });
    }
    if (wanted(model)) {
      counts.push({ model, registered: own.length, found: own.filter((record) => ids.has(recordId(record))).length });
    }
  }
  return {
    lines: records.flatMap((record) => {
      const id = ids.get(recordId(record));
      return id === undefined || !wanted(record.model) ? [] : [[record.model, record.key.join(' | '), id] as const];
    }),
    counts,
    twins,
  };
}

/** The file of `imports`: `model,key,id`. */
export function renderNetboxIds({ lines }: Pick<NetboxIds, 'lines'>): string {
  return stringify([['model', 'key', 'id'], ...lines.map((line) => [...line])]);
}

function siteOf(records: readonly NetboxRecord[], ids: ReadonlyMap<string, string>): string | undefined {
  const site = records.find(({ model }) => model === 'site');
  return site !== undefined && ids.has(recordId(site)) ? site.key[0] : undefined;
}

function once(
  asked: Map<string, Promise<readonly NetboxAnswer[]>>,
  question: NetboxQuestion,
  read: NetboxReader,
): Promise<readonly NetboxAnswer[]> {
  const name = JSON.stringify(question);
  const known = asked.get(name);
  if (known !== undefined) return known;
  const answers = read(question);
  asked.set(name, answers);
  return answers;
}

/** Ids of each record; an object that one record has is no other's. */
function matched(
  records: readonly NetboxRecord[],
  answers: readonly NetboxAnswer[],
  { own, theirs }: NetboxSource,
  known: KnownIds,
): Map<NetboxRecord, readonly string[]> {
  const marks = answers.map((answer) => ({ id: idText(answer['id']), marks: theirs(answer) }));
  const found = new Map<NetboxRecord, readonly string[]>();
  const taken = new Set<string>();
  const depth = Math.max(0, ...marks.map((one) => one.marks.length));
  for (let index = 0; index < depth; index += 1) {
    const byMark = new Map<string, string[]>();
    for (const { id, marks: all } of marks) {
      const mark = all[index];
      if (mark === undefined || id === undefined || taken.has(id)) continue;
      byMark.set(mark, [...(byMark.get(mark) ?? []), id]);
    }
    for (const record of records) {
      const mark = own(record, known)[index];
      const ids = found.has(record) || mark === undefined ? undefined : byMark.get(mark);
      if (ids !== undefined) found.set(record, ids);
    }
    for (const ids of found.values()) for (const id of ids) taken.add(id);
  }
  return found;
}

/** Ids go into a file and onto a terminal: a server that sends anything but whole numbers has none. */
function idText(value: unknown): string | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? `${value}` : undefined;
}
