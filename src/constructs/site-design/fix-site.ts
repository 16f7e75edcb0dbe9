import { tmpdir } from 'node:os';
import { nextRating } from '../../design/site-design/hall-ratings';
import { type FileEdit, type FixAnswer, lineDiff, type Remedy } from '../../design/site-design/fix-answer';
import { wattsText } from '../../design/site-design/draft-parts';
import { DesignError, DesignErrors } from '../../errors/design-error';
import { App } from '../../host';
import { Power } from '../../units/power';
import { siteFromText } from '../site-file/site-file';
import { EditableFile } from './edit-file';

/** Which findings are mended. */
export interface FixOptions {
  /**
   * Rule of the findings, or `<rule>:<object>`, where the object holds the text.
   *
   * @default - all errors and warnings
   */
  readonly finding?: string;
}

/** What is wrong with a site. */
interface Fault {
  readonly rule: string;
  readonly object: string;
  readonly path: string;
  readonly severity: 'error' | 'warning';
  readonly remedy: string;
}

/** A site as its rules see it: what is wrong, and what is not known, as rule and object. */
interface Judged {
  readonly faults: readonly Fault[];
  readonly open: ReadonlySet<string>;
}

/** A remedy that may be tried. */
interface Trial {
  readonly what: string;
  readonly edits: readonly FileEdit[];
}

/** How often a site is planned for one finding, and in all. */
const MOST_TRIALS = 16;
const MOST_RUNS = 120;

/**
 * Remedies of the findings of a site file, each planned again: with it the finding is gone, and no error or warning is there that was not there before. Nothing is changed.
 *
 * @throws SiteFileErrors where the file cannot be read
 * @throws DesignError `design/no-such-finding`
 */
export function fixSite(text: string, options: FixOptions = {}): FixAnswer {
  return new Fixer(text, options).fix();
}

class Fixer {
  private readonly file: EditableFile;
  private dryRuns = 0;

  public constructor(
    private readonly text: string,
    private readonly options: FixOptions,
  ) {
    this.file = new EditableFile(text);
  }

  public fix(): FixAnswer {
    const before = this.faultsOf(this.text);
    const asked = this.asked(before.faults);
    const remedies: Remedy[] = [];
    const without: FixAnswer['without'][number][] = [];
    for (const fault of asked) {
      const remedy = this.remedyOf(fault, before);
      if (remedy === undefined) without.push({ rule: fault.rule, object: fault.object, remedy: fault.remedy });
      else remedies.push(remedy);
    }
    return { site: this.file.written(['name']) ?? '', remedies, without, dryRuns: this.dryRuns };
  }

  private asked(faults: readonly Fault[]): readonly Fault[] {
    const { finding } = this.options;
    if (finding === undefined) return faults;
    const [rule = '', ...rest] = finding.split(':');
    const found = faults.filter((fault) => fault.rule === rule && fault.object.includes(rest.join(':')));
    if (found.length > 0) return found;
    throw new DesignError('design/no-such-finding', {
      problem: `the site has no finding '${finding}'`,
      remedy:
        faults.length === 0
          ? 'it has none at all'
          : `name one of ${[...new Set(faults.map((fault) => fault.rule))].join(', ')}`,
    });
  }

  private remedyOf(fault: Fault, before: Judged): Remedy | undefined {
    const known = new Set(before.faults.map(keyOf));
    for (const { what, edits } of this.trials(fault).slice(0, MOST_TRIALS)) {
      if (this.dryRuns >= MOST_RUNS) return undefined;
      const changed = this.edited(edits);
      if (changed === undefined || changed === this.text) continue;
      const { faults, open } = this.faultsOf(changed);
      // A finding that nobody can judge any more is not mended.
      if ([...open].some((key) => !before.open.has(key))) continue;
      const isGone = faults.every((each) => keyOf(each) !== keyOf(fault));
      if (!isGone || faults.some((each) => !known.has(keyOf(each)))) continue;
      return { rule: fault.rule, object: fault.object, what, edits, diff: lineDiff(this.text, changed) };
    }
    return undefined;
  }

  private edited(edits: readonly FileEdit[]): string | undefined {
    return edits.reduce<string | undefined>(
      (text, edit) => (text === undefined ? undefined : new EditableFile(text).with(edit)),
      this.text,
    );
  }

  /** What is wrong with a text: what its rules find, or what it is refused for. */
  private faultsOf(text: string): Judged {
    this.dryRuns += 1;
    try {
      const site = siteFromText(new App({ outdir: tmpdir() }), text, { isQuiet: true });
      const { findings } = site.evaluation;
      return {
        open: new Set(
          findings
            .filter(({ outcome }) => outcome === 'indeterminate')
            .map(({ ruleId, object }) => `${ruleId} ${object}`),
        ),
        faults: findings.flatMap(({ ruleId, object, path, severity, outcome, remedy }) =>
          outcome === 'failed' && severity !== 'info' ? [{ rule: ruleId, object, path, severity, remedy }] : [],
        ),
      };
    } catch (error) {
      if (!(error instanceof DesignError)) throw error;
      const errors = error instanceof DesignErrors ? error.errors : [error];
      if (errors.some(({ code }) => code.startsWith('yaml/') || code.startsWith('props/'))) throw error;
      return {
        open: new Set(),
        faults: errors.map(({ code, problem, object = '', remedy }) => ({
          ...{ rule: code, object: object === '' ? problem : object, path: object, severity: 'error' as const, remedy },
        })),
      };
    }
  }

  /** What may mend a finding, the smallest change first. */
  private trials(fault: Fault): readonly Trial[] {
    const name = fault.path.slice(fault.path.lastIndexOf('/') + 1);
    const object = this.objectOf(name);
    const { rule } = fault;
    return [
      ...(object === undefined ? [] : this.ratings(object)),
      ...(/^supply\/|contract/.test(rule) ? this.contracts() : []),
      ...(/^cooling\/|compartment|common-cause|loss/.test(rule) ? this.spares(name) : []),
      ...(rule === 'fabric/job-promise' ? this.spareSystems() : []),
      ...(object !== undefined && /^storage\//.test(rule) ? this.counts(object, 'blocks', [1, 2, 4]) : []),
      ...(/zone/.test(rule) && object?.[0] === 'PowerZone' ? this.movedRows(object) : []),
      ...(/^space\/|unplaced/.test(rule) ? this.longerRows() : []),
      ...(/together|partner|spread|single-leaf|same/.test(rule) ? this.spreads() : []),
      ...(/^cabling\//.test(rule) ? this.media() : []),
      ...(/^fabric\/|^supply\//.test(rule) ? this.otherUnits() : []),
    ];
  }

  /** Where a construct stands in the file. */
  private objectOf(name: string): readonly [kind: string, name: string] | undefined {
    for (const kind of this.file.names([])) {
      if (!/^[A-Z]/.test(kind)) continue;
      const found = this.file.names([kind]).find((each) => each === name || each.endsWith(`/${name}`));
      if (found !== undefined) return [kind, found];
    }
    return undefined;
  }

  private constructs(kind: string): readonly (readonly [kind: string, name: string])[] {
    return this.file.names([kind]).map((name) => [kind, name] as const);
  }

  private edit(at: readonly string[], after: string): FileEdit {
    const before = this.file.written(at);
    return before === undefined ? { at, after } : { at, before, after };
  }

  /** The rating of an object raised to one of the next steps. */
  private ratings(object: readonly string[]): readonly Trial[] {
    return ['rating', 'capacity'].flatMap((prop) => this.raised(object, prop));
  }

  private raised(object: readonly string[], prop: string): readonly Trial[] {
    const at = this.file.propPath(object, prop);
    let watts = at === undefined ? undefined : wattsOf(this.file.written(at));
    if (at === undefined || watts === undefined) return [];
    const trials: Trial[] = [];
    for (let step = 0; step < 4; step += 1) {
      watts = nextRating(watts);
      trials.push({
        what: `raise '${prop}' of ${object.at(-1) ?? ''} to ${wattsText(watts)}`,
        edits: [this.edit(at, wattsText(watts))],
      });
    }
    return trials;
  }

  private contracts(): readonly Trial[] {
    return ['contractPower', 'energisedPower', 'itPower'].flatMap((prop) => this.raised(['site'], prop));
  }

  /** A whole number of an object raised. */
  private counts(object: readonly string[], prop: string, by: readonly number[]): readonly Trial[] {
    const at = this.file.propPath(object, prop) ?? (prop === 'spare' ? [...object, prop] : undefined);
    if (at === undefined) return [];
    const now = Number(this.file.written(at) ?? 0);
    if (!Number.isSafeInteger(now)) return [];
    return by
      .filter((more) => now + more >= 1)
      .map((more) => ({
        what: `${more > 0 ? 'raise' : 'lower'} '${prop}' of ${object.at(-1) ?? ''} to ${now + more}`,
        edits: [this.edit(at, String(now + more))],
      }));
  }

  /** Units more: those of a name, or those on the loop of the name. */
  private spares(name: string): readonly Trial[] {
    const kinds = ['Cdu', 'AirHandlers', 'HeatRejection', 'CoolingPumps'];
    const units = kinds.flatMap((kind) => this.constructs(kind));
    const own = units.filter(
      ([kind, unit]) =>
        unit === name ||
        this.file.written([kind, unit, 'in']) === name ||
        this.file.written([kind, unit, 'loop']) === name,
    );
    const single = own.flatMap((object) => this.counts(object, 'spare', [1, 2, 4]));
    const together = [1, 2].map((more) => ({
      what: `${more} more of each kind of unit on ${name}`,
      edits: own.flatMap((object) => this.counts(object, 'spare', [more])[0]?.edits ?? []),
    }));
    return own.length > 1 ? [...single, ...together] : single;
  }

  /** Spare systems of a cluster, so that jobs of full size go on elsewhere. */
  private spareSystems(): readonly Trial[] {
    return this.constructs('GpuCluster').flatMap((object) => this.counts(object, 'spareSystems', [1, 2, 3, 4, 6, 8]));
  }

  /** The last row of a zone fed by another zone. */
  private movedRows([, zone]: readonly [string, string]): readonly Trial[] {
    const rows = this.file.texts(['PowerZone', zone, 'rows']);
    const last = rows.at(-1);
    if (last === undefined || rows.length < 2) return [];
    return this.constructs('PowerZone')
      .filter(([, other]) => other !== zone && this.file.texts(['PowerZone', other, 'rows']).length > 0)
      .map(([, other]) => ({
        what: `feed row ${last} from ${other}`,
        edits: [
          { at: ['PowerZone', zone, 'rows'], after: listText(rows.slice(0, -1)) },
          {
            at: ['PowerZone', other, 'rows'],
            after: listText([...this.file.texts(['PowerZone', other, 'rows']), last]),
          },
        ],
      }));
  }

  private longerRows(): readonly Trial[] {
    const halls = this.file.at(['site', 'halls']);
    if (halls?.kind !== 'list') return [];
    return halls.items.flatMap((_, hall) => {
      const rows = this.file.at(['site', 'halls', String(hall), 'rows']);
      if (rows?.kind !== 'list') return [];
      return rows.items.flatMap((_row, row) =>
        this.counts(['site', 'halls', String(hall), 'rows', String(row)], 'racks', [1, 2, 4]),
      );
    });
  }

  private spreads(): readonly Trial[] {
    return ['rows', 'zones'].map((by) => ({
      what: `spread what stands in for each other over ${by}`,
      edits: [this.edit(['site', 'spreadPartners'], by)],
    }));
  }

  /** A medium that reaches further than the longest of a rate. */
  private media(): readonly Trial[] {
    const media = this.file.at(['site', 'media']);
    if (media?.kind !== 'list') return [];
    return media.items.flatMap((_, index) => {
      const at = ['site', 'media', String(index), 'reach'];
      return ['500 m', '2 km'].map((reach) => ({
        what: `a medium that reaches ${reach}`,
        edits: [this.edit(at, reach)],
      }));
    });
  }

  /** Another size of the units of a cluster, or fewer systems. */
  private otherUnits(): readonly Trial[] {
    return this.constructs('GpuCluster').flatMap((object) => {
      const units = this.file.propPath(object, 'unitSystems');
      return [
        ...this.counts(object, 'count', [-1, -2, -4]),
        ...(units === undefined
          ? []
          : ['16', '32', '64'].map((size) => ({ what: `units of ${size} systems`, edits: [this.edit(units, size)] }))),
      ];
    });
  }
}

function keyOf({ rule, object }: Fault): string {
  return `${rule} ${object}`;
}

function listText(items: readonly string[]): string {
  return `[${items.join(', ')}]`;
}

function wattsOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  try {
    return Power.parse(text).inWatts;
  } catch (error) {
    if (error instanceof DesignError) return undefined;
    throw error;
  }
}
