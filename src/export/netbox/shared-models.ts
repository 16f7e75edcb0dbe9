import { DesignError, DesignErrors } from '../../errors/design-error';
import { checkNetboxNames } from './check-netbox-names';
import { type NetboxModel, type NetboxRecord, recordId } from './netbox-record';

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
