import { DesignError } from '../errors/design-error';
import { instances } from './aws/instances';
import { cables } from './cables';
import { cdus } from './cdus';
import { airClasses, coolantClasses } from './cooling-classes';
import { efficiencyClasses } from './efficiency-classes';
import { fibres } from './fibres';
import { nics } from './nics';
import { pdus } from './pdus';
import type { CatalogItem } from './shapes';
import { switches } from './switches';
import { systems } from './systems';
import { transceivers } from './transceivers';

/** Kind of a catalogue entry. */
export type CatalogKind =
  | 'system'
  | 'switch'
  | 'nic'
  | 'transceiver'
  | 'fibre'
  | 'cable'
  | 'cdu'
  | 'pdu'
  | 'air-class'
  | 'coolant-class'
  | 'efficiency-class'
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
  cdu: cdus,
  pdu: pdus,
  'air-class': airClasses,
  'coolant-class': coolantClasses,
  'efficiency-class': efficiencyClasses,
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
