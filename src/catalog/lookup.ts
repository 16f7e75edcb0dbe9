import { DesignError } from '../errors/design-error';
import { spellingHint } from '../errors/spelling-hint';
import type { InstanceSpec } from './aws/instance-spec';
import { instances } from './aws/instances';
import { cables } from './cables';
import { cdus } from './cdus';
import { type AirClassSpec, airClasses, type CoolantClassSpec, coolantClasses } from './cooling-classes';
import { type EfficiencyClassSpec, efficiencyClasses } from './efficiency-classes';
import type { CduSpec, PduSpec } from './facility-specs';
import { fibres } from './fibres';
import type { CableSpec, FibreSpec, NicSpec, SwitchSpec, TransceiverSpec } from './network-specs';
import { nics } from './nics';
import { pdus } from './pdus';
import type { CatalogItem } from './shapes';
import { switches } from './switches';
import type { SystemSpec } from './system-spec';
import { systems } from './systems';
import { transceivers } from './transceivers';

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
