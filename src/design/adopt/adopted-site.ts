import type { Position } from '../placement/placement-plan';
import type { LinkEnd } from '../fabric/link-ends';

/** A device that stands elsewhere than planned. */
export interface AdoptedPlace extends Position {
  /** Place of the plan in words, `A01 U3`; empty where it had none. */
  readonly planned: string;
}

/** A cable whose upper end is elsewhere than planned. */
export interface AdoptedCable {
  readonly end: LinkEnd;
  readonly planned: LinkEnd;
}

/** A cable that the plan does not have. */
export interface ExtraCable {
  readonly fabric: string;
  readonly a: LinkEnd;
  readonly b: LinkEnd;
}

/** An address that differs from the plan's. */
export interface AdoptedAddress {
  /** With prefix length. */
  readonly address: string;
  /** Address of the plan; empty where it had none. */
  readonly planned: string;
}

/** What a running hall has otherwise than planned: the lock keeps it, and it goes before the plan. Maps are by name, lists sorted. */
export interface AdoptedSite {
  /** Devices that the files of the hall name. */
  readonly devices: readonly string[];
  /** By device. */
  readonly places: Readonly<Record<string, AdoptedPlace>>;
  /** By label of the cable. */
  readonly cables: Readonly<Record<string, AdoptedCable>>;
  /** Cables beside the plan, by label of their lower end. */
  readonly extraCables: Readonly<Record<string, ExtraCable>>;
  /** Labels of planned cables of adopted devices that the files do not have, sorted. */
  readonly missingCables: readonly string[];
  /** By `<device>/<interface>`. */
  readonly addresses: Readonly<Record<string, AdoptedAddress>>;
  /** Addresses of others in the pools of the site, with prefix length, by their holder (`<device>/<interface>`). */
  readonly taken: Readonly<Record<string, string>>;
}

/** A hall that is as planned. */
export function nothingAdopted(): AdoptedSite {
  return { devices: [], places: {}, cables: {}, extraCables: {}, missingCables: [], addresses: {}, taken: {} };
}

/** What keeps a value of a lock from being an `AdoptedSite`, as a clause; undefined where nothing does. */
export function adoptedProblem(value: unknown): string | undefined {
  if (!isMap(value)) return "'adopted' is no JSON object";
  for (const name of ['devices', 'missingCables'] as const) {
    const list = value[name];
    if (!Array.isArray(list) || !list.every((each) => typeof each === 'string')) {
      return `'${name}' of 'adopted' is no list of names`;
    }
  }
  for (const [name, isEntry] of Object.entries(ENTRIES)) {
    const map = value[name];
    if (!isMap(map)) return `'${name}' of 'adopted' is no JSON object`;
    const wrong = Object.keys(map).find((key) => !isEntry(map[key]));
    if (wrong !== undefined) return `'${wrong}' of 'adopted.${name}' has the value ${JSON.stringify(map[wrong])}`;
  }
  return undefined;
}

const ENTRIES: Readonly<Record<string, (value: unknown) => boolean>> = {
  places: (value) =>
    isMap(value) &&
    isText(value['rack']) &&
    isText(value['planned']) &&
    Number.isSafeInteger(value['u']) &&
    Number(value['u']) > 0,
  cables: (value) => isMap(value) && isEnd(value['end']) && isEnd(value['planned']),
  extraCables: (value) => isMap(value) && isText(value['fabric']) && isEnd(value['a']) && isEnd(value['b']),
  addresses: (value) => isMap(value) && isAddress(value['address']) && isText(value['planned']),
  taken: isAddress,
};

function isEnd(value: unknown): boolean {
  return isMap(value) && isText(value['device']) && isText(value['port']);
}

function isAddress(value: unknown): boolean {
  return isText(value) && value.includes('/');
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
