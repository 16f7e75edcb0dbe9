import { checkCages, checkPsus, defineEntry, type EntryCheck } from './define-entry';
import type { CableSpec, FibreSpec, NicSpec, SwitchSpec, TransceiverSpec } from './network-specs';

/**
 * Checks and freezes a switch.
 *
 * @throws DesignError with all that is wrong at once, see `defineSystem`
 */
export function defineSwitch(spec: SwitchSpec): SwitchSpec {
  return defineEntry('switch', spec, checkSwitch);
}

/**
 * Checks and freezes a network adapter.
 *
 * @throws DesignError with all that is wrong at once, see `defineSystem`
 */
export function defineNic(spec: NicSpec): NicSpec {
  return defineEntry('adapter', spec, (check, { ports, twinPlanePorts }) => {
    checkCages(check, 'ports', ports);
    checkCages(check, 'twinPlanePorts', twinPlanePorts);
  });
}

/**
 * Checks and freezes a copper cable.
 *
 * @throws DesignError with all that is wrong at once, see `defineSystem`
 */
export function defineCable(spec: CableSpec): CableSpec {
  return defineEntry('cable', spec, checkCable);
}

/**
 * Checks and freezes an optical module.
 *
 * @throws DesignError with all that is wrong at once, see `defineSystem`
 */
export function defineTransceiver(spec: TransceiverSpec): TransceiverSpec {
  return defineEntry('transceiver', spec, (check, { typicalPower, maxPower }) => {
    if (typicalPower === undefined || maxPower === undefined) return;
    check.consistent(
      typicalPower.value.isAtMost(maxPower.value),
      `'typicalPower' of ${typicalPower.value.toString()} is above 'maxPower' of ${maxPower.value.toString()}`,
      'check which of the two is the maximum',
    );
  });
}

/**
 * Checks and freezes a fibre.
 *
 * @throws DesignError with all that is wrong at once, see `defineSystem`
 */
export function defineFibre(spec: FibreSpec): FibreSpec {
  return defineEntry('fibre', spec);
}

function checkSwitch(check: EntryCheck, spec: SwitchSpec): void {
  const { portsPerCage, portRate, breakouts } = spec;
  const modes = breakouts.value;
  check.consistent(
    modes.some(({ ports, rate }) => ports === portsPerCage.value && rate.equals(portRate.value)),
    `no mode in 'breakouts' has ${portsPerCage.value} ports of ${portRate.value.toString()} a cage`,
    'list the mode that portsPerCage and portRate describe',
  );
  const rates = modes.map(({ rate }) => rate.toString());
  const twice = rates.find((rate, index) => rates.indexOf(rate) !== index);
  check.consistent(twice === undefined, `'breakouts' has ${twice ?? ''} twice`, 'list each rate once');
  checkPsus(check, spec.psus);
}

function checkCable(check: EntryCheck, { range, lengths }: CableSpec): void {
  if (range !== undefined) {
    check.consistent(
      range.value.min.isAtMost(range.value.max),
      `'range' runs from ${range.value.min.toString()} to ${range.value.max.toString()}`,
      'swap min and max',
    );
  }
  const sorted = lengths?.value ?? [];
  check.consistent(
    sorted.every((length, index) => index === 0 || sorted[index - 1]?.isLessThan(length) === true),
    `'lengths' are ${sorted.join(', ')}`,
    'sort them, each once',
  );
}
