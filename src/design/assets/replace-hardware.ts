import { DesignError, DesignErrors } from '../../errors/design-error';
import type { Asset, AssetEvent, AssetState } from '../../model/asset';
import { siteCableRows } from '../../model/site-cables';
import type { SitePlan } from '../../model/site-plan';
import { addTo, present } from '../../units/present';
import { isPlainSerial, toGuid, toMac } from './asset';
import { checkDay, eventsOf } from './asset';

/** What is replaced at a device's place: the whole of it, adapters, or a cable that ends there. */
export type ReplacedPart = 'device' | 'nic' | 'cable';

/** Hardware that takes the place of other hardware. */
export interface Replacement {
  readonly part: ReplacedPart;
  /** Day on which it was done, `YYYY-MM-DD`. */
  readonly day: string;
  /** Serial number of the new hardware. A device needs one. */
  readonly serial?: string;
  /**
   * Asset tag of the new device.
   *
   * @default - it has none
   */
  readonly assetTag?: string;
  /** MAC of the new device's BMC. Needed where the old one had one, unless it is kept. */
  readonly bmcMac?: string;
  /** GUIDs or MACs: of all ports of a device, or of the ports of an adapter. */
  readonly ids?: readonly string[];
  /** Ports of the adapter that is replaced, in the order of `ids`. */
  readonly ports?: readonly string[];
  /** Label of the cable that is replaced. */
  readonly cable?: string;
  /** Parts of the old device that moved over into the new one. */
  readonly keep?: readonly ('nics' | 'bmc')[];
  /**
   * State of a new device.
   *
   * @default 'cabled', for it is yet to be accepted
   */
  readonly state?: AssetState;
}

/** States in which hardware stands at its place. */
const STANDS: readonly AssetState[] = [
  'delivered',
  'racked',
  'cabled',
  'accepted',
  'in-service',
  'drained',
  'failed',
  'retired',
];

/**
 * The asset after a repair: what belongs to the replaced hardware changes, all else stays, and the history has both.
 *
 * @param asset - what the file has of the device
 * @param portNames - ports whose ids the file may have, in its order
 * @throws DesignError `assets/nothing-to-replace`, `assets/bad-date`, `assets/bad-serial`, `assets/bad-mac`, `assets/bad-guid`, `assets/ids-missing`,
 * `assets/unknown-port`, `assets/same-serial`, `assets/bad-step`
 */
export function replaceHardware(asset: Asset, portNames: readonly string[], replacement: Replacement): Asset {
  if (!STANDS.includes(asset.state)) {
    throw new DesignError('assets/nothing-to-replace', {
      problem: `'${asset.device}' is '${asset.state}': no hardware stands there that could be replaced`,
      remedy: "set its state first with 'aifactory state', and its serial number in the asset file",
      object: asset.device,
    });
  }
  checkDay(asset, replacement.day);
  switch (replacement.part) {
    case 'device':
      return newDevice(asset, portNames, replacement);
    case 'nic':
      return newAdapter(asset, portNames, replacement);
    case 'cable':
      return newCable(asset, replacement);
  }
}

function newDevice(asset: Asset, portNames: readonly string[], replacement: Replacement): Asset {
  const { device } = asset;
  const { day, serial, assetTag, bmcMac, ids = [], keep = [], state = 'cabled' } = replacement;
  const errors: DesignError[] = [
    ...serialErrors(asset, serial, true),
    ...idErrors(device, ids),
    ...stateErrors(device, state),
  ];
  const mac = bmcMac === undefined ? undefined : toMac(bmcMac);
  if (bmcMac !== undefined && mac === undefined) errors.push(badMac(device, bmcMac));
  if (asset.bmcMac !== undefined && bmcMac === undefined && !keep.includes('bmc')) {
    errors.push(
      missing(device, 'the BMC of the old hardware has a MAC', "give '--bmc-mac', or '--keep bmc' where it moved over"),
    );
  }
  const old = asset.nicIds ?? [];
  if (ids.length === 0 && old.length > 0 && !keep.includes('nics')) {
    errors.push(
      missing(
        device,
        `the adapters of the old hardware have ${old.length} ids`,
        "give '--guid' or '--mac' for each, or '--keep nics' where they moved over",
      ),
    );
  }
  const due = old.length > 0 ? old.length : portNames.length;
  if (ids.length > 0 && ids.length !== due) {
    errors.push(
      missing(device, `there are ${ids.length} ids for ${due} ports`, `give one for each of ${shown(portNames, due)}`),
    );
  }
  DesignErrors.throwAll(errors);
  const nicIds = ids.length > 0 ? ids.map(plainId) : old;
  const bmc = mac ?? asset.bmcMac;
  const event: AssetEvent = {
    day,
    state,
    ...present({ serial }),
    note: asset.serial === undefined ? 'replaced' : `replaces ${asset.serial}`,
  };
  return {
    device,
    ...present({ serial, assetTag, bmcMac: bmc }),
    ...(nicIds.length === 0 ? {} : { nicIds }),
    state,
    since: day,
    history: [...eventsOf(asset), event],
  };
}

function newAdapter(
  asset: Asset,
  portNames: readonly string[],
  { day, serial, ids = [], ports = [] }: Replacement,
): Asset {
  const { device, nicIds = [] } = asset;
  const errors = [...serialErrors(asset, serial, false), ...idErrors(device, ids)];
  if (ports.length === 0 || ports.length !== ids.length) {
    errors.push(
      missing(
        device,
        `an adapter is replaced, with ${ids.length} ids for ${ports.length} ports`,
        "give '--port' and '--guid' or '--mac', one id a port",
      ),
    );
  }
  const next = [...nicIds];
  const notes: string[] = [];
  ports.forEach((port, at) => {
    const index = portNames.indexOf(port);
    if (index < 0) {
      errors.push(
        new DesignError('assets/unknown-port', {
          problem: `'${device}' has no port '${port}'`,
          remedy: `use one of ${shown(portNames, portNames.length)}`,
          object: device,
          value: port,
        }),
      );
    } else if (nicIds[index] === undefined) {
      errors.push(
        missing(device, `the asset file has no id for port '${port}'`, "give 'nic_ids' of all its ports there first"),
      );
    } else {
      next[index] = plainId(ids[at] ?? '');
      notes.push(`${port} ${nicIds[index]} to ${next[index]}`);
    }
  });
  DesignErrors.throwAll(errors);
  const note = `nic${serial === undefined ? '' : ` ${serial}`}: ${notes.join(', ')}`;
  return { ...asset, nicIds: next, history: [...eventsOf(asset), eventHere(asset, day, note)] };
}

function newCable(asset: Asset, { day, serial, cable = '' }: Replacement): Asset {
  DesignErrors.throwAll(serialErrors(asset, serial, false));
  const note = `cable ${cable} replaced${serial === undefined ? '' : ` by ${serial}`}`;
  return { ...asset, history: [...eventsOf(asset), eventHere(asset, day, note)] };
}

function eventHere({ state, serial }: Asset, day: string, note: string): AssetEvent {
  return { day, state, ...present({ serial }), note };
}

function serialErrors({ device, serial: old }: Asset, serial: string | undefined, isNeeded: boolean): DesignError[] {
  if (serial === undefined) {
    return isNeeded ? [missing(device, 'the new hardware has no serial number', "give '--serial'")] : [];
  }
  if (!isPlainSerial(serial)) {
    return [
      new DesignError('assets/bad-serial', {
        problem: `'${device}': '${serial}' is no serial number`,
        remedy: 'write it without spaces, commas, quotes, brackets and semicolons',
        object: device,
        value: serial,
      }),
    ];
  }
  if (!isNeeded || serial !== old) return [];
  return [
    new DesignError('assets/same-serial', {
      problem: `'${device}' has the serial number '${serial}' already`,
      remedy: 'give that of the new hardware',
      object: device,
      value: serial,
    }),
  ];
}

function stateErrors(device: string, state: AssetState): DesignError[] {
  if (state !== 'failed' && state !== 'retired' && STANDS.includes(state)) return [];
  return [
    new DesignError('assets/bad-step', {
      problem: `'${device}': new hardware cannot be '${state}'`,
      remedy: 'let it be one of delivered, racked, cabled, accepted, in-service, drained',
      object: device,
      value: state,
    }),
  ];
}

function idErrors(device: string, ids: readonly string[]): DesignError[] {
  return ids
    .filter((id) => toMac(id) === undefined && toGuid(id) === undefined)
    .map(
      (id) =>
        new DesignError('assets/bad-guid', {
          problem: `'${device}': '${id}' is neither a GUID nor a MAC address`,
          remedy: "write a GUID as 16 hex digits, a MAC as 'aa:bb:cc:00:11:22'",
          object: device,
          value: id,
        }),
    );
}

function badMac(device: string, text: string): DesignError {
  return new DesignError('assets/bad-mac', {
    problem: `'${device}': BMC MAC '${text}' is no MAC address`,
    remedy: "write it as 'aa:bb:cc:00:11:22'",
    object: device,
    value: text,
  });
}

function missing(device: string, problem: string, remedy: string): DesignError {
  return new DesignError('assets/ids-missing', { problem: `'${device}': ${problem}`, remedy, object: device });
}

function plainId(text: string): string {
  return toMac(text) ?? toGuid(text) ?? '';
}

function shown(ports: readonly string[], due: number): string {
  return ports.length === 0 ? `its ${due} ports` : ports.join(', ');
}

/**
 * Names of the ports whose GUIDs or MACs the asset file has, in its order, by device: those of all its fabrics except those of role `oob`; a switch
 * has one id, that of itself.
 */
export function assetPorts({ fabrics }: Pick<SitePlan, 'fabrics'>): Map<string, string[]> {
  const ports = new Map<string, string[]>();
  for (const { plan } of fabrics) {
    if (plan.role === 'oob') continue;
    for (const { name } of plan.switches) ports.set(name, ['switch']);
    for (const { name, portNames } of plan.endpoints) {
      addTo(ports, name, ...portNames);
    }
  }
  return ports;
}

/**
 * Refuses an asset whose serial number, asset tag, MAC or GUID stands at another device, or at two of its own ports.
 *
 * @throws DesignError `assets/serial-twice`, `assets/asset-tag-twice`, `assets/id-twice`
 */
export function checkMarks(asset: Asset, all: Iterable<Asset>): void {
  const errors: DesignError[] = [];
  const own = idsOf(asset);
  const ids = new Set(own);
  for (const id of new Set(own.filter((each, index) => own.indexOf(each) !== index))) {
    errors.push(twice('id', asset.device, id, asset.device));
  }
  for (const other of all) {
    if (other.device === asset.device) continue;
    if (other.serial !== undefined && other.serial === asset.serial) {
      errors.push(twice('serial', asset.device, other.serial, other.device));
    }
    if (other.assetTag !== undefined && other.assetTag === asset.assetTag) {
      errors.push(twice('asset-tag', asset.device, other.assetTag, other.device));
    }
    for (const id of idsOf(other)) if (ids.has(id)) errors.push(twice('id', asset.device, id, other.device));
  }
  DesignErrors.throwAll(errors);
}

const WORDS = { serial: 'serial number', 'asset-tag': 'asset tag', id: 'GUID or MAC' } as const;

function twice(kind: keyof typeof WORDS, device: string, value: string, holder: string): DesignError {
  const where = holder === device ? `'${device}' twice` : `'${device}' and '${holder}'`;
  return new DesignError(`assets/${kind}-twice`, {
    problem: `${WORDS[kind]} '${value}' would stand at ${where}`,
    remedy: 'give that of the new hardware, or correct the other row of the asset file first',
    object: device,
    value,
  });
}

function idsOf({ bmcMac, nicIds = [] }: Asset): string[] {
  return [...(bmcMac === undefined ? [] : [bmcMac]), ...nicIds];
}

/** Device that keeps the record of a cable: the lower end, else the upper one. Absent: the site has no such cable. */
export function cableHolder(site: SitePlan, label: string): string | undefined {
  const devices = new Set(site.devices.map(({ name }) => name));
  for (const row of siteCableRows(site)) {
    if (row.label !== label && row.cable !== label) continue;
    const holder = [row.a.device, row.b.device].find((name) => devices.has(name));
    if (holder !== undefined) return holder;
  }
  return undefined;
}
