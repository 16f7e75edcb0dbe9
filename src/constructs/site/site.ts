import { spareErrors } from '../../design/bill/spares';
import type { LimitLevel } from '../../design/limits/limits-plan';
import { assignSlots, rememberedInput } from '../../design/lock/stack-memory';
import { lockRenamed } from '../../design/site/renames';
import { DesignError, DesignErrors, spellingHint } from '../../errors/design-error';
import { nameErrors } from '../../design/names';
import { Construct, Lazy, TerraformOutput, TerraformStack } from '../../host';
import type { ModelFacts, SpareFailures, SpareInput } from '../../model/bill-plan';
import type { CableMedia } from '../../model/cabling-plan';
import type { FabricInput } from '../../model/fabric-plan';
import type { HallInput } from '../../model/placement-plan';
import { ZONE_PLACEMENTS } from '../../model/power-plan';
import type { SiteLock } from '../../model/site-lock';
import type { SitePlan, SiteTotals } from '../../model/site-plan';
import { defineRule, type PolicyReport } from '../../policy/engine/rule';
import { Duration } from '../../units/duration';
import { Length } from '../../units/dimensions';
import { present } from '../../units/present';
import { checkPatching, namedPatching, PATCHING_NAMES } from './patching';
import { CLIMATE_NAMES } from './supply-props';
import { checkSupplyProps, SUPPLY_PROP_NAMES } from './supply-props';
import { noteAssumptions } from '../props/assumptions';
import { checkProps, type Refuse } from '../props/check-props';
import { nameOf, optional, type PropNames, required, SHARE, TAGS, TENANT_OF_SITE, TEXT } from '../props/prop-rule';
import { checkHall, hallInputs, repeated } from './check-hall';
import { HALL_NAMES } from './hall-props';
import { ADDRESS_PLAN_WAYS, AddressPlan } from './address-plan';
import { adoptHallFiles, type AdoptProps } from './adopt-props';
import { Inventory, INVENTORY_WAYS } from './inventory';
import { lockFileOf, readLock } from '../stacks/lock-file';
import type { StackedRow } from '../stacks/rack-stacks';
import { SiteBuild } from './site-build';
import type { SitePart } from '../stacks/site-part';
import {
  ADDRESS_POOL_NAMES,
  type AddressPoolProps,
  COMPARTMENT_NAMES,
  DEFAULT_SLACK,
  HALL_ROUTE_NAMES,
  MEDIA_NAMES,
  mediaInput,
  POLICY_NAMES,
  poolInput,
  type SiteProps,
  TENANT_NAMES,
} from './site-props';
import { SiteStacks } from './site-stacks';
import { CONSOLE_LEVELS, tellSynthesis } from './synthesis-console';

/**
 * A site: halls with rows of racks, pools of addresses, and all constructs that name it.
 *
 * It is planned once, at the first read of `plan` or at synthesis, and frozen then: later additions throw. It must stand in a stack.
 */
export class Site extends Construct {
  /** Cable media beside the catalogue's. */
  public readonly media: readonly CableMedia[];
  /** Tenants, in order of declaration. */
  public readonly tenants: readonly string[];
  /** Tags of every resource of the site. */
  public readonly tags: Readonly<Record<string, string>>;
  /** Blocks of addresses, in order of declaration. */
  public readonly addressPools: readonly AddressPoolProps[];
  private readonly build: SiteBuild;
  private readonly stacks: SiteStacks;
  private lock: SiteLock;

  /**
   * @throws DesignError `site/outside-stack` for a site straight under an app, where cdktf runs none of its checks
   * @throws DesignError `site/...` for props that are wrong in themselves, all of them at once
   */
  public constructor(scope: Construct, id: string, props: SiteProps) {
    if (scope.node.scopes.every((ancestor) => !TerraformStack.isStack(ancestor))) {
      throw new DesignError('site/outside-stack', {
        problem: `site '${id}' does not stand in a TerraformStack`,
        remedy: `create a stack and pass it as scope: new Site(stack, '${id}', ...)`,
      });
    }
    checkSiteProps(id, props);
    super(scope, id);
    noteAssumptions(this, { object: `site '${id}'`, path: this.node.path }, props);
    const lockFile = lockFileOf(props.lockFile ?? `${id}.lock.json`);
    this.lock = readLock(lockFile, id);
    this.media = (props.media ?? []).map(mediaInput);
    this.tenants = (props.tenants ?? []).map(nameOf);
    this.tags = props.tags ?? {};
    this.addressPools = [...(props.addressPools ?? [])];
    const halls: readonly HallInput[] = hallInputs(props.halls ?? []);
    this.build = new SiteBuild({
      site: this,
      halls,
      props,
      lock: () => this.lock,
      stacks: () => this.stacks.remembered,
      slackMillimetres: (props.cableSlack ?? DEFAULT_SLACK).inMillimetres,
      lengthStepMillimetres: (props.cableStep ?? Length.metres(1)).inMillimetres,
    });
    this.stacks = new SiteStacks({
      site: this,
      build: this.build,
      halls,
      inventory: props.inventory ?? Inventory.embedded(),
      lock: this.lock,
      lockFile,
      tags: props.tags ?? {},
      policy: props.policy,
      hasPanels: (props.patching ?? []).length > 0,
    });
    for (const { name } of halls) this.build.claim('hall', name, `${this.node.path} (halls)`);
    this.addTotals();
    tellSynthesis({ site: this, level: props.console, report: () => this.stacks.report });
  }

  /** The whole site as plain data. The first read plans and freezes it. */
  public get plan(): SitePlan {
    return this.build.plan((plan) => ({ stacks: this.stacks.plansFor(plan), ...this.stacks.registration() }));
  }

  /** What the BOM says of each model, by its catalogue id. */
  public get models(): ReadonlyMap<string, ModelFacts> {
    return this.build.models;
  }

  /** The evaluation of the site by its policies, made once. */
  public get evaluation(): PolicyReport {
    return this.stacks.evaluation();
  }

  /**
   * The evaluation of the site by its policies.
   *
   * @deprecated Use `evaluation`; this name goes with the next release.
   */
  public get judgement(): PolicyReport {
    return this.evaluation;
  }

  /**
   * What the site runs out of first: the level of power, cooling, floor, ports, addresses, storage or resources that takes the fewest more systems of its
   * largest cluster before an error comes. Undefined for a site where nothing is limited.
   */
  public nextLimit(): LimitLevel | undefined {
    return this.evaluation.limits?.levels[0];
  }

  /**
   * Adopts a hall that runs: what its files say goes before the plan, departures are findings of the pack `adopted`, and the lock keeps them, so
   * that the files are not needed any more after one synthesis.
   *
   * @throws DesignError `adopt/...` for what the files do not hold as they must, `adopt/twice`, `site/frozen`
   */
  public adopt(props: AdoptProps): void {
    this.build.adopt(adoptHallFiles(this.node.id, props));
  }

  /** Adds what a construct contributes. Constructs call it; users do not. */
  public addPart(part: SitePart): void {
    this.build.add(part);
  }

  /** Claims a name for a construct, and prepares the stack that it stands in. Constructs call it; users do not. */
  public claim(construct: Construct, kind: string, tags: Readonly<Record<string, string>>, formerly?: string): void {
    const { id, path } = construct.node;
    this.build.claim(kind, id, path);
    const rename = this.build.rename(kind, id, formerly ?? this.stacks.formerNameOf(kind, id));
    if (rename !== undefined) {
      this.lock = lockRenamed(this.lock, rename);
      this.stacks.rename(kind, id, rename.formerly);
    }
    this.stacks.declare(construct, kind, id, tags);
  }

  /** Claims a name for what has no resource of its own. Constructs call it; users do not. */
  public claimName(kind: string, name: string, path: string): void {
    this.build.claim(kind, name, path);
  }

  /** Kind under which a construct is known in its site; undefined for one that has none. Constructs call it; users do not. */
  public kindOf({ node }: Construct): string | undefined {
    return this.build.kindAt(node.path);
  }

  /** Opens the stack that holds the racks of a row. `Row` calls it; users do not. */
  public addRow(row: StackedRow): void {
    this.stacks.addRow(row);
  }

  /** Name of a resource of the inventory: site, kind and name. */
  public resourceName(kind: string, name: string): string {
    return `${this.node.id}-${kind}-${name}`;
  }

  /** Sets an argument of a resource of the inventory. `kind` and `name` as in `resourceName`; racks have kind `rack`. */
  public overrideResource(kind: string, name: string, path: string, value: unknown): void {
    this.stacks.override(this.resourceName(kind, name), path, value);
  }

  /** The fabric of a name as the lock remembers it; undefined for a new one. */
  public standingFabric(name: string): FabricInput | undefined {
    const locked = this.lock.fabrics[name];
    return locked === undefined ? undefined : rememberedInput(locked, this.lock.slots);
  }

  /** Slot of each name of a group: what the lock holds stays, new names follow. */
  public slotsFor(group: string, names: readonly string[]): Readonly<Record<string, number>> {
    return assignSlots(names, this.lock.slots[group] ?? {});
  }

  /** Outputs with ids that no name of a construct has: constructs are created beside them. */
  private addTotals(): void {
    const prefix = this.node.id.replaceAll('-', '_');
    const outputs: readonly (keyof SiteTotals)[] = [
      'systems',
      'gpus',
      'gpusInService',
      'racksUsed',
      'switches',
      'cables',
    ];
    for (const key of outputs) {
      const value = Lazy.anyValue({ produce: () => this.plan.totals[key] });
      const name = key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      const id = `${prefix}_${name}`;
      new TerraformOutput(this, id, { value }).overrideLogicalId(id);
    }
    const load = Lazy.anyValue({ produce: () => this.plan.totals.loadWatts / 1_000 });
    const id = `${prefix}_load_kilowatts`;
    new TerraformOutput(this, id, { value: load }).overrideLogicalId(id);
  }
}

const NAME = /^[a-z][a-z0-9-]*$/;

/**
 * Refuses site props that are wrong in themselves, all of them at once.
 *
 * @throws DesignError `site/...`, `space/...`
 */
function checkSiteProps(id: string, props: SiteProps): void {
  checkProps(`site '${id}'`, props, SITE_PROP_NAMES, () => siteErrors(id, props), true);
}

function siteErrors(id: string, props: SiteProps): readonly DesignError[] {
  const errors: DesignError[] = [];
  const refuse: Refuse = (code, problem, remedy) => {
    errors.push(new DesignError(code, { problem: `site '${id}': ${problem}`, remedy }));
  };
  if (!NAME.test(id)) {
    refuse('site/bad-name', `its id is not a name of small letters, digits and hyphens`, "use an id such as 'gasan'");
  }
  errors.push(...nameErrors('site', 'resource', id).filter(({ code }) => code === 'names/too-long'));
  const { halls } = props;
  for (const name of repeated(halls ?? [])) {
    refuse('space/duplicate-hall', `two halls are named '${name}'`, 'give each hall a name of its own');
  }
  for (const hall of halls ?? []) checkHall(hall, refuse);
  checkTenants(props, refuse);
  if (props.addressPlan !== undefined && !((props.addressPlan as unknown) instanceof AddressPlan)) {
    refuse('props/wrong-kind', "'addressPlan' is no AddressPlan", "give AddressPlan.within('10.64.0.0/12')");
  }
  errors.push(...ruleErrors(props));
  checkSupplyProps(props, refuse);
  // Rows of Hall constructs are known only when the site is planned.
  if (halls !== undefined) checkPatching(halls, namedPatching(props), refuse);
  // What the table refuses is not said again in the words of the engine.
  const spares = props.spares?.map(({ part, model, category, rate, count, failures }) => ({
    ...present({
      part,
      model,
      category,
      rate: rate === undefined ? undefined : 1,
      count: count === undefined ? undefined : 1,
      failures: failures === undefined ? undefined : SOME_FAILURES,
    }),
  }));
  errors.push(...spareErrors(`site '${id}'`, spares));
  return errors;
}

/** What the table takes for failures, for the engine to see that they are given. */
const SOME_FAILURES: SpareFailures = { perYear: 1, turnaround: Duration.days(1), confidence: 0.5, source: 'given' };

/** A rule that is written without `defineRule` is held to the same. */
function ruleErrors({ policy }: SiteProps): readonly DesignError[] {
  return (policy?.rules ?? []).flatMap((rule): readonly DesignError[] => {
    try {
      defineRule(rule);
      return [];
    } catch (error) {
      if (!(error instanceof DesignError)) throw error;
      return error instanceof DesignErrors ? error.errors : [error];
    }
  });
}

function checkTenants({ tenants: given = [], addressPools = [] }: SiteProps, refuse: Refuse): void {
  const tenants = given.map(nameOf);
  for (const tenant of repeated(tenants.map((name) => ({ name })))) {
    refuse('site/duplicate-tenant', `'tenants' names '${tenant}' twice`, 'name each tenant once');
  }
  for (const { name, tenant } of addressPools.map(poolInput)) {
    if (tenant === undefined || tenants.includes(tenant)) continue;
    const hint = spellingHint(tenant, tenants);
    refuse(
      'site/unknown-tenant',
      `address pool '${name}' belongs to tenant '${tenant}', which 'tenants' does not name`,
      hint === undefined ? `add '${tenant}' to 'tenants', or correct the pool` : `did you mean '${hint}'?`,
    );
  }
}

const BAD_SPARE = { code: 'bill/bad-spare' };

const FAILURE_NAMES: PropNames<SpareFailures> = {
  perYear: required({ number: { above: 0, most: 100 }, ...BAD_SPARE }),
  turnaround: required({ quantity: Duration, between: [Duration.hours(1), Duration.days(3_650)], ...BAD_SPARE }),
  confidence: required({ number: { above: 0, most: 0.999_999 }, ...BAD_SPARE }),
  source: required({ ...TEXT, ...BAD_SPARE }),
};

const SPARE_NAMES: PropNames<SpareInput> = {
  part: optional(TEXT),
  model: optional(TEXT),
  category: optional({ ...TEXT, ...BAD_SPARE }),
  rate: optional({ ...SHARE, ...BAD_SPARE, remedy: 'give a share above 0 and up to 1, such as 0.02' }),
  count: optional({ number: { least: 0, most: 1_000_000, step: 1 }, ...BAD_SPARE }),
  failures: optional({ of: FAILURE_NAMES }),
};

/** Props of a site. */
export const SITE_PROP_NAMES: PropNames<SiteProps> = {
  halls: optional({
    of: HALL_NAMES,
    as: 'list',
    isList: true,
    called: 'hall',
    filled: { code: 'site/no-halls', remedy: 'give at least one hall with its rows' },
  }),
  addressPools: optional({ of: ADDRESS_POOL_NAMES, as: 'list', called: 'address pool' }),
  addressPlan: optional({ ways: ADDRESS_PLAN_WAYS }),
  tenants: optional({
    isList: true,
    each: TENANT_OF_SITE,
    of: TENANT_NAMES,
    as: 'list',
    called: 'tenant',
    isCheckedApart: true,
  }),
  inventory: optional({
    object: { name: "an inventory, as 'Inventory.embedded()'", has: ['kind', 'split'] },
    ways: INVENTORY_WAYS,
  }),
  media: optional({ of: MEDIA_NAMES, as: 'list' }),
  cableSlack: optional({ quantity: Length }),
  cableStep: optional({ quantity: Length, isAboveZero: true }),
  hallRoutes: optional({ of: HALL_ROUTE_NAMES, as: 'list' }),
  spreadPartners: optional({ choices: ['rows', 'zones'] }),
  zonePlacement: optional({ choices: ZONE_PLACEMENTS }),
  patching: optional({ of: PATCHING_NAMES, as: 'list' }),
  asNumberBase: optional({ number: { least: 1, most: 4_294_967_294, step: 1 } }),
  assetsFile: optional(TEXT),
  lockFile: optional({ oneOf: [{ choices: [false] }, TEXT], remedy: "give a path, or 'false' to keep nothing" }),
  policy: optional({ of: POLICY_NAMES }),
  climate: optional({ of: CLIMATE_NAMES }),
  compartments: optional({ of: COMPARTMENT_NAMES, as: 'list', called: 'compartment' }),
  phase: optional(TEXT),
  console: optional({ choices: CONSOLE_LEVELS }),
  spares: optional({ of: SPARE_NAMES, as: 'list' }),
  tags: optional(TAGS),
  ...SUPPLY_PROP_NAMES,
};
