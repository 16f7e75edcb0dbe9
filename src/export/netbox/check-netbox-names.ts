import { DesignError, DesignErrors } from '../../errors/design-error';
import { type NetboxModel, type NetboxRecord, recordId } from './netbox-record';

/** Characters that NetBox takes at most. */
const LONGEST: Readonly<Partial<Record<string, number>>> = {
  name: 100,
  model: 100,
  slug: 100,
  label: 100,
  serial: 50,
  asset_tag: 50,
  description: 200,
  part_number: 50,
};

/** Models whose names are shorter. */
const SHORT_NAMES: readonly NetboxModel[] = [
  'device',
  'interface',
  'interface-template',
  'front-port',
  'rear-port',
  'power-port',
  'power-outlet',
  'vlan',
];
const SHORT_NAME = 64;
/** Labels of all but cables. */
const SHORT_LABEL = 64;

/** Models that NetBox finds by slug alone. */
const SLUGGED: readonly NetboxModel[] = [
  'device-role',
  'device-type',
  'location',
  'manufacturer',
  'rack-type',
  'tag',
  'tenant',
];

/**
 * Refuses names that NetBox does not take, all of them at once, before any apply meets the first of them. Names of one kind that are too long are one
 * error, for a construct with a long id gives hundreds of them.
 *
 * @see https://github.com/netbox-community/netbox/tree/main/netbox/dcim/models
 * @throws DesignError `netbox/name-too-long`, `netbox/same-slug`, `netbox/same-object`
 */
export function checkNetboxNames(records: readonly NetboxRecord[]): void {
  DesignErrors.throwAll([...lengthErrors(records), ...twinErrors(records)]);
}

/** Names of one field of one model that are too long. */
interface LongNames {
  readonly model: NetboxModel;
  readonly field: string;
  readonly limit: number;
  count: number;
  longest: number;
  readonly first: string;
}

function lengthErrors(records: readonly NetboxRecord[]): DesignError[] {
  const found = new Map<string, LongNames>();
  for (const { model, key, fields } of records) {
    for (const [field, value] of Object.entries(fields)) {
      const limit = limitOf(model, field);
      // NetBox counts characters, not bytes or UTF-16 units.
      if (typeof value !== 'string' || limit === undefined || value.length <= limit) continue;
      const characters = Array.from(value).length;
      if (characters <= limit) continue;
      const kind = `${model} ${field}`;
      const names = found.get(kind) ?? { model, field, limit, count: 0, longest: 0, first: key.join(' / ') };
      names.count += 1;
      names.longest = Math.max(names.longest, characters);
      found.set(kind, names);
    }
  }
  return [...found.values()].map(longNames);
}

function longNames({ model, field, limit, count, longest, first }: LongNames): DesignError {
  const others = count === 1 ? '' : ` and of ${count - 1} more`;
  return new DesignError('netbox/name-too-long', {
    problem: `${field.replaceAll('_', ' ')} of ${model} '${first}'${others} has up to ${longest} characters, and NetBox takes ${limit}`,
    remedy: 'give the construct that it is named after a shorter id',
    object: first,
    value: `${longest} characters`,
    limit: `${limit} characters`,
  });
}

function limitOf(model: NetboxModel, field: string): number | undefined {
  if (field === 'name' && SHORT_NAMES.includes(model)) return SHORT_NAME;
  if (field === 'label' && model !== 'cable') return SHORT_LABEL;
  return LONGEST[field];
}

function twinErrors(records: readonly NetboxRecord[]): DesignError[] {
  const objects = new Set<string>();
  const slugs = new Map<string, NetboxRecord>();
  return records.flatMap((record): DesignError[] => {
    const { model, key, fields } = record;
    const name = key.join(' / ');
    const id = recordId(record);
    if (objects.has(id)) {
      const problem = `two objects of the site are ${model} '${name}' in NetBox`;
      return [
        new DesignError('netbox/same-object', { problem, remedy: 'give one of them another name', object: name }),
      ];
    }
    objects.add(id);
    const slug = fields['slug'];
    if (typeof slug !== 'string' || !SLUGGED.includes(model)) return [];
    const twin = slugs.get(`${model} ${slug}`);
    slugs.set(`${model} ${slug}`, record);
    if (twin === undefined) return [];
    return [
      new DesignError('netbox/same-slug', {
        problem: `${model} '${twin.key.join(' / ')}' and '${name}' have one slug in NetBox, '${slug}'`,
        remedy: "name another one for either of them in 'slugs'",
        object: name,
        value: slug,
      }),
    ];
  });
}
