import { allRoleRecords } from '../../export/netbox/device-records';
import {
  isRegistered,
  recordId,
  type NetboxInput,
  type NetboxPlan,
  type NetboxModel,
  type NetboxRecord,
} from '../../export/netbox/netbox-record';
import { netboxRecords } from '../../export/netbox/netbox-records';
import { PRIVATE_REGISTRY_RECORD } from '../../export/netbox/network-records';
import { isSharedModel, sharedByAll, type SharedNeeds } from '../../export/netbox/shared-records';
import { addTo, present } from '../../units/present';
import { terraformArguments } from '../terraform-text';
import { netboxAddress } from './netbox-adapter';
import type { NetboxFormerStacks } from './netbox-layout';
import { checkNetboxImports, type NetboxImport, readNetboxImports } from './netbox-imports';
import type { NetboxLayout } from './netbox-layout';
import { type FormerNames, NetboxRenames } from './netbox-moves';
import { provider5 } from './provider-5';
import { type RenderedStack, renderNetboxStack } from './render-netbox-stack';

/** How the provider reaches NetBox. */
interface NetboxReach {
  readonly url: string;
  readonly requestTimeoutSeconds: number;
  /** Variable that carries the token. Default: the provider reads `NETBOX_API_TOKEN`. */
  readonly tokenVariable?: string;
}

/** What the inventory of a site is rendered from. */
interface NetboxInventoryInput {
  readonly site: string;
  readonly plan: NetboxPlan;
  readonly input: NetboxInput;
  readonly layout: NetboxLayout;
  readonly provider: NetboxReach;
  readonly isProduction: boolean;
  readonly formerly: FormerNames;
  /** What stacks held before. Default: nothing. */
  readonly former?: NetboxFormerStacks;
  /** Name of the stack that makes what belongs to all of NetBox. Absent: none does, and it must be there. */
  readonly sharedStack?: string;
  /** File of ids. Default: nothing is imported. */
  readonly importsText?: string;
}

/** Provider, its requirement and the variable of its token, of every stack. */
function netboxHead({ url, requestTimeoutSeconds, tokenVariable }: NetboxReach): Record<string, unknown> {
  const token = present({ api_token: tokenVariable === undefined ? undefined : `\${var.${tokenVariable}}` });
  return {
    terraform: { required_providers: { netbox: { source: provider5.source, version: provider5.version } } },
    provider: { netbox: [{ server_url: terraformArguments(url), request_timeout: requestTimeoutSeconds, ...token }] },
    ...present({
      variable:
        tokenVariable === undefined
          ? undefined
          : { [tokenVariable]: { type: 'string', sensitive: true, description: 'API token of NetBox' } },
    }),
  };
}

/** What may still change the arguments of a resource. */
interface ResourceChanges {
  /** Arguments with what the user set, by the name of the resource. */
  applied(resource: string, config: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>;
  /** Refuses what names no resource. */
  check(names: readonly string[]): void;
}

/** A site in NetBox: its records once, and each of its stacks as Terraform's JSON has it. */
export class NetboxInventory {
  /** Records of every level. */
  public readonly all: readonly NetboxRecord[];
  /** What the site needs of the objects that belong to all of NetBox, at its level. */
  public readonly shared: readonly NetboxRecord[];
  private readonly records: ReadonlyMap<string, NetboxRecord>;
  private readonly own: readonly NetboxRecord[];
  private readonly imports: readonly NetboxImport[];
  private readonly renames: NetboxRenames;
  private stacks: ReadonlyMap<string, readonly NetboxRecord[]> | undefined;
  private isChecked = false;

  /**
   * @throws DesignError `netbox/...` for names that NetBox does not take, former names and ids that fit nothing
   */
  public constructor(private readonly start: NetboxInventoryInput) {
    const { plan, input, formerly, importsText } = start;
    this.all = netboxRecords(plan, input);
    this.records = new Map(
      this.all.filter(({ level }) => isRegistered(input.level, level)).map((record) => [recordId(record), record]),
    );
    this.imports = importsText === undefined ? [] : readNetboxImports(importsText);
    this.own = [...this.records.values()].filter(({ model }) => !isSharedModel(model));
    this.shared = [...this.records.values()].filter(({ model }) => isSharedModel(model));
    checkNetboxImports(this.imports, this.records, { stackOf: (record) => start.layout.stackOf(record) });
    this.renames = new NetboxRenames(plan, formerly, this.own);
    this.renames.check();
    const importable = this.own.filter(({ model }) => provider5.canImport(model));
    start.former?.checkMoves(start.site, importable, new Set(this.imports.map(({ record }) => record)));
  }

  /** AS numbers that the site registers. */
  public get asNumbers(): readonly string[] {
    return this.own.flatMap(({ model, key }) => (model === 'asn' ? key : []));
  }

  /** Resources of each stack that holds one, by its name. */
  public counts(): ReadonlyMap<string, number> {
    return new Map([...this.byStack()].map(([stack, records]) => [stack, records.length]));
  }

  /** Records that a stack holds. */
  public recordsOf(stack: string): readonly NetboxRecord[] {
    return this.byStack().get(stack) ?? [];
  }

  /** A stack whole: provider, variable, data sources, resources, moves and imports. */
  public terraformOf(stack: string, changes: ResourceChanges): Record<string, unknown> {
    const { site, layout, isProduction, sharedStack, provider } = this.start;
    const isFirst = stack === layout.own;
    const source = {
      site,
      adapter: provider5,
      records: this.records,
      stackOf: (record: NetboxRecord) => layout.stackOf(record),
      isGuarded: (model: NetboxModel) => isProduction && (model === 'device' || model === 'rack'),
      ...present({ sharedStack }),
    };
    const needed = isFirst ? this.shared : [];
    const rendered = renderNetboxStack(stack, this.byStack().get(stack) ?? [], source, needed);
    if (!this.isChecked) changes.check(this.own.map((record) => netboxAddress(site, record)));
    this.isChecked = true;
    const resource = Object.fromEntries(
      Object.entries(rendered.resource).map(([type, resources]) => [
        type,
        Object.fromEntries(Object.entries(resources).map(([name, config]) => [name, changes.applied(name, config)])),
      ]),
    );
    const { terraform, ...head } = netboxHead(provider);
    const removed = [...this.removedFrom(stack, rendered), ...(isFirst ? this.leftBehind() : [])];
    return {
      terraform: removed.length > 0 ? { ...(terraform as object), required_version: LEAST_TERRAFORM } : terraform,
      ...head,
      ...given('data', rendered.data),
      ...given('locals', rendered.locals),
      ...given('resource', resource),
      ...listed('moved', this.movesOf(rendered)),
      ...listed('import', this.importsOf(rendered)),
      ...listed('removed', removed),
    };
  }

  /**
   * What states of earlier versions hold of the objects that belong to all of NetBox: they leave the state and stay in NetBox. Of every level, for the
   * level may have been another; and roles and the registry also where the site needs none any more.
   */
  private leftBehind(): Record<string, unknown>[] {
    const { site, input, formerly } = this.start;
    const held = [
      ...this.all.filter(({ model }) => isSharedModel(model)),
      ...allRoleRecords(input),
      PRIVATE_REGISTRY_RECORD,
    ].flatMap((record) => [record, underFormerNames(record, formerly)]);
    const addresses = new Set(held.map((record) => `${provider5.typeOf(record.model)}.${netboxAddress(site, record)}`));
    return [...addresses].sort().map((from) => ({ from, lifecycle: { destroy: false } }));
  }

  /** Records of each stack, in order. */
  private byStack(): ReadonlyMap<string, readonly NetboxRecord[]> {
    if (this.stacks !== undefined) return this.stacks;
    const stacks = new Map<string, NetboxRecord[]>();
    for (const record of this.own) {
      const name = this.start.layout.stackOf(record) ?? '';
      addTo(stacks, name, record);
    }
    this.stacks = stacks;
    return stacks;
  }

  private movesOf({ addresses }: RenderedStack): Record<string, string>[] {
    const { site } = this.start;
    if (this.renames.isEmpty) return [];
    return [...addresses].flatMap(([record, to]) => {
      const from = `${provider5.typeOf(record.model)}.${netboxAddress(site, this.renames.formerRecord(record))}`;
      return from === to ? [] : [{ from, to }];
    });
  }

  /** Blocks by which a state forgets what another stack holds now, also under the name that it had when the state was written. */
  private removedFrom(stack: string, { addresses }: RenderedStack): Record<string, unknown>[] {
    const { former, site } = this.start;
    if (former === undefined) return [];
    const held = new Set(addresses.values());
    const gone = [...this.records.values()]
      .filter((record) => former.stacksOf(record).includes(stack))
      .flatMap((record) => [record, ...(this.renames.isEmpty ? [] : [this.renames.formerRecord(record)])])
      .map((record) => `${provider5.typeOf(record.model)}.${netboxAddress(site, record)}`);
    return [...new Set(gone)]
      .filter((address) => !held.has(address))
      .map((from) => ({ from, lifecycle: [{ destroy: false }] }));
  }

  private importsOf({ addresses }: RenderedStack): Record<string, string>[] {
    if (this.imports.length === 0) return [];
    const byRecord = new Map(
      [...addresses].flatMap(([record, address]) =>
        provider5.canImport(record.model) ? [[recordId(record), address] as const] : [],
      ),
    );
    return this.imports.flatMap(({ record, id }) => {
      const to = byRecord.get(record);
      return to === undefined ? [] : [{ to, id }];
    });
  }
}

/** Least Terraform that takes `removed` blocks. OpenTofu takes their `lifecycle` from 1.10 on. */
const LEAST_TERRAFORM = '>= 1.7.0';

function given(key: string, value: object): Record<string, unknown> {
  return Object.keys(value).length === 0 ? {} : { [key]: value };
}

function listed(key: string, value: readonly unknown[]): Record<string, unknown> {
  return value.length === 0 ? {} : { [key]: value };
}

/** An object of all sites as a state of an earlier version may know it: it was renamed with the site's own then. */
function underFormerNames(record: NetboxRecord, formerly: FormerNames): NetboxRecord {
  const names = Object.keys(formerly).sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const formerName = (token: string): string => {
    const name = names.find((one) => token === one || token.startsWith(`${one}-`));
    return name === undefined ? token : (formerly[name] ?? name) + token.slice(name.length);
  };
  // A part of a key may hold several names, as the name and the value of a tag.
  const former = (part: string): string =>
    part
      .split(/([/: ])/)
      .map(formerName)
      .join('');
  const { address, fields } = record;
  const { slug } = fields;
  return {
    ...record,
    key: record.key.map(former),
    ...present({ address: address === undefined ? undefined : address.map(former) }),
    ...(typeof slug === 'string' ? { fields: { ...fields, slug: former(slug) } } : {}),
  };
}

/** What the stack of the objects that belong to all of NetBox is rendered from. */
interface SharedStackInput {
  /** Name with which addresses begin. */
  readonly name: string;
  /** Name of the stack. */
  readonly stack: string;
  readonly sites: readonly SharedNeeds[];
  readonly provider: NetboxReach;
  /** Whether nothing of it may be destroyed. */
  readonly isGuarded: boolean;
  /** File of ids. Absent: nothing is imported. */
  readonly importsText?: string;
}

/**
 * The objects that belong to all of NetBox, as many as the sites need, as Terraform's JSON has them.
 *
 * @throws DesignError `netbox/shared-differs`, `netbox/unknown-import` and others of the file of ids, `site/unknown-resource`
 */
export function renderSharedStack(start: SharedStackInput, changes: ResourceChanges): Record<string, unknown> {
  const { name, stack, sites, provider, isGuarded, importsText } = start;
  const all = sharedByAll(sites);
  const records = new Map<string, NetboxRecord>(all.map((record) => [recordId(record), record]));
  const imports = importsText === undefined ? [] : readNetboxImports(importsText);
  checkNetboxImports(imports, records, { stackOf: () => stack });
  const { resource, addresses } = renderNetboxStack(stack, all, {
    site: name,
    adapter: provider5,
    records,
    stackOf: () => stack,
    isGuarded: () => isGuarded,
  });
  changes.check(all.map((record) => netboxAddress(name, record)));
  const byRecord = new Map([...addresses].map(([record, address]) => [recordId(record), address]));
  return {
    ...netboxHead(provider),
    resource: Object.fromEntries(
      Object.entries(resource).map(([type, ofType]) => [
        type,
        Object.fromEntries(Object.entries(ofType).map(([key, config]) => [key, changes.applied(key, config)])),
      ]),
    ),
    ...(imports.length === 0 ? {} : { import: imports.map(({ record, id }) => ({ to: byRecord.get(record), id })) }),
  };
}
