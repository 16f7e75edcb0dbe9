import type { ModelFacts } from '../model/bill-plan';
import type { NetboxInput, NetboxRackType } from '../export/netbox/netbox-input';
import { slugOf } from '../export/netbox/shared-records';
import type { NetboxProps, NetboxRackTypeProps } from './netbox-props';

/** What a NetBox inventory knows of its site beside the props. */
export interface NetboxSiteFacts {
  readonly id: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly models: ReadonlyMap<string, ModelFacts>;
}

/**
 * Props as plain data for the records.
 *
 * @throws DesignError `netbox/no-slug` for a region whose name gives no slug
 */
export function netboxInput(props: NetboxProps, { id, tags, models }: NetboxSiteFacts): NetboxInput {
  const { power, panelPortType, region, slugs = {} } = props;
  return {
    level: props.level ?? 'cables',
    siteName: props.siteName ?? id,
    siteSlug: id,
    ...(region === undefined ? {} : { region: { name: region, slug: slugOf('region', region, slugs) } }),
    tags: [
      ...new Set([...(props.tags ?? []), ...Object.entries(tags).map(([key, value]) => `${key}:${value}`)]),
    ].sort(),
    slugs,
    rackTypes: Object.fromEntries(
      Object.entries(props.rackTypes ?? {}).map(([model, type]) => [model, rackType(type)]),
    ),
    ...(power === undefined
      ? {}
      : { feed: { volts: power.voltage, amperes: power.amperage, phase: power.phase, supply: power.supply } }),
    ...(power?.pdu === undefined ? {} : { pdu: power.pdu }),
    ...(power?.psuType === undefined ? {} : { psuType: power.psuType }),
    interfaceTypes: props.interfaceTypes ?? {},
    ...(panelPortType === undefined ? {} : { panelPortType }),
    models,
  };
}

function rackType({ manufacturer, formFactor, width, weight }: NetboxRackTypeProps): NetboxRackType {
  return {
    manufacturer,
    formFactor,
    widthInches: width,
    ...(weight === undefined ? {} : { weightGrams: weight.inGrams }),
  };
}
