import { FlowRate } from '../units/flow-rate';
import { Length } from '../units/length';
import { Mass } from '../units/mass';
import { Power } from '../units/power';
import { Temperature } from '../units/temperature';
import { cite } from './fact';
import { checkCages, checkPsus, defineEntry } from './define-entry';
import type { BuswaySpec, CduSpec, PduSpec, RackSpec, ServerSpec, StorageSystemSpec } from './facility-specs';

const deschutes = cite('deschutes', 'confirmed');

const coolit = cite('coolit', 'secondary');

const coolitPage = cite('coolit-page', 'secondary', '2026-09');

const manifold = cite('manifold', 'secondary');

const pages = cite('cdu-misc', 'secondary');

/** Coolant distribution units of the catalogue. */
export const cdus = {
  DESCHUTES: defineCdu({
    id: 'deschutes',
    model: 'Project Deschutes',
    manufacturer: 'OCP',
    capacity: deschutes(Power.kilowatts(2_000)),
    maxFlow: deschutes(FlowRate.gallonsPerMinute(500)),
    approach: deschutes(Temperature.celsius(3)),
    facilitySupply: deschutes(Temperature.celsius(26.8)),
    maxPower: deschutes(Power.kilowatts(74)),
    pumpRedundancy: deschutes('N+1'),
    weight: deschutes(Mass.kilograms(3_134)),
    dryWeight: deschutes(Mass.kilograms(2_409)),
  }),
  COOLIT_CHX2000: defineCdu({
    id: 'coolit-chx2000',
    model: 'CHx2000',
    manufacturer: 'CoolIT',
    capacity: coolit(Power.kilowatts(2_000)),
    maxFlow: coolitPage(FlowRate.litresPerMinute(2_125), 'at 35 psi; not the point of its capacity'),
    maxPower: coolitPage(Power.kilowatts(12.24)),
    dimensions: coolit({ width: Length.millimetres(750), depth: Length.millimetres(1_200) }),
  }),
  DELTA_3MW: defineCdu({
    id: 'delta-3mw',
    model: '3 MW CDU',
    manufacturer: 'Delta',
    capacity: pages(Power.kilowatts(3_000)),
    flowPerKilowatt: pages(FlowRate.litresPerMinute(1.5)),
  }),
  LG_1400: defineCdu({
    id: 'lg-1400',
    model: '1.4 MW CDU',
    manufacturer: 'LG',
    capacity: pages(Power.kilowatts(1_400)),
  }),
  VERTIV_XDU450: defineCdu({
    id: 'vertiv-xdu450',
    model: 'XDU450',
    manufacturer: 'Vertiv',
    capacity: pages(Power.kilowatts(453)),
    approach: pages(Temperature.celsius(4)),
  }),
  VERTIV_XDU1350: defineCdu({
    id: 'vertiv-xdu1350',
    model: 'XDU1350',
    manufacturer: 'Vertiv',
    capacity: pages(Power.kilowatts(1_350), 'its full heat at its full flow is a rise of 17 K'),
    maxFlow: manifold(FlowRate.litresPerMinute(1_200)),
    maxPower: manifold(Power.kilowatts(13.7)),
  }),
  LIQUIDSTACK_CDU_1MW: defineCdu({
    id: 'liquidstack-cdu-1mw',
    model: 'CDU-1MW',
    manufacturer: 'LiquidStack',
    capacity: pages(Power.kilowatts(1_350)),
    pumpRedundancy: pages('N+1'),
  }),
} as const;

const devices = cite('nv-dps', 'confirmed');

/** Rack power distribution units of the catalogue. */
export const pdus = {
  RACK_PDU_57500W: definePdu({
    id: 'rackpdu95-57500w',
    model: 'RackPDU95_57500W',
    manufacturer: 'NVIDIA Domain Power Service',
    rating: devices(Power.watts(57_500)),
    efficiency: devices(0.95),
  }),
} as const;

/**
 * Checks and freezes a rack.
 *
 * @throws DesignError with all that is wrong at once, see `defineSystem`
 */
export function defineRack(spec: RackSpec): RackSpec {
  return defineEntry('rack', spec);
}

/**
 * Checks and freezes a rack PDU.
 *
 * @throws DesignError with all that is wrong at once, see `defineSystem`
 */
export function definePdu(spec: PduSpec): PduSpec {
  return defineEntry('PDU', spec, (check, { input }) => {
    const { minVolts = 0, maxVolts = 0 } = input?.value ?? {};
    check.consistent(minVolts <= maxVolts, `'input' runs from ${minVolts} V to ${maxVolts} V`, 'swap the two');
  });
}

/**
 * Checks and freezes a busway.
 *
 * @throws DesignError with all that is wrong at once, see `defineSystem`
 */
export function defineBusway(spec: BuswaySpec): BuswaySpec {
  return defineEntry('busway', spec);
}

/**
 * Checks and freezes a coolant distribution unit.
 *
 * @throws DesignError with all that is wrong at once, see `defineSystem`
 */
export function defineCdu(spec: CduSpec): CduSpec {
  return defineEntry('CDU', spec, (check, { dryWeight, weight }) => {
    if (dryWeight === undefined || weight === undefined) return;
    check.consistent(
      dryWeight.value.isAtMost(weight.value),
      `'dryWeight' of ${dryWeight.value.toString()} is above 'weight' of ${weight.value.toString()}`,
      'give the mass with coolant as weight',
    );
  });
}

/**
 * Checks and freezes a storage system.
 *
 * @throws DesignError with all that is wrong at once, see `defineSystem`
 */
export function defineStorageSystem(spec: StorageSystemSpec): StorageSystemSpec {
  return defineEntry('storage system', spec, (check, { ports, psus, files, metadataOperationsPerSecond }) => {
    for (const [key, fact] of Object.entries({ files, metadataOperationsPerSecond })) {
      const value: unknown = fact?.value ?? 1;
      check.consistent(
        Number.isSafeInteger(value),
        `'${key}' is ${JSON.stringify(value)}, which is no whole number`,
        'write a whole number',
      );
    }
    checkCages(check, 'ports', ports);
    checkPsus(check, psus);
  });
}

/**
 * Checks and freezes a server.
 *
 * @throws DesignError with all that is wrong at once, see `defineSystem`
 */
export function defineServer(spec: ServerSpec): ServerSpec {
  return defineEntry('server', spec, (check, { psus }) => checkPsus(check, psus));
}
