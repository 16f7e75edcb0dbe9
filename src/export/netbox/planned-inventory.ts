import type { CustomValues, InventoryAddress, InventoryEnd, PlannedInventory } from '../../design/as-built/inventory';
import { cableRecords } from './network-records';
import { devicePorts } from './device-ports';
import { deviceRecords } from './device-records';
import {
  NETBOX_LEVELS,
  isMap,
  isRef,
  type NetboxInput,
  type NetboxPlan,
  type NetboxPlace,
  type NetboxRecord,
  type NetboxRef,
  type NetboxValue,
} from './netbox-record';
import { interfaceRecords } from './network-records';
import { rackRecords } from './netbox-records';
import { sharedRecords } from './shared-records';
import type { ModelFacts } from '../../model/bill-plan';
import { cabledTrays } from '../../model/site-cables';
import type { RegisteredInventory, SitePlan } from '../../model/site-plan';
import { DesignError } from '../../errors/design-error';

/** Stands for what no comparison looks at: makers, models, slugs. */
const ANY = 'any';

/** What NetBox should hold of a site, by the records that the inventory registers: the same names and places, whatever else the program chose for it. */
export function plannedInventory(plan: NetboxPlan): PlannedInventory {
  const input = neutralInput(plan);
  const devices = deviceRecords(plan, input).filter(({ model }) => model === 'device');
  const places = new Map<string, NetboxPlace>(
    devices.flatMap(({ key: [name], place }) =>
      name === undefined || place === undefined ? [] : [[name, place] as const],
    ),
  );
  const locations = new Map(
    sharedRecords(plan, input)
      .filter(({ model }) => model === 'location')
      .map(({ key, fields }) => [key.join('\n'), textOf(fields['name'])]),
  );
  // A NetBox that the program does not register has none of its custom fields.
  const customOf = ({ custom_fields: value }: NetboxRecord['fields']): { readonly custom?: CustomValues } =>
    plan.registered === undefined || value === undefined || !isMap(value) ? {} : { custom: value.map };
  const built = new Set(plan.devices.map(({ name }) => name));
  const hosts = new Set([
    ...plan.fabrics.flatMap(({ plan: { endpoints } }) => endpoints.map(({ name }) => name)),
    ...cabledTrays(plan).keys(),
  ]);
  return {
    racks: rackRecords(plan, input).flatMap(({ key: [name = ''], fields, place }) => [
      {
        name,
        ...some('location', locations.get(place === undefined ? '' : `${place.hall}\n${place.row}`)),
        ...some('heightU', fields['u_height'] as number | undefined),
        ...some('status', textOf(fields['status'])),
        ...customOf(fields),
      },
    ]),
    devices: devices.map(({ key: [name = ''], fields }) => ({
      name,
      ...some('role', keyOf(fields['role'])),
      ...some('status', textOf(fields['status'])),
      ...some('rack', keyOf(fields['rack'])),
      ...some('u', fields['position'] as number | undefined),
      ...some('serial', textOf(fields['serial'])),
      ...(!built.has(name) && !hosts.has(name) && { isOptional: true as const }),
      ...customOf(fields),
    })),
    cables: cableRecords(plan, input, places)
      .filter(({ model }) => model === 'cable')
      .map(({ key: [label = ''], fields }) => ({
        label,
        a: endsOf(fields['a_terminations']),
        b: endsOf(fields['b_terminations']),
        ...customOf(fields),
      })),
    addresses: interfaceRecords(plan, devicePorts(plan, input), places).flatMap(addressOf),
    rackNames: plan.placement.racks.map(({ name }) => name),
    pools: plan.addresses.pools.map(({ name, cidr }) => ({ name, cidr })),
    hasAssets: [...plan.assets.values()].some(({ state, serial }) => state !== 'planned' || serial !== undefined),
  };
}

function neutralInput(plan: NetboxPlan): NetboxInput {
  const names = [...plan.halls.flatMap(({ name, rows }) => [name, ...rows.map((row) => row.name)]), ...plan.tenants];
  const models = new Set(plan.devices.map(({ model }) => model));
  return {
    level: 'cables',
    siteName: plan.name,
    siteSlug: ANY,
    tags: [],
    slugs: Object.fromEntries(names.map((name) => [name, ANY])),
    rackTypes: {},
    pdu: { manufacturer: ANY, model: ANY },
    interfaceTypes: {},
    models: new Map([...models].map((model, index) => [model, { description: `${ANY}-${index}`, category: 'system' }])),
  };
}

function addressOf({ model, fields }: NetboxRecord): Required<InventoryAddress>[] {
  const port = fields['interface'];
  if (model !== 'ip-address' || port === undefined || !isRef(port)) return [];
  const [device = '', name = ''] = port.key;
  return [{ address: textOf(fields['address']) ?? '', device, interface: name }];
}

function endsOf(value: NetboxValue | undefined): InventoryEnd[] {
  return ((value ?? []) as readonly NetboxRef[]).map(({ model, key: [device = '', port = ''] }) => ({
    device,
    port,
    ...(model === 'front-port' && { face: 'front' as const }),
    ...(model === 'rear-port' && { face: 'rear' as const }),
  }));
}

function textOf(value: NetboxValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function keyOf(value: NetboxValue | undefined): string | undefined {
  return value !== undefined && isRef(value) ? value.key[0] : undefined;
}

function some<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, V>);
}

/** A NetBox inventory as the plan keeps it: `registeredInput` reads it back. */
export function registeredInventory(input: NetboxInput): RegisteredInventory {
  const { level, models, ...choices } = input;
  return {
    kind: 'netbox',
    level,
    site: input.siteSlug,
    choices: { ...choices, models: Object.fromEntries([...models].sort(([a], [b]) => (a < b ? -1 : 1))) },
  };
}

/** Members of the choices that must be there, each with what it is. */
const CHOICES = {
  siteName: 'text',
  siteSlug: 'text',
  tags: 'list',
  slugs: 'object',
  rackTypes: 'object',
  interfaceTypes: 'object',
  models: 'object',
} as const satisfies Partial<Record<keyof NetboxInput, 'text' | 'list' | 'object'>>;

/**
 * Choices of the NetBox inventory that a site is registered in; undefined where it is registered in none.
 *
 * @throws DesignError `site-json/bad-part` for what was not written by `registeredInventory`
 */
export function registeredInput({ registered }: Pick<SitePlan, 'registered'>): NetboxInput | undefined {
  if (registered === undefined) return undefined;
  const { level, choices } = registered;
  if (!NETBOX_LEVELS.includes(level)) throw badPart('registered.level', 'level of NetBox');
  if (!isOfKind(choices, 'object')) throw badPart('registered.choices', 'object');
  for (const [name, kind] of Object.entries(CHOICES)) {
    if (!isOfKind(choices[name], kind)) throw badPart(`registered.choices.${name}`, kind);
  }
  const { models, ...rest } = choices as unknown as Omit<NetboxInput, 'models'> & {
    readonly models: Readonly<Record<string, ModelFacts>>;
  };
  return { ...rest, level, models: new Map(Object.entries(models)) };
}

function isOfKind(value: unknown, kind: 'text' | 'list' | 'object'): boolean {
  if (kind === 'text') return typeof value === 'string';
  if (kind === 'list') return Array.isArray(value);
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function badPart(name: string, kind: string): DesignError {
  return new DesignError('site-json/bad-part', {
    problem: `the plan of a site: '${name}' is missing or no ${kind}`,
    remedy: "synthesize the site again to write a whole 'site.json'",
    object: name,
  });
}
