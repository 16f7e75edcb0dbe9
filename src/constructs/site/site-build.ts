import type { Construct } from '../../host';
import { existsSync } from 'node:fs';

import { planSite, planWithoutHall } from '../../design/site/plan-site';
import { DesignError, DesignErrors, spellingHint } from '../../errors/design-error';
import { readAssetsCsv } from '../../export/assets/asset-csv';
import type { ModelFacts } from '../../model/bill-plan';
import type { HallFacts } from '../../model/adopted-site';
import { unknownNetworkErrors } from '../../model/site-links';
import type { DeviceInput, HallInput, PartnerSpread } from '../../model/placement-plan';
import type { ServicePlan } from '../../model/service-plan';
import type { SiteInput } from '../../model/site-input';
import type { SiteLock } from '../../model/site-lock';
import type { ClusterPlan, PlannedSite, RenamedKind, SitePlan, SiteRename, UsedDefault } from '../../model/site-plan';
import { type CompartmentInput, namedCompartments, type Placed } from '../../model/shared-loss';
import { present } from '../../units/present';
import { checkPatching, namedPatching, patchWays } from './patching';
import { siteClimate } from './supply-props';
import { siteSupply } from './supply-props';
import { assumptionsOf } from '../props/assumptions';
import { nameOf } from '../props/prop-rule';
import type { Refuse } from '../props/check-props';
import { hallDefaults } from './check-hall';
import { readTextFile } from '../stacks/lock-file';
import { costsTwice, envelopesOf, type SiteContribution, type SitePart } from '../stacks/site-part';
import { DEFAULT_GROWTH } from './address-plan';
import { type CompartmentProps, DEFAULT_SLACK, poolInput, type SiteProps } from './site-props';
import { cooledRows, onlyTarget, zonedHalls } from './zoned-halls';

/** What a site build starts from. */
interface SiteBuildInput {
  readonly site: Construct;
  readonly halls: readonly HallInput[];
  readonly props: SiteProps;
  /** The lock, with what was renamed under its names of now. */
  readonly lock: () => SiteLock;
  /** Which stack holds what, for the next lock; asked for when the site is planned. */
  readonly stacks: () => SiteLock['stacks'];
  readonly slackMillimetres: number;
  readonly lengthStepMillimetres: number;
}

/** Gathers what the constructs of a site contribute, and plans it once. */
export class SiteBuild {
  private readonly parts: SitePart[] = [];
  private readonly claims = new Map<string, string>();
  private readonly renames: SiteRename[] = [];
  private made: SitePlan | undefined;
  private contributions: readonly SiteContribution[] | undefined;
  private modelFacts: ReadonlyMap<string, ModelFacts> | undefined;
  private hall: HallFacts | undefined;
  private readonly assetsText: string | undefined;

  public constructor(private readonly start: SiteBuildInput) {
    const { assetsFile } = start.props;
    this.assetsText = assetsFile === undefined ? undefined : readAssets(start.site.node.id, assetsFile);
  }

  /** @throws DesignError `site/frozen` after the first read of the plan */
  public add(part: SitePart): void {
    if (this.made !== undefined) {
      throw new DesignError('site/frozen', {
        problem: `site '${this.start.site.node.id}' is planned already, and '${part.path}' comes too late`,
        remedy: "create all constructs of a site before the first read of 'site.plan'",
      });
    }
    this.parts.push(part);
  }

  /** Takes what the files of a running hall say. @throws DesignError `adopt/twice`, `site/frozen` */
  public adopt(hall: HallFacts): void {
    const { id, path } = this.start.site.node;
    if (this.hall !== undefined) {
      throw new DesignError('adopt/twice', {
        problem: `site '${id}' adopts a hall twice`,
        remedy: 'name all files in one call of adopt()',
        object: id,
      });
    }
    this.hall = hall;
    this.add({ path: `${path} (adopt)`, contribution: () => ({}) });
  }

  /** @throws DesignError `site/duplicate-name` for two constructs of one kind and name */
  public claim(kind: string, name: string, path: string): void {
    const key = `${kind}/${name}`;
    const holder = this.claims.get(key);
    if (holder !== undefined) {
      throw new DesignError('site/duplicate-name', {
        problem: `site '${this.start.site.node.id}' has two of kind ${kind} with the name '${name}': '${holder}' and '${path}'`,
        remedy: 'give one of them another id',
      });
    }
    const heir = this.renames.find((rename) => rename.kind === kind && rename.formerly === name);
    if (heir !== undefined) throw this.formerNameTaken(heir);
    this.claims.set(key, path);
  }

  /** Kind that the construct of a path claimed its name of. */
  public kindAt(path: string): string | undefined {
    const [key] = [...this.claims].find(([, holder]) => holder === path) ?? [];
    return key?.slice(0, key.indexOf('/'));
  }

  /**
   * Keeps what a construct was called; undefined for one that had no other name.
   *
   * @throws DesignError `site/bad-former-name`, `site/renamed-twice`, `site/former-name-taken`
   */
  public rename(kind: string, name: string, formerly: string | undefined): SiteRename | undefined {
    if (formerly === undefined) return undefined;
    const rename: SiteRename = { kind: kind as RenamedKind, name, formerly };
    if (typeof formerly !== 'string' || formerly === '' || formerly === name) {
      throw new DesignError('site/bad-former-name', {
        problem: `${kind} '${name}': 'formerly' is ${JSON.stringify(formerly)}`,
        remedy: 'give the one name that it had before, or leave it out',
        object: name,
      });
    }
    const heir = this.renames.find((one) => one.kind === kind && one.formerly === formerly);
    if (heir !== undefined) {
      throw new DesignError('site/renamed-twice', {
        problem: `site '${this.start.site.node.id}': of kind ${kind}, both '${heir.name}' and '${name}' were called '${formerly}' ('formerly')`,
        remedy: 'say so of one of them',
        object: name,
        value: formerly,
      });
    }
    if (this.claims.has(`${kind}/${formerly}`)) throw this.formerNameTaken(rename);
    this.renames.push(rename);
    return rename;
  }

  private formerNameTaken({ kind, name, formerly }: SiteRename): DesignError {
    return new DesignError('site/former-name-taken', {
      problem: `site '${this.start.site.node.id}': of kind ${kind}, '${name}' was called '${formerly}' ('formerly'), and there is a '${formerly}' too`,
      remedy: 'rename in two deployments, or take the former name away',
      object: name,
      value: formerly,
    });
  }

  /** The plan; made and frozen at the first call. */
  public plan(targetsOf: (plan: PlannedSite) => Pick<SitePlan, 'stacks' | 'registered'>): SitePlan {
    if (this.made === undefined) {
      const plan = this.withEconomics(planSite(this.input()));
      this.made = deepFreeze({ ...plan, ...targetsOf(plan) });
    }
    return this.made;
  }

  /** The site without what an adopted hall has otherwise; undefined where it has nothing otherwise. */
  public asPlanned(plan: SitePlan): SitePlan | undefined {
    const planned = planWithoutHall(this.input(), plan);
    if (planned === undefined) return undefined;
    const { stacks, registered } = plan;
    return { ...this.withEconomics(planned), stacks, ...present({ registered }) };
  }

  /** The plan with its envelopes, and with its served models and costs; as it is where nobody asks for them. @throws DesignError `economics/costs-twice`, and those of its engines */
  private withEconomics(planned: PlannedSite): PlannedSite {
    const plan = { ...planned, ...envelopesOf(planned, this.contributed()) };
    const parts = this.contributed().flatMap(({ economics }) => economics ?? []);
    if (parts.length === 0) return plan;
    const services: ServicePlan[] = [];
    for (const { service } of parts) if (service !== undefined) services.push(service(plan, services));
    const [costs, twice] = parts.flatMap(({ costs }) => costs ?? []);
    if (twice !== undefined) throw costsTwice(this.start.site.node.id);
    return { ...plan, economics: { services, ...present({ costs: costs?.(plan, services) }) } };
  }

  /** What the BOM says of each model, by its catalogue id, as far as constructs have said it. */
  public get models(): ReadonlyMap<string, ModelFacts> {
    this.modelFacts ??= new Map(this.contributed().flatMap(({ models = [] }) => models));
    return this.modelFacts;
  }

  /** What each construct adds, asked for once. */
  private contributed(): readonly SiteContribution[] {
    this.contributions ??= this.parts.map((part) => part.contribution());
    return this.contributions;
  }

  private input(): SiteInput {
    const { site, props, slackMillimetres, lengthStepMillimetres } = this.start;
    const lock = this.start.lock();
    const contributions = this.contributed();
    const all = <K extends keyof SiteContribution>(key: K): NonNullable<SiteContribution[K]>[] =>
      contributions.flatMap((contribution) => (contribution[key] === undefined ? [] : [contribution[key]]));
    const halls = [...this.start.halls, ...all('halls').flat()];
    // A site whose systems all stand in AWS has no hall.
    const isCloudAlone = halls.length === 0 && all('aws').length > 0 && all('devices').flat().length === 0;
    if (!isCloudAlone) checkHalls(site.node.id, halls, props);
    DesignErrors.throwAll(
      compartmentErrors(site.node.id, compartmentsOf(props.compartments).compartments, {
        halls,
        nodes: all('powerNodes').flat(),
        units: all('coolingUnits').flat(),
        loops: all('coolingLoops').flat(),
      }),
    );
    const zones = all('zones').flat();
    const [zoneRows, zoneRacks] = [all('zoneRows').flat(), all('zoneRacks').flat()];
    const fabrics = all('fabrics').flat();
    DesignErrors.throwAll(unknownNetworkErrors([...fabrics, ...all('converged').flat()]));
    const energyTarget = onlyTarget(all('energyTarget'), all('coolingLoops').flat());
    const hasLinks = fabrics.length > 0 || all('converged').length > 0;
    const defaults = [
      ...(props.halls ?? []).flatMap(hallDefaults),
      ...all('defaults').flat(),
      ...(hasLinks && props.cableSlack === undefined ? [slackDefault(site.node.id)] : []),
      ...(props.addressPlan?.isGrowthStated === false ? [growthDefault(site.node.id)] : []),
    ];
    const assumptions = assumptionsOf(site);
    const slots: Record<string, Readonly<Record<string, number>>> = { ...lock.slots };
    for (const group of all('slots')) Object.assign(slots, group);
    return {
      name: site.node.id,
      path: site.node.path,
      halls: zonedHalls(
        site.node.id,
        halls,
        zones.map(({ name }, at) => ({ zone: name, rows: zoneRows[at] ?? [], racks: zoneRacks[at] ?? [] })),
      ),
      zones,
      clusters: withFabrics(all('clusters').flat(), fabrics),
      devices: spreadOver(all('devices').flat(), props.spreadPartners),
      fabrics,
      converged: all('converged').flat(),
      powerNodes: all('powerNodes').flat(),
      powerGroups: all('powerGroups').flat(),
      powerStudies: all('powerStudies').flat(),
      causes: all('causes').flat(),
      consumables: all('consumables').flat(),
      ...compartmentsOf(props.compartments),
      powerSwings: all('powerSwings').flat(),
      tenantLoads: all('tenantLoads').flat(),
      coolingLoops: cooledRows(site.node.id, halls, all('coolingLoops').flat()),
      coolingUnits: all('coolingUnits').flat(),
      ...present({ energyTarget }),
      phases: all('phases').flat(),
      purchases: all('purchases').flat(),
      milestones: all('milestones').flat(),
      storage: all('storage').flat(),
      pools: (props.addressPools ?? []).map(poolInput),
      ...present({ supernet: props.addressPlan?.supernet }),
      wants: all('wants').flat(),
      asNumberFor: all('asNumberFor').flat(),
      tenants: (props.tenants ?? []).map(nameOf),
      aws: all('aws'),
      models: this.models,
      assetRecords: this.assetsText === undefined ? (this.hall?.assets ?? []) : readAssetsCsv(this.assetsText),
      ...present({ hall: this.hall }),
      lock: {
        ...lock,
        slots,
        fabrics: Object.assign({}, lock.fabrics, ...all('shapes')) as SiteLock['fabrics'],
        stacks: this.start.stacks(),
      },
      slackMillimetres,
      lengthStepMillimetres,
      hallRoutes: (props.hallRoutes ?? []).map(({ halls: [one, other], length }) => ({
        halls: [nameOf(one), nameOf(other)],
        lengthMillimetres: length.inMillimetres,
      })),
      ...present({
        patching:
          props.patching === undefined ? undefined : patchWays(halls, namedPatching(props) ?? [], site.node.path),
        loadFigure: props.loadFigure,
        zonePlacement: props.zonePlacement,
      }),
      ...siteSupply(props),
      ...siteClimate(props.climate),
      ...present({ asNumberBase: props.asNumberBase, asOf: props.policy?.asOf }),
      phase: props.phase ?? '1',
      ...(defaults.length === 0 ? {} : { defaults }),
      ...(assumptions.length === 0 ? {} : { assumptions }),
      ...(this.renames.length === 0 ? {} : { renamed: [...this.renames] }),
      ...present({ spares: props.spares }),
    };
  }
}

/** What could not be known before all rows were: that there is one, and that ways between halls and patched ways lead to them. */
function checkHalls(site: string, halls: readonly HallInput[], props: SiteProps): void {
  const errors: DesignError[] = [];
  const refuse: Refuse = (code, problem, remedy) => {
    errors.push(new DesignError(code, { problem: `site '${site}': ${problem}`, remedy }));
  };
  if (halls.length === 0) refuse('site/no-halls', 'it has no hall', "give 'halls', or create a Hall with a Row");
  for (const { name } of halls.filter(({ rows }) => rows.length === 0)) {
    refuse('site/no-rows', `hall '${name}' has no row`, `create one: new Row(hall, 'A', { racks: ... })`);
  }
  const names = halls.map(({ name }) => name);
  for (const hall of (props.hallRoutes ?? []).flatMap((route) => route.halls.map(nameOf))) {
    if (names.includes(hall)) continue;
    const hint = spellingHint(hall, names);
    refuse(
      'site/unknown-hall',
      `'hallRoutes' names hall '${hall}', which the site does not have`,
      hint === undefined ? 'name halls of the site' : `did you mean '${hint}'?`,
    );
  }
  if (props.halls === undefined) checkPatching(halls, namedPatching(props), refuse);
  DesignErrors.throwAll(errors);
}

/** Devices with what their partners are spread over beside racks. */
function spreadOver(devices: readonly DeviceInput[], over: PartnerSpread | undefined): readonly DeviceInput[] {
  if (over === undefined) return devices;
  return devices.map((device) =>
    device.partners === undefined ? device : { ...device, partners: { ...device.partners, over } },
  );
}

function slackDefault(site: string): UsedDefault {
  return { object: `site '${site}'`, prop: 'cableSlack', value: DEFAULT_SLACK.toString(), basis: 'assumed' };
}

function growthDefault(site: string): UsedDefault {
  return { object: `site '${site}'`, prop: 'addressPlan.growth', value: `${DEFAULT_GROWTH}`, basis: 'assumed' };
}

function readAssets(site: string, path: string): string {
  if (existsSync(path)) return readTextFile('assets/unreadable', `site '${site}'`, 'assetsFile', path);
  throw new DesignError('assets/no-file', {
    problem: `site '${site}': 'assetsFile' names '${path}', which is not there`,
    remedy: "correct the path, which counts from the folder that the program runs in, or leave 'assetsFile' out",
    object: path,
  });
}

function withFabrics(
  clusters: readonly Omit<ClusterPlan, 'fabrics'>[],
  fabrics: SiteInput['fabrics'],
): readonly ClusterPlan[] {
  return clusters.map((cluster) => ({
    ...cluster,
    fabrics: fabrics
      .filter(({ plan }) => plan.endpoints.some(({ group }) => group === cluster.name))
      .map(({ plan }) => plan.name),
  }));
}

/** Freezes plain objects and lists all the way down; typed arrays and maps are left as they are. In tests alone: types hold it elsewhere, and a gigawatt takes seconds. */
function deepFreeze<T>(value: T): T {
  return process.env['NODE_ENV'] === 'test' ? frozen(value) : value;
}

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value) || ArrayBuffer.isView(value)) return value;
  Object.freeze(value);
  for (const child of value instanceof Map ? value.values() : Object.values(value)) frozen(child);
  return value;
}

/** Compartments as the engines take them. */
function compartmentsOf(given: readonly CompartmentProps[] | undefined): {
  readonly compartments?: readonly CompartmentInput[];
} {
  if (given === undefined || given.length === 0) return {};
  return { compartments: given.map(({ name, above = [] }) => ({ name, above: [...above] })) };
}

/**
 * What is wrong with the compartments of a site: where it lists them, all others are slips of the pen: `site/unknown-compartment`, `site/duplicate-compartment`. A
 * hall is a compartment of its own, by its name.
 */
function compartmentErrors(
  site: string,
  compartments: readonly CompartmentInput[] | undefined,
  placed: Placed,
): readonly DesignError[] {
  if (compartments === undefined) return [];
  const listed = compartments.map(({ name }) => name);
  const known = new Set([...listed, ...placed.halls.map(({ name }) => name)]);
  const twice = [...new Set(listed.filter((name, index) => listed.indexOf(name) !== index))];
  const named = [...new Set([...namedCompartments(placed), ...compartments.flatMap(({ above }) => above)])];
  return [
    ...twice.map(
      (name) =>
        new DesignError('site/duplicate-compartment', {
          problem: `site '${site}': 'compartments' has two of the name '${name}'`,
          remedy: 'give each compartment a name of its own',
          object: name,
        }),
    ),
    ...named
      .filter((name) => !known.has(name))
      .map((name) => {
        const hint = spellingHint(name, known);
        return new DesignError('site/unknown-compartment', {
          problem: `site '${site}': something stands in compartment '${name}', which is not in 'compartments'`,
          remedy: hint === undefined ? "add it to 'compartments', or correct the name" : `did you mean '${hint}'?`,
          object: name,
        });
      }),
  ];
}
