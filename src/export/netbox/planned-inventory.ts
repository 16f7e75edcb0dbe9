import type { CustomValues, InventoryAddress, InventoryEnd, PlannedInventory } from '../../design/as-built/inventory';
import { cableRecords } from './cable-records';
import { devicePorts } from './device-ports';
import { deviceRecords } from './device-records';
import type { NetboxInput, NetboxPlan } from './netbox-input';
import { isMap, isRef, type NetboxPlace, type NetboxRecord, type NetboxRef, type NetboxValue } from './netbox-record';
import { interfaceRecords } from './network-records';
import { rackRecords } from './rack-records';
import { sharedRecords } from './shared-records';

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
  const hosts = new Set(plan.fabrics.flatMap(({ plan: { endpoints } }) => endpoints.map(({ name }) => name)));
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
