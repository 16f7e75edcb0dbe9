import type { CableTable } from '../design/cabling/cabling-plan';
import type { PatchTable } from '../design/cabling/patching-plan';
import type { FabricPlan, LinkTable } from '../design/fabric/fabric-plan';
import type { At, SitePlan } from '../design/site/site-plan';
import { DesignError } from '../errors/design-error';
import { DesignErrors } from '../errors/design-errors';
import { SITE_JSON_SCHEMA, SITE_JSON_VERSION } from './render-site-json';

type Members = Readonly<Record<string, unknown>>;

type PartKind = 'text' | 'list' | 'object';

/** Parts that a plan may lack, as what they are in the file. */
const OPTIONAL_PARTS = {
  converged: 'list',
  supply: 'object',
  cooling: 'object',
  phases: 'list',
  aws: 'object',
  asOf: 'text',
  adopted: 'object',
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
 * Reads what `renderSiteJson` wrote, with its maps and typed arrays. What a column holds is checked, plain members are taken as they are.
 *
 * @throws DesignError `site-json/not-json`, `site-json/not-a-site`, `site-json/unknown-version`, `site-json/bad-part`, `site-json/bad-column`
 */
export function parseSiteJson(text: string): SitePlan {
  const file = readFile(text);
  DesignErrors.throwAll(partErrors(file));
  const names = [...Object.keys(PARTS), ...Object.keys(OPTIONAL_PARTS).filter((name) => file[name] !== undefined)];
  const plan = Object.fromEntries(names.map((name) => [name, file[name]])) as unknown as SitePlan;
  return {
    ...plan,
    fabrics: plan.fabrics.map(readFabric),
    cables: plan.cables.map(readCables),
    placement: { ...plan.placement, positions: toMap(plan.placement.positions) },
    assets: toMap(plan.assets),
  };
}

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
      isMembers(table) ? [] : [badPart(`cables[${index}]`, 'object')],
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

function readFabric({ path, plan }: At<FabricPlan>): At<FabricPlan> {
  const { count } = plan.links;
  const read = reader(plan.links, `fabric '${plan.name}': links`, count);
  const links: LinkTable = {
    count,
    tier: Uint8Array.from(read('tier')),
    aNode: Uint32Array.from(read('aNode')),
    aPort: Uint16Array.from(read('aPort')),
    bNode: Uint32Array.from(read('bNode')),
    bPort: Uint16Array.from(read('bPort')),
  };
  return { path, plan: { ...plan, links } };
}

function readCables(table: CableTable): CableTable {
  const owner = `cables of fabric '${table.fabric}'`;
  const perCable = reader(table, owner, table.count);
  return {
    ...table,
    cableOf: Uint32Array.from(reader(table, owner)('cableOf')),
    lengthMillimetres: Uint32Array.from(perCable('lengthMillimetres')),
    routeMillimetres: Uint32Array.from(perCable('routeMillimetres')),
    choice: Uint8Array.from(perCable('choice')),
    ...(table.patched === undefined ? {} : { patched: readPatched(table.patched, owner) }),
  };
}

function readPatched(table: PatchTable, owner: string): PatchTable {
  const links = `${owner}: patched`;
  const first = reader(table, links)('link');
  const read = reader(table, links, first.length);
  return {
    ...table,
    link: Uint32Array.from(first),
    way: Uint16Array.from(read('way')),
    port: Uint32Array.from(read('port')),
    isReversed: Uint8Array.from(read('isReversed')),
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
): (column: keyof T & string) => readonly number[] {
  return (column) => {
    const values: unknown = table[column];
    if (Array.isArray(values) && values.every(isWhole) && (length === undefined || values.length === length)) {
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
