import type { InstanceSpec } from './aws/instance-spec';
import type { AirClassSpec, CoolantClassSpec } from './cooling-classes';
import type { EfficiencyClassSpec } from './efficiency-classes';
import type { BuswaySpec, CduSpec, PduSpec, RackSpec, ServerSpec, StorageSystemSpec } from './facility-specs';
import type { CableSpec, FibreSpec, NicSpec, SwitchSpec, TransceiverSpec } from './network-specs';
import type { SystemSpec } from './system-spec';

/** Members that an entry cannot do without. */
type RequiredKey<S> = { [K in keyof S]-?: Record<string, never> extends Pick<S, K> ? never : K }[keyof S];

const ITEM = ['id', 'model', 'manufacturer'] as const;

/** Members that each kind of entry must have, by the kind's name in messages. */
const REQUIRED = {
  system: [...ITEM, 'formFactor', 'gpuModel', 'gpus', 'fabricNodes'] satisfies RequiredKey<SystemSpec>[],
  instance: [
    ...ITEM,
    'accelerator',
    'acceleratorMaker',
    'architecture',
    'quotaFamily',
    'accelerators',
    'networkCards',
  ] satisfies RequiredKey<InstanceSpec>[],
  switch: [
    ...ITEM,
    'kind',
    'cages',
    'portsPerCage',
    'portRate',
    'breakouts',
    'portNaming',
  ] satisfies RequiredKey<SwitchSpec>[],
  adapter: [...ITEM, 'ports'] satisfies RequiredKey<NicSpec>[],
  cable: [...ITEM, 'medium'] satisfies RequiredKey<CableSpec>[],
  transceiver: [
    ...ITEM,
    'medium',
    'optics',
    'cage',
    'ports',
    'portRate',
    'reach',
    'isForSwitches',
  ] satisfies RequiredKey<TransceiverSpec>[],
  fibre: [...ITEM, 'medium', 'kind', 'reach', 'connector'] satisfies RequiredKey<FibreSpec>[],
  rack: [...ITEM, 'heightU'] satisfies RequiredKey<RackSpec>[],
  PDU: [...ITEM, 'rating'] satisfies RequiredKey<PduSpec>[],
  busway: [...ITEM, 'ratedAmps', 'volts', 'phases'] satisfies RequiredKey<BuswaySpec>[],
  CDU: [...ITEM, 'capacity'] satisfies RequiredKey<CduSpec>[],
  'air class': [...ITEM, 'dryBulb'] satisfies RequiredKey<AirClassSpec>[],
  'coolant class': [...ITEM, 'loop'] satisfies RequiredKey<CoolantClassSpec>[],
  'efficiency class': [...ITEM] satisfies RequiredKey<EfficiencyClassSpec>[],
  'storage system': [...ITEM, 'usableCapacity', 'read', 'write'] satisfies RequiredKey<StorageSystemSpec>[],
  server: [...ITEM, 'role'] satisfies RequiredKey<ServerSpec>[],
};

/** A kind of entry, as messages name it. */
export type EntryKind = keyof typeof REQUIRED;

/** Members of an entry that must be there and are not. */
export function missingMembers(kind: EntryKind, entry: object): readonly string[] {
  const given = entry as Readonly<Record<string, unknown>>;
  return REQUIRED[kind].filter((key) => given[key] === undefined || given[key] === null);
}
