import { DesignError, DesignErrors } from '../../errors/design-error';
import { spellingHint } from '../../errors/spelling-hint';
import type { AddressPlan, PoolPurpose } from '../../model/address-plan';
import type { FabricPlan } from '../../model/fabric-plan';
import type { UnderlayOptions } from '../../model/underlay-plan';
import { checkServices, isWithin } from './check-services';

/** Smallest packet that IPv4 must pass, and the largest that a length field of 16 bits holds, B. */
const SMALLEST_MTU = 576;
const LARGEST_MTU = 65_535;

/**
 * Checks what is wrong in an underlay whatever its size.
 *
 * @throws DesignError `underlay/not-ethernet`, `underlay/no-as-number`, `underlay/unknown-pool`, `underlay/wrong-pool`, `underlay/bad-mtu`,
 * `underlay/bad-roce`, and those of `checkServices`; `DesignErrors` for several
 */
export function checkUnderlay(fabric: FabricPlan, addresses: AddressPlan, options: UnderlayOptions): void {
  const { linkPool, railPool } = options;
  DesignErrors.throwAll([
    ...checkSwitches(fabric, addresses),
    ...(linkPool === undefined ? [] : checkPool(fabric, addresses, 'linkPool', linkPool, 'fabric-link')),
    ...(railPool === undefined ? [] : checkPool(fabric, addresses, 'railPool', railPool, 'rail')),
    ...checkNumbers(fabric, options),
    ...checkServices(fabric, addresses, options),
  ]);
}

function checkSwitches({ name, kind, switches }: FabricPlan, { asNumbers }: AddressPlan): DesignError[] {
  if (kind !== 'ethernet') {
    const problem = `fabric '${name}' is of kind ${kind}, and only Ethernet has an underlay`;
    return [
      new DesignError('underlay/not-ethernet', { problem, remedy: 'plan it for Ethernet fabrics alone', object: name }),
    ];
  }
  const numbered = new Set(asNumbers.map(({ device }) => device));
  const missing = switches.filter((each) => !numbered.has(each.name));
  const [first] = missing;
  if (first === undefined) return [];
  return [
    new DesignError('underlay/no-as-number', {
      problem: `fabric '${name}': ${missing.length} of ${switches.length} switches have no AS number, '${first.name}' first`,
      remedy: "name them in 'asNumberFor'",
      object: first.name,
    }),
  ];
}

function checkPool(
  fabric: FabricPlan,
  { pools }: AddressPlan,
  prop: string,
  name: string,
  purpose: PoolPurpose,
): DesignError[] {
  const pool = pools.find((each) => each.name === name);
  if (pool?.purpose === purpose) return [];
  const fitting = pools.filter((each) => each.purpose === purpose).map((each) => each.name);
  const hint = spellingHint(name, fitting);
  const remedy =
    hint === undefined ? `name a pool of purpose '${purpose}' of 'addressPools'` : `did you mean '${hint}'?`;
  const problem =
    pool === undefined
      ? `fabric '${fabric.name}': '${prop}' names pool '${name}', which is not there`
      : `fabric '${fabric.name}': '${prop}' names pool '${name}', whose purpose is '${pool.purpose}'`;
  const code = pool === undefined ? 'underlay/unknown-pool' : 'underlay/wrong-pool';
  return [new DesignError(code, { problem, remedy, object: name })];
}

function checkNumbers({ name }: FabricPlan, { mtuBytes, roce }: UnderlayOptions): DesignError[] {
  const errors: DesignError[] = [];
  if (mtuBytes !== undefined && !isWithin(mtuBytes, SMALLEST_MTU, LARGEST_MTU)) {
    errors.push(
      new DesignError('underlay/bad-mtu', {
        problem: `fabric '${name}': 'mtuBytes' is ${mtuBytes}`,
        remedy: `give a whole number from ${SMALLEST_MTU} to ${LARGEST_MTU}`,
        object: name,
        value: `${mtuBytes} B`,
      }),
    );
  }
  if (roce !== undefined && !(isWithin(roce.priority, 0, 7) && isWithin(roce.dscp, 0, 63))) {
    errors.push(
      new DesignError('underlay/bad-roce', {
        problem: `fabric '${name}': 'roce' has priority ${roce.priority} and code point ${roce.dscp}`,
        remedy: "give a 'priority' from 0 to 7 and a 'dscp' from 0 to 63, whole numbers both",
        object: name,
      }),
    );
  }
  return errors;
}
