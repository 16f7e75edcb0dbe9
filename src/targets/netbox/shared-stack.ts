import { recordId, type NetboxRecord } from '../../export/netbox/netbox-record';
import { sharedByAll, type SharedNeeds } from '../../export/netbox/shared-models';
import { checkNetboxImports, readNetboxImports } from './netbox-imports';
import { netboxAddress } from './netbox-address';
import { netboxHead, type NetboxReach, type ResourceChanges } from './netbox-inventory';
import { provider5 } from './provider-5';
import { renderNetboxStack } from './render-netbox-stack';

/** What the stack of the objects that belong to all of NetBox is rendered from. */
export interface SharedStackInput {
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
