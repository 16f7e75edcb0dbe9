import {
  defineBusway,
  defineCdu,
  definePdu,
  defineRack,
  defineServer,
  defineStorageSystem,
} from '../../src/catalog/facility';
import {
  defineCable,
  defineFibre,
  defineNic,
  defineSwitch,
  defineTransceiver,
  defineSystem,
} from '../../src/catalog/define-hardware';
import { cdus, pdus } from '../../src/catalog/facility';
import { type Fact, userFact } from '../../src/catalog/fact';
import { cables, fibres, nics, transceivers } from '../../src/catalog/links';
import { switches } from '../../src/catalog/switches';
import { systems } from '../../src/catalog/systems';
import { DataRate, DataSize } from '../../src/units/data';
import { Length, Mass, Temperature } from '../../src/units/dimensions';
import { Power } from '../../src/units/power';

const { DGX_B200, GB200_NVL72 } = systems;

function mine<T>(value: T): Fact<T> {
  return userFact(value, 'offer 4711', '2026-10');
}

/** A fact as a program without types could write it. */
function untyped(fact: object): Fact<number> {
  return fact as Fact<number>;
}

function gbps(amount: number): DataRate {
  return DataRate.gigabitsPerSecond(amount);
}

/** The message of what a call throws. */
function refusal(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'nothing was thrown';
}

describe('accepts', () => {
  test('a catalogue system with a fact of the user, and freezes it', () => {
    const system = defineSystem({ ...systems.DGX_H200, rails: mine(8) });
    expect(system.rails).toEqual({ value: 8, source: 'offer 4711', status: 'user', asOf: '2026-10' });
    expect(Object.isFrozen(system.rails)).toBe(true);
  });

  test('the things of which the catalogue has none', () => {
    const base = { model: 'X', manufacturer: 'Y' };
    const rack = { ...base, id: 'rack-48u', heightU: mine(48), maxLoad: mine(Mass.tonnes(1.5)) };
    const busway = { ...base, id: 'busway-1000a', ratedAmps: mine(1_000), volts: mine(415), phases: mine(3 as const) };
    const storage = {
      ...base,
      id: 'flash-1',
      usableCapacity: mine(DataSize.petabytes(1)),
      read: mine(DataRate.gigabytesPerSecond(90)),
      write: mine(DataRate.gigabytesPerSecond(65)),
      ports: mine({ count: 8, rate: gbps(400), portsPerCage: 2 }),
    };
    const server = { ...base, id: 'login-1', role: 'login' as const, psus: mine({ count: 2, needed: 1 }) };
    expect(defineRack(rack)).toEqual(rack);
    expect(defineBusway(busway)).toEqual(busway);
    expect(defineStorageSystem(storage)).toEqual(storage);
    expect(defineServer(server)).toEqual(server);
  });

  test('heat of nothing, and cold below zero', () => {
    const airInlet = mine({ min: Temperature.celsius(-5), max: Temperature.celsius(30) });
    expect(defineSystem({ ...DGX_B200, liquidHeat: mine(Power.ZERO), airInlet })).toMatchObject({ airInlet });
  });

  test('a copy: the object that was passed in stays open', () => {
    const spec = { ...DGX_B200, model: 'mine' };
    defineSystem(spec);
    expect(Object.isFrozen(spec)).toBe(false);
  });
});

describe('names, sources and dates', () => {
  test('fails for an id that is no id', () => {
    expect(refusal(() => defineSystem({ ...DGX_B200, id: 'DGX B200' }))).toBe(
      "system 'DGX B200': the id is 'DGX B200'; use lower-case letters, digits, '-' and '.' [catalog/bad-id]",
    );
  });

  test('fails for an empty name', () => {
    expect(refusal(() => defineSystem({ ...DGX_B200, gpuModel: ' ' }))).toBe(
      "system 'dgx-b200': 'gpuModel' is empty; write a name [catalog/empty-text]",
    );
  });

  test('fails for a bare number or quantity', () => {
    expect(refusal(() => defineSystem({ ...DGX_B200, ...(JSON.parse('{"rails": 8}') as object) }))).toBe(
      "system 'dgx-b200': 'rails' has no source; write rails: userFact(value, source, 'YYYY-MM') [catalog/bare-value]",
    );
  });

  test('fails for a source that the catalogue does not have', () => {
    const of = (source: string): Fact<number> => ({ ...mine(8), source, status: 'published' });
    const asUser = "use a source of the catalogue, or the status 'user' with a source in your words";
    expect(refusal(() => defineSystem({ ...DGX_B200, rails: of('b20') }))).toBe(
      `system 'dgx-b200': the source of 'rails' is 'b20'; did you mean 'b200'? Else ${asUser} [catalog/unknown-source]`,
    );
    expect(refusal(() => defineSystem({ ...DGX_B200, rails: of('my own eyes') }))).toBe(
      `system 'dgx-b200': the source of 'rails' is 'my own eyes'; ${asUser} [catalog/unknown-source]`,
    );
    expect(refusal(() => defineSystem({ ...DGX_B200, rails: userFact(8, ' ', '2026-10') }))).toBe(
      "system 'dgx-b200': 'rails' has no source; say where the value is from [catalog/unknown-source]",
    );
  });

  test('fails for what is not confirmed', () => {
    const rails = untyped({ ...mine(8), status: 'UNCONFIRMED' });
    expect(refusal(() => defineSystem({ ...DGX_B200, rails }))).toBe(
      "system 'dgx-b200': the status of 'rails' is 'UNCONFIRMED'; " +
        'use one of published, confirmed, secondary, derived, user, assumed [catalog/bad-status]',
    );
  });

  test.each(['2026-13', '2026-1', '26-10'] as const)('fails for the month %s', (asOf) => {
    expect(refusal(() => defineSystem({ ...DGX_B200, rails: userFact(8, 'offer', asOf) }))).toBe(
      `system 'dgx-b200': 'rails' is as of '${asOf}'; write year and month: '2026-11' [catalog/bad-date]`,
    );
  });
});

describe('values', () => {
  test.each([
    ['rails', mine(0), "'rails' is 0; write a whole number above 0"],
    ['rails', mine(1.5), "'rails' is 1.5; write a whole number above 0"],
    ['heightU', mine(Number.NaN), "'heightU' is NaN; write a finite number above 0"],
    ['heightU', mine(-1), "'heightU' is -1; write a finite number above 0"],
    ['heightU', mine(Infinity), "'heightU' is Infinity; write a finite number above 0"],
    ['liquidFraction', mine(1.1), "'liquidFraction' is 1.1; write a ratio from 0 to 1"],
    ['maxPower', mine(Power.ZERO), "'maxPower' is 0 W; write an amount above 0, or leave it out"],
    ['waterClass', mine(''), "'waterClass' is ''; write something"],
    ['heightU', untyped({ ...mine(1), value: undefined }), "'heightU' is undefined; leave the whole fact out"],
    ['psus', mine({ count: 0 }), "'psus.count' is 0; write a whole number above 0"],
  ])('fails for %s', (key, fact, problem) => {
    const message = refusal(() => defineSystem({ ...DGX_B200, [key]: fact }));
    expect(message).toBe(`system 'dgx-b200': ${problem} [catalog/bad-value]`);
  });

  test('fails for an empty list, and names the place in a list', () => {
    expect(refusal(() => defineCable({ ...cables.MCP4Y10, lengths: mine([]) }))).toBe(
      "cable 'mcp4y10': 'lengths' is an empty list; leave it out [catalog/bad-value]",
    );
    expect(refusal(() => defineCable({ ...cables.MCP4Y10, lengths: mine([Length.ZERO, Length.metres(1)]) }))).toBe(
      "cable 'mcp4y10': 'lengths[0]' is 0 mm; write an amount above 0, or leave it out [catalog/bad-value]",
    );
  });

  test('fails with everything that is wrong at once', () => {
    const rails = untyped({ ...mine(-8), status: 'guess', asOf: 'today' });
    expect(
      refusal(() => defineSystem({ ...DGX_B200, id: '', model: '', rails, hbm: mine(DataSize.gigabytes(1)) })),
    ).toBe(
      [
        '6 problems [design/several]',
        "- system '': the id is ''; use lower-case letters, digits, '-' and '.' [catalog/bad-id]",
        "- system '': 'id' is empty; write a name [catalog/empty-text]",
        "- system '': 'model' is empty; write a name [catalog/empty-text]",
        "- system '': the status of 'rails' is 'guess'; use one of published, confirmed, secondary, derived, user, assumed [catalog/bad-status]",
        "- system '': 'rails' is as of 'today'; write year and month: '2026-11' [catalog/bad-date]",
        "- system '': 'rails' is -8; write a whole number above 0 [catalog/bad-value]",
      ].join('\n'),
    );
  });
});

describe('facts that contradict each other', () => {
  const inlet = (min: number, max: number): Fact<{ min: Temperature; max: Temperature }> =>
    mine({ min: Temperature.celsius(min), max: Temperature.celsius(max) });
  const ports = (count: number, portsPerCage: number): Fact<{ count: number; rate: DataRate; portsPerCage: number }> =>
    mine({ count, rate: gbps(400), portsPerCage });

  test.each([
    [
      { ...GB200_NVL72, gpus: mine(70) },
      "system 'gb200-nvl72': 70 'gpus' do not spread evenly over 18 'fabricNodes'; make gpus a multiple of fabricNodes",
    ],
    [
      { ...DGX_B200, rails: mine(3) },
      "system 'dgx-b200': 8 'computePorts' do not spread evenly over 3 'rails' and 1 'planes'; make computePorts.count a multiple of rails times planes",
    ],
    [
      { ...DGX_B200, storagePorts: ports(3, 2) },
      "system 'dgx-b200': 3 'storagePorts' do not fill cages of 2; make storagePorts.count a multiple of portsPerCage",
    ],
    [
      { ...DGX_B200, psus: mine({ count: 6, needed: 7 }) },
      "system 'dgx-b200': 'psus' needs 7 of 6; make psus.needed at most psus.count",
    ],
    [
      { ...GB200_NVL72, scalableUnitNodes: mine(10), scalableUnitRacks: mine(8) },
      "system 'gb200-nvl72': 10 'scalableUnitNodes' are no multiple of 18 'fabricNodes'; count fabric nodes, not systems",
    ],
    [
      { ...GB200_NVL72, scalableUnitRacks: mine(9) },
      "system 'gb200-nvl72': 9 'scalableUnitRacks' of 18 'fabricNodes' are not 144 'scalableUnitNodes'; make the three agree",
    ],
    [
      { ...DGX_B200, typicalPower: mine(Power.kilowatts(15)) },
      "system 'dgx-b200': 'typicalPower' of 15 kW is above 'maxPower' of 14.3 kW; check which of the two is the maximum",
    ],
    [
      { ...DGX_B200, scaleUpSwitches: mine(2) },
      "system 'dgx-b200': 'scaleUpSwitches' of 2 in a 'formFactor' of 'system'; make formFactor 'rack', or leave scaleUpSwitches out",
    ],
    [
      { ...DGX_B200, airInlet: inlet(30, 5) },
      "system 'dgx-b200': 'airInlet' runs from 30 degC to 5 degC; swap min and max",
    ],
    [
      { ...DGX_B200, input: mine({ current: 'ac', minVolts: 240, maxVolts: 200 } as const) },
      "system 'dgx-b200': 'input' runs from 240 V to 200 V; swap minVolts and maxVolts",
    ],
    [
      { ...DGX_B200, fp8DensePetaflops: mine(73) },
      "system 'dgx-b200': fp8 is 73 PFLOPS dense and 72 PFLOPS sparse; sparse is the larger one: swap them",
    ],
  ])('fails for a system, case %#', (spec, problem) => {
    const message = refusal(() => defineSystem(spec));
    expect(message).toContain(`${problem} [catalog/inconsistent]`);
  });

  test.each([
    [
      () => defineSwitch({ ...switches.QM9700, chassisRatio: mine(1.25) }),
      "switch 'qm9700': 'chassisRatio' is given, and 'isChassis' is not true; give 'isChassis', or leave 'chassisRatio' out",
    ],
    [
      () => defineSwitch({ ...switches.QM9700, portRate: mine(gbps(800)) }),
      "switch 'qm9700': no mode in 'breakouts' has 2 ports of 800 Gb/s a cage; list the mode that portsPerCage and portRate describe",
    ],
    [
      () =>
        defineSwitch({
          ...switches.QM9700,
          breakouts: mine([
            { ports: 2, rate: gbps(400) },
            { ports: 1, rate: gbps(400) },
          ]),
        }),
      "switch 'qm9700': 'breakouts' has 400 Gb/s twice; list each rate once",
    ],
    [
      () => defineNic({ ...nics.CONNECTX_7, ports: ports(1, 2) }),
      "adapter 'connectx-7': 1 'ports' do not fill cages of 2; make ports.count a multiple of portsPerCage",
    ],
    [
      () => defineCable({ ...cables.MCP7Y10, range: mine({ min: Length.metres(3), max: Length.metres(1) }) }),
      "cable 'mcp7y10': 'range' runs from 3 m to 1 m; swap min and max",
    ],
    [
      () => defineCable({ ...cables.MCP4Y10, lengths: mine([Length.metres(2), Length.metres(1)]) }),
      "cable 'mcp4y10': 'lengths' are 2 m, 1 m; sort them, each once",
    ],
    [
      () => defineTransceiver({ ...transceivers.MMA4Z00_NS, typicalPower: mine(Power.watts(16)) }),
      "transceiver 'mma4z00-ns': 'typicalPower' of 16 W is above 'maxPower' of 15 W; check which of the two is the maximum",
    ],
    [
      () => defineCdu({ ...cdus.DESCHUTES, dryWeight: mine(Mass.tonnes(4)) }),
      "CDU 'deschutes': 'dryWeight' of 4 t is above 'weight' of 3.134 t; give the mass with coolant as weight",
    ],
    [
      () =>
        definePdu({ ...pdus.RACK_PDU_57500W, input: mine({ current: 'ac', minVolts: 415, maxVolts: 400 } as const) }),
      "PDU 'rackpdu95-57500w': 'input' runs from 415 V to 400 V; swap the two",
    ],
  ])('fails for other kinds, case %#', (define, problem) => {
    expect(refusal(define)).toBe(`${problem} [catalog/inconsistent]`);
  });

  test('fails for a fibre without a reach', () => {
    expect(refusal(() => defineFibre({ ...fibres.MFP7E10, reach: mine(Length.ZERO) }))).toBe(
      "fibre 'mfp7e10': 'reach' is 0 mm; write an amount above 0, or leave it out [catalog/bad-value]",
    );
  });
});
