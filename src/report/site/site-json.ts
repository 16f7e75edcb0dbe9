import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';

import { FileSchema } from '../../design/file-schema';
import { checkedLock } from '../../design/lock/lock-text';
import { DesignError, DesignErrors } from '../../errors/design-error';
import type { CableTable, PatchTable } from '../../model/cabling-plan';
import type { LinkTable } from '../../model/fabric-plan';
import { withLoads } from '../../model/power-node';
import type { SitePlan } from '../../model/site-plan';
import { present } from '../../units/present';

/** Name of the format of `site.json`. */
const SITE_JSON_SCHEMA = 'cdktf-ai-factory/site';

/** Version of the format: it grows when a reader of the version before would misread a file. */
const SITE_JSON_VERSION = 1;

/**
 * Writes a whole plan as JSON, keys sorted at every level; arrays of numbers and texts take one line.
 *
 * Maps become objects sorted by key, typed arrays become arrays; `parseSiteJson` turns them back.
 */
export function renderSiteJson(plan: SitePlan): string {
  const file = { schema: SITE_JSON_SCHEMA, version: SITE_JSON_VERSION, ...plan };
  const digest = siteJsonDigest(JSON.parse(write(file, '')) as Readonly<Record<string, unknown>>);
  return `${write({ ...file, digest }, '')}\n`;
}

/**
 * SHA-256 of what a file holds, `digest` aside, in the form of the member `digest`: it does not hang on line ends and indents, and a reader refuses a file
 * that was changed after it was written.
 */
function siteJsonDigest({ digest: _digest, ...file }: Readonly<Record<string, unknown>>): string {
  return `sha256-${createHash('sha256').update(JSON.stringify(file)).digest('hex')}`;
}

function write(value: unknown, indent: string): string {
  if (value instanceof Map) return write(Object.fromEntries(value), indent);
  if (ArrayBuffer.isView(value)) return `[${(value as Uint32Array).join(',')}]`;
  if (Array.isArray(value)) return writeArray(value, indent);
  if (typeof value === 'object' && value !== null) return writeObject(value, indent);
  return JSON.stringify(value);
}

function writeArray(values: readonly unknown[], indent: string): string {
  if (values.every((value) => typeof value !== 'object' || value === null)) return JSON.stringify(values);
  return `[\n${values.map((value) => `${indent} ${write(value, `${indent} `)}`).join(',\n')}\n${indent}]`;
}

function writeObject(value: object, indent: string): string {
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  if (members.length === 0) return '{}';
  if (members.every(([, member]) => typeof member !== 'object' || member === null)) {
    return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${JSON.stringify(member)}`).join(',')}}`;
  }
  const lines = members.map(([key, member]) => `${indent} ${JSON.stringify(key)}: ${write(member, `${indent} `)}`);
  return `{\n${lines.join(',\n')}\n${indent}}`;
}

/** The published schema is the one that files are held against: it lies beside `src/` and `dist/` alike. */
const SCHEMA = new FileSchema(
  () => createRequire(__filename)('../../../docs/schemas/site.schema.json') as Readonly<Record<string, unknown>>,
);

type Members = Readonly<Record<string, unknown>>;

type PartKind = 'text' | 'list' | 'object';

/** Parts that a plan may lack, as what they are in the file. */
const OPTIONAL_PARTS = {
  converged: 'list',
  supply: 'object',
  climate: 'object',
  losses: 'list',
  compartments: 'list',
  consumables: 'list',
  zonePlacement: 'text',
  cooling: 'object',
  phases: 'list',
  milestones: 'list',
  aws: 'object',
  economics: 'object',
  dsx: 'object',
  asOf: 'text',
  adopted: 'object',
  defaults: 'list',
  assumptions: 'list',
  renamed: 'list',
  registered: 'object',
} as const satisfies Partial<Record<keyof SitePlan, PartKind>>;

/** What each part of a plan is in the file. */
const PARTS: Readonly<Record<Exclude<keyof SitePlan, keyof typeof OPTIONAL_PARTS>, PartKind>> = {
  name: 'text',
  path: 'text',
  halls: 'list',
  clusters: 'list',
  devices: 'list',
  fabrics: 'list',
  storage: 'list',
  placement: 'object',
  cables: 'list',
  power: 'object',
  addresses: 'object',
  bill: 'object',
  assets: 'object',
  tenants: 'list',
  totals: 'object',
  stacks: 'list',
  lock: 'object',
};

/**
 * Reads what `renderSiteJson` wrote, with its maps and typed arrays. The file is held against its schema, its columns against each other, its lock against
 * the schema of locks, and all of it against its digest. A file without a digest is taken as one that was changed on purpose.
 *
 * @throws DesignError `site-json/not-json`, `site-json/not-a-site`, `site-json/unknown-version`, `site-json/bad-part`, `site-json/bad-column`,
 * `site-json/bad-value`, `site-json/changed`, `lock/...`
 */
export function parseSiteJson(text: string): SitePlan {
  const file = readFile(text);
  DesignErrors.throwAll(partErrors(file));
  const names = [...Object.keys(PARTS), ...Object.keys(OPTIONAL_PARTS).filter((name) => file[name] !== undefined)];
  const plan = Object.fromEntries(names.map((name) => [name, file[name]])) as unknown as SitePlan;
  const fabrics = plan.fabrics.map(readFabric);
  const cables = plan.cables.map(readCables);
  DesignErrors.throwAll(SCHEMA.problems(file).map(badValue));
  DesignErrors.throwAll(crossErrors(fabrics, cables));
  const lock = checkedLock(plan.lock, plan.name);
  if (file['digest'] !== undefined && file['digest'] !== siteJsonDigest(file)) throw changed(plan.name);
  return {
    ...plan,
    fabrics,
    cables,
    lock,
    placement: { ...plan.placement, positions: toMap(plan.placement.positions) },
    assets: toMap(plan.assets),
    power: withStateLoads(plan.power),
  };
}

/** States of the chain answer all their loads again: a file has those that differ from the normal state. */
function withStateLoads(power: SitePlan['power']): SitePlan['power'] {
  const { chain } = power;
  const normal = chain?.states[0]?.loadWatts;
  if (chain === undefined || normal === undefined) return power;
  const states = chain.states.map((state) => (state.changedWatts === undefined ? state : withLoads(state, normal)));
  return { ...power, chain: { ...chain, states } };
}

function badValue(problem: string): DesignError {
  return new DesignError('site-json/bad-value', {
    problem: `the plan of a site: ${problem}`,
    remedy: "synthesize the site again to write a whole 'site.json'",
  });
}

function changed(site: string): DesignError {
  return new DesignError('site-json/changed', {
    problem: `the plan of site '${site}' was changed after it was written: what it holds is not what its 'digest' says`,
    remedy: "synthesize the site again, or take 'digest' out of a file that was changed on purpose",
    object: site,
  });
}

/** What columns say of each other and of the lists beside them. */
function crossErrors(fabrics: SitePlan['fabrics'], cables: SitePlan['cables']): DesignError[] {
  const errors: DesignError[] = [];
  const below = (owner: string, [column, values]: readonly [string, ArrayLike<number>], limit: number): void => {
    for (let at = 0; at < values.length; at += 1) {
      const value = values[at] ?? 0;
      if (value < limit) continue;
      errors.push(
        badValue(`${owner}: row ${at} of column '${column}' is ${value}, and a number below ${limit} is needed`),
      );
      return;
    }
  };
  if (cables.length > fabrics.length)
    errors.push(badValue(`it has cables of ${cables.length} fabrics, and ${fabrics.length} fabrics`));
  fabrics.forEach(({ plan: { name, links, switches, endpoints } }, index) => {
    const owner = `fabric '${name}': links`;
    const lower = Uint32Array.from(links.aNode, (node, at) => (links.tier[at] === 0 ? node : 0));
    const upper = Uint32Array.from(links.aNode, (node, at) => (links.tier[at] === 0 ? 0 : node));
    below(owner, ['tier', links.tier], 3);
    if (links.count > 0) {
      below(owner, ['aNode', lower], Math.max(endpoints.length, 1));
      below(owner, ['aNode', upper], Math.max(switches.length, 1));
      below(owner, ['bNode', links.bNode], switches.length);
    }
    const table = cables[index];
    if (table === undefined) return;
    const of = `cables of fabric '${table.fabric}'`;
    if (table.fabric !== name) errors.push(badValue(`${of} stand where those of '${name}' are expected`));
    if (table.cableOf.length !== links.count) {
      errors.push(badValue(`${of} carry ${table.cableOf.length} links, and the fabric has ${links.count}`));
    }
    below(of, ['cableOf', table.cableOf], table.count);
    below(
      of,
      ['choice', table.choice.map((choice) => (choice === NO_CHOICE ? 0 : choice))],
      Math.max(table.choices.length, 1),
    );
    if (table.patched === undefined) return;
    below(`${of}: patched`, ['link', table.patched.link], links.count);
    below(`${of}: patched`, ['way', table.patched.way], table.patched.ways.length);
  });
  return errors;
}

/** Choice of a cable that nothing reaches. */
const NO_CHOICE = 255;

function readFile(text: string): Members {
  const file = parse(text);
  if (!isMembers(file) || file['schema'] !== SITE_JSON_SCHEMA) {
    const found = isMembers(file) ? `its 'schema' is ${shown(file['schema'])}` : 'it is no object';
    throw new DesignError('site-json/not-a-site', {
      problem: `the file does not hold the plan of a site: ${found}`,
      remedy: `give a 'site.json' of a synthesis, whose 'schema' is '${SITE_JSON_SCHEMA}'`,
    });
  }
  if (file['version'] !== SITE_JSON_VERSION) {
    const version = shown(file['version']);
    throw new DesignError('site-json/unknown-version', {
      problem: `the plan is of version ${version}, and this package reads version ${SITE_JSON_VERSION}`,
      remedy: 'synthesize the site again with this version of the package',
      value: version,
      limit: `${SITE_JSON_VERSION}`,
    });
  }
  return file;
}

function shown(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new DesignError('site-json/not-json', {
      problem: 'the plan of a site is not JSON, or a part of it is missing',
      remedy: "synthesize the site again to write a whole 'site.json'",
    });
  }
}

function partErrors(file: Members): DesignError[] {
  const given = Object.entries<PartKind>(OPTIONAL_PARTS).filter(([name]) => file[name] !== undefined);
  const wrong = [...Object.entries(PARTS), ...given].filter(([name, kind]) => !isOfKind(file[name], kind));
  return [
    ...wrong.map(([name, kind]) => badPart(name, kind)),
    ...(isMembers(file['placement']) ? missingObjects(file['placement'], 'placement', ['positions']) : []),
    ...itemsOf(file['fabrics']).flatMap((fabric, index) => {
      const name = `fabrics[${index}].plan`;
      return isMembers(fabric) && isMembers(fabric['plan'])
        ? missingObjects(fabric['plan'], name, ['links'])
        : [badPart(name, 'object')];
    }),
    ...itemsOf(file['cables']).flatMap((table, index) =>
      isMembers(table)
        ? table['patched'] === undefined || isMembers(table['patched'])
          ? []
          : [badPart(`cables[${index}].patched`, 'object')]
        : [badPart(`cables[${index}]`, 'object')],
    ),
  ];
}

function missingObjects(parent: Members, name: string, members: readonly string[]): DesignError[] {
  return members.filter((member) => !isMembers(parent[member])).map((member) => badPart(`${name}.${member}`, 'object'));
}

function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function badPart(name: string, kind: string): DesignError {
  return new DesignError('site-json/bad-part', {
    problem: `the plan of a site: '${name}' is missing or no ${kind}`,
    remedy: "synthesize the site again to write a whole 'site.json'",
    object: name,
  });
}

function isOfKind(value: unknown, kind: 'text' | 'list' | 'object'): boolean {
  if (kind === 'text') return typeof value === 'string';
  return kind === 'list' ? Array.isArray(value) : isMembers(value);
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readFabric(fabric: SitePlan['fabrics'][number]): SitePlan['fabrics'][number] {
  const { plan } = fabric;
  const { count } = plan.links;
  const read = reader(plan.links, `fabric '${plan.name}': links`, count);
  const links: LinkTable = {
    count,
    tier: Uint8Array.from(read('tier', 0xff)),
    aNode: Uint32Array.from(read('aNode')),
    aPort: Uint16Array.from(read('aPort', 0xffff)),
    bNode: Uint32Array.from(read('bNode')),
    bPort: Uint16Array.from(read('bPort', 0xffff)),
  };
  return { ...fabric, plan: { ...plan, links } };
}

function readCables(table: CableTable): CableTable {
  const owner = `cables of fabric '${table.fabric}'`;
  const perCable = reader(table, owner, table.count);
  return {
    ...table,
    cableOf: Uint32Array.from(reader(table, owner)('cableOf')),
    lengthMillimetres: Uint32Array.from(perCable('lengthMillimetres')),
    routeMillimetres: Uint32Array.from(perCable('routeMillimetres')),
    choice: Uint8Array.from(perCable('choice', 0xff)),
    ...present({ patched: table.patched === undefined ? undefined : readPatched(table.patched, owner) }),
  };
}

function readPatched(table: PatchTable, owner: string): PatchTable {
  const links = `${owner}: patched`;
  const first = reader(table, links)('link');
  const read = reader(table, links, first.length);
  return {
    ...table,
    link: Uint32Array.from(first),
    way: Uint16Array.from(read('way', 0xffff)),
    port: Uint32Array.from(read('port')),
    isReversed: Uint8Array.from(read('isReversed', 1)),
    aCordMillimetres: Uint32Array.from(read('aCordMillimetres')),
    trunkMillimetres: Uint32Array.from(read('trunkMillimetres')),
    bCordMillimetres: Uint32Array.from(read('bCordMillimetres')),
  };
}

/** Reads columns of whole numbers, of `length` rows where that is known. */
function reader<T extends object>(
  table: T,
  owner: string,
  length?: number,
): (column: keyof T & string, most?: number) => readonly number[] {
  return (column, most = 0xffff_ffff) => {
    const values: unknown = table[column];
    const isIn = (value: unknown): value is number => isWhole(value) && value <= most;
    if (Array.isArray(values) && values.every(isIn) && (length === undefined || values.length === length)) {
      return values;
    }
    throw new DesignError('site-json/bad-column', {
      problem: `${owner}: column '${column}' is no list of ${length === undefined ? '' : `${length} `}whole numbers`,
      remedy: "synthesize the site again to write a whole 'site.json'",
      object: column,
    });
  };
}

function isWhole(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function toMap<T>(members: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  return new Map(Object.entries(members as unknown as Record<string, T>));
}
