import type { App } from 'cdktf';
import { TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';

import { assumedIn } from '../../src/catalog/fact';
import { catalogEntries } from '../../src/catalog/catalog-entries';
import { statedTables } from '../../src/constructs/prop-tables';
import { Policy } from '../../src/constructs/site/policy';
import { Quantity } from '../../src/units/quantity';

/** Props that a program gave, with the table that they were checked by. */
export interface GivenProps {
  readonly owner: string;
  readonly props: object;
  readonly table: object;
  /** Scope of the construct. Absent: not known. */
  readonly scope?: IConstruct;
}

type Data = Record<string, unknown>;

/** The site file of a program: the inverse of reading one. A test compares what both plan. */
export class SiteFileWriter {
  private readonly defined = new Map<object, string>();
  private readonly define: Data = {};
  private readonly keys = new Map<IConstruct, string>();
  private readonly constructs: readonly IConstruct[];

  public constructor(
    private readonly app: App,
    private readonly site: IConstruct,
    private readonly given: readonly GivenProps[],
    /** Rules, which are functions and cannot be read back. */
    private readonly rules?: readonly unknown[],
  ) {
    const tables = statedTables();
    const all = app.node.findAll().filter((each) => Object.hasOwn(tables, kindOf(each)));
    for (const one of all) {
      const alike = all.filter((each) => kindOf(each) === kindOf(one) && each.node.id === one.node.id);
      const above = one.node.scope;
      const parent = above === undefined ? undefined : this.keys.get(above);
      this.keys.set(one, alike.length === 1 ? one.node.id : `${parent ?? ''}/${one.node.id}`);
    }
    this.constructs = all;
  }

  /** The file as data: as JSON it is a site file. */
  public data(): Data {
    const given = this.given.find(({ owner }) => owner === `site '${this.site.node.id}'`);
    const file: Data = { name: this.site.node.id, stack: TerraformStack.of(this.site).node.id };
    const { policy, ...props } = (given?.props ?? {}) as { readonly policy?: Data };
    file['site'] = {
      ...this.object(props),
      ...(policy === undefined
        ? {}
        : { policy: { ...this.object({ ...policy, rules: undefined }), ...(this.rules && { rules: this.rules }) } }),
    };
    for (const one of this.constructs) {
      const kind = kindOf(one);
      const known = (file[kind] ?? {}) as Data;
      known[this.keys.get(one) ?? ''] = { ...this.place(one), ...this.propsOf(one) };
      file[kind] = known;
    }
    // A construct may be created later than one that stands after it in the tree.
    const made = (one: IConstruct): number => this.given.findIndex((each) => each === this.givenOf(one));
    const order = this.constructs.map((one) => [made(one), this.uniqueNameOf(one)] as const);
    file['order'] = order.sort(([a], [b]) => a - b).map(([, name]) => name);
    const accepted = Policy.acknowledgements(this.app).map((entry) => {
      const { path, ruleId, ...rest } = entry as unknown as { readonly path: string; readonly ruleId: string };
      const on = this.app.node.findAll().find(({ node }) => node.path === path);
      return { rule: ruleId, ...(on === undefined || on === this.site ? {} : { on: this.nameOf(on) }), ...rest };
    });
    if (accepted.length > 0) file['acknowledge'] = accepted;
    if (Object.keys(this.define).length > 0) file['define'] = this.define;
    return JSON.parse(JSON.stringify(file)) as Data;
  }

  private place(one: IConstruct): Data {
    const above = one.node.scope;
    if (above === undefined || above === this.site) return {};
    if (above === TerraformStack.of(one)) return { in: `stack/${above.node.id}` };
    return { in: this.nameOf(above) };
  }

  private propsOf(one: IConstruct): Data {
    const props = { ...(this.givenOf(one).props as Data) };
    delete props['site'];
    return this.object(props);
  }

  private givenOf(one: IConstruct): GivenProps {
    const table = statedTables()[kindOf(one)];
    // A rack is told with its row and hall.
    const within = ['Row', 'Rack'].includes(kindOf(one)) ? (one.node.scope?.node.id ?? '') : '';
    const isOf = ({ owner }: GivenProps): boolean =>
      /'([^']*)'/.exec(owner)?.[1] === one.node.id && owner.includes(within);
    const found =
      this.given.find((each) => isOf(each) && each.scope === one.node.scope && each.table === table) ??
      this.given.find((each) => isOf(each) && each.scope === undefined && each.table === table);
    if (found === undefined) throw new Error(`no props of ${kindOf(one)} ${one.node.path}`);
    return found;
  }

  private object(props: object): Data {
    const marks = assumedIn(props);
    const names = new Set(marks.flatMap(({ figures }) => Object.keys(figures)));
    const own = Object.entries(props).filter(([name, value]) => value !== undefined && !names.has(name));
    const plain = Object.fromEntries(own.map(([name, value]) => [name, this.value(value)]));
    if (marks.length === 0) return plain;
    const reasons = marks.map(({ reason, figures }) => ({ ...reason, props: this.object(figures) }));
    return { ...plain, assumed: reasons.length === 1 ? reasons[0] : reasons };
  }

  private value(value: unknown): unknown {
    if (value instanceof Quantity) return value.toString();
    if (Array.isArray(value)) return value.map((each) => this.value(each));
    if (typeof value !== 'object' || value === null) return value;
    const name = value.constructor.name;
    if (name === 'AwsConsumer') return this.consumer(value as Data);
    if (name === 'AwsCapacity') return capacityOf(value as Data);
    if (name === 'Inventory') {
      const { kind, netboxProps, split, backend } = value as Data;
      return { [String(kind)]: this.object(kind === 'netbox' ? (netboxProps as object) : { split, backend }) };
    }
    if (name === 'AddressPlan') return { within: this.object((value as { readonly supernet: object }).supernet) };
    if ('node' in value) return this.nameOf(value as IConstruct);
    if ('manufacturer' in value && 'id' in value) return this.entryOf(value as Data);
    return this.object(value);
  }

  private consumer({ kind, cluster, imageId, pcsClusterId, pcsGroupId, scripts }: Data): unknown {
    const ways: Data = {
      eks: { eks: { cluster: this.value(cluster) } },
      ec2: { ec2: { imageId } },
      'parallel-cluster': 'parallelCluster',
      pcs: { pcs: { imageId, clusterId: pcsClusterId, securityGroupId: pcsGroupId } },
      hyperpod: { hyperPod: { scripts: (scripts as Data | undefined)?.['uri'], cluster: this.value(cluster) } },
    };
    return ways[String(kind)];
  }

  /** Name that means one construct alone; a row, a rack and a hall have names of the site. */
  private nameOf(one: IConstruct): string {
    if (one === this.site) return one.node.id;
    if (TerraformStack.isStack(one)) return `stack/${one.node.id}`;
    const { fullName, siteName } = one as { readonly fullName?: string; readonly siteName?: string };
    if (fullName !== undefined || siteName !== undefined) return fullName ?? siteName ?? '';
    return this.uniqueNameOf(one);
  }

  private uniqueNameOf(one: IConstruct): string {
    const key = this.keys.get(one) ?? one.node.id;
    const alike = [...this.keys].filter(([each, other]) => other === key || each.node.id === key);
    return alike.length === 1 ? key : `${kindOf(one)} ${key}`;
  }

  /** Id of an entry: of the catalogue, or defined in the file. */
  private entryOf(item: Data): string {
    const known = catalogEntries().find((each) => (each.item as object) === item);
    if (known !== undefined) return known.item.id;
    const before = this.defined.get(item);
    if (before !== undefined) return before;
    const id = String(item['id']);
    const like = catalogEntries().find(({ item: base }) => base.id === id);
    const base = (like?.item ?? {}) as unknown as Data;
    const own = id;
    const changed = Object.entries(item).filter(
      ([key, member]) => key !== 'id' && JSON.stringify(member) !== JSON.stringify(base[key]),
    );
    this.defined.set(item, own);
    this.define[own] = {
      kind: like?.kind ?? kindOfEntry(item),
      ...(like === undefined ? {} : { like: id }),
      ...Object.fromEntries(changed.map(([key, member]) => [key, this.member(member)])),
    };
    return own;
  }

  private member(member: unknown): unknown {
    if (typeof member !== 'object' || member === null || !('status' in member)) return member;
    const { value, source, asOf, note, replaced } = member as Data;
    const reason = replaced === undefined ? { source } : { why: source, ...(replaced as Data) };
    return { value: this.value(value), asOf, note, ...reason };
  }
}

function kindOf(one: IConstruct): string {
  return one.constructor.name;
}

function kindOfEntry(item: Data): string {
  if ('gpus' in item) return 'system';
  if ('cages' in item) return 'switch';
  return 'usableCapacity' in item ? 'storage-system' : 'server';
}

function capacityOf({ kind, reservationArns, placementGroup, block }: Data): unknown {
  const ways: Data = {
    'on-demand': 'onDemand',
    'new-reservation': 'newReservation',
    reservation: { reservations: { arns: reservationArns, placementGroup } },
    'capacity-block': { capacityBlock: block },
    'ultraserver-block': { ultraServerBlock: block },
  };
  return ways[String(kind)];
}
