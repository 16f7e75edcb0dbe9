import type { StackMemory } from '../../design/lock/stack-memory';
import { rowsGroup } from '../../design/site/plan-floor';
import { DesignError, DesignErrors, spellingHint } from '../../errors/design-error';
import { renderNetboxCsv } from '../../export/netbox/netbox-csv';
import type { NetboxInput, NetboxPlan, NetboxDomain } from '../../export/netbox/netbox-record';
import {
  type NetboxLevelCount,
  netboxLevelCounts,
  netboxRecords,
  renderNetboxLevelsCsv,
} from '../../export/netbox/netbox-records';
import { registeredInventory } from '../../export/netbox/planned-inventory';
import { type Construct, TerraformStack } from '../../host';
import type { ModelFacts } from '../../model/bill-plan';
import type { HallInput } from '../../model/placement-plan';
import type { SiteLock } from '../../model/site-lock';
import type { RegisteredInventory } from '../../model/site-plan';
import { NetboxFormerStacks } from '../../targets/netbox/netbox-layout';
import { NetboxInventory } from '../../targets/netbox/netbox-inventory';
import { NETBOX_DOMAINS, NetboxLayout, type NetboxSplit, type NetboxStack } from '../../targets/netbox/netbox-layout';
import { present } from '../../units/present';
import { plainProps } from '../props/scoped-props';
import { stackedRow, type StackedRow, standingRows } from '../stacks/rack-stacks';
import type { PlannedSite } from '../stacks/site-part';
import type { ResourceOverrides } from '../stacks/site-element';
import { addStackBackend } from '../stacks/stack-backend';
import { netboxRelief } from '../stacks/stack-relief';
import { NETBOX_PROP_NAMES, REQUEST_TIMEOUT_SECONDS } from './check-netbox-props';
import { netboxInput, type NetboxProps } from './netbox-props';

/** What the stacks of a NetBox inventory start from. */
interface NetboxStacksInput {
  readonly site: PlannedSite;
  readonly props: NetboxProps;
  readonly halls: readonly HallInput[];
  readonly hasPanels: boolean;
  /** Models by catalogue id; asked for when the site is planned. */
  readonly models: () => ReadonlyMap<string, ModelFacts>;
  readonly importsText: string | undefined;
  readonly memory: StackMemory;
  readonly lock: Pick<SiteLock, 'slots'>;
}

/** Stacks of a NetBox inventory, and what each of them holds. */
export class NetboxStacks {
  private readonly made = new Map<string, { readonly stack: TerraformStack; readonly domain: NetboxDomain }>();
  private readonly layout: NetboxLayout;
  private readonly former: NetboxFormerStacks;
  private readonly own: TerraformStack;
  private inventory: NetboxInventory | undefined;
  private isChained = false;

  public constructor(private readonly start: NetboxStacksInput) {
    const { site, props, halls, hasPanels, memory } = start;
    const standing = props.split === undefined ? standingSite(start) : undefined;
    const own = TerraformStack.of(site).node.id;
    const kept = (key: string): string | undefined => (props.split === undefined ? memory.holderOf(key) : undefined);
    this.own = TerraformStack.of(site);
    props.sharedObjects?.share({
      site: site.node.id,
      url: props.url,
      stack: this.own,
      needs: () => this.inventoryOf(site.plan).shared,
      asNumbers: () => this.inventoryOf(site.plan).asNumbers,
    });
    this.layout = new NetboxLayout({
      own: this.own.node.id,
      level: props.level ?? 'cables',
      split: props.split ?? standing?.split ?? defaultSplit(halls),
      rowsByRack: new Set(props.rowsByRack ?? []),
      hasPanels,
      standing: {
        placeOf: (row) => kept(`row ${row}`) ?? (standing?.only === row ? own : undefined),
        feedsOf: (zone) => kept(`zone ${zone}`) ?? (standing?.only === undefined ? undefined : own),
      },
    });
    this.former = new NetboxFormerStacks(this.layout, memory);
    if (props.split !== undefined && !memory.knows('row')) this.supposeStanding();
    addStackBackend(this.own, site.node.id, props.backend);
    this.made.set(this.own.node.id, { stack: this.own, domain: 'shared' });
    this.open(this.layout.siteStacks());
    for (const hall of halls) for (const row of hall.rows) this.addRow(stackedRow(hall, row));
  }

  /** A lock of version 1 keeps no stacks: rows that stand may be in the site's own, whatever the split is now, which then forgets what it holds of them. */
  private supposeStanding(): void {
    const { halls, lock, memory } = this.start;
    const own = this.own.node.id;
    for (const row of standingRows(halls, lock).flatMap((hall) =>
      hall.rows.map(({ name }) => `${hall.name}/${name}`),
    )) {
      memory.mayHold(`row ${row}`, [own]);
      memory.mayHold(`cables ${row}`, [`${own}-cables`]);
    }
  }

  /** All stacks, the site's own first. */
  public get stacks(): readonly TerraformStack[] {
    return [...this.made.values()].map(({ stack }) => stack);
  }

  /** Opens the stacks of a row. */
  public addRow({ hall, row, racks, formerly }: StackedRow): readonly TerraformStack[] {
    const name = `${hall}/${row}`;
    if (formerly !== undefined) {
      this.start.memory.rename(`row ${name}`, formerly);
      this.start.memory.rename(`cables ${name}`, formerly.replace(/^row /, 'cables '));
    }
    return this.open([...this.layout.rowStacks(hall, row, racks), ...this.former.addRow(hall, row, racks)]);
  }

  /** Opens the stack of a zone's feeds. */
  public addZone(zone: string): readonly TerraformStack[] {
    return this.open([this.layout.zoneStack(zone), ...this.former.addZone(zone)]);
  }

  /** Resources of each stack, by its name. */
  public counts(plan: NetboxPlan): ReadonlyMap<string, number> {
    return this.inventoryOf(plan).counts();
  }

  /** What would make a stack smaller. */
  public reliefOf({ node }: TerraformStack, plan: NetboxPlan): string {
    return netboxRelief(this.inventoryOf(plan).recordsOf(node.id), /-[0-9]+-cables$/.test(node.id));
  }

  /** All of a stack, as Terraform's JSON has it. */
  public terraformOf(stack: TerraformStack, plan: NetboxPlan, overrides: ResourceOverrides): Record<string, unknown> {
    this.chain();
    return this.inventoryOf(plan).terraformOf(stack.node.id, overrides);
  }

  /** What each level would register, and files for NetBox's bulk import of what is below the chosen one. */
  public files(plan: NetboxPlan): ReadonlyMap<string, string> {
    const inventory = this.inventoryOf(plan);
    const files = renderNetboxCsv(inventory.all, {
      level: this.start.props.level ?? 'cables',
      hasByteOrderMark: this.start.props.csvByteOrderMark ?? false,
    });
    const counts = netboxLevelCounts(inventory.all, (record) => this.layout.stackOf(record));
    return new Map([
      ['exports/netbox/levels.csv', renderNetboxLevelsCsv(counts)],
      ...[...files].map(([name, text]) => [`exports/netbox/bulk-import/${name}`, text] as const),
    ]);
  }

  /** What a reader of the plan needs to name the same objects. */
  public registered(): RegisteredInventory {
    return registeredInventory(this.input());
  }

  private input(): NetboxInput {
    const { site, props, models } = this.start;
    return netboxInput(plainProps(props, NETBOX_PROP_NAMES), { id: site.node.id, tags: site.tags, models: models() });
  }

  private inventoryOf(plan: NetboxPlan): NetboxInventory {
    const { site, props, importsText } = this.start;
    const { id } = site.node;
    if (this.inventory !== undefined) return this.inventory;
    checkNetboxPlan(props, plan);
    this.inventory = new NetboxInventory({
      site: id,
      plan,
      input: this.input(),
      layout: this.layout,
      provider: {
        url: props.url,
        requestTimeoutSeconds: Math.ceil(
          plainProps(props, NETBOX_PROP_NAMES).requestTimeout?.inSeconds ?? REQUEST_TIMEOUT_SECONDS,
        ),
        ...present({ tokenVariable: props.tokenVariable }),
      },
      isProduction: props.isProduction ?? false,
      formerly: props.formerly ?? {},
      former: this.former,
      ...present({ sharedStack: props.sharedObjects?.stack.node.id, importsText }),
    });
    return this.inventory;
  }

  private open(stacks: readonly NetboxStack[]): TerraformStack[] {
    const { site, props } = this.start;
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- a scope is typed as an interface, and is always a Construct
    const parent: Construct = this.own.node.scope ?? this.own;
    return stacks.map(({ name, domain }) => {
      const known = this.made.get(name);
      if (known !== undefined && known.domain !== domain) throw sameStack(site.node.id, name, [known.domain, domain]);
      if (known !== undefined) return known.stack;
      const stack = new TerraformStack(parent, name);
      addStackBackend(stack, site.node.id, props.backend);
      this.made.set(name, { stack, domain });
      return stack;
    });
  }

  /** One stack after another: a check of dependencies that fan out would take the product of all layers. */
  private chain(): void {
    if (this.isChained) return;
    this.isChained = true;
    const rank = (domain: NetboxDomain): number => NETBOX_DOMAINS.indexOf(domain);
    const order = [...this.made.values()].sort((a, b) => rank(a.domain) - rank(b.domain)).map(({ stack }) => stack);
    order.forEach((stack, index) => {
      const before = order[index - 1];
      if (before !== undefined) stack.addDependency(before);
    });
  }
}

function sameStack(site: string, name: string, domains: readonly NetboxDomain[]): DesignError {
  return new DesignError('netbox/same-stack', {
    problem: `site '${site}': its stack '${name}' would hold both ${domains.join(' and ')}`,
    remedy: 'rename the hall, row or zone that it is named after',
    object: name,
  });
}

/** How a site stands that the lock knows. */
interface Standing {
  /** Split of rows that join it. */
  readonly split: NetboxSplit;
  /** The one row that the lock knows without its stack: a lock of version 1 keeps none, and the site of one row had no stack but its own. */
  readonly only?: string;
}

function standingSite({ halls, memory, lock }: NetboxStacksInput): Standing | undefined {
  if (memory.knows('row')) return { split: 'row' };
  const known = Object.entries(lock.slots).flatMap(([group, rows]) => {
    return group.startsWith(rowsGroup('')) ? Object.keys(rows) : [];
  });
  if (known.length === 0) return undefined;
  const [only] = standingRows(halls, lock).flatMap((hall) => hall.rows.map(({ name }) => `${hall.name}/${name}`));
  return known.length > 1 || only === undefined ? { split: 'row' } : { split: 'row', only };
}

function defaultSplit(halls: readonly HallInput[]): NetboxSplit {
  return halls.flatMap(({ rows }) => rows).length === 1 ? 'none' : 'row';
}

/**
 * Refuses props of a NetBox inventory that name a row, rack or device model which the site does not have, all of them at once: they would else do
 * nothing without a word.
 *
 * @throws DesignError `netbox/unknown-row`, `netbox/unknown-model`
 */
function checkNetboxPlan(props: NetboxProps, plan: NetboxPlan): void {
  const rows = plan.halls.flatMap((hall) => hall.rows.map(({ name }) => `${hall.name}/${name}`));
  const racks = plan.placement.racks.map(({ limits }) => limits.model);
  const models = plan.devices.map(({ model }) => model);
  DesignErrors.throwAll([
    ...unknown('netbox/unknown-row', "'rowsByRack' names row", props.rowsByRack ?? [], rows),
    ...unknown('netbox/unknown-model', "'rackTypes' names rack", Object.keys(props.rackTypes ?? {}), racks),
    ...unknown(
      'netbox/unknown-model',
      "'interfaceTypes' names device model",
      Object.keys(props.interfaceTypes ?? {}),
      models,
    ),
  ]);
}

function unknown(code: string, what: string, names: readonly string[], known: readonly string[]): DesignError[] {
  const there = new Set(known);
  return names
    .filter((name) => !there.has(name))
    .map((name) => {
      const hint = spellingHint(name, [...there]);
      return new DesignError(code, {
        problem: `NetBox inventory: ${what} '${name}', which the site does not have`,
        remedy: hint === undefined ? `take it away, or name one of ${listed([...there])}` : `did you mean '${hint}'?`,
        object: name,
      });
    });
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.map((name) => `'${name}'`).join(', ');
}

/**
 * How many resources each level of detail would register of a site, in all and in each stack: to choose a level and a split before there is a NetBox.
 *
 * @param site - a site, whatever its inventory; it is planned by this
 * @param props - choices of the inventory; only those that change what is registered count
 */
export function netboxResourceCounts(site: PlannedSite, props: Partial<NetboxProps> = {}): readonly NetboxLevelCount[] {
  const { plan, models, tags } = site;
  const all: NetboxProps = { url: '', ...props };
  const layout = new NetboxLayout({
    own: plan.name,
    level: 'cables',
    split: props.split ?? 'row',
    rowsByRack: new Set(props.rowsByRack ?? []),
    hasPanels: plan.cables.some(({ patched }) => patched !== undefined),
  });
  // Names too long for a level that is not chosen are no fault here.
  const records = netboxRecords(
    plan,
    netboxInput(plainProps({ ...all, level: 'racks' }, NETBOX_PROP_NAMES), { id: plan.name, tags, models }),
  );
  return netboxLevelCounts(records, (record) => layout.stackOf(record));
}
