import { TerraformStack, Testing, type App } from 'cdktf';
import { Inventory, NetboxSharedObjects } from 'cdktf-ai-factory';
import type { NetboxProps, NetboxSharedObjectsProps, Site, SiteProps } from 'cdktf-ai-factory';
import { grownSite, type Member } from '../../constructs/grown-site';
import { temporaryFolder } from '../../constructs/temporary-folder';

/** Arguments of a resource. */
export type Config = Readonly<Record<string, unknown>>;

/** A stack as Terraform's JSON has it. */
export interface StackJson {
  readonly terraform: Readonly<Record<string, unknown>>;
  readonly provider: { readonly netbox: readonly Config[] };
  readonly variable?: Readonly<Record<string, Config>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, Config>>>>;
  readonly locals?: Readonly<Record<string, unknown>>;
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Config>>>>;
  readonly moved?: readonly Config[];
  readonly import?: readonly Config[];
  readonly removed?: readonly Config[];
}

/** A site in NetBox and its stacks by name. */
export interface NetboxSite {
  readonly site: Site;
  readonly stacks: ReadonlyMap<string, StackJson>;
}

/** What a NetBox site of a test differs in. */
export interface NetboxSiteInput {
  readonly netbox?: Partial<NetboxProps>;
  readonly props?: Partial<SiteProps>;
  readonly members?: readonly Member[];
  /** Stack `netbox-shared` beside the site, and what it differs in. Absent: the site reads what belongs to all of NetBox. */
  readonly shared?: Partial<NetboxSharedObjectsProps>;
  /** Changes the site before it is synthesized. */
  readonly change?: (site: Site) => void;
}

/** Address and token of every test. */
export const REACH = { url: 'https://netbox.example.com', tokenVariable: 'netbox_token' };

/** An inventory of a test. */
export function inventory(props: Partial<NetboxProps> = {}): Inventory {
  return Inventory.netbox({ ...REACH, ...props });
}

/** Objects that belong to all of NetBox, in stack `netbox-shared`. */
export function sharedObjects(app: App, props: Partial<NetboxSharedObjectsProps> = {}): NetboxSharedObjects {
  return new NetboxSharedObjects(new TerraformStack(app, 'netbox-shared'), 'netbox', { ...REACH, ...props });
}

/** A site of one cluster with three networks, in NetBox. */
export function netboxSite({
  netbox,
  props,
  change,
  shared,
  members = [{ name: 'alpha', count: 4 }],
}: NetboxSiteInput = {}): NetboxSite {
  const { app, site } = grownSite({
    outdir: temporaryFolder(),
    members,
    props: { inventory: inventory(netbox), ...props },
    ...(shared === undefined
      ? {}
      : { propsIn: (app) => ({ inventory: inventory({ ...netbox, sharedObjects: sharedObjects(app, shared) }) }) }),
  });
  change?.(site);
  if (typeof props?.lockFile === 'string') app.synth();
  const stacks = app.node.children.filter((child): child is TerraformStack => child instanceof TerraformStack);
  return {
    site,
    stacks: new Map(stacks.map((stack) => [stack.node.id, JSON.parse(Testing.synth(stack)) as StackJson])),
  };
}

/** Every resource of a type, over all stacks, by address. */
export function resourcesOf({ stacks }: NetboxSite, type: string): ReadonlyMap<string, Config> {
  return new Map([...stacks.values()].flatMap(({ resource = {} }) => Object.entries(resource[type] ?? {})));
}
