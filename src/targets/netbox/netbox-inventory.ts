import { isRegistered, type NetboxInput, type NetboxPlan } from '../../export/netbox/netbox-input';
import { recordId, type NetboxRecord } from '../../export/netbox/netbox-record';
import { netboxRecords } from '../../export/netbox/netbox-records';
import { checkNetboxImports, readNetboxImports, type NetboxImport } from './netbox-imports';
import type { NetboxLayout } from './netbox-layout';
import { netboxAddress } from './netbox-address';
import { checkFormerNames, formerRecord, type FormerNames } from './netbox-moves';
import { terraformArguments } from '../terraform-text';
import { provider5 } from './provider-5';
import { renderNetboxStack, type RenderedStack } from './render-netbox-stack';

/** How the provider reaches NetBox. */
export interface NetboxReach {
  readonly url: string;
  readonly requestTimeoutSeconds: number;
  /** Variable that carries the token. Default: the provider reads `NETBOX_API_TOKEN`. */
  readonly tokenVariable?: string;
}

/** What the inventory of a site is rendered from. */
export interface NetboxInventoryInput {
  readonly site: string;
  readonly plan: NetboxPlan;
  readonly input: NetboxInput;
  readonly layout: NetboxLayout;
  readonly provider: NetboxReach;
  readonly isProduction: boolean;
  readonly formerly: FormerNames;
  /** File of ids. Default: nothing is imported. */
  readonly importsText?: string;
}

/** What may still change the arguments of a resource. */
export interface ResourceChanges {
  /** Arguments with what the user set, by the name of the resource. */
  applied(resource: string, config: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>;
  /** Refuses what names no resource. */
  check(names: readonly string[]): void;
}

/** A site in NetBox: its records once, and each of its stacks as Terraform's JSON has it. */
export class NetboxInventory {
  /** Records of every level. */
  public readonly all: readonly NetboxRecord[];
  private readonly records: ReadonlyMap<string, NetboxRecord>;
  private readonly imports: readonly NetboxImport[];
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
    checkNetboxImports(this.imports, this.records);
    checkFormerNames(formerly, this.records.values());
  }

  /** Resources of each stack that holds one, by its name. */
  public counts(): ReadonlyMap<string, number> {
    return new Map([...this.byStack()].map(([stack, records]) => [stack, records.length]));
  }

  /** A stack whole: provider, variable, data sources, resources, moves and imports. */
  public terraformOf(stack: string, changes: ResourceChanges): Record<string, unknown> {
    const { site, layout, isProduction } = this.start;
    const rendered = renderNetboxStack(stack, this.byStack().get(stack) ?? [], {
      site,
      adapter: provider5,
      records: this.records,
      stackOf: (record) => layout.stackOf(record),
      isProduction,
    });
    if (!this.isChecked) changes.check([...this.records.values()].map((record) => netboxAddress(site, record)));
    this.isChecked = true;
    const resource = Object.fromEntries(
      Object.entries(rendered.resource).map(([type, resources]) => [
        type,
        Object.fromEntries(Object.entries(resources).map(([name, config]) => [name, changes.applied(name, config)])),
      ]),
    );
    return {
      ...this.head(),
      ...given('data', rendered.data),
      ...given('locals', rendered.locals),
      ...given('resource', resource),
      ...listed('moved', this.movesOf(rendered)),
      ...listed('import', this.importsOf(rendered)),
    };
  }

  /** Records of each stack, in order. */
  private byStack(): ReadonlyMap<string, readonly NetboxRecord[]> {
    if (this.stacks !== undefined) return this.stacks;
    const stacks = new Map<string, NetboxRecord[]>();
    for (const record of this.records.values()) {
      const name = this.start.layout.stackOf(record);
      const known = stacks.get(name);
      if (known === undefined) stacks.set(name, [record]);
      else known.push(record);
    }
    this.stacks = stacks;
    return stacks;
  }

  private head(): Record<string, unknown> {
    const { url, requestTimeoutSeconds, tokenVariable } = this.start.provider;
    const token = tokenVariable === undefined ? {} : { api_token: `\${var.${tokenVariable}}` };
    return {
      terraform: { required_providers: { netbox: { source: provider5.source, version: provider5.version } } },
      provider: { netbox: [{ server_url: terraformArguments(url), request_timeout: requestTimeoutSeconds, ...token }] },
      ...(tokenVariable === undefined
        ? {}
        : { variable: { [tokenVariable]: { type: 'string', sensitive: true, description: 'API token of NetBox' } } }),
    };
  }

  private movesOf({ addresses }: RenderedStack): Record<string, string>[] {
    const { formerly, site } = this.start;
    if (Object.keys(formerly).length === 0) return [];
    return [...addresses].flatMap(([record, to]) => {
      const from = `${provider5.typeOf(record.model)}.${netboxAddress(site, formerRecord(record, formerly))}`;
      return from === to ? [] : [{ from, to }];
    });
  }

  private importsOf({ addresses }: RenderedStack): Record<string, string>[] {
    if (this.imports.length === 0) return [];
    const byRecord = new Map([...addresses].map(([record, address]) => [recordId(record), address]));
    return this.imports.flatMap(({ record, id }) => {
      const to = byRecord.get(record);
      return to === undefined ? [] : [{ to, id }];
    });
  }
}

function given(key: string, value: object): Record<string, unknown> {
  return Object.keys(value).length === 0 ? {} : { [key]: value };
}

function listed(key: string, value: readonly unknown[]): Record<string, unknown> {
  return value.length === 0 ? {} : { [key]: value };
}
