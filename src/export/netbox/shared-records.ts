import { DesignError } from '../../errors/design-error';
import { present } from '../../units/present';
import type { NetboxInput, NetboxPlan } from './netbox-input';
import { holderStatus, type NetboxRecord, type NetboxRef, refTo } from './netbox-record';

/** Colours of roles: NetBox wants one, and no meaning hangs on it. */
const GREY = '9e9e9e';

/** Custom fields that the inventory adds for what NetBox has no field for. All are texts: the provider sends no numbers. */
const CUSTOM_FIELDS = {
  rackPower: { name: 'rack_power_budget_watts', label: 'Power budget, W', types: ['dcim.rack'] },
  rackLoad: { name: 'rack_max_load_kilograms', label: 'Weight limit of what stands in it, kg', types: ['dcim.rack'] },
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
 * @param what - what bears the name, in the words of a message
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
