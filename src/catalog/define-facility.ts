import { checkCages, checkPsus, defineEntry } from './define-entry';
import type { BuswaySpec, CduSpec, PduSpec, RackSpec, ServerSpec, StorageSystemSpec } from './facility-specs';

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
