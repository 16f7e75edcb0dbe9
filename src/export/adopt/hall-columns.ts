/** Files of a running hall. */
export const HALL_FILES = ['racks', 'devices', 'cables', 'addresses'] as const;

/** One of the files of a running hall. */
export type HallFile = (typeof HALL_FILES)[number];

/** A column that is read. */
export interface HallColumn {
  readonly name: string;
  readonly isRequired?: true;
  /** Headers under which NetBox exports it, or takes it for bulk import: small letters, `_` for all else. */
  readonly others: readonly string[];
}

/**
 * Columns of each file: our own names, then NetBox's.
 *
 * @see https://github.com/netbox-community/netbox/blob/main/netbox/dcim/tables/devices.py
 * @see https://github.com/netbox-community/netbox/blob/main/netbox/dcim/tables/cables.py
 * @see https://github.com/netbox-community/netbox/blob/main/netbox/ipam/tables/ip.py
 */
export const HALL_COLUMNS: Readonly<Record<HallFile, readonly HallColumn[]>> = {
  racks: [
    { name: 'device', isRequired: true, others: ['name'] },
    { name: 'rack', isRequired: true, others: [] },
    { name: 'u', isRequired: true, others: ['position'] },
  ],
  devices: [
    { name: 'device', isRequired: true, others: ['name'] },
    { name: 'rack', others: [] },
    { name: 'u', others: ['position'] },
    { name: 'state', others: [] },
    { name: 'serial', others: ['serial_number'] },
    { name: 'asset_tag', others: [] },
    { name: 'bmc_mac', others: [] },
    { name: 'nic_ids', others: [] },
    { name: 'since', others: [] },
  ],
  cables: [
    { name: 'a_device', isRequired: true, others: ['side_a_device', 'device_a'] },
    { name: 'a_port', isRequired: true, others: ['side_a_name', 'termination_a'] },
    { name: 'b_device', isRequired: true, others: ['side_b_device', 'device_b'] },
    { name: 'b_port', isRequired: true, others: ['side_b_name', 'termination_b'] },
    { name: 'label', others: [] },
    { name: 'fabric', others: [] },
    { name: 'side_a_type', others: [] },
    { name: 'type', others: [] },
  ],
  addresses: [
    { name: 'address', isRequired: true, others: ['ip_address'] },
    { name: 'device', others: ['parent', 'device_vm', 'assigned_object_parent'] },
    { name: 'interface', others: ['assigned_object'] },
  ],
};

/** Header of other files by column of ours, a file each. */
export type HallColumnMap = Readonly<Partial<Record<HallFile, Readonly<Record<string, string>>>>>;
