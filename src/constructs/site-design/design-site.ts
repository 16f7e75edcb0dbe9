import { tmpdir } from 'node:os';
import type { SystemSpec } from '../../catalog/system-spec';
import { drawOfSite } from '../../design/power/plan-power';
import {
  COUNTRIES,
  type DesignCountry,
  rowRacks,
  systemFigures,
  type SystemFigures,
  zoneRows,
} from '../../design/site-design/design-figures';
import { assumedFactText, type DraftInput } from '../../design/site-design/draft-parts';
import { hallRatings, MARGIN, networkRows, rated, served } from '../../design/site-design/hall-ratings';
import { draftSite } from '../../design/site-design/site-draft';
import {
  type DesignAnswer,
  type DesignBinding,
  type DesignForm,
  nextStep,
} from '../../design/site-design/design-answer';
import { DesignError } from '../../errors/design-error';
import { App } from '../../host';
import type { SitePlan } from '../../model/site-plan';
import type { PolicyReport } from '../../policy/engine/rule';
import { Power } from '../../units/power';
import { present } from '../../units/present';
import { siteFromText } from '../site-file/site-file';
import { checkRequest, type DesignRequest, documentText, notClean, systemOf, UNTIL } from './design-request';

/** Draw that one site may have beyond a sum of its halls, by rounding of a PUE. */
const ROUNDING = 1.000_05;

/** Zones in a hall of each form that is tried, by how its systems are cooled. */
const HALL_ZONES = { air: [4, 2], liquid: [9, 4] } as const;

/** Dry runs after which a search gives up. */
const MOST_RUNS = 12;

/** What a dry run of one hall gives. */
interface HallRun {
  readonly systems: number;
  readonly watts: number;
  readonly plan: SitePlan;
}

/**
 * Designs a site backwards, from the power of its contract to a site file that passes its own rules: the most systems that fit, in halls of the better of some
 * forms. Sizes come from dry runs of the site by its own engines and rules; nothing is calculated beside them.
 *
 * @throws DesignError `design/unknown-system`, `design/unknown-country`, `design/unknown-redundancy`, `site/bad-name`, `phases/bad-date`,
 * `design/system-unfit`, `design/too-little-power`, `design/bad-phases`, `design/not-clean`
 */
export function designSite(request: DesignRequest): DesignAnswer {
  return new Designer(request).design();
}

/** A request that is checked, with what is known of it. */
class Designer {
  private readonly spec: SystemSpec;
  private readonly system: SystemFigures;
  private readonly contractWatts: number;
  private readonly until: string;
  private readonly country: DesignCountry;
  private readonly runs = new Map<number, HallRun>();
  private dryRuns = 0;

  public constructor(private readonly request: DesignRequest) {
    this.country = request.country ?? 'kr';
    checkRequest(request);
    this.until = request.until ?? UNTIL;
    this.spec = systemOf(request.system);
    this.system = systemFigures(this.spec, (value) => assumedFactText(value, this.until));
    this.contractWatts = request.power.inWatts;
  }

  public design(): DesignAnswer {
    const { system, contractWatts } = this;
    const zones = system.isLiquid ? HALL_ZONES.liquid : HALL_ZONES.air;
    this.refuseTooLittle();
    this.run(this.hallSystems(1));
    const forms = distinct(zones.map((each) => this.formOf(each)));
    const best = [...forms].sort((left, right) => right.systems - left.systems)[0];
    if (best === undefined) throw new Error('a design has forms');
    const found = this.whole(best);
    // Estimates of before the halls were planned are too high: they are made again on what is known now.
    const second = forms.find((form) => form !== best);
    const runnerUp = second === undefined ? undefined : this.formOf(second.hallZones);
    return {
      ...found,
      system: this.spec.id,
      country: this.country,
      redundancy: this.request.redundancy ?? '2N',
      contractWatts,
      form: { ...best, halls: found.halls.length, systems: found.systems },
      ...present({ runnerUp }),
      next: nextStep(system, { rowRacks: rowRacks(system), ...this.slope() }),
      assumed: [
        ...COUNTRIES[this.country].assumed.map((each) => `country ${this.country}: ${each}`),
        ...system.assumed,
      ],
      dryRuns: this.dryRuns,
    };
  }

  /** Systems of a hall of so many zones: whole units, less the ports that its fabric managers take. */
  private hallSystems(zones: number): number {
    const { system } = this;
    return served(system, zones * zoneRows(system) * rowRacks(system) * system.perRack);
  }

  private refuseTooLittle(): void {
    const { watts, systems } = this.run(1);
    if (watts <= (this.steps()[0] ?? 0)) return;
    const least = Power.watts(watts).toString();
    throw new DesignError('design/too-little-power', {
      problem: `a site of ${systems} ${this.spec.model} draws ${least}, and the first contract is ${Power.watts(this.steps()[0] ?? 0).toString()}`,
      remedy: `give at least ${least}, or another system`,
    });
  }

  /** How many systems a form takes in all, on the line through the dry runs that were made; the best is planned whole. */
  private formOf(zones: number): DesignForm {
    const most = this.hallSystems(zones);
    const { wattsEach } = this.slope();
    const [base] = [...this.runs.values()].sort((left, right) => right.systems - left.systems);
    const fixed = base === undefined ? 0 : Math.max(0, base.watts - wattsEach * base.systems);
    const halls = Math.max(1, Math.ceil(this.contractWatts / (wattsEach * most + fixed)));
    const systems = Math.floor((this.contractWatts - halls * fixed) / wattsEach);
    return { hallSystems: most, hallZones: zones, halls, systems };
  }

  /** Halls for the contract, phase by phase: full ones, then what is left. */
  private hallsOf(most: number): readonly { readonly systems: number; readonly phase?: number }[] {
    const steps = this.steps();
    const halls: { systems: number; phase?: number }[] = [];
    let used = 0;
    steps.forEach((watts, index) => {
      const phase = this.request.phases === undefined ? {} : { phase: index };
      let left = watts / ROUNDING - used;
      while (this.guess(left) >= most && left >= this.wattsOf(most)) {
        halls.push({ systems: most, ...phase });
        used += this.wattsOf(most);
        left -= this.wattsOf(most);
      }
      const rest = this.fitting(left, most - 1);
      if (rest === 0) return;
      halls.push({ systems: rest, ...phase });
      used += this.wattsOf(rest);
    });
    return halls;
  }

  private steps(): readonly number[] {
    return this.request.phases?.map(({ power }) => power.inWatts) ?? [this.contractWatts];
  }

  /** The most systems of one hall that draw at most so much: found between dry runs on the line through the nearest two. */
  private fitting(watts: number, most: number): number {
    let [low, high] = [0, most + 1];
    let guess = this.guess(watts);
    for (let runs = 0; runs < MOST_RUNS && high - low > 1; runs += 1) {
      const systems = served(this.system, Math.min(high - 1, Math.max(low + 1, guess)));
      if (systems <= low) break;
      const draw = this.wattsOf(systems);
      const { wattsEach } = this.slope();
      if (draw <= watts) {
        low = systems;
        guess = systems + Math.floor((watts - draw) / wattsEach);
        if (guess === systems) break;
      } else {
        high = systems;
        guess = systems - Math.max(1, Math.ceil((draw - watts) / wattsEach));
      }
    }
    return low;
  }

  /** What one more system draws with all that comes with it, by the dry runs that are furthest apart. */
  private slope(): { readonly wattsEach: number } {
    const runs = [...this.runs.values()].sort((left, right) => left.systems - right.systems);
    const [first, last] = [runs[0], runs.at(-1)];
    if (first === undefined || last === undefined || first === last)
      return { wattsEach: this.system.watts * FIRST_RATIO };
    return { wattsEach: Math.max(this.system.watts, (last.watts - first.watts) / (last.systems - first.systems)) };
  }

  /** Systems of one hall that draw so much, on the line through the two dry runs that are nearest. */
  private guess(watts: number): number {
    const near = [...this.runs.values()].sort(
      (left, right) => Math.abs(left.watts - watts) - Math.abs(right.watts - watts) || left.systems - right.systems,
    );
    const [one, other] = near;
    if (one === undefined || other === undefined) return Math.floor(watts / (this.system.watts * FIRST_RATIO));
    const each = (one.watts - other.watts) / (one.systems - other.systems);
    return one.systems + Math.floor((watts - one.watts) / each);
  }

  private wattsOf(systems: number): number {
    return this.run(systems).watts;
  }

  /** One hall with so many systems, planned and judged as a site of its own. */
  private run(systems: number): HallRun {
    const known = this.runs.get(systems);
    if (known !== undefined) return known;
    const plain = this.draft([systems], {
      contractWatts: Math.max(this.contractWatts, systems * this.system.watts * 2),
    });
    const { plan } = this.planned(plain);
    const run = { systems, watts: drawOfSite(plan).watts, plan };
    this.runs.set(systems, run);
    return run;
  }

  private draft(halls: readonly number[], more: Partial<DraftInput>): DraftInput {
    return {
      name: this.request.name ?? 'design',
      country: COUNTRIES[this.country],
      system: this.system,
      halls,
      redundancy: this.request.redundancy ?? '2N',
      contractWatts: this.contractWatts,
      until: this.until,
      phases: [],
      phaseOf: () => undefined,
      ratings: new Map(),
      networkRows: (systems) => networkRows(this.system, systems),
      ...more,
    };
  }

  private planned(input: DraftInput): {
    readonly text: string;
    readonly plan: SitePlan;
    readonly judge: () => PolicyReport;
  } {
    this.dryRuns += 1;
    const text = documentText(draftSite(input));
    const site = siteFromText(new App({ outdir: tmpdir() }), text, { isQuiet: true });
    return { text, plan: site.plan, judge: () => site.evaluation };
  }

  /** The whole site of a form: ratings by the loads of its halls, planned, judged and, where it is a little too much, made smaller. */
  private whole(
    form: DesignForm,
  ): Pick<
    DesignAnswer,
    | 'siteFile'
    | 'systems'
    | 'gpus'
    | 'drawWatts'
    | 'itWatts'
    | 'racks'
    | 'switches'
    | 'warnings'
    | 'notKnown'
    | 'halls'
    | 'binding'
  > {
    let halls = this.hallsOf(form.hallSystems);
    for (let tries = 0; tries < MOST_RUNS; tries += 1) {
      const { text, plan, judge } = this.planned(this.wholeDraft(halls));
      const report = judge();
      const errors = report.findings.filter(({ severity, outcome }) => severity === 'error' && outcome === 'failed');
      if (errors.length === 0) {
        const { totals } = plan;
        const draw = drawOfSite(plan).watts;
        return {
          siteFile: text.replace(/^ {2}lockFile: false\n/m, ''),
          systems: totals.systems,
          gpus: totals.gpus,
          racks: totals.racksUsed,
          switches: totals.switches,
          itWatts: plan.power.loadWatts,
          drawWatts: draw,
          halls: halls.map(({ systems }) => systems),
          warnings: report.findings.filter(({ severity, outcome }) => severity === 'warning' && outcome === 'failed')
            .length,
          notKnown: report.findings.filter(({ outcome }) => outcome === 'indeterminate').length,
          binding: this.bindingOf(draw, halls),
        };
      }
      const last = halls.at(-1);
      if (errors.some(({ ruleId }) => !ruleId.startsWith('supply/')) || last === undefined) throw notClean(errors);
      const over = Math.max(1, Math.ceil((drawOfSite(plan).watts - this.contractWatts) / this.slope().wattsEach));
      const rest = served(this.system, Math.max(0, last.systems - over));
      halls = [...halls.slice(0, -1), ...(rest === 0 ? [] : [{ ...last, systems: rest }])];
    }
    throw new DesignError('design/not-clean', {
      problem: `no site for ${Power.watts(this.contractWatts).toString()} passed its rules in ${MOST_RUNS} dry runs`,
      remedy: 'give another power or another system, and report it',
    });
  }

  /** What stops one system more. */
  private bindingOf(drawWatts: number, halls: readonly { readonly systems: number }[]): DesignBinding {
    const { wattsEach } = this.slope();
    const left = this.contractWatts - drawWatts;
    return {
      rule: 'supply/contract-exceeded',
      what: 'power of the contract',
      leftWatts: left,
      nextWatts: Math.round(wattsEach),
      lastHall: halls.at(-1)?.systems ?? 0,
    };
  }

  private wholeDraft(halls: readonly { readonly systems: number; readonly phase?: number }[]): DraftInput {
    const ratings = new Map<string, number>();
    halls.forEach(({ systems }, index) => {
      for (const [name, watts] of hallRatings(this.run(systems).plan)) {
        ratings.set(name.replace(/^h1-/, `h${index + 1}-`), watts);
      }
    });
    for (const feed of ['a', 'b']) ratings.set(`grid-${feed}`, rated(this.contractWatts * MARGIN));
    const phases = (this.request.phases ?? []).map(({ date, power }, index) => ({
      name: `phase-${index + 1}`,
      date,
      contractWatts: power.inWatts,
    }));
    return this.draft(
      halls.map(({ systems }) => systems),
      { ratings, phases, phaseOf: (hall) => halls[hall]?.phase },
    );
  }
}

/** Facility power over the draw of systems with which a search begins. */
const FIRST_RATIO = 1.4;

/** Forms of which no two give the same halls. */
function distinct(forms: readonly DesignForm[]): readonly DesignForm[] {
  return forms.filter((form, index) => form.halls > 1 || !forms.slice(index + 1).some(({ halls }) => halls === 1));
}
