import { DesignError, DesignErrors } from '../../errors/design-error';
import { Construct, TerraformStack } from '../../host';
import { renderSharedStack } from '../../targets/netbox/netbox-inventory';
import { present } from '../../units/present';
import { plainProps } from '../props/scoped-props';
import { ResourceOverrides, SiteElement } from '../stacks/site-element';
import { addStackBackend } from '../stacks/stack-backend';
import {
  checkNetboxSharedProps,
  NETBOX_SHARED_PROP_NAMES,
  netboxImportsText,
  REQUEST_TIMEOUT_SECONDS,
} from './check-netbox-props';
import type { NetboxSharedObjectsProps, NetboxSharer } from './netbox-props';

/**
 * The objects that belong to all of NetBox and that its sites need: custom fields, roles, manufacturers, types with their templates, regions, tenants,
 * tags and the registry of private AS numbers. They stand in a stack of their own, which is applied before the sites and outlives them; several sites
 * share it by naming it as `sharedObjects` of their inventories.
 */
export class NetboxSharedObjects extends Construct {
  private readonly sharers: NetboxSharer[] = [];
  private readonly overrides = new ResourceOverrides();
  private readonly importsText: string | undefined;

  /**
   * @param scope - a stack that holds no site
   * @param id - name with which the addresses of its resources begin; a change of it replaces them
   * @throws DesignError `netbox/...`, `props/...` for props that are wrong in themselves, all of them at once
   */
  public constructor(
    scope: Construct,
    id: string,
    private readonly props: NetboxSharedObjectsProps,
  ) {
    checkNetboxSharedProps(id, props, process.env);
    super(scope, id);
    const { imports, backend } = props;
    this.importsText = imports === undefined ? undefined : netboxImportsText(`NetboxSharedObjects '${id}'`, imports);
    addStackBackend(this.stack, id, backend);
    new SiteElement(this, 'objects', { terraform: () => this.terraform(), onSynthesize: () => undefined });
  }

  /** Stack that holds them. */
  public get stack(): TerraformStack {
    return TerraformStack.of(this);
  }

  /** Sets an argument of one of them: `overrideResource('tenant', 'haein', 'description', '...')`. */
  public overrideResource(kind: string, name: string, path: string, value: unknown): void {
    this.overrides.add(`${this.node.id}-${kind}-${name}`, path, value);
  }

  /**
   * Takes in a site; its inventory does so.
   *
   * @throws DesignError `netbox/shared-in-site`, `netbox/shared-elsewhere`
   */
  public share(sharer: NetboxSharer): void {
    const { site, stack, url } = sharer;
    if (stack === this.stack) {
      throw new DesignError('netbox/shared-in-site', {
        problem: `NetboxSharedObjects '${this.node.id}' stands in '${stack.node.id}', the stack of site '${site}': with the site it would be destroyed`,
        remedy: "give it a stack of its own: new TerraformStack(app, 'netbox-shared')",
        object: this.node.id,
      });
    }
    if (withoutSlash(url) !== withoutSlash(this.props.url)) {
      throw new DesignError('netbox/shared-elsewhere', {
        problem: `site '${site}' is registered at '${url}', and its NetboxSharedObjects '${this.node.id}' at '${this.props.url}'`,
        remedy: 'name the same NetBox in both',
        object: this.node.id,
      });
    }
    this.sharers.push(sharer);
    stack.addDependency(this.stack);
  }

  private terraform(): Record<string, unknown> {
    const {
      url,
      tokenVariable,
      requestTimeout,
      isProduction = true,
    } = plainProps(this.props, NETBOX_SHARED_PROP_NAMES);
    if (this.sharers.length === 0) {
      throw new DesignError('netbox/shared-without-site', {
        problem: `NetboxSharedObjects '${this.node.id}' has no site, and an apply would take away all that it made`,
        remedy: "name it as 'sharedObjects' of the inventory of a site, or take it out of the program",
        object: this.node.id,
      });
    }
    checkAsNumbers(this.sharers);
    return renderSharedStack(
      {
        name: this.node.id,
        stack: this.stack.node.id,
        sites: this.sharers.map(({ site, needs }) => ({ site, records: needs() })),
        provider: {
          url,
          requestTimeoutSeconds: Math.ceil(requestTimeout?.inSeconds ?? REQUEST_TIMEOUT_SECONDS),
          ...present({ tokenVariable }),
        },
        isGuarded: isProduction,
        ...present({ importsText: this.importsText }),
      },
      this.overrides,
    );
  }
}

/** NetBox takes an AS number once, and the apply of the second site would stop in the middle. */
function checkAsNumbers(sharers: readonly NetboxSharer[]): void {
  const holders = new Map<string, string>();
  const clashes = new Map<string, { readonly number: string; count: number }>();
  for (const { site, asNumbers } of sharers) {
    for (const number of asNumbers()) {
      const holder = holders.get(number);
      holders.set(number, holder ?? site);
      if (holder === undefined || holder === site) continue;
      const pair = `sites '${holder}' and '${site}'`;
      const known = clashes.get(pair) ?? { number, count: 0 };
      known.count += 1;
      clashes.set(pair, known);
    }
  }
  DesignErrors.throwAll(
    [...clashes].map(([pair, { number, count }]) => {
      const others = count === 1 ? '' : ` and ${count - 1} more`;
      return new DesignError('netbox/same-as-number', {
        problem: `${pair} both register AS number ${number}${others}, and one NetBox takes a number once`,
        remedy: "give one of them numbers of its own with 'asNumberBase'",
        object: number,
      });
    }),
  );
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
