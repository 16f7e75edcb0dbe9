import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

import { decodeUtf8 } from '../../design/text';
import { DesignError, DesignErrors, shortText } from '../../errors/design-error';
import { fileError } from '../../files/file-error';
import { App, type Construct, TerraformStack } from '../../host';
import type { PolicyReport } from '../../policy/engine/rule';
import { type StatedAcknowledgement, ACKNOWLEDGE_NAMES, Policy } from '../site/policy';
import { statedTables } from '../prop-tables';
import type { PropKind, PropTable } from '../props/prop-rule';
import { ADOPT_NAMES } from '../site/adopt-props';
import { Site, SITE_PROP_NAMES } from '../site/site';
import type { SiteProps } from '../site/site-props';

import { constructClass, definedEntries, entriesOf } from './file-names';
import { type FileNames, FileValues, remedyOf, STAND_IN, textOf } from './file-values';
import {
  FileFaults,
  type Located,
  type LocatedEntry,
  type LocatedMap,
  memberOf,
  placeIn,
  readLocated,
  SiteFileErrors,
} from './located-yaml';
import { addTo } from '../../units/present';

export { siteFileSchema } from '../prop-tables';
export { SiteFileErrors } from './located-yaml';

/** How a site file is read. */
export interface SiteFileOptions {
  /**
   * Says nothing of the synthesis on the console, whatever the file asks for.
   *
   * @default false
   */
  readonly isQuiet?: boolean;
}

/**
 * The site that a YAML or JSON file states: the same constructs, checks and output as of a program.
 *
 * @param scope - an `App`, which gets the stacks of the file; or a stack, which then holds the site
 * @param path - the file; paths within it count from the folder that the program runs in, as in a program
 * @throws SiteFileErrors `yaml/faults` with all that is wrong, each with line and column
 * @throws DesignError `files/not-read`
 * @see docs/site-file.md
 */
export function siteFromFile(scope: Construct, path: string, options: SiteFileOptions = {}): Site {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw fileError(error, path, 'read');
  }
  const decoded = decodeUtf8(bytes, path);
  if ('text' in decoded) return siteFromText(scope, decoded.text, { ...options, file: basename(path) });
  throw new DesignError('yaml/no-text', {
    problem: `'${path}' ${decoded.refused.problem}`,
    remedy: decoded.refused.remedy,
  });
}

/**
 * The site that a YAML or JSON text states, as `siteFromFile` reads it.
 *
 * @throws SiteFileErrors `yaml/faults` with all that is wrong, each with line and column
 */
export function siteFromText(
  scope: Construct,
  text: string,
  { file = 'site.yaml', ...options }: SiteFileOptions & { readonly file?: string } = {},
): Site {
  const faults = new FileFaults(file, text);
  const document = readLocated(text, faults);
  if (document?.kind === 'map') return new StatedSite(scope, document, faults, options).build();
  if (document !== undefined) {
    faults.add('yaml/no-object', 'the file holds no object', "begin with 'name' and 'site'", document.at);
  }
  throw new SiteFileErrors(faults.errors());
}

/** A site of a file with its app, for the command line. */
export interface PlannedFile {
  /** Name of the site. */
  readonly site: string;
  /** The evaluation. */
  readonly report: PolicyReport;
  /** Writes stacks, drawings, schedules, exports and lock; where findings stop it, the evaluation alone. */
  readonly write: () => void;
}

/**
 * Plans and judges the site of a file.
 *
 * @param path - the file
 * @param folder - output folder
 * @param say - told of each step before it begins
 * @throws SiteFileErrors, DesignError what the site is refused for
 */
export function planSiteFile(path: string, folder: string, say: (step: string) => void): PlannedFile {
  const app = new App({ outdir: folder });
  say(`reading '${basename(path)}'`);
  const site = siteFromFile(app, path, { isQuiet: true });
  say(`planning site '${site.node.id}'`);
  const { totals } = located(site, () => site.plan);
  say(`judging ${totals.systems} systems, ${totals.cables} cables`);
  const report = site.evaluation;
  const write = (): void => {
    say('writing drawings, schedules and stacks');
    try {
      app.synth();
    } catch (error) {
      // Findings that stop a synthesis are in the report, which is written by then.
      if (error instanceof DesignError || report.counts.severities.error === 0) throw error;
    }
  };
  return { site: site.node.id, report, write };
}

/** Sites of files, with what they were read of. */
const FILES = new WeakMap<Site, { readonly file: LocatedMap; readonly faults: FileFaults }>();

/** What an act refuses of a site, at the place of its file that the message tells of; as it is where it tells of none. */
function located<T>(site: Site, act: () => T): T {
  try {
    return act();
  } catch (error) {
    const read = FILES.get(site);
    if (read === undefined || !(error instanceof DesignError)) throw error;
    const errors = error instanceof DesignErrors ? error.errors : [error];
    const faults = read.faults.another();
    for (const each of errors) faults.addError(placeIn(read.file, each) ?? read.file.at, each);
    throw new SiteFileErrors(faults.errors(), 'design/several');
  }
}

/** A construct that a file states. */
interface Stated {
  readonly kind: string;
  readonly id: string;
  /** Its name with that of what it is created in, where the file gives it. */
  readonly key: string;
  readonly entry: LocatedEntry;
  readonly table: PropTable;
  /** Whether its props are right by their table. */
  isSound: boolean;
  made?: Construct | 'under way' | 'refused';
}

/** Members of a file that are no construct. */
const MEMBERS = ['$schema', 'name', 'stack', 'site', 'define', 'adopt', 'acknowledge', 'order'];

const STACK = 'stack/';

/** Member of a construct of a file: what it is created in. */
const IN = 'in';

/** Makes a site of what a file states. */
class StatedSite {
  private readonly stated: readonly Stated[];
  private readonly byName = new Map<string, Stated[]>();
  private readonly stacks = new Map<string, Construct>();
  private readonly id: string;
  private made: Site | undefined;
  /** Reads values while constructs are made. */
  private building: FileValues | undefined;
  /** How often something named what was refused. */
  private unmade = 0;

  public constructor(
    private readonly scope: Construct,
    private readonly file: LocatedMap,
    private readonly faults: FileFaults,
    private readonly options: SiteFileOptions,
  ) {
    this.id = textOf(file, 'name') ?? '';
    this.stated = this.constructs();
    for (const one of this.stated) {
      const within = one.entry.value.kind === 'map' ? textOf(one.entry.value, IN) : undefined;
      for (const name of new Set([one.id, one.key, `${one.kind} ${one.key}`, `${within ?? ''}/${one.id}`])) {
        addTo(this.byName, name, one);
      }
    }
  }

  /** Reads all, then makes what is right; everything that is wrong is told at once. */
  public build(): Site {
    if (this.id === '') {
      this.faults.add('yaml/no-name', "the site has no 'name'", "give 'name', such as 'gasan'", this.file.at);
    }
    const entries = definedEntries(memberOf(this.file, 'define')?.value, this.faults);
    const values = (isBuilding: boolean, faults = this.faults): FileValues =>
      new FileValues({ ...this.names(isBuilding), ...entriesOf(entries) }, faults);
    const checked = values(false);
    const isSound = (act: () => void): boolean => {
      const before = this.faults.count;
      act();
      return this.faults.count === before;
    };
    const owner = `site '${shortText(this.id, 60)}'`;
    const empty: Located = { kind: 'map', at: this.file.at, entries: [] };
    const given = memberOf(this.file, 'site')?.value ?? empty;
    const isSiteSound = isSound(() => void checked.props(owner, SITE_PROP_NAMES, given)) && this.id !== '';
    const adopt = memberOf(this.file, 'adopt')?.value;
    if (adopt !== undefined) checked.props(`'adopt' of ${owner}`, ADOPT_NAMES, adopt);
    const accepted = this.acknowledged();
    for (const one of accepted) checked.props("entry of 'acknowledge'", ACKNOWLEDGE_NAMES, one);
    for (const one of this.stated) {
      one.isSound = isSound(() => void checked.props(ownerOf(one), withPlace(one.table), one.entry.value));
    }
    const isWhole = this.faults.count === 0;
    const code = isWhole ? 'design/several' : 'yaml/faults';
    if (isSiteSound) {
      const building = values(true, this.faults.another());
      this.building = building;
      this.attempt(given, () => {
        const props = building.props(owner, SITE_PROP_NAMES, given) as SiteProps;
        if (this.unmade > 0) return;
        const home = this.stackOf(textOf(this.file, 'stack') ?? this.id);
        this.made = new Site(home, this.id, this.options.isQuiet === true ? { ...props, console: 'quiet' } : props);
      });
      if (this.made !== undefined) for (const one of this.inOrder()) this.make(one);
    }
    const { made } = this;
    if (made !== undefined && isWhole && adopt !== undefined) {
      this.attempt(adopt, () => {
        made.adopt(checked.props(owner, ADOPT_NAMES, adopt));
      });
    }
    if (made !== undefined && this.faults.count === 0) for (const one of accepted) this.acknowledge(made, one);
    this.faults.throwAll(code);
    if (made === undefined || this.stated.some((one) => one.made === 'refused')) {
      throw new Error('a file without faults makes all that it states');
    }
    FILES.set(made, { file: this.file, faults: this.faults });
    return made;
  }

  /** Constructs of the file, in its order. */
  private constructs(): readonly Stated[] {
    const tables = statedTables();
    return this.file.entries.flatMap(({ key: kind, at, value }) => {
      if (MEMBERS.includes(kind) || kind.startsWith('x-')) return [];
      const table = Object.hasOwn(tables, kind) ? tables[kind] : undefined;
      if (table === undefined) {
        const known = [...MEMBERS, ...Object.keys(tables)];
        const give = `take it away; there are ${MEMBERS.slice(1).join(', ')} and the names of constructs, such as PowerZone`;
        this.faults.add('yaml/unknown-member', `there is no '${shortText(kind, 60)}'`, remedyOf(kind, known, give), at);
        return [];
      }
      if (value.kind !== 'map') {
        const remedy = `give each ${kind} by its name, with its props below it`;
        this.faults.add('yaml/no-object', `'${kind}' holds no object`, remedy, value.at);
        return [];
      }
      return value.entries.map((entry) => {
        const key = entry.key;
        return { kind, id: key.slice(key.lastIndexOf('/') + 1), key, entry, table, isSound: false };
      });
    });
  }

  /** Constructs in the order in which they are made: that of `order`, then that of the file. */
  private inOrder(): readonly Stated[] {
    const list = memberOf(this.file, 'order')?.value;
    if (list === undefined) return this.stated;
    if (list.kind !== 'list') {
      this.faults.add('yaml/no-list', "'order' is no list", 'give the names of constructs', list.at);
      return this.stated;
    }
    const first = list.items.flatMap((item) => {
      const name = item.kind === 'scalar' ? item.source : '';
      const found = this.byName.get(name) ?? [];
      if (found.length === 0) {
        const remedy = remedyOf(name, [...this.byName.keys()], 'name a construct of the file, or take it away');
        this.faults.add('yaml/unknown-name', `'order' names '${shortText(name, 60)}'`, remedy, item.at);
      }
      return found;
    });
    return [...new Set([...first, ...this.stated])];
  }

  /** What names mean: before constructs are made, each stands for itself. */
  private names(isBuilding: boolean): Pick<FileNames, 'construct' | 'constructNames' | 'isBuilding'> {
    return {
      isBuilding,
      constructNames: () => this.stated.map(({ id }) => id),
      construct: (name, kind) => {
        if (name === this.id && !this.byName.has(name)) return isBuilding ? this.made : STAND_IN;
        if (name.startsWith(STACK)) return isBuilding ? this.stackOf(name.slice(STACK.length)) : STAND_IN;
        const found = this.byName.get(name) ?? [];
        if (!isBuilding) return found.length === 0 ? undefined : STAND_IN;
        const made = found.flatMap((one) => this.make(one) ?? []);
        if (made.length === 0 && found.some((one) => one.made === 'refused')) this.unmade += 1;
        return made.find((one) => (kind.object?.has ?? hasOfEach(kind)).every((member) => member in one)) ?? made[0];
      },
    };
  }

  /** A construct, made once with all that it names; undefined where it cannot be. */
  private make(one: Stated): Construct | undefined {
    if (one.made === undefined) {
      one.made = 'under way';
      this.attempt(one.entry.value, () => (one.made = this.construct(one)), one.entry.at);
      if (!isMade(one)) one.made = 'refused';
    }
    return isMade(one) ? one.made : undefined;
  }

  private construct(one: Stated): Construct | 'refused' {
    const { building, made, unmade } = this;
    if (building === undefined || !one.isSound) return 'refused';
    const read = building.props(ownerOf(one), withPlace(one.table), one.entry.value);
    // What is assumed stands under a symbol, which stays.
    const props: Record<string, unknown> = { ...read };
    Reflect.deleteProperty(props, IN);
    const scope = this.placeOf(one);
    // What it names was refused, and that is told there.
    if (scope === undefined || this.unmade > unmade) return 'refused';
    const isOutside = Object.hasOwn(one.table, 'site') && made !== undefined && !scope.node.scopes.includes(made);
    const given = isOutside ? { site: made, ...props } : props;
    return new (constructClass(one.kind))(scope as never, one.id, given as never);
  }

  /** What a construct is created in. */
  private placeOf({ key, entry }: Stated): Construct | undefined {
    const stated = entry.value.kind === 'map' ? memberOf(entry.value, IN)?.value : undefined;
    const above = key.includes('/') ? key.slice(0, key.lastIndexOf('/')) : undefined;
    const name = (stated?.kind === 'scalar' ? stated.source : undefined) ?? above;
    if (name === undefined || name === this.id) return this.made;
    if (name.startsWith(STACK)) return this.stackOf(name.slice(STACK.length));
    const found = this.byName.get(name) ?? [];
    for (const one of found) if (one.key !== key) return this.make(one);
    const remedy = remedyOf(name, [...this.byName.keys()], "name a construct of the file, or 'stack/<name>'");
    const problem = `'${shortText(name, 60)}', in which '${shortText(key, 60)}' is to be created, is not in the file`;
    this.faults.add('yaml/unknown-name', problem, remedy, stated?.at ?? entry.at);
    return undefined;
  }

  /** A stack by its name; all are one where the scope is a stack. */
  private stackOf(name: string): Construct {
    if (this.scope.node.scopes.some((above) => TerraformStack.isStack(above))) return this.scope;
    const known = this.stacks.get(name) ?? new TerraformStack(this.scope, name);
    this.stacks.set(name, known);
    return known;
  }

  private acknowledged(): readonly Located[] {
    const list = memberOf(this.file, 'acknowledge')?.value;
    if (list === undefined || list.kind === 'list') return list?.items ?? [];
    this.faults.add('yaml/no-list', "'acknowledge' is no list", 'give a list of findings, each with its rule', list.at);
    return [];
  }

  private acknowledge(site: Site, node: Located): void {
    this.attempt(node, () => {
      const read = this.building?.props("entry of 'acknowledge'", ACKNOWLEDGE_NAMES, node);
      const { rule, on = site, ...options } = read as unknown as StatedAcknowledgement;
      Policy.acknowledge(on, rule, options);
    });
  }

  /** Notes what an act refuses at the place that its message tells of. */
  private attempt(node: Located, act: () => void, at = node.at): void {
    try {
      act();
    } catch (error) {
      if (!(error instanceof DesignError)) throw error;
      const errors = error instanceof DesignErrors ? error.errors : [error];
      for (const each of errors) this.faults.addError(placeIn(node, each) ?? at, each);
    }
  }
}

/** Words for a construct: its kind and name, as the file has them. */
function ownerOf({ kind, id }: Stated): string {
  return `${kind} '${shortText(id, 60)}'`;
}

/** Whether a construct was made. */
function isMade(one: Stated): one is Stated & { readonly made: Construct } {
  return typeof one.made === 'object';
}

function withPlace(table: PropTable): PropTable {
  return { [IN]: { need: 'optional', isText: true }, ...table };
}

/** Members that one of several kinds has. */
function hasOfEach({ oneOf = [], each }: PropKind): readonly string[] {
  return each?.object?.has ?? oneOf.find(({ object }) => object !== undefined)?.object?.has ?? [];
}
