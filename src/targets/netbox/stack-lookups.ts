import { recordId, type NetboxPlace, type NetboxRef } from '../../export/netbox/netbox-record';
import type { NetboxMap } from './netbox-adapter';
import { terraformQuoted, terraformText } from '../terraform-text';
import { netboxAddress } from './netbox-address';
import type { NetboxStackSource, RenderedStack } from './render-netbox-stack';

/** What the lookups of a stack start from. */
export interface StackLookupsInput {
  readonly source: NetboxStackSource;
  readonly stack: string;
  readonly addressOf: (ref: NetboxRef) => string;
}

/**
 * Ids of what a stack refers to: of its own resources by address, of others by natural key.
 *
 * Racks and devices are read by row, interfaces and power ports by device, each into one map of the stack.
 */
export class StackLookups {
  private readonly data: Record<string, Record<string, unknown>> = {};
  private readonly rows = { racks: new Map<string, NetboxRef>(), devices: new Map<string, NetboxRef>() };
  private readonly parts = { interfaces: new Set<string>(), power_ports: new Set<string>() };

  public constructor(private readonly start: StackLookupsInput) {}

  /** Expression of the id of a record. */
  public readonly resolve = (ref: NetboxRef): string => {
    const { source, stack, addressOf } = this.start;
    const record = source.records.get(recordId(ref));
    // A port that its device type brings is no resource: it is found on its device.
    if (record === undefined) return this.portOfType(ref);
    if (source.stackOf(record) === stack) return `${addressOf(ref)}.id`;
    const found = source.adapter.lookup(record, this.resolve);
    if (found === undefined) throw new Error(`stack '${stack}' cannot find ${recordId(ref)}, which another one holds`);
    if (found.kind === 'map') return this.entry(found.map, found.path, record.place);
    const address = netboxAddress(source.site, record);
    (this.data[found.type] ??= {})[address] = found.config;
    return `data.${found.type}.${address}.id`;
  };

  /** Data sources and maps that the expressions need. */
  public rendered(): Pick<RenderedStack, 'data' | 'locals'> {
    const locals: Record<string, unknown> = {};
    for (const map of ['interfaces', 'power_ports'] as const) this.renderParts(map, locals);
    this.renderRows('racks', 'id', locals);
    this.renderRows('devices', 'device_id', locals);
    return { data: this.data, locals };
  }

  private portOfType(ref: NetboxRef): string {
    const [device = ''] = ref.key;
    const owner = this.start.source.records.get(recordId({ model: 'device', key: [device] }));
    if (ref.model !== 'interface' || owner === undefined) throw new Error(`the inventory holds no ${recordId(ref)}`);
    return this.entry('interfaces', ref.key, owner.place);
  }

  private entry(map: NetboxMap, path: readonly string[], place: NetboxPlace | undefined): string {
    const [name = ''] = path;
    if (map === 'interfaces' || map === 'power_ports') {
      this.parts[map].add(name);
      // Its id is what the port is found by; in a stack that makes devices itself there are none of others.
      this.resolve({ model: 'device', key: [name] });
    } else if (place !== undefined) {
      const location: NetboxRef = { model: 'location', key: [place.hall, place.row] };
      this.rows[map].set(recordId(location), location);
    }
    return `local.netbox_${map}${path.map((step) => `[${terraformQuoted(step)}]`).join('')}`;
  }

  private renderRows(map: 'racks' | 'devices', id: string, locals: Record<string, unknown>): void {
    const rows = [...this.rows[map].values()].sort((a, b) => (recordId(a) < recordId(b) ? -1 : 1));
    if (rows.length === 0) return;
    const ids = rows.map((row) => [terraformText(row.key.join('/')), `\${${this.resolve(row)}}`]);
    this.data[`netbox_${map}`] = {
      by_row: {
        for_each: Object.fromEntries(ids) as unknown,
        filter: [{ name: 'location_id', value: '${each.value}' }],
      },
    };
    locals[`netbox_${map}`] =
      `\${merge([for row in data.netbox_${map}.by_row : { for one in row.${map} : one.name => one.${id} if one.name != null }]...)}`;
  }

  private renderParts(map: 'interfaces' | 'power_ports', locals: Record<string, unknown>): void {
    const devices = [...this.parts[map]].sort();
    if (devices.length === 0) return;
    const type = `netbox_device_${map}`;
    const ids = devices.map((name) => [terraformText(name), `\${${this.resolve({ model: 'device', key: [name] })}}`]);
    this.data[type] = {
      by_device: {
        for_each: Object.fromEntries(ids) as unknown,
        filter: [{ name: 'device_id', value: '${each.value}' }],
      },
    };
    locals[`netbox_${map}`] =
      `\${{ for name, device in data.${type}.by_device : name => { for one in device.${map} : one.name => one.id } }}`;
  }
}
