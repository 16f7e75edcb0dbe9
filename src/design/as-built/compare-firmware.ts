import { DesignError, DesignErrors, spellingHint } from '../../errors/design-error';
import { SitePlaces } from '../../model/site-cables';
import type { SitePlan } from '../../model/site-plan';
import { textOrder } from '../text';
import { devicePlace } from './compare-inventory-cables';
import { assetIds, type NameMap, resolveNodes } from './name-map';
import { dbCsvRows, guidOf } from './read-iblinkinfo';
import { jsonIn, type LineReader, linesOf, plainText } from './tool-text';
import { addTo } from '../../units/present';

/** A version that a tool tells of a part of a device. */
export interface FirmwareReading {
  /** As the tool calls it: `vbios`, `driver`, `HGX_FW_BMC_0`. */
  readonly component: string;
  /** Absent: the tool names the part and has no version of it. */
  readonly version?: string;
  /** Part of several alike, such as the address of a GPU. Absent: there is one. */
  readonly part?: string;
}

/** What a kind of device shall run: a line of the baseline. */
export interface FirmwareRule {
  /** Model by its catalogue id, or kind of device. A line of a model goes before one of a kind. */
  readonly of: string;
  /** Component, in any case; `*` stands for any number: `HGX_FW_GPU_SXM_*`. */
  readonly component: string;
  /** Versions of which any will do. */
  readonly versions: readonly string[];
}

/** What was read of one device. */
export interface DeviceFirmware {
  /** Device that the file is of. */
  readonly device: string;
  readonly readings: readonly FirmwareReading[];
}

/** One thing that is not as the baseline has it. */
export interface FirmwareFinding {
  /** `other`: another version. `not-read`: nothing or too little is known. `extra`: the site has no such device. */
  readonly kind: 'other' | 'not-read' | 'extra';
  readonly device: string;
  /** Place of the device. Absent: the site has no such device. */
  readonly place?: string;
  readonly component?: string;
  /** Versions of the baseline, of which any will do. */
  readonly planned?: readonly string[];
  /** Version that was read. */
  readonly found?: string;
  /** Parts with that version, or without one. */
  readonly parts?: readonly string[];
  /** Parts that were read, and how many the device has by the plan, where those are fewer. */
  readonly read?: { readonly parts: number; readonly of: number };
}

/** Firmware of a site against its baseline. */
export interface FirmwareReport {
  readonly counts: {
    /** Devices that the baseline has lines for. */
    readonly devices: number;
    /** Components of theirs. */
    readonly components: number;
    /** Those that were read whole and are as the baseline has them. */
    readonly alike: number;
    /** Readings that no line of the baseline judges. */
    readonly notJudged: number;
  };
  /** In the order of the plan's devices, then those of no device by name. */
  readonly findings: readonly FirmwareFinding[];
}

const ABSENT = /^(?:|\[?n\/?a\]?|none|null|unknown|not available|unknown error)$/i;

/** Whether a text without JSON tells of firmware. */
export function isFirmwareText(text: string): boolean {
  return text.includes('<nvidia_smi_log>') || NVSMI.test(text) || NVOS.test(text);
}

const NVSMI = /^=+\s*NVSMI LOG\s*=+/m;

const NVOS = /^\s*Name\s+Actual FW\b/m;

/** What a text tells of the firmware of one device; undefined where it is of nothing known. */
export function readFirmware(given: string): readonly FirmwareReading[] | undefined {
  const text = plainText(given);
  if (text.includes('<nvidia_smi_log>')) return ofNvidiaXml(text);
  if (NVSMI.test(text)) return ofNvidiaText(text);
  if (NVOS.test(text)) return ofNvos(text);
  const found = (jsonIn(text)?.values ?? []).flatMap(({ value }) => firmwareInJson(value) ?? []);
  return found.length === 0 ? undefined : found;
}

/** Firmware of a node of a subnet, switch or adapter. */
export interface NodeFirmware {
  /** Description of the node, as the tool prints it. */
  readonly name: string;
  /** GUID as 16 small hex digits. */
  readonly id: string;
  /** Absent: the tool tells none. */
  readonly version?: string;
}

/**
 * Reads the firmware of every node of `ibdiagnet2.db_csv`, by its sections `NODES` and `NODES_INFO`, line by line; nothing where the second is not there. The extended version goes
 * before the plain one, which has a byte a number.
 */
export function* nodesInfoLines(): LineReader<readonly NodeFirmware[]> {
  const names = new Map<string, string>();
  const versions = new Map<string, string>();
  yield* dbCsvRows(['NODES', 'NODES_INFO'], (section, cell) => {
    const id = guidOf(cell('nodeguid'));
    if (section === 'NODES') {
      names.set(id, cell('nodedesc'));
      return;
    }
    const [extended, plain] = ['fwinfo_extended_', 'fwinfo_'].map((prefix) =>
      ['major', 'minor', 'subminor'].map((part) => {
        const text = cell(`${prefix}${part}`);
        return text === '' ? NaN : Number(text);
      }),
    );
    const parts = [extended, plain].find((each = []) => each.every(Number.isFinite) && each.some((part) => part > 0));
    versions.set(
      id,
      parts === undefined ? '' : `${parts[0] ?? 0}.${parts[1] ?? 0}.${`${parts[2] ?? 0}`.padStart(4, '0')}`,
    );
  });
  if (versions.size === 0) return [];
  return [...names].map(([id, name]) => {
    const version = versions.get(id) ?? '';
    return { id, name, ...(version !== '' && { version }) };
  });
}

/**
 * `nvidia-smi -q -x`: the driver of the host, and the VBIOS of each GPU.
 *
 * @see https://docs.nvidia.com/deploy/nvidia-smi/index.html
 */
function ofNvidiaXml(text: string): readonly FirmwareReading[] {
  const valueIn = (part: string, tag: string): string =>
    new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(part)?.[1]?.trim() ?? '';
  return [
    reading('driver', valueIn(text, 'driver_version')),
    ...[...text.matchAll(/<gpu id="([^"]*)">([\s\S]*?)<\/gpu>/g)].map(([, part = '', body = '']) =>
      reading('vbios', valueIn(body, 'vbios_version'), part),
    ),
  ];
}

/** `nvidia-smi -q`: the same as text, a block a GPU. A GPU without a line for its VBIOS is one without a version. */
function ofNvidiaText(text: string): readonly FirmwareReading[] {
  const gpus = new Map<string, string>();
  let [driver, part] = ['', ''];
  for (const line of linesOf(text)) {
    const gpu = /^GPU\s+([0-9A-Fa-f:.]+)\s*$/.exec(line)?.[1];
    if (gpu !== undefined) gpus.set((part = gpu), '');
    const [, key = '', version = ''] = /^\s*(Driver Version|VBIOS Version)\s*:\s*(.*?)\s*$/.exec(line) ?? [];
    if (key === 'Driver Version') driver = version;
    if (key === 'VBIOS Version') gpus.set(part, version);
  }
  return [reading('driver', driver), ...[...gpus].map(([gpu, version]) => reading('vbios', version, gpu))];
}

/**
 * `nv show platform firmware` of NVOS: a table, whose line of dashes says where columns begin.
 *
 * @see https://docs.nvidia.com/networking/display/nvosibv25022002/chassis+management+commands
 */
function ofNvos(text: string): readonly FirmwareReading[] {
  const lines = [...linesOf(text)];
  const head = lines.findIndex((line) => NVOS.test(line));
  const columns = [...(lines[head + 1] ?? '').matchAll(/-+/g)].map(({ index, 0: dashes }) => [index, dashes.length]);
  const cell = (line: string, at: number): string => {
    const [from = 0, length = 0] = columns[at] ?? [];
    return line.slice(from, from + length).trim();
  };
  return lines
    .slice(head + 2)
    .filter((line) => cell(line, 0) !== '')
    .map((line) => reading(cell(line, 0), cell(line, 1)));
}

/**
 * Redfish's inventory of firmware (a resource, several in a list, or a collection whose members are expanded), and what `nvfwupd show_version -j` prints.
 *
 * @see https://redfish.dmtf.org/schemas/v1/SoftwareInventory.v1_10_0.json
 * @see https://docs.nvidia.com/multi-node-nvlink-systems/nvfupd-guide/appendix/json-options.html
 */
export function firmwareInJson(value: unknown): readonly FirmwareReading[] | undefined {
  if (Array.isArray(value)) {
    const parts = value.map(firmwareInJson).filter((each) => each !== undefined);
    return parts.length === 0 ? undefined : parts.flat();
  }
  if (!isObject(value)) return undefined;
  const type = textOf(value['@odata.type']);
  if (type.includes('SoftwareInventoryCollection')) return firmwareInJson(value['Members']);
  if (type.includes('SoftwareInventory.')) return [reading(textOf(value['Id']), textOf(value['Version']))];
  const parts = value['Firmware Devices'];
  if (!Array.isArray(parts)) return undefined;
  return parts.filter(isObject).map((one) => reading(textOf(one['AP Name']), textOf(one['Sys Version'])));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

function reading(component: string, version: string, part?: string): FirmwareReading {
  return { component, ...(ABSENT.test(version) ? {} : { version }), ...(part === undefined ? {} : { part }) };
}

/**
 * Holds what was read against a baseline. A component that nobody read, or not of every GPU of its device, is not known, never as it should be.
 *
 * @throws DesignError `firmware/line-twice`, `firmware/of-nothing`
 */
export function compareFirmware(
  { devices, clusters, placement }: Pick<SitePlan, 'devices' | 'clusters' | 'placement'>,
  rules: readonly FirmwareRule[],
  read: readonly DeviceFirmware[],
): FirmwareReport {
  checkRules(rules, new Set(devices.flatMap(({ kind, model }) => [kind, model])));
  const byDevice = new Map<string, FirmwareReading[]>();
  for (const { device, readings } of read) addTo(byDevice, device, ...readings);
  const gpus = new Map(clusters.flatMap(({ hosts, gpusPerHost }) => hosts.map((host) => [host, gpusPerHost])));
  const findings: FirmwareFinding[] = [];
  let [concerned, components, alike, judged] = [0, 0, 0, 0];
  for (const { name: device, kind, model } of devices) {
    const own = new Map(
      [...rules.filter(({ of }) => of === kind), ...rules.filter(({ of }) => of === model)].map((rule) => [
        rule.component.toLowerCase(),
        rule,
      ]),
    );
    if (own.size > 0) concerned += 1;
    for (const rule of own.values()) {
      const { component, versions: planned } = rule;
      const found = (byDevice.get(device) ?? []).filter((each) => isMeant(rule, each));
      const place = devicePlace(placement.positions.get(device) ?? {});
      const drift = judge(found, planned, component.toLowerCase() === 'vbios' ? (gpus.get(device) ?? 1) : 1);
      components += 1;
      judged += found.length;
      if (drift.length === 0) alike += 1;
      for (const each of drift) findings.push({ ...each, device, place, component, planned });
    }
  }
  const names = new Set(devices.map(({ name }) => name));
  const extra = [...byDevice.keys()].filter((name) => !names.has(name)).sort(textOrder);
  for (const device of extra) findings.push({ kind: 'extra', device });
  const all = read.reduce((sum, { readings }) => sum + readings.length, 0);
  return { counts: { devices: concerned, components, alike, notJudged: all - judged }, findings };
}

/** Firmware of the nodes of a subnet by the device that they are of: `firmware`, of each adapter apart. Nodes of other sites are passed over. */
export function nodesFirmware(nodes: readonly NodeFirmware[], map: NameMap, site: SitePlan): DeviceFirmware[] {
  const places = new SitePlaces(site);
  const devices = new Set(site.devices.map(({ name }) => name));
  const known = new Set([...devices, ...site.fabrics.flatMap(({ plan }) => plan.endpoints.map(({ name }) => name))]);
  const named = resolveNodes(
    nodes.map(({ name, id }) => ({ name, id, kind: 'device', view: 'subnet' })),
    { ...map, ids: map.ids ?? assetIds(site) },
    (name) => known.has(name),
  );
  return nodes.flatMap(({ version, name }, at) => {
    const { device = '', isKnown = false } = named[at] ?? {};
    if (!isKnown) return [];
    const part = { component: 'firmware', part: name, ...(version !== undefined && { version }) };
    return [{ device: devices.has(device) ? device : places.holderOf(device), readings: [part] }];
  });
}

/** What is wrong with the readings of one component: each other version, and what has none. */
function judge(
  found: readonly FirmwareReading[],
  planned: readonly string[],
  least: number,
): (Pick<FirmwareFinding, 'kind'> & Partial<FirmwareFinding>)[] {
  const others = [...new Set(found.flatMap(({ version }) => version ?? []))]
    .filter((version) => !planned.includes(version))
    .sort(textOrder);
  const parts = found.filter(({ version }) => version === undefined).map(partOf);
  const told = found.length - parts.length;
  return [
    ...others.map((version) => ({
      kind: 'other' as const,
      found: version,
      parts: found.filter((each) => each.version === version).map(partOf),
    })),
    ...(told >= least && parts.length === 0
      ? []
      : [{ kind: 'not-read' as const, parts, read: { parts: told, of: Math.max(least, found.length) } }]),
  ];
}

function partOf({ component, part = component }: FirmwareReading): string {
  return part;
}

function isMeant({ component: wanted }: FirmwareRule, { component }: FirmwareReading): boolean {
  if (!wanted.includes('*')) return component.toLowerCase() === wanted.toLowerCase();
  const [before = '', after = ''] = wanted.toLowerCase().split('*');
  const name = component.toLowerCase();
  return (
    name.startsWith(before) &&
    name.endsWith(after) &&
    /^\d+$/.test(name.slice(before.length, name.length - after.length))
  );
}

function checkRules(rules: readonly FirmwareRule[], known: ReadonlySet<string>): void {
  const seen = new Set<string>();
  const errors: DesignError[] = [];
  for (const { of, component } of rules) {
    const key = `${of}\n${component.toLowerCase()}`;
    if (seen.has(key)) {
      errors.push(
        new DesignError('firmware/line-twice', {
          problem: `the baseline names '${component}' of '${of}' twice`,
          remedy: "give one line, its versions parted by '|'",
          object: component,
        }),
      );
    }
    seen.add(key);
    if (known.has(of)) continue;
    const hint = spellingHint(of, known);
    errors.push(
      new DesignError('firmware/of-nothing', {
        problem: `the baseline has a line for '${of}', which is no kind and no model of a device of the site`,
        remedy:
          hint === undefined ? 'name models or kinds of its devices, or take the line away' : `did you mean '${hint}'?`,
        object: of,
      }),
    );
  }
  DesignErrors.throwAll(errors);
}
