import { type NetboxLevelCount, netboxLevelCounts, netboxRecords } from '../export/netbox/netbox-records';
import { NetboxLayout } from '../targets/netbox/netbox-layout';
import { netboxInput } from './netbox-input-from-props';
import type { NetboxProps } from './netbox-props';
import type { Site } from './site';

/**
 * How many resources each level of detail would register of a site, in all and in each stack: to choose a level and a split before there is a NetBox.
 *
 * @param site - a site, whatever its inventory; it is planned by this
 * @param props - choices of the inventory; only those that change what is registered count
 */
export function netboxResourceCounts(site: Site, props: Partial<NetboxProps> = {}): readonly NetboxLevelCount[] {
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
  const records = netboxRecords(plan, netboxInput({ ...all, level: 'racks' }, { id: plan.name, tags, models }));
  return netboxLevelCounts(records, (record) => layout.stackOf(record));
}
