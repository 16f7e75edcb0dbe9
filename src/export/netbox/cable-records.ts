import type { CableEnd, CableRow } from '../../model/cabling-plan';
import { siteCableRows } from '../../model/site-cables';
import type { NetboxInput, NetboxPlan } from './netbox-input';
import { cableStatus, type NetboxPlace, type NetboxRecord, type NetboxRef, recordId, refTo } from './netbox-record';
import { customFields } from './shared-records';

/** NetBox's types of cable; absent where nobody knows. */
export const CABLE_TYPES: Readonly<Record<CableRow['medium'], string | undefined>> = {
  'passive-copper': 'dac-passive',
  'active-copper': 'dac-active',
  multimode: 'mmf-om4',
  'single-mode': 'smf-os2',
  'twisted-pair': 'cat6a',
  unknown: undefined,
  unreached: undefined,
  unplaced: undefined,
};

/** Connector of a panel's port where the user names none: that of the catalogue's fibres. */
const PANEL_PORT = 'mpo';
const MILLIMETRES_A_CENTIMETRE = 10;

/** Cables of a site, one a cable however many links it carries, and the ports of patch panels that they end in. */
export function cableRecords(
  plan: NetboxPlan,
  input: NetboxInput,
  places: ReadonlyMap<string, NetboxPlace>,
): NetboxRecord[] {
  const cables = new Map<string, CableRow[]>();
  for (const row of siteCableRows(plan)) {
    if (!places.has(row.a.device) || !places.has(row.b.device)) continue;
    const known = cables.get(row.cable);
    if (known === undefined) cables.set(row.cable, [row]);
    else known.push(row);
  }
  const ports = new Map<string, NetboxRecord>();
  const records = [...cables.values()].flatMap((rows): NetboxRecord[] => {
    const [first] = rows;
    if (first === undefined) return [];
    for (const { a, b } of rows) for (const end of [a, b]) addPanelPort(ports, end, input, places);
    return [cableRecord(first, rows, plan, places)];
  });
  return [...ports.values(), ...records];
}

function cableRecord(
  first: CableRow,
  rows: readonly CableRow[],
  plan: NetboxPlan,
  places: ReadonlyMap<string, NetboxPlace>,
): NetboxRecord {
  const { cable, medium, lengthMillimetres, part, a, b } = first;
  const type = CABLE_TYPES[medium];
  const custom = customFields({ cableId: cable });
  const place = places.get(a.device);
  const isPatched = a.face !== undefined || b.face !== undefined;
  return {
    model: 'cable',
    key: [cable],
    fields: {
      a_terminations: ends(rows.map((row) => row.a)),
      b_terminations: ends(rows.map((row) => row.b)),
      ...(type === undefined ? {} : { type }),
      status: cableStatus([plan.assets.get(a.device), plan.assets.get(b.device)]),
      label: cable,
      ...(lengthMillimetres > 0 ? { length: inMetres(lengthMillimetres), length_unit: 'm' } : {}),
      ...(part === undefined ? {} : { description: part }),
      ...custom.fields,
    },
    level: 'cables',
    domain: isPatched ? 'patching' : 'cables',
    ...(place === undefined ? {} : { place }),
    ...(custom.after === undefined ? {} : { after: custom.after }),
  };
}

/** NetBox keeps two decimals; a cable is never written shorter than it is. */
function inMetres(millimetres: number): number {
  return Math.ceil(millimetres / MILLIMETRES_A_CENTIMETRE) / 100;
}

function ends(list: readonly CableEnd[]): NetboxRef[] {
  const refs = new Map(list.map((end) => [recordId(endRef(end)), endRef(end)]));
  return [...refs.values()];
}

function endRef({ device, port, face }: CableEnd): NetboxRef {
  return refTo(face === undefined ? 'interface' : `${face}-port`, device, port);
}

/** A panel's port has a front and a rear, and a trunk joins rears. */
function addPanelPort(
  ports: Map<string, NetboxRecord>,
  { device, port, face }: CableEnd,
  { panelPortType = PANEL_PORT }: NetboxInput,
  places: ReadonlyMap<string, NetboxPlace>,
): void {
  const place = places.get(device);
  if (face === undefined || place === undefined) return;
  const shared = { level: 'interfaces', domain: 'patching', place } as const;
  const fields = { device: refTo('device', device), name: port, type: panelPortType };
  const rear = refTo('rear-port', device, port);
  const front = refTo('front-port', device, port);
  ports.set(recordId(rear), { ...rear, fields: { ...fields, positions: 1 }, ...shared });
  ports.set(recordId(front), {
    ...front,
    fields: { ...fields, rear_port: rear, rear_port_position: 1 },
    ...shared,
  });
}
