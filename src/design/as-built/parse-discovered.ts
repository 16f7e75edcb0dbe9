import { DesignError } from '../../errors/design-error';
import { present } from '../../units/present';
import { infinibandRateBits } from './discovered-fabric';
import {
  type DiscoveredFabric,
  type DiscoveredLink,
  type DiscoveredNode,
  isMembers,
  linksOfDevice,
  mergeDiscovered,
} from './discovered-fabric';
import { firmwareInJson, isFirmwareText } from './compare-firmware';
import {
  dbCsvLinkLines,
  iblinkinfoLines,
  isDbCsvLinks,
  isIblinkinfo,
  isNetDump,
  netDumpLinkLines,
} from './read-iblinkinfo';
import {
  isNvueInterfaces,
  isSonicLldp,
  lldpctlDevice,
  lldpctlProblem,
  nvueLldpProblem,
  readLldpctl,
  readNvueLldp,
  readOtherLldp,
  readSonicLldp,
} from './read-lldp';
import { JsonPieces } from './json-pieces';
import {
  type FoundJson,
  IB_ERRORS,
  isWholeJson,
  jsonIn,
  type LineReader,
  linesOf,
  plainText,
  readLines,
  Silence,
  wholeText,
} from './tool-text';
import { isNetboxExport } from './netbox-objects';
import { isSonicConfig, nvueSettings } from './read-switch-config';

/** Where a dump comes from. */
export interface DumpSource {
  /** Name of the file, for errors. */
  readonly file: string;
  /** Device that wrote an LLDP dump, where the dump does not name it itself. */
  readonly device: string;
}

/** Dumps of links that are read, by the commands that print them. */
export const LINK_FORMATS =
  "the output of 'ibnetdiscover', 'iblinkinfo', 'lldpctl -f json' or 'nv show interface --output json', 'ibdiagnet2.db_csv', 'ibdiagnet2.net_dump', or LLDP neighbours of EOS, NX-OS ('| json'), SONiC ('show lldp table') or a BMC";

const FORMATS = `${LINK_FORMATS}, one file a subnet or device`;

/**
 * Reads a dump of links, in whichever of the known formats it is, with notes of launchers and errors of the tool among its lines.
 *
 * @throws DesignError `as-built/unknown-format`, `as-built/not-json`, `as-built/bad-dump`, `as-built/bad-line`
 */
export function parseDiscovered(given: string, { file, device }: DumpSource): DiscoveredFabric {
  const text = plainText(given);
  const reader = linkReader(text, { file, device });
  if (reader !== undefined) return readLines(reader, linesOf(text));
  const links = jsonIn(text)?.values.flatMap(({ value }) => jsonLinks(value, file, device) ?? []);
  if (links !== undefined && links.length > 0) return mergeDiscovered(links);
  if (links === undefined && /^\s*[[{]/.test(text) && !isWholeJson(text)) {
    throw new DesignError('as-built/not-json', {
      problem: `'${file}' begins as JSON but is none, or a part of it is missing`,
      remedy: `give ${FORMATS}`,
      object: file,
    });
  }
  throw new DesignError('as-built/unknown-format', {
    problem: `'${file}' is no dump of links in a known format`,
    remedy: `give ${FORMATS}`,
    object: file,
  });
}

/**
 * What reads the lines of a dump without JSON; undefined where it is none.
 *
 * @param text - the dump, or a digest of it
 */
export function linkReader(text: string, { file, device }: DumpSource): LineReader<DiscoveredFabric> | undefined {
  if (isIbnetdiscover(text)) return ibnetdiscoverLines(file);
  if (isIblinkinfo(text)) return iblinkinfoLines();
  if (isDbCsvLinks(text)) return dbCsvLinkLines();
  if (isNetDump(text)) return netDumpLinkLines();
  if (isSonicLldp(text)) return wholeText((whole) => linksOfDevice(device, readSonicLldp(whole)));
  return undefined;
}

/** What reads the lines of a dump in JSON, an object at a time; undefined where it is none, or not whole. */
export function* jsonLinkLines({ file, device }: DumpSource): LineReader<DiscoveredFabric | undefined> {
  const found: DiscoveredFabric[] = [];
  const pieces = new JsonPieces((value) => {
    const links = jsonLinks(value, file, device);
    if (links !== undefined) found.push(links);
  });
  for (let line = yield; line !== undefined; line = yield) pieces.take(line);
  return pieces.isWhole && found.length > 0 ? mergeDiscovered(found) : undefined;
}

/** Whether a text without JSON is a dump of links. */
export function isLinkText(text: string): boolean {
  return isIbnetdiscover(text) || isIblinkinfo(text) || isDbCsvLinks(text) || isNetDump(text) || isSonicLldp(text);
}

/** Whether a JSON value begins as a dump of links. */
export function isLinkJson(value: unknown): boolean {
  if (isMembers(value) && ('lldp' in value || 'local-chassis' in value)) return true;
  return isNvueInterfaces(value) || readOtherLldp(value) !== undefined;
}

function isIbnetdiscover(text: string): boolean {
  return /^(Switch|Ca|Rt)\s+\d+\s+"[SHR]-/m.test(text);
}

/** Links of a JSON value; undefined where it is no dump. */
function jsonLinks(json: unknown, file: string, device: string): DiscoveredFabric | undefined {
  if (isMembers(json) && ('lldp' in json || 'local-chassis' in json)) {
    refuse(file, "'lldpctl -f json'", lldpctlProblem(json));
    return linksOfDevice(lldpctlDevice(json) ?? device, readLldpctl(json));
  }
  if (isNvueInterfaces(json)) {
    refuse(file, "'nv show interface --output json'", nvueLldpProblem(json));
    return linksOfDevice(device, readNvueLldp(json));
  }
  const others = readOtherLldp(json);
  return others === undefined ? undefined : linksOfDevice(device, others);
}

function refuse(file: string, command: string, problem: string | undefined): void {
  if (problem === undefined) return;
  throw new DesignError('as-built/bad-dump', {
    problem: `'${file}' begins as the output of ${command}, but ${problem}`,
    remedy: `give the whole output of ${command}`,
    object: file,
  });
}

const HEADER = /^(Switch|Ca|Rt)\s+(\d+)\s+"([SHR])-([0-9a-f]+)"\s*(?:#\s*"(.*)".*)?$/;

const PORT =
  /^\[(\d+)\](?:\[ext \d+\])?(?:\(([0-9a-f]+)\))?\s+"([SHR])-([0-9a-f]+)"\[(\d+)\](?:\[ext \d+\])?(?:\(([0-9a-f]+)\))?\s*(?:#(.*))?$/;

const FACTS = /^(vendid|devid|sysimgguid|switchguid|caguid|rtguid)=|^(Chassis|DR path)\b/i;

/** Headings of `-g`, which groups nodes by chassis. */
const GROUPS = /^(?:Non-Chassis Nodes|(?:Spine|Line|CA|Router) Nodes|Chassis (?:Switches|CAs|Routers))\b/i;

const KINDS = { S: 'switch', H: 'adapter', R: 'router' } as const;

/** What is read so far. */
interface Reading {
  readonly nodes: DiscoveredNode[];
  readonly links: DiscoveredLink[];
  /** Node by GUID. */
  readonly known: Map<string, number>;
  /** Id of the system whose block is read. */
  system: string | undefined;
  /** Ends that a link was read for: `<guid>/<port>`. */
  readonly taken: Set<string>;
}

/**
 * Reads what `ibnetdiscover` prints. Only connected ports are listed, and the number of ports may be above the radix of the model.
 *
 * @param text - the dump
 * @param file - name of the dump, for errors
 * @throws DesignError `as-built/bad-line`
 * @see https://github.com/linux-rdma/rdma-core/blob/master/infiniband-diags/ibnetdiscover.c
 */
export function parseIbnetdiscover(text: string, file = 'ibnetdiscover'): DiscoveredFabric {
  return readLines(ibnetdiscoverLines(file), linesOf(text));
}

function* ibnetdiscoverLines(file: string): LineReader<DiscoveredFabric> {
  const reading: Reading = { nodes: [], links: [], known: new Map(), system: undefined, taken: new Set() };
  const silence = new Silence();
  let guid: string | undefined;
  let number = 0;
  for (let raw = yield; raw !== undefined; raw = yield) {
    number += 1;
    const line = raw.trimEnd();
    if (line.startsWith('vendid=')) reading.system = undefined;
    const system = /^sysimgguid=0x([0-9a-f]+)$/.exec(line)?.[1];
    if (system !== undefined) reading.system = padded(system);
    if (line === '' || line.startsWith('#') || FACTS.test(line) || GROUPS.test(line)) continue;
    if (IB_ERRORS.test(line)) {
      silence.read(line);
      continue;
    }
    const header = HEADER.exec(line);
    if (header !== null) {
      guid = readHeader(reading, header);
      continue;
    }
    const port = guid === undefined ? null : PORT.exec(line);
    if (port === null) throw badLine(file, number, line);
    readPort(reading, guid ?? '', port);
  }
  const { nodes: unanswered } = silence;
  return { nodes: reading.nodes, links: reading.links, ...(unanswered > 0 && { unanswered }) };
}

function readHeader({ nodes, known, system }: Reading, match: RegExpExecArray): string {
  const [, , ports = '', letter = '', digits = '', name = ''] = match;
  const guid = padded(digits);
  const node: DiscoveredNode = {
    name,
    kind: nodeKindOf(letter),
    view: 'subnet',
    id: guid,
    ports: Number(ports),
    ...present({ system }),
  };
  const at = known.get(guid);
  if (at === undefined) known.set(guid, nodes.push(node) - 1);
  else nodes[at] = node;
  return guid;
}

function readPort({ nodes, links, known, taken }: Reading, guid: string, match: RegExpExecArray): void {
  const [, own = '', ownId, letter = '', digits = '', peerPort = '', peerId, comment = ''] = match;
  const peer = padded(digits);
  if (taken.has(`${guid}/${own}`)) return;
  taken.add(`${guid}/${own}`).add(`${peer}/${peerPort}`);
  let peerNode = known.get(peer);
  if (peerNode === undefined) {
    const name = /"(.*)"/.exec(comment)?.[1] ?? '';
    peerNode = nodes.push({ name, kind: nodeKindOf(letter), view: 'subnet', id: peer }) - 1;
    known.set(peer, peerNode);
  }
  const speed = /lid \d+ (\d+x\S+)[^"]*$/.exec(comment)?.[1];
  const rateBits = speed === undefined ? undefined : infinibandRateBits(speed);
  links.push({
    a: { node: known.get(guid) ?? 0, port: own, ...(ownId !== undefined && { id: padded(ownId) }) },
    b: { node: peerNode, port: peerPort, ...(peerId !== undefined && { id: padded(peerId) }) },
    ...(speed !== undefined && { speed }),
    ...(rateBits !== undefined && { rateBits }),
  });
}

function nodeKindOf(letter: string): DiscoveredNode['kind'] {
  return letter === 'S' || letter === 'R' ? KINDS[letter] : KINDS.H;
}

/** Tools leave out leading zeros here and there. */
function padded(digits: string): string {
  return digits.padStart(16, '0');
}

function badLine(file: string, number: number, line: string): DesignError {
  const shown = line.length > 60 ? `${line.slice(0, 60)}..` : line;
  return new DesignError('as-built/bad-line', {
    problem: `line ${number} of '${file}' is no line of ibnetdiscover: '${shown}'`,
    remedy: "give the whole output of 'ibnetdiscover' without options",
    object: file,
    value: shown,
  });
}

/** What a file tells of. */
export type DiscoveredKind = 'links' | 'switch-configuration' | 'netbox' | 'assets' | 'firmware';

/** What a text is of. */
export interface RecognisedText {
  readonly kind: DiscoveredKind;
  /** What it holds, where it was read as JSON or YAML to tell its kind. */
  readonly value?: unknown;
}

/** Columns of an asset file; two of them in a first line make it one. */
const ASSET_COLUMNS = ['device', 'serial', 'asset_tag', 'bmc_mac', 'nic_ids', 'state', 'since'];

/** Characters of JSON-like text that is read as YAML too: no switch writes more. */
const MOST_YAML = 1_000_000;

/**
 * Tells by its content what a file found in a running site is of.
 *
 * @param given - what it holds
 * @param readYaml - reads YAML; absent where it is none
 * @returns its kind, or what is wrong with it
 */
export function recogniseText(
  given: string,
  readYaml: (text: string) => unknown,
): RecognisedText | { readonly problem: string } {
  const text = plainText(given);
  const start = text.slice(0, 4_096).trimStart();
  if (start === '' && text.trim() === '') return { problem: 'is empty' };
  if (isLinkText(text)) return { kind: 'links' };
  if (isFirmwareText(text)) return { kind: 'firmware' };
  const found = jsonIn(text);
  if (found !== undefined || start.startsWith('{') || start.startsWith('[')) return ofJson(text, found, readYaml);
  if (isAssetHeader(text, ',')) return { kind: 'assets' };
  if (isAssetHeader(text, ';') || isAssetHeader(text, '\t')) {
    return { problem: "is an asset file whose columns are not parted by commas: save it as 'CSV UTF-8'" };
  }
  const value = /(^|[\s{-])(set|interface)\s*:/.test(text) ? readYaml(text) : undefined;
  if (nvueSettings(value) !== undefined) return { kind: 'switch-configuration', value };
  return { problem: 'is nothing that a plan is compared with' };
}

function ofJson(
  text: string,
  found: FoundJson | undefined,
  readYaml: (text: string) => unknown,
): RecognisedText | { readonly problem: string } {
  if (found === undefined) {
    // NVUE's YAML may begin with a brace or a bracket too.
    const yaml = text.length < MOST_YAML ? readYaml(text) : undefined;
    if (nvueSettings(yaml) !== undefined) return { kind: 'switch-configuration', value: yaml };
    if (isWholeJson(text)) return { problem: 'is nothing that a plan is compared with' };
    return { problem: 'begins as JSON but is none, or a part of it is missing' };
  }
  for (const { value } of found.values) {
    if (firmwareInJson(value) !== undefined) return { kind: 'firmware' };
    if (isNetboxExport(value)) return { kind: 'netbox', value };
    if (isSonicConfig(value) || nvueSettings(value) !== undefined) return { kind: 'switch-configuration', value };
    // The reader of dumps refuses what is none, in its own words; a known beginning is enough here.
    if (isLinkJson(value)) return { kind: 'links' };
  }
  return { problem: 'is nothing that a plan is compared with' };
}

function isAssetHeader(text: string, separator: string): boolean {
  const header = /^[^\r\n]*/.exec(text.trimStart())?.[0] ?? '';
  const columns = header.split(separator).map((column) =>
    column
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .toLowerCase(),
  );
  return columns.length > 1 && columns.filter((column) => ASSET_COLUMNS.includes(column)).length > 1;
}
