import { AWS_QUOTAS } from '../../src/catalog/aws/quotas';
import { catalogEntries, withoutDuplicates } from '../../src/catalog/catalog-entries';
import {
  airClassById,
  cableById,
  cduById,
  coolantClassById,
  efficiencyClassById,
  fibreById,
  instanceById,
  nicById,
  pduById,
  switchById,
  systemById,
  transceiverById,
} from '../../src/catalog/lookup';
import { requireFact } from '../../src/catalog/require-fact';
import { sources } from '../../src/catalog/sources';
import { systems } from '../../src/catalog/systems';
import { Quantity } from '../../src/units/quantity';

const quotaFacts = AWS_QUOTAS.flatMap(({ code, initial }) =>
  initial === undefined ? [] : [{ name: code, fact: initial }],
);

const facts = catalogEntries().flatMap(({ item }) =>
  Object.entries(item)
    .filter(([, member]) => typeof member !== 'string')
    .map(([key, fact]) => ({ name: `${item.id}.${key}`, fact })),
);

describe('every fact', () => {
  test.each(facts)('$name has a value, a known source, a status and a month', ({ fact }) => {
    expect(Object.keys(fact)).toEqual(expect.arrayContaining(['value', 'source', 'status', 'asOf']));
    expect(Object.keys(sources)).toContain(fact.source);
    expect(['published', 'confirmed', 'secondary', 'derived']).toContain(fact.status);
    expect(fact.asOf).toMatch(/^20\d\d-\d\d$/);
    expect(fact.value).toBeDefined();
  });

  test('is frozen to the bottom', () => {
    const check = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      expect(Object.isFrozen(value)).toBe(true);
      if (!(value instanceof Quantity)) Object.values(value).forEach(check);
    };
    catalogEntries().forEach(({ item }) => check(item));
  });

  test('is used: no source is left over', () => {
    const used = new Set([...facts, ...quotaFacts].map(({ fact }) => fact.source));
    expect(Object.keys(sources).filter((id) => !used.has(id))).toEqual([]);
  });
});

describe('lookup', () => {
  test.each(catalogEntries())('$item.id is found by its id', ({ kind, item }) => {
    const byKind = {
      system: systemById,
      switch: switchById,
      nic: nicById,
      cable: cableById,
      transceiver: transceiverById,
      fibre: fibreById,
      cdu: cduById,
      pdu: pduById,
      'air-class': airClassById,
      'coolant-class': coolantClassById,
      'efficiency-class': efficiencyClassById,
      instance: instanceById,
    };
    expect(byKind[kind](item.id)).toBe(item);
  });

  test('fails for an unknown id, hints at the right one and lists all', () => {
    expect(() => systemById('dgx-b20')).toThrow(
      "the catalogue has no system 'dgx-b20'; did you mean 'dgx-b200'? Use one of dgx-b200, dgx-b300, dgx-h100, " +
        'dgx-h200, dgx-rubin-nvl8, gb200-nvl72, gb300-nvl72, vr-nvl72 [catalog/unknown-system]',
    );
    expect(() => pduById('apc')).toThrow(
      "the catalogue has no pdu 'apc'; use one of rackpdu95-57500w [catalog/unknown-pdu]",
    );
  });

  test('fails for two entries with one id', () => {
    const entry = { kind: 'system', item: systems.DGX_B200 } as const;
    expect(() => withoutDuplicates([entry, entry])).toThrow(
      "two entries of the kind 'system' have the id 'dgx-b200'; rename one of them [catalog/duplicate-id]",
    );
  });
});

describe('requireFact', () => {
  test('gives the value', () => {
    expect(requireFact(systems.DGX_B200, 'rails')).toBe(8);
    expect(requireFact(systems.DGX_B200, 'maxPower').inKilowatts).toBe(14.3);
  });

  test('fails where no source states it', () => {
    expect(() => requireFact(systems.DGX_B300, 'maxPower')).toThrow(
      "'dgx-b300' has no 'maxPower': no source states it; define it anew with " +
        "maxPower: userFact(value, source, 'YYYY-MM') [catalog/missing-fact]",
    );
  });
});
