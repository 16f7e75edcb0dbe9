import type {
  NetboxInput,
  NetboxLevel,
  NetboxRackType,
  RackFormFactor,
  RackWidth,
} from '../../export/netbox/netbox-record';
import { type SharedNeeds, slugOf } from '../../export/netbox/shared-records';
import type { TerraformStack } from '../../host';
import type { ModelFacts } from '../../model/bill-plan';
import type { NetboxSplit } from '../../targets/netbox/netbox-layout';
import type { Duration } from '../../units/duration';
import type { Current, Voltage } from '../../units/electricity';
import type { Mass } from '../../units/dimensions';
import { present } from '../../units/present';
import type { PlainProps } from '../props/scoped-props';
import type { StackBackendProps } from '../stacks/stack-backend';

/** A rack model in NetBox's words. */
export interface NetboxRackTypeProps {
  /** Vendor. */
  readonly manufacturer: string;
  /** What it is built as. */
  readonly formFactor: RackFormFactor;
  /** Width between its rails, inches. */
  readonly width: RackWidth;
  /**
   * Weight of the empty rack.
   *
   * @default - the weight limit is a custom field: NetBox's provider takes a limit only beside the rack's own weight
   */
  readonly weight?: Mass;
}

/** Rack PDUs: one a feed in each rack. */
export interface NetboxPduProps {
  /** Vendor. */
  readonly manufacturer: string;
  /** Model. */
  readonly model: string;
  /**
   * Type of the inlet in NetBox's words: `iec-60309-3p-n-e-6h`.
   *
   * @default - not stated
   */
  readonly inletType?: string;
  /**
   * Type of the outlets in NetBox's words: `iec-60320-c19`.
   *
   * @default - not stated
   */
  readonly outletType?: string;
}

/** Electrical side of a site's racks, which the plan does not know. */
export interface NetboxPowerProps {
  /** Voltage of a rack's feed. A bare number is deprecated: it is volts. */
  readonly voltage: Voltage | number;
  /** Rated current of a rack's feed. A bare number is deprecated: it is amperes. */
  readonly amperage: Current | number;
  /** Phases of a rack's feed. */
  readonly phase: 'single-phase' | 'three-phase';
  /** Current of a rack's feed. */
  readonly supply: 'ac' | 'dc';
  /**
   * Rack PDUs.
   *
   * @default - none: supplies of devices are registered, and end nowhere
   */
  readonly pdu?: NetboxPduProps;
  /**
   * Type of the inlets of PSUs in NetBox's words: `iec-60320-c20`.
   *
   * @default - not stated
   */
  readonly psuType?: string;
}

/** Where the states of all stacks of an inventory are kept. */
export type NetboxBackendProps = StackBackendProps;

/** Properties of a NetBox inventory. */
export interface NetboxProps {
  /** Address of NetBox, without a path: `https://netbox.example.com`. */
  readonly url: string;
  /**
   * Whether the API token may go over plain `http` to another machine, where the network between is trusted.
   *
   * @default false
   */
  readonly isPlainHttpAllowed?: boolean;
  /**
   * How much is registered: `racks` with halls, prefixes and feeds; `devices` in them; their `interfaces` with addresses and supplies; `cables` too.
   * What is below is written as CSV for NetBox's bulk import.
   *
   * @default cables
   */
  readonly level?: NetboxLevel;
  /**
   * Terraform variable that carries the API token. It is sensitive and has no default, so that the token is in no file.
   *
   * @default - the provider reads `NETBOX_API_TOKEN`, which must be in the environment
   */
  readonly tokenVariable?: string;
  /**
   * Name of the site in NetBox.
   *
   * @default - the site's id
   */
  readonly siteName?: string;
  /**
   * Region that the site lies in.
   *
   * @default - no region
   */
  readonly region?: string;
  /**
   * Tags of every object, beside the site's own.
   *
   * @default - the site's own
   */
  readonly tags?: readonly string[];
  /**
   * Slugs of names that give none of themselves, as Korean ones: `{ '가산': 'gasan' }`.
   *
   * @default - a slug is the name in small ASCII letters with hyphens
   */
  readonly slugs?: Readonly<Record<string, string>>;
  /**
   * Rack types by the model that `rack` of a hall or row names.
   *
   * @default - racks of no type, with their height
   */
  readonly rackTypes?: Readonly<Record<string, NetboxRackTypeProps>>;
  /**
   * Electrical side of the racks.
   *
   * @default - panels without feeds: the plan knows no voltage
   */
  readonly power?: NetboxPowerProps;
  /**
   * Interface types by id of the device model, then port, where the plan knows no cage; `*` at the end stands for any rest: `{ 'hgx-b200': { 'bond*': 'lag' } }`.
   *
   * @default - by protocol, rate and cage of the switch
   */
  readonly interfaceTypes?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /**
   * Connector of patch panels' ports in NetBox's words.
   *
   * @default mpo
   */
  readonly panelPortType?: string;
  /**
   * How racks are spread over states: one for all, by hall, or by row; power and cables of each have states of their own. When it changes, what
   * stands comes to other states by its ids (`imports`).
   *
   * @default - where the lock has them; of a new site `none` for one row, else `row`
   */
  readonly split?: NetboxSplit;
  /**
   * Rows whose cables are split by rack, as `hall/row`: those of switches, where most cables begin.
   *
   * @default - the cables of each row share one state
   */
  readonly rowsByRack?: readonly string[];
  /**
   * Time that NetBox has for an answer. A bare number is deprecated: it is seconds.
   *
   * @default - 60 s
   */
  readonly requestTimeout?: Duration | number;
  /**
   * What makes the objects that belong to all of NetBox: custom fields, roles, manufacturers, types with their templates, regions, tenants, tags, the
   * registry of private AS numbers. Sites of one NetBox share it. No stack of a site owns them.
   *
   * @default - they are read, and must be in NetBox before the first apply
   */
  readonly sharedObjects?: NetboxSharing;
  /**
   * Where states are kept.
   *
   * @default - on this machine, which suits a trial
   */
  readonly backend?: NetboxBackendProps;
  /**
   * Path of a CSV file with ids of objects that NetBox holds already (`model,key,id`): they are imported, not created. Objects that belong to all of
   * NetBox are read in any case, and stand in no such file.
   *
   * @default - all is created
   */
  readonly imports?: string;
  /**
   * What was renamed, new name first: of a device, rack, or what names of devices begin with. The objects are kept.
   *
   * @default - nothing was renamed
   */
  readonly formerly?: Readonly<Record<string, string>>;
  /**
   * Whether racks and devices are guarded against destruction.
   *
   * @default false
   */
  readonly isProduction?: boolean;
  /**
   * Whether CSV files begin with a byte order mark, without which Excel misreads Korean.
   *
   * @default false
   */
  readonly csvByteOrderMark?: boolean;
}

/** What a NetBox inventory knows of its site beside the props. */
interface NetboxSiteFacts {
  readonly id: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly models: ReadonlyMap<string, ModelFacts>;
}

/**
 * Props as plain data for the records.
 *
 * @throws DesignError `netbox/no-slug` for a region whose name gives no slug
 */
export function netboxInput(props: PlainProps<NetboxProps>, { id, tags, models }: NetboxSiteFacts): NetboxInput {
  const { panelPortType, region, slugs = {} } = props;
  const power = props.power as PlainProps<NetboxPowerProps> | undefined;
  return {
    level: props.level ?? 'cables',
    siteName: props.siteName ?? id,
    siteSlug: id,
    ...present({ region: region === undefined ? undefined : { name: region, slug: slugOf('region', region, slugs) } }),
    tags: [
      ...new Set([...(props.tags ?? []), ...Object.entries(tags).map(([key, value]) => `${key}:${value}`)]),
    ].sort(),
    slugs,
    rackTypes: Object.fromEntries(
      Object.entries(props.rackTypes ?? {}).map(([model, type]) => [model, rackType(type)]),
    ),
    ...present({
      feed:
        power === undefined
          ? undefined
          : {
              volts: power.voltage.inVolts,
              amperes: power.amperage.inAmperes,
              phase: power.phase,
              supply: power.supply,
            },
      pdu: power?.pdu,
      psuType: power?.psuType,
    }),
    interfaceTypes: props.interfaceTypes ?? {},
    ...present({ panelPortType }),
    models,
  };
}

function rackType({ manufacturer, formFactor, width, weight }: NetboxRackTypeProps): NetboxRackType {
  return {
    manufacturer,
    formFactor,
    widthInches: width,
    ...present({ weightGrams: weight?.inGrams }),
  };
}

/** Properties of the objects that belong to all of NetBox. */
export interface NetboxSharedObjectsProps {
  /** Address of NetBox, without a path: the one that the inventories of the sites name. */
  readonly url: string;
  /**
   * Whether the API token may go over plain `http` to another machine, where the network between is trusted.
   *
   * @default false
   */
  readonly isPlainHttpAllowed?: boolean;
  /**
   * Terraform variable that carries the API token. It is sensitive and has no default, so that the token is in no file.
   *
   * @default - the provider reads `NETBOX_API_TOKEN`, which must be in the environment
   */
  readonly tokenVariable?: string;
  /**
   * Time that NetBox has for an answer. A bare number is deprecated: it is seconds.
   *
   * @default - 60 s
   */
  readonly requestTimeout?: Duration | number;
  /**
   * Where the state is kept.
   *
   * @default - on this machine, which suits a trial
   */
  readonly backend?: NetboxBackendProps;
  /**
   * Path of a CSV file with ids of objects that NetBox holds already (`model,key,id`): they are imported, not created.
   *
   * @default - all is created
   */
  readonly imports?: string;
  /**
   * Whether the objects are guarded against destruction: with a custom field go its values on the objects of every site.
   *
   * @default true
   */
  readonly isProduction?: boolean;
}

/** A site that needs objects which belong to all of NetBox. */
export interface NetboxSharer {
  readonly site: string;
  readonly url: string;
  readonly stack: TerraformStack;
  /** What it needs; asked for when the stacks are rendered. */
  readonly needs: () => SharedNeeds['records'];
  /** AS numbers that it registers as its own; asked for when the stacks are rendered. */
  readonly asNumbers: () => readonly string[];
}

/** What makes the objects that belong to all of NetBox: a `NetboxSharedObjects`. */
interface NetboxSharing {
  /** Stack that holds them. */
  readonly stack: TerraformStack;
  /** Says what a site needs. Inventories call it; users do not. */
  share(sharer: NetboxSharer): void;
}
