import { DesignError, spellingHint } from '../errors/design-error';
import type { InstanceSpec, SystemSpec } from './system-spec';
import { instances } from './aws-instances';
import { airClasses, coolantClasses, efficiencyClasses } from './cooling-classes';
import { batteries, cdus, chillers, fanWalls, generators, pdus, upses } from './facility';
import type {
  AirClassSpec,
  BatterySpec,
  CduSpec,
  ChillerSpec,
  CoolantClassSpec,
  EfficiencyClassSpec,
  FanWallSpec,
  GeneratorSpec,
  PduSpec,
  UpsSpec,
} from './facility-specs';
import { cables, fibres, linkStandards, nics, transceivers } from './links';
import type { CableSpec, FibreSpec, LinkStandardSpec, NicSpec, SwitchSpec, TransceiverSpec } from './network-specs';
import type { CatalogItem } from './shapes';
import { switches } from './switches';
import { systems } from './systems';

/** Kind of a catalogue entry. */
export type CatalogKind =
  | 'system'
  | 'switch'
  | 'nic'
  | 'transceiver'
  | 'fibre'
  | 'cable'
  | 'link-standard'
  | 'cdu'
  | 'pdu'
  | 'air-class'
  | 'coolant-class'
  | 'efficiency-class'
  | 'ups'
  | 'generator'
  | 'battery'
  | 'chiller'
  | 'fan-wall'
  | 'instance';

/** An entry with its kind. */
export interface CatalogEntry {
  /** Kind of thing. */
  readonly kind: CatalogKind;
  /** The thing. */
  readonly item: CatalogItem;
}

const BY_KIND: Readonly<Record<CatalogKind, Readonly<Record<string, CatalogItem>>>> = {
  system: systems,
  switch: switches,
  nic: nics,
  transceiver: transceivers,
  fibre: fibres,
  cable: cables,
  'link-standard': linkStandards,
  cdu: cdus,
  pdu: pdus,
  'air-class': airClasses,
  'coolant-class': coolantClasses,
  'efficiency-class': efficiencyClasses,
  ups: upses,
  generator: generators,
  battery: batteries,
  chiller: chillers,
  'fan-wall': fanWalls,
  instance: instances,
};

const ENTRIES = withoutDuplicates(
  (Object.keys(BY_KIND) as CatalogKind[]).flatMap((kind) =>
    Object.values(BY_KIND[kind]).map((item) => ({ kind, item })),
  ),
);

/** All entries, by kind and then in the order of the catalogue. */
export function catalogEntries(): readonly CatalogEntry[] {
  return ENTRIES;
}

/**
 * The same entries, if no two of a kind have the same id.
 *
 * @throws DesignError `catalog/duplicate-id`
 */
export function withoutDuplicates(entries: readonly CatalogEntry[]): readonly CatalogEntry[] {
  const seen = new Set<string>();
  for (const { kind, item } of entries) {
    if (seen.has(`${kind}/${item.id}`)) {
      throw new DesignError('catalog/duplicate-id', {
        problem: `two entries of the kind '${kind}' have the id '${item.id}'`,
        remedy: 'rename one of them',
        object: item.id,
      });
    }
    seen.add(`${kind}/${item.id}`);
  }
  return Object.freeze([...entries]);
}

/** @throws DesignError `catalog/unknown-system` */
export function systemById(id: string): SystemSpec {
  return byId('system', systems, id);
}

/** @throws DesignError `catalog/unknown-switch` */
export function switchById(id: string): SwitchSpec {
  return byId('switch', switches, id);
}

/** @throws DesignError `catalog/unknown-nic` */
export function nicById(id: string): NicSpec {
  return byId('nic', nics, id);
}

/** @throws DesignError `catalog/unknown-cable` */
export function cableById(id: string): CableSpec {
  return byId('cable', cables, id);
}

/** @throws DesignError `catalog/unknown-link-standard` */
export function linkStandardById(id: string): LinkStandardSpec {
  return byId('link-standard', linkStandards, id);
}

/** @throws DesignError `catalog/unknown-transceiver` */
export function transceiverById(id: string): TransceiverSpec {
  return byId('transceiver', transceivers, id);
}

/** @throws DesignError `catalog/unknown-fibre` */
export function fibreById(id: string): FibreSpec {
  return byId('fibre', fibres, id);
}

/** @throws DesignError `catalog/unknown-cdu` */
export function cduById(id: string): CduSpec {
  return byId('cdu', cdus, id);
}

/** @throws DesignError `catalog/unknown-air-class` */
export function airClassById(id: string): AirClassSpec {
  return byId('air-class', airClasses, id);
}

/** @throws DesignError `catalog/unknown-coolant-class` */
export function coolantClassById(id: string): CoolantClassSpec {
  return byId('coolant-class', coolantClasses, id);
}

/** @throws DesignError `catalog/unknown-efficiency-class` */
export function efficiencyClassById(id: string): EfficiencyClassSpec {
  return byId('efficiency-class', efficiencyClasses, id);
}

/** @throws DesignError `catalog/unknown-pdu` */
export function pduById(id: string): PduSpec {
  return byId('pdu', pdus, id);
}

/** @throws DesignError `catalog/unknown-ups` */
export function upsById(id: string): UpsSpec {
  return byId('ups', upses, id);
}

/** @throws DesignError `catalog/unknown-generator` */
export function generatorById(id: string): GeneratorSpec {
  return byId('generator', generators, id);
}

/** @throws DesignError `catalog/unknown-battery` */
export function batteryById(id: string): BatterySpec {
  return byId('battery', batteries, id);
}

/** @throws DesignError `catalog/unknown-chiller` */
export function chillerById(id: string): ChillerSpec {
  return byId('chiller', chillers, id);
}

/** @throws DesignError `catalog/unknown-fan-wall` */
export function fanWallById(id: string): FanWallSpec {
  return byId('fan-wall', fanWalls, id);
}

/** @throws DesignError `catalog/unknown-instance` */
export function instanceById(id: string): InstanceSpec {
  return byId('instance', instances, id);
}

function byId<S extends CatalogItem>(kind: string, entries: Readonly<Record<string, S>>, id: string): S {
  const all = Object.values(entries);
  const found = all.find((entry) => entry.id === id);
  if (found !== undefined) return found;
  const ids = all.map((entry) => entry.id).sort();
  const hint = spellingHint(id, ids);
  throw new DesignError(`catalog/unknown-${kind}`, {
    problem: `the catalogue has no ${kind.replaceAll('-', ' ')} '${id}'`,
    remedy: `${hint === undefined ? 'use' : `did you mean '${hint}'? Use`} one of ${ids.join(', ')}`,
    object: id,
  });
}
