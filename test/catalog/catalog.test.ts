import { capTimes, directCurrent } from '../../src/catalog/facility';
import { DIRECT_CONNECT_LOCATIONS, directConnectLocation } from '../../src/catalog/direct-connect-locations';
import { AWS_QUOTAS } from '../../src/catalog/aws-quotas';
import {
  CAPITAL_FIGURES,
  EMISSION_FACTORS,
  gpuHours,
  IDLE_SHARE,
  KEPCO_DEMAND,
  KEPCO_HOURS,
  KEPCO_SURCHARGE,
  kepcoContracts,
  KOREAN_RATES,
  KOREAN_VAT,
  LIFE_RANGE,
  MACRS,
  POWER_FUND,
  throughputs,
} from '../../src/catalog/economics';
import { inferenceGpus, models } from '../../src/catalog/models';
import {
  airClassById,
  batteryById,
  cableById,
  catalogEntries,
  cduById,
  chillerById,
  coolantClassById,
  efficiencyClassById,
  fanWallById,
  fibreById,
  generatorById,
  instanceById,
  linkStandardById,
  nicById,
  pduById,
  switchById,
  systemById,
  transceiverById,
  upsById,
  withoutDuplicates,
} from '../../src/catalog/catalog-entries';
import { requireFact } from '../../src/catalog/shapes';
import { sources } from '../../src/catalog/sources';
import { systems } from '../../src/catalog/systems';
import { Quantity } from '../../src/units/quantity';

const quotaFacts = AWS_QUOTAS.flatMap(({ code, initial }) =>
  initial === undefined ? [] : [{ name: code, fact: initial }],
);

const locationFacts = DIRECT_CONNECT_LOCATIONS.flatMap(({ code, gigabits, macsecGigabits }) => [
  { name: `${code}.gigabits`, fact: gigabits },
  { name: `${code}.macsecGigabits`, fact: macsecGigabits },
]);

/** Facts of money and inference, which the catalogue of things to build does not list. */
const economicFacts = [
  ...models.flatMap(({ id, shape, trainedContext }) => [
    { name: `${id}.shape`, fact: shape },
    ...(trainedContext === undefined ? [] : [{ name: `${id}.trainedContext`, fact: trainedContext }]),
  ]),
  ...[...inferenceGpus, ...kepcoContracts, ...Object.values(gpuHours), ...Object.values(EMISSION_FACTORS)].map(
    (fact, index) => ({ name: `economics ${index}`, fact }),
  ),
  ...Object.entries({
    ...CAPITAL_FIGURES,
    IDLE_SHARE,
    KEPCO_DEMAND,
    KEPCO_HOURS,
    KEPCO_SURCHARGE,
    KOREAN_RATES,
    KOREAN_VAT,
    LIFE_RANGE,
    MACRS,
    POWER_FUND,
    ...directCurrent,
    ...capTimes,
  }).map(([name, fact]) => ({ name, fact })),
];

const facts = [
  ...economicFacts,
  ...catalogEntries().flatMap(({ item }) =>
    Object.entries(item)
      .filter(([, member]) => typeof member !== 'string')
      .map(([key, fact]) => ({ name: `${item.id}.${key}`, fact: fact as (typeof economicFacts)[number]['fact'] })),
  ),
];

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
    const rounds = throughputs().map(({ source }) => source.replace(/:.*/, ''));
    const used = new Set([
      ...[...facts, ...quotaFacts, ...locationFacts].map(({ fact }): string => fact.source),
      ...rounds,
    ]);
    expect(Object.keys(sources).filter((id) => !used.has(id))).toEqual([]);
  });
});

describe('locations of Direct Connect', () => {
  // Three of Seoul's region stand in Seoul and Anyang; a code that looks like Seoul's is Seattle's.
  test.each([
    ['LGU57', 'Anyang-si', 'KR', 'ap-northeast-2', [1, 10, 100], [10, 100]],
    ['TLS10', 'Seoul', 'KR', 'ap-northeast-2', [1, 10, 100], [10, 100]],
    ['LGKNX', 'Seoul', 'KR', 'ap-northeast-2', [1, 10], []],
    ['EqSe2', 'Seattle', 'US', 'us-west-2', [1, 10, 100, 400], [10, 100, 400]],
  ])('%s is in %s, %s, of %s', (code, city, country, region, rates, macsec) => {
    expect(directConnectLocation(code)).toMatchObject({
      city,
      country,
      region,
      gigabits: { value: rates, source: 'dx-locations', status: 'secondary' },
      macsecGigabits: { value: macsec },
    });
  });

  test('have a code each, a city, a country and rates, MACsec at rates that they have', () => {
    const codes = DIRECT_CONNECT_LOCATIONS.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.length).toBe(143);
    for (const { code, name, city, country, region, gigabits, macsecGigabits } of DIRECT_CONNECT_LOCATIONS) {
      expect([code, name, city].every((text) => text.length > 1)).toBe(true);
      expect(country).toMatch(/^[A-Z]{2}$/);
      expect(region).toMatch(/^[a-z]{2}-[a-z]+-\d$/);
      expect(gigabits.value.length).toBeGreaterThan(0);
      expect(gigabits.value).toEqual(expect.arrayContaining([...macsecGigabits.value]));
    }
  });

  test('fails to find a code that is not listed', () => {
    expect(directConnectLocation('KINX')).toBeUndefined();
  });
});

describe('lookup', () => {
  test.each(catalogEntries())('$item.id is found by its id', ({ kind, item }) => {
    const byKind = {
      system: systemById,
      switch: switchById,
      nic: nicById,
      cable: cableById,
      'link-standard': linkStandardById,
      transceiver: transceiverById,
      fibre: fibreById,
      cdu: cduById,
      pdu: pduById,
      'air-class': airClassById,
      'coolant-class': coolantClassById,
      'efficiency-class': efficiencyClassById,
      ups: upsById,
      generator: generatorById,
      battery: batteryById,
      chiller: chillerById,
      'fan-wall': fanWallById,
      instance: instanceById,
    };
    expect(byKind[kind](item.id)).toBe(item);
  });

  test('fails for an unknown id, hints at the right one and lists all', () => {
    expect(() => systemById('dgx-b20')).toThrow(
      "the catalogue has no system 'dgx-b20'; did you mean 'dgx-b200'? Use one of cisco-ucs-c880a-m8, dell-xe9680, dell-xe9680l, dell-xe9780, " +
        'dgx-b200, dgx-b300, dgx-h100, dgx-h200, dgx-rubin-nvl8, gb200-nvl72, gb300-nvl72, lenovo-sr680a-v3, ' +
        'lenovo-sr680a-v4, lenovo-sr780a-v3, supermicro-as-4126gs-nb3rt-lcc, supermicro-as-4126gs-nmr-lcc, ' +
        'supermicro-as-8125gs-tnmr2, supermicro-as-8126gs-nb3rt, supermicro-as-8126gs-tnmr, ' +
        'supermicro-sys-422ga-nbrt-lcc, supermicro-sys-a21ge-nbrt, vr-nvl72 [catalog/unknown-system]',
    );
    expect(() => pduById('geist')).toThrow(
      "the catalogue has no pdu 'geist'; use one of apc-ap8886, rackpdu95-57500w [catalog/unknown-pdu]",
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
    expect(() => requireFact(systems.DGX_RUBIN_NVL8, 'maxPower')).toThrow(
      "'dgx-rubin-nvl8' has no 'maxPower': no source states it; define it again with " +
        "maxPower: userFact(value, source, 'YYYY-MM') [catalog/missing-fact]",
    );
  });
});
