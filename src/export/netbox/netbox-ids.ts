import { stringify } from 'csv-stringify/sync';

import { CABLE_END_TYPES, isRef, type NetboxModel, type NetboxRecord, type NetboxRef, recordId } from './netbox-record';
import { addTo } from '../../units/present';

/** Reads a list of NetBox. */
type NetboxReader = (question: NetboxQuestion) => Promise<readonly NetboxAnswer[]>;

/** What became of the objects of one model. */
interface NetboxIdCount {
  readonly model: NetboxModel;
  /** Objects that the inventory registers. */
  readonly registered: number;
  /** Objects of which NetBox holds one. */
  readonly found: number;
}

/** A registered object of which NetBox holds several. */
interface NetboxTwins {
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
      addTo(byMark, mark, id);
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

/** An object as NetBox's REST API answers it. */
type NetboxAnswer = Readonly<Record<string, unknown>>;

/** What is asked of NetBox: a list below `/api/`, and which of it. */
interface NetboxQuestion {
  readonly path: string;
  readonly question: Readonly<Record<string, readonly string[]>>;
}

/** How an object is told: the first that fits is taken, so that a slug goes before a name. */
type Marks = readonly (string | undefined)[];

/** Where a model is found, and how its objects are told. */
interface NetboxSource {
  readonly path: string;
  /** Which of the list is asked for; undefined where nothing can be there. */
  readonly question?: (known: KnownIds, records: readonly NetboxRecord[]) => NetboxQuestion['question'] | undefined;
  readonly own: (record: NetboxRecord, known: KnownIds) => Marks;
  readonly theirs: (answer: NetboxAnswer) => Marks;
}

/** What is known when a model is looked for: the ids of those before it. */
interface KnownIds {
  /** Slug of the site; undefined where NetBox holds no such site. */
  readonly site: string | undefined;
  readonly pools: readonly string[];
  readonly idOf: (ref: NetboxRef) => string | undefined;
  readonly record: (ref: NetboxRef) => NetboxRecord | undefined;
}

const ofSite: NetboxSource['question'] = ({ site }) => (site === undefined ? undefined : { site: [site] });

/** Slug, then name: both are unique in NetBox. */
const named = (path: string): NetboxSource => ({
  path,
  own: ({ fields }) => [text(fields['slug']), text(fields['name'] ?? fields['model'])],
  theirs: (answer) => [text(answer['slug']), text(answer['name'] ?? answer['model'])],
});

/** Part of a device: device and name. */
const ofDevice = (path: string): NetboxSource => ({
  path,
  question: ofSite,
  own: ({ key: [device, name] }) => [joined(device, name)],
  theirs: (answer) => [joined(at(answer, 'device', 'name'), text(answer['name']))],
});

/** Choices of a device that stand in the device itself: their id is its own. */
const ofDeviceItself = (fields: readonly string[]): NetboxSource => ({
  path: 'dcim/devices/',
  question: ofSite,
  own: ({ key: [device] }) => [device],
  theirs: (answer) => [
    fields.some((field) => at(answer, field, 'id') !== undefined) ? text(answer['name']) : undefined,
  ],
});

/** Where each model is found, in the order in which they are asked for: what others name comes first. */
const NETBOX_SOURCES: Readonly<Record<NetboxModel, NetboxSource>> = {
  region: named('dcim/regions/'),
  site: {
    path: 'dcim/sites/',
    question: (_, records) => ({ slug: records.map(({ key: [slug = ''] }) => slug) }),
    own: ({ key: [slug] }) => [slug],
    theirs: (answer) => [text(answer['slug'])],
  },
  tag: named('extras/tags/'),
  'custom-field': named('extras/custom-fields/'),
  tenant: named('tenancy/tenants/'),
  manufacturer: named('dcim/manufacturers/'),
  'device-role': named('dcim/device-roles/'),
  'rack-type': named('dcim/rack-types/'),
  rir: named('ipam/rirs/'),
  'device-type': {
    path: 'dcim/device-types/',
    own: ({ key, fields }) => [text(fields['slug']), joined(...key)],
    theirs: (answer) => [text(answer['slug']), joined(at(answer, 'manufacturer', 'name'), text(answer['model']))],
  },
  'interface-template': {
    path: 'dcim/interface-templates/',
    question: ({ idOf }, records) => {
      const types = new Set(records.flatMap(({ fields: { device_type: type } }) => idOfValue(type, idOf) ?? []));
      return types.size === 0 ? undefined : { device_type_id: [...types] };
    },
    own: ({ fields }, { idOf }) => [joined(idOfValue(fields['device_type'], idOf), text(fields['name']))],
    theirs: (answer) => [joined(at(answer, 'device_type', 'id'), text(answer['name']))],
  },
  asn: {
    path: 'ipam/asns/',
    // A number that says it is another's is that one's.
    own: ({ key: [number], fields }) => [joined(number, text(fields['description'])), number],
    theirs: (answer) => {
      const [number, description] = [text(answer['asn']), text(answer['description']) ?? ''];
      return description === '' ? [undefined, number] : [joined(number, description)];
    },
  },
  location: {
    path: 'dcim/locations/',
    question: ofSite,
    own: ({ fields }) => [text(fields['slug']), text(fields['name'])],
    theirs: (answer) => [text(answer['slug']), text(answer['name'])],
  },
  vlan: {
    path: 'ipam/vlans/',
    question: ofSite,
    own: ({ fields }) => [joined(text(fields['name']), text(fields['vid']))],
    theirs: (answer) => [joined(text(answer['name']), text(answer['vid']))],
  },
  prefix: {
    path: 'ipam/prefixes/',
    question: (_, records) => ({ prefix: records.map(({ key: [cidr = ''] }) => cidr), vrf_id: ['null'] }),
    // NetBox takes one prefix for several sites: one of another site is that site's.
    own: ({ key: [cidr] }, { site }) => [joined(cidr, site), cidr],
    theirs: (answer) => {
      const site = at(answer, 'scope', 'slug') ?? at(answer, 'site', 'slug');
      const cidr = text(answer['prefix']);
      return site === undefined ? [undefined, cidr] : [joined(cidr, site)];
    },
  },
  rack: {
    path: 'dcim/racks/',
    question: ofSite,
    own: ({ key: [name] }) => [name],
    theirs: (answer) => [text(answer['name'])],
  },
  device: {
    path: 'dcim/devices/',
    question: ofSite,
    own: ({ key: [name] }) => [name],
    theirs: (answer) => [text(answer['name'])],
  },
  interface: ofDevice('dcim/interfaces/'),
  'rear-port': ofDevice('dcim/rear-ports/'),
  'front-port': ofDevice('dcim/front-ports/'),
  'power-port': ofDevice('dcim/power-ports/'),
  'power-outlet': ofDevice('dcim/power-outlets/'),
  'ip-address': {
    path: 'ipam/ip-addresses/',
    question: ({ pools }) => (pools.length === 0 ? undefined : { parent: pools, vrf_id: ['null'] }),
    // An address of another interface is that interface's; one of none is taken over.
    own: ({ fields }, { idOf }) => {
      const address = text(fields['address']);
      return [joined(address, idOfValue(fields['interface'], idOf)), address];
    },
    theirs: (answer) => {
      const holder = answer['assigned_object'];
      const address = text(answer['address']);
      if (holder === null || holder === undefined) return [undefined, address];
      return [at(holder, 'device', 'id') === undefined ? undefined : joined(address, at(holder, 'id'))];
    },
  },
  'primary-ip': ofDeviceItself(['primary_ip4', 'primary_ip6']),
  'oob-ip': ofDeviceItself(['oob_ip']),
  'power-panel': {
    path: 'dcim/power-panels/',
    question: ofSite,
    own: ({ fields }) => [text(fields['name'])],
    theirs: (answer) => [text(answer['name'])],
  },
  'power-feed': {
    path: 'dcim/power-feeds/',
    question: ofSite,
    own: ({ fields }, { record }) => [joined(fieldOf(fields['power_panel'], 'name', record), text(fields['name']))],
    theirs: (answer) => [joined(at(answer, 'power_panel', 'name'), text(answer['name']))],
  },
  cable: {
    path: 'dcim/cables/',
    question: ofSite,
    // By its ends: labels are people's. A label tells a cable whose ends are others.
    own: ({ fields }, { record }) => {
      const ends = (side: string): string[] =>
        ((fields[side] ?? []) as readonly NetboxRef[]).map((ref) => ownEnd(ref, record));
      return [cable(ends('a_terminations'), ends('b_terminations')), text(fields['label'])];
    },
    theirs: (answer) => [
      cable(theirEnds(answer['a_terminations']), theirEnds(answer['b_terminations'])),
      text(answer['label']),
    ],
  },
};

function idOfValue(value: NetboxRecord['fields'][string] | undefined, idOf: KnownIds['idOf']): string | undefined {
  return value !== undefined && isRef(value) ? idOf(value) : undefined;
}

function fieldOf(
  value: NetboxRecord['fields'][string] | undefined,
  field: string,
  record: KnownIds['record'],
): string | undefined {
  return value !== undefined && isRef(value) ? text(record(value)?.fields[field]) : undefined;
}

function cable(a: readonly (string | undefined)[], b: readonly (string | undefined)[]): string | undefined {
  const sides = [a, b].map((side) => (side.includes(undefined) ? undefined : [...side].sort().join('\n')));
  if (sides.includes(undefined) || sides.includes('')) return undefined;
  return sides.sort().join('\n\n');
}

function ownEnd(ref: NetboxRef, record: KnownIds['record']): string {
  const { model, key } = ref;
  const name = model === 'power-feed' ? text(record(ref)?.fields['name']) : joined(...key);
  return `${CABLE_END_TYPES[model] ?? model} ${name ?? ''}`;
}

function theirEnds(ends: unknown): (string | undefined)[] {
  if (!Array.isArray(ends)) return [undefined];
  return ends.map((end: unknown) => {
    const type = at(end, 'object_type');
    const device = at(end, 'object', 'device', 'name');
    const name = at(end, 'object', 'name');
    const full = type === 'dcim.powerfeed' ? name : joined(device, name);
    return type === undefined || full === undefined ? undefined : `${type} ${full}`;
  });
}

/** Names as one; undefined where one is missing. */
function joined(...names: readonly (string | undefined)[]): string | undefined {
  return names.includes(undefined) ? undefined : names.join('\u0000');
}

function at(value: unknown, ...path: readonly string[]): string | undefined {
  let found = value;
  for (const step of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return undefined;
    found = (found as NetboxAnswer)[step];
  }
  return text(found);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? `${value}` : undefined;
}
