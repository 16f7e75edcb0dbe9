import { DesignError, DesignErrors } from '../../errors/design-error';
import { present } from '../../units/present';
import {
  holderStatus,
  recordId,
  refTo,
  checkNetboxNames,
  type NetboxInput,
  type NetboxPlan,
  type NetboxModel,
  type NetboxRecord,
  type NetboxRef,
} from './netbox-record';

/** Colours of roles: NetBox wants one, and no meaning hangs on it. */
const GREY = '9e9e9e';

/** Custom fields that the inventory adds for what NetBox has no field for. All are texts: the provider sends no numbers. */
const CUSTOM_FIELDS = {
  rackPower: { name: 'rack_power_budget_watts', label: 'Power budget, W', types: ['dcim.rack'] },
  rackLoad: { name: 'rack_max_load_kilograms', label: 'Weight limit of what is in it, kg', types: ['dcim.rack'] },
  zone: { name: 'power_zone', label: 'Power zone', types: ['dcim.rack'] },
  unit: { name: 'scalable_unit', label: 'Scalable unit', types: ['dcim.device'] },
  rail: { name: 'rail', label: 'Rail', types: ['dcim.device'] },
  asNumber: { name: 'as_number', label: 'AS number', types: ['dcim.device'] },
  phase: { name: 'phase', label: 'Phase of construction', types: ['dcim.device'] },
  cableId: { name: 'cable_id', label: 'Cable', types: ['dcim.cable'] },
} as const;

/** Objects that all rows of a site share, beside what devices need. */
export function sharedRecords(plan: NetboxPlan, input: NetboxInput): NetboxRecord[] {
  return [
    ...tagRecords(input),
    ...customFieldRecords(),
    ...placeRecords(plan, input),
    ...tenantRecords(plan, input),
    ...panelRecords(plan, input),
  ];
}

/** The site itself. */
export function siteRef({ siteSlug }: NetboxInput): NetboxRef {
  return refTo('site', siteSlug);
}

/** Location of a hall, or of a row in it. */
export function locationRef(hall: string, row?: string): NetboxRef {
  return row === undefined ? refTo('location', hall) : refTo('location', hall, row);
}

/** Custom fields as a value, without those that have none; undefined where none is left. */
export function customFields(values: Readonly<Partial<Record<keyof typeof CUSTOM_FIELDS, string | undefined>>>): Pick<
  NetboxRecord,
  'after'
> & {
  readonly fields: { readonly custom_fields?: { readonly map: Record<string, string> } };
} {
  const given = (Object.keys(values) as (keyof typeof CUSTOM_FIELDS)[]).filter((key) => values[key] !== undefined);
  if (given.length === 0) return { fields: {} };
  const map = Object.fromEntries(given.map((key) => [CUSTOM_FIELDS[key].name, values[key] ?? '']));
  return {
    fields: { custom_fields: { map } },
    after: given.map((key) => refTo('custom-field', CUSTOM_FIELDS[key].name)),
  };
}

function tagRecords({ tags, slugs }: NetboxInput): NetboxRecord[] {
  return tags.map((name) => ({
    model: 'tag',
    key: [name],
    fields: { name, slug: slugOf('tag', name, slugs), color: GREY },
    level: 'racks',
    domain: 'shared',
  }));
}

function customFieldRecords(): NetboxRecord[] {
  return Object.values(CUSTOM_FIELDS).map(({ name, label, types }) => ({
    model: 'custom-field',
    key: [name],
    fields: { name, label, type: 'text', object_types: types, weight: 100 },
    level: 'racks',
    domain: 'shared',
  }));
}

function placeRecords(plan: NetboxPlan, input: NetboxInput): NetboxRecord[] {
  const { region, siteName, siteSlug, slugs } = input;
  const regions: NetboxRecord[] =
    region === undefined
      ? []
      : [{ model: 'region', key: [region.slug], fields: { ...region }, level: 'racks', domain: 'shared' }];
  const site: NetboxRecord = {
    model: 'site',
    key: [siteSlug],
    fields: {
      name: siteName,
      slug: siteSlug,
      status: holderStatus(plan.assets.values()),
      ...present({ region: region === undefined ? undefined : refTo('region', region.slug) }),
    },
    level: 'racks',
    domain: 'shared',
  };
  const halls = plan.halls.flatMap((hall): NetboxRecord[] => [
    {
      model: 'location',
      key: [hall.name],
      fields: { name: hall.name, slug: slugOf('hall', hall.name, slugs), site: siteRef(input) },
      level: 'racks',
      domain: 'shared',
    },
    ...hall.rows.map(({ name }): NetboxRecord => ({
      model: 'location',
      key: [hall.name, name],
      fields: {
        // Unique in the site: NetBox's import of devices looks a location up by its name.
        name: `${hall.name} row ${name}`,
        slug: `${slugOf('hall', hall.name, slugs)}-row-${slugOf('row', name, slugs)}`,
        site: siteRef(input),
        parent: locationRef(hall.name),
      },
      level: 'racks',
      domain: 'shared',
    })),
  ]);
  return [...regions, site, ...halls];
}

function tenantRecords({ tenants }: NetboxPlan, { slugs }: NetboxInput): NetboxRecord[] {
  return tenants.map((name) => ({
    model: 'tenant',
    key: [name],
    fields: { name, slug: slugOf('tenant', name, slugs) },
    level: 'racks',
    domain: 'shared',
  }));
}

/** A panel a feed of each zone, in the stack of the zone: its feeds are found there alone. */
function panelRecords({ power }: NetboxPlan, input: NetboxInput): NetboxRecord[] {
  return power.zones.flatMap((zone) =>
    zone.feeds.map((feed): NetboxRecord => ({
      model: 'power-panel',
      key: [zone.name, feed],
      fields: { name: `${zone.name} ${feed}`, site: siteRef(input) },
      level: 'racks',
      domain: 'feeds',
      zone: zone.name,
    })),
  );
}

/** Characters of a slug at most. */
const LONGEST_SLUG = 100;

const SLUG = /^[-a-zA-Z0-9_]+$/;

/**
 * Slug of a name: small ASCII letters, digits and hyphens.
 *
 * @param what - what has the name, in the words of a message
 * @throws DesignError `netbox/no-slug` for a name with other letters that `slugs` does not name, `netbox/bad-slug`
 */
export function slugOf(what: string, name: string, slugs: Readonly<Record<string, string>>): string {
  const given = slugs[name];
  if (given !== undefined) return checkedSlug(what, name, given);
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (slug === '' || /[^\p{ASCII}]/u.test(name.replace(/\p{P}|\p{S}|\p{Z}/gu, ''))) {
    throw new DesignError('netbox/no-slug', {
      problem: `${what} '${name}': NetBox wants a slug of ASCII letters, and the name gives none`,
      remedy: `name one: slugs: { '${name}': '...' }`,
      object: name,
    });
  }
  return checkedSlug(what, name, slug);
}

function checkedSlug(what: string, name: string, slug: string): string {
  if (SLUG.test(slug) && slug.length <= LONGEST_SLUG) return slug;
  throw new DesignError('netbox/bad-slug', {
    problem: `${what} '${name}': slug '${slug}' is not 1 to ${LONGEST_SLUG} ASCII letters, digits, hyphens and underscores`,
    remedy: 'give another one in `slugs`',
    object: name,
    value: `${slug.length} characters`,
    limit: `${LONGEST_SLUG} characters`,
  });
}

/** A kind of object that belongs to all of NetBox, and to no site. */
export interface NetboxSharedModel {
  /** What one of them is called in a sentence. */
  readonly title: string;
  /** Path of its list in NetBox's REST API, below `/api/`. */
  readonly endpoint: string;
  /** Fields of the REST API that make up its natural key, in the order of a record's `key`; a dot leads into the object that a field names. */
  readonly naturalKey: readonly string[];
}

/**
 * Kinds that belong to all of NetBox: what one site makes of them, every other site's objects hang on. No site's stack owns them, and none bears the
 * tags of a site. AS numbers are no such kind: a site takes numbers of its own, as it does with prefixes.
 */
export const NETBOX_SHARED_MODELS: Readonly<Partial<Record<NetboxModel, NetboxSharedModel>>> = {
  'custom-field': { title: 'custom field', endpoint: 'extras/custom-fields', naturalKey: ['name'] },
  'device-role': { title: 'device role', endpoint: 'dcim/device-roles', naturalKey: ['name'] },
  'device-type': { title: 'device type', endpoint: 'dcim/device-types', naturalKey: ['manufacturer.name', 'model'] },
  'interface-template': {
    title: 'interface template',
    endpoint: 'dcim/interface-templates',
    naturalKey: ['device_type.manufacturer.name', 'device_type.model', 'name'],
  },
  manufacturer: { title: 'manufacturer', endpoint: 'dcim/manufacturers', naturalKey: ['name'] },
  'rack-type': { title: 'rack type', endpoint: 'dcim/rack-types', naturalKey: ['model'] },
  region: { title: 'region', endpoint: 'dcim/regions', naturalKey: ['slug'] },
  rir: { title: 'registry of AS numbers', endpoint: 'ipam/rirs', naturalKey: ['slug'] },
  tag: { title: 'tag', endpoint: 'extras/tags', naturalKey: ['name'] },
  tenant: { title: 'tenant', endpoint: 'tenancy/tenants', naturalKey: ['name'] },
};

/** Whether a kind belongs to all of NetBox. */
export function isSharedModel(model: NetboxModel): boolean {
  return NETBOX_SHARED_MODELS[model] !== undefined;
}

/** What a site needs of the objects that belong to all of NetBox. */
export interface SharedNeeds {
  /** Name of the site. */
  readonly site: string;
  readonly records: readonly NetboxRecord[];
}

/**
 * What several sites need of the objects that belong to all of NetBox, each once, sorted by model and natural key.
 *
 * @throws DesignError `netbox/shared-differs` for an object of which two sites want something else, all of them at once; `netbox/same-slug`
 */
export function sharedByAll(sites: readonly SharedNeeds[]): readonly NetboxRecord[] {
  const found = new Map<string, { readonly site: string; readonly record: NetboxRecord }>();
  const errors: DesignError[] = [];
  for (const { site, records } of sites) {
    for (const record of records) {
      const id = recordId(record);
      const known = found.get(id);
      if (known === undefined) found.set(id, { site, record });
      else errors.push(...differences(known, { site, record }));
    }
  }
  DesignErrors.throwAll(errors);
  const all = [...found.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { record }]) => record);
  checkNetboxNames(all);
  return all;
}

interface WantedBySite {
  readonly site: string;
  readonly record: NetboxRecord;
}

function differences(one: WantedBySite, other: WantedBySite): DesignError[] {
  const { model, key, fields } = one.record;
  const names = [...new Set([...Object.keys(fields), ...Object.keys(other.record.fields)])].sort();
  return names
    .filter((name) => JSON.stringify(fields[name]) !== JSON.stringify(other.record.fields[name]))
    .map((name) => {
      const text = ({ record: { fields: wanted } }: WantedBySite): string =>
        wanted[name] === undefined ? 'nothing' : JSON.stringify(wanted[name]);
      const object = `${NETBOX_SHARED_MODELS[model]?.title ?? model} '${key.join(' / ')}'`;
      return new DesignError('netbox/shared-differs', {
        problem: `${object} belongs to all of NetBox: site '${one.site}' wants ${text(one)} as '${name}', site '${other.site}' ${text(other)}`,
        remedy: 'say the same in both sites, or give one of them another name',
        object: key.join(' / '),
      });
    });
}
