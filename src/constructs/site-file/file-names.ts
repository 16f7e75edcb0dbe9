import { catalogEntries } from '../../catalog/catalog-entries';
import {
  defineBattery,
  defineBusway,
  defineCdu,
  defineChiller,
  defineFanWall,
  defineGenerator,
  definePdu,
  defineRack,
  defineServer,
  defineStorageSystem,
  defineUps,
} from '../../catalog/facility';
import {
  defineCable,
  defineFibre,
  defineInstance,
  defineNic,
  defineSwitch,
  defineSystem,
  defineTransceiver,
} from '../../catalog/define-hardware';
import { assumedFact, type AssumptionReason, userFact, type YearMonth } from '../../catalog/fact';
import { DesignError, shortText } from '../../errors/design-error';
import type { Construct } from '../../host';
import { present } from '../../units/present';
import { DataRate, DataSize } from '../../units/data';
import { Attenuation, FloorLoad, Length, Mass, Temperature } from '../../units/dimensions';
import { Duration } from '../../units/duration';
import { ApparentPower, Current, Energy, Frequency, Voltage } from '../../units/electricity';
import { Consumption, FlowRate, Volume } from '../../units/flow-rate';
import { Power } from '../../units/power';
import type * as Aws from '../aws';
import type * as Economics from '../economics';
import { GpuCluster } from '../cluster/gpu-cluster';
import { TrainingSwing } from '../cluster/training-swing';
import { AirHandlers, Cdu, CoolingPumps } from '../cooling/cdu';
import { CoolingLoop } from '../cooling/cooling-loop';
import { EnergyTarget, HeatRejection } from '../cooling/heat-rejection';
import { PowerEnvelope } from '../dsx/power-envelope';
import { ConvergedPair } from '../fabric/converged-pair';
import { EthernetFabric } from '../fabric/ethernet-fabric';
import { InfinibandFabric } from '../fabric/infiniband-fabric';
import { ManagementNetwork } from '../fabric/management-network';
import { NetboxSharedObjects } from '../netbox/netbox-shared-objects';
import { Portfolio } from '../portfolio/portfolio';
import { CommonCause, Consumable, FailureStudy } from '../power/failure-study';
import { RedundancyGroup } from '../power/power-node';
import * as nodes from '../power/power-nodes';
import { PowerZone } from '../power/power-zone';
import { TenantLoad } from '../power/tenant-load';
import type { PropTable } from '../props/prop-rule';
import { Milestone, Phase } from '../site/phase';
import { Hall, Rack, Row } from '../space/hall';
import { StorageTier } from '../storage/storage-tier';
import { type FileNames, FileValues, remedyOf, textOf } from './file-values';
import type { FileFaults, Located, LocatedMap } from './located-yaml';
import { memberOf } from './located-yaml';

/** A class of constructs. */
type ConstructClass = new (scope: never, id: string, props: never) => Construct;

/** Classes by their names, those of AWS, of money and of tokens apart. */
const CLASSES: Readonly<Record<string, ConstructClass>> = {
  ...nodes,
  AirHandlers,
  Cdu,
  CommonCause,
  Consumable,
  ConvergedPair,
  CoolingLoop,
  CoolingPumps,
  EnergyTarget,
  EthernetFabric,
  FailureStudy,
  GpuCluster,
  Hall,
  HeatRejection,
  InfinibandFabric,
  ManagementNetwork,
  Milestone,
  NetboxSharedObjects,
  Phase,
  Portfolio,
  PowerEnvelope,
  PowerZone,
  Rack,
  RedundancyGroup,
  Row,
  StorageTier,
  TenantLoad,
  TrainingSwing,
};

/** The class of a name; those of AWS, of money and of tokens are loaded when one is asked for. */
export function constructClass(name: string): ConstructClass {
  const found = Object.hasOwn(CLASSES, name) ? CLASSES[name] : undefined;
  if (found !== undefined) return found;
  const apart = [
    require('../economics') as typeof Economics as unknown as ConstructClasses,
    require('../aws') as typeof Aws as unknown as ConstructClasses,
  ];
  for (const classes of apart) {
    const one = classes[name];
    if (one !== undefined) return one;
  }
  throw new Error(`there is no class ${name}`);
}

/** Classes of an entry point by their names. */
type ConstructClasses = Readonly<Record<string, ConstructClass | undefined>>;

/** Functions that check an entry, by its kind. */
const DEFINE: Readonly<Record<string, (spec: never) => object>> = {
  battery: defineBattery,
  busway: defineBusway,
  cable: defineCable,
  cdu: defineCdu,
  chiller: defineChiller,
  'fan-wall': defineFanWall,
  fibre: defineFibre,
  generator: defineGenerator,
  instance: defineInstance,
  nic: defineNic,
  pdu: definePdu,
  rack: defineRack,
  server: defineServer,
  'storage-system': defineStorageSystem,
  switch: defineSwitch,
  system: defineSystem,
  transceiver: defineTransceiver,
  ups: defineUps,
};

/** Quantities that a fact may hold: each unit is of one of them alone. */
const QUANTITIES = [
  ...[ApparentPower, Attenuation, Consumption, Current, DataRate, DataSize, Duration, Energy, FloorLoad, FlowRate],
  ...[Frequency, Length, Mass, Power, Temperature, Voltage, Volume],
] as readonly { readonly parse: (text: string) => unknown }[];

const FACT: PropTable = {
  value: 'required',
  source: { need: 'optional', isText: true },
  asOf: { need: 'required', isText: true },
  note: { need: 'optional', isText: true },
  why: { need: 'optional', isText: true },
  owner: { need: 'optional', isText: true },
  until: { need: 'optional', isText: true },
};

/** Entries that a file defines beside the catalogue, by id. */
type Entries = ReadonlyMap<string, object>;

/** Reads `define` of a file: entries that are written out, or begin with one of the catalogue. */
export function definedEntries(node: Located | undefined, faults: FileFaults): Entries {
  const found = new Map<string, object>();
  if (node === undefined) return found;
  if (node.kind !== 'map') {
    faults.add('yaml/no-object', "'define' holds no object", 'give each entry by its id', node.at);
    return found;
  }
  for (const { key: id, value } of node.entries) {
    const entry = definedEntry(id, value, found, faults);
    if (entry !== undefined) found.set(id, entry);
  }
  return found;
}

/** What ids of entries mean. */
export function entriesOf(defined: Entries): Pick<FileNames, 'entry' | 'entryIds'> {
  const all: readonly (readonly [id: string, item: object])[] = [
    ...defined,
    ...catalogEntries().map(({ item }) => [item.id, item] as const),
  ];
  const having = (has: readonly string[]): typeof all => all.filter(([, item]) => has.every((name) => name in item));
  return {
    entry: (id, has) => having(has).find(([known]) => known === id)?.[1],
    entryIds: (has) => (has.length === 0 ? [] : [...new Set(having(has).map(([id]) => id))].sort()),
  };
}

function definedEntry(id: string, node: Located, defined: Entries, faults: FileFaults): object | undefined {
  if (node.kind !== 'map') {
    faults.add('yaml/no-object', `entry '${shortText(id, 60)}' is no object`, "give 'kind' and its facts", node.at);
    return undefined;
  }
  const kind = textOf(node, 'kind') ?? '';
  const define = Object.hasOwn(DEFINE, kind) ? DEFINE[kind] : undefined;
  if (define === undefined) {
    const problem = `entry '${shortText(id, 60)}': 'kind' is '${shortText(kind, 60)}'`;
    const at = memberOf(node, 'kind')?.value.at ?? node.at;
    const kinds = Object.keys(DEFINE);
    faults.add('yaml/unknown-kind', problem, remedyOf(kind, kinds, `give one of ${kinds.join(', ')}`), at);
    return undefined;
  }
  const before = faults.count;
  const like = likeOf(id, node, defined, faults);
  const facts = node.entries.filter(({ key }) => !['kind', 'like', 'id'].includes(key));
  const members = facts.map(
    ({ key, value }) => [key, memberValue(`'${key}' of entry '${id}'`, value, faults)] as const,
  );
  if (faults.count > before) return undefined;
  try {
    return define({ ...like, id, ...Object.fromEntries(members) } as never);
  } catch (error) {
    if (!(error instanceof DesignError)) throw error;
    const named = /: (?:[^']*)'(\w+)'/.exec(error.problem)?.[1];
    faults.addError((named === undefined ? undefined : memberOf(node, named)?.at) ?? node.at, error);
    return undefined;
  }
}

/** The entry that one begins with, of the same kind. */
function likeOf(id: string, node: LocatedMap, defined: Entries, faults: FileFaults): object {
  const like = memberOf(node, 'like')?.value;
  if (like === undefined) return {};
  const wanted = textOf(node, 'like') ?? '';
  const kind = textOf(node, 'kind') ?? '';
  const ofKind = catalogEntries().filter((entry) => entry.kind === kind);
  const found = defined.get(wanted) ?? ofKind.find(({ item }) => item.id === wanted)?.item;
  if (found !== undefined) return found;
  const known = [...ofKind.map(({ item }) => item.id), ...defined.keys()];
  const problem = `entry '${shortText(id, 60)}': there is no ${kind} '${shortText(wanted, 60)}'`;
  faults.add('yaml/unknown-name', problem, remedyOf(wanted, known, `give one of ${known.join(', ')}`), like.at);
  return {};
}

/** A member of an entry: a fact where it is an object with a value, else as it is written. */
function memberValue(owner: string, node: Located, faults: FileFaults): unknown {
  if (node.kind !== 'map' || memberOf(node, 'value') === undefined) return factValue(node);
  const before = faults.count;
  // What a fact says beside its value is text.
  const names: FileNames = {
    construct: () => undefined,
    constructNames: () => [],
    entry: () => undefined,
    entryIds: () => [],
    isBuilding: false,
  };
  const read = new FileValues(names, faults).props(owner, FACT, node) as Readonly<Record<string, string>>;
  if (faults.count > before) return undefined;
  const value = factValue(memberOf(node, 'value')?.value ?? node);
  const { source = '', why, owner: replacedBy = '', until = '', asOf, note } = read;
  const month = asOf as YearMonth;
  if (why === undefined) return { ...userFact(value, source, month), ...present({ note }) };
  try {
    const reason: AssumptionReason = { why, owner: replacedBy, until };
    return { ...assumedFact(value, reason, month), ...present({ note }) };
  } catch (error) {
    if (!(error instanceof DesignError)) throw error;
    faults.addError(node.at, error);
    return undefined;
  }
}

/** A value of a fact: a text with a number and a unit is a quantity. */
function factValue(node: Located): unknown {
  if (node.kind === 'list') return node.items.map(factValue);
  if (node.kind === 'map') return Object.fromEntries(node.entries.map(({ key, value }) => [key, factValue(value)]));
  if (typeof node.value !== 'string' || !/^\s*-?[\d,]*\.?\d+\s*[^\s\d]/.test(node.value)) return node.value;
  for (const quantity of QUANTITIES) {
    try {
      return quantity.parse(node.value);
    } catch (error) {
      if (!(error instanceof DesignError)) throw error;
    }
  }
  return node.value;
}
