import { checkCages, checkPsus, defineEntry, type EntryCheck } from './define-entry';
import type { InstanceSpec, SystemSpec } from './system-spec';
import type { CableSpec, FibreSpec, NicSpec, SwitchSpec, TransceiverSpec } from './network-specs';

/**
 * Checks and freezes a GPU system. Start from one of the catalogue, or write your own with `userFact`.
 *
 * @throws DesignError with all that is wrong at once: `catalog/bad-id`, `catalog/bare-value`, `catalog/unknown-source`,
 * `catalog/bad-status`, `catalog/bad-date`, `catalog/bad-value`, `catalog/inconsistent`
 */
export function defineSystem(spec: SystemSpec): SystemSpec {
  return defineEntry('system', spec, checkSystem);
}

function checkSystem(check: EntryCheck, spec: SystemSpec): void {
  const { gpus, fabricNodes, rails, planes, computePorts } = spec;
  check.consistent(
    multiple(gpus.value, fabricNodes.value),
    `${gpus.value} 'gpus' do not spread evenly over ${fabricNodes.value} 'fabricNodes'`,
    'make gpus a multiple of fabricNodes',
  );
  if (rails !== undefined && computePorts !== undefined) {
    const links = rails.value * (planes?.value ?? 1);
    check.consistent(
      multiple(computePorts.value.count, links),
      `${computePorts.value.count} 'computePorts' do not spread evenly over ${rails.value} 'rails' and ${planes?.value ?? 1} 'planes'`,
      'make computePorts.count a multiple of rails times planes',
    );
  }
  check.consistent(
    spec.scaleUpSwitches === undefined || spec.formFactor === 'rack',
    `'scaleUpSwitches' of ${spec.scaleUpSwitches?.value ?? 0} in a 'formFactor' of '${spec.formFactor}'`,
    "make formFactor 'rack', or leave scaleUpSwitches out",
  );
  checkCages(check, 'computePorts', computePorts);
  for (const name of ['infinibandForm', 'ethernetForm'] as const) checkForm(check, name, spec);
  if (rails !== undefined && spec.railAdapters !== undefined) {
    check.consistent(
      spec.railAdapters.value.length === rails.value,
      `'railAdapters' names ${spec.railAdapters.value.length} adapters for ${rails.value} 'rails'`,
      'name the adapter of each rail',
    );
  }
  checkCages(check, 'storagePorts', spec.storagePorts);
  checkCages(check, 'inBandPorts', spec.inBandPorts);
  checkPsus(check, spec.psus);
  checkSharedAdapters(check, spec);
  checkScalableUnit(check, spec);
  checkPower(check, spec);
  checkRates(check, spec);
}

/** Links of a form fill their cages and spread evenly over rails and planes. */
function checkForm(check: EntryCheck, name: 'infinibandForm' | 'ethernetForm', spec: SystemSpec): void {
  const form = spec[name];
  if (form === undefined) return;
  checkCages(check, name, form);
  const { count, planes } = form.value;
  const rails = spec.rails?.value ?? 1;
  check.consistent(
    multiple(count, rails * planes),
    `${count} '${name}' links do not spread evenly over ${rails} 'rails' and ${planes} planes`,
    `make ${name}.count a multiple of rails times planes`,
  );
}

/** Ports by network are no more than their adapters have, and an adapter carries no more than its ports. */
function checkSharedAdapters(check: EntryCheck, { sharedAdapters, storagePorts, inBandPorts }: SystemSpec): void {
  if (sharedAdapters === undefined) return;
  const { count, portsEach, portRate, rate, nic } = sharedAdapters.value;
  check.consistent(
    rate.isAtMost(portRate.times(portsEach)),
    `an adapter of 'sharedAdapters' carries ${rate.toString()} on ${portsEach} ports of ${portRate.toString()}`,
    'give what all ports of one adapter carry together',
  );
  if (nic === undefined) return;
  const ports = [storagePorts, inBandPorts].reduce(
    (sum, group) => sum + (group?.value.nic === nic ? group.value.count : 0),
    0,
  );
  check.consistent(
    ports <= count * portsEach,
    `${ports} 'storagePorts' and 'inBandPorts' of '${nic}' stand on ${count * portsEach} ports of 'sharedAdapters'`,
    'give the ports of all adapters, or fewer of each network',
  );
}

function checkScalableUnit(check: EntryCheck, { fabricNodes, scalableUnitNodes, scalableUnitRacks }: SystemSpec): void {
  if (scalableUnitNodes === undefined) return;
  check.consistent(
    multiple(scalableUnitNodes.value, fabricNodes.value),
    `${scalableUnitNodes.value} 'scalableUnitNodes' are no multiple of ${fabricNodes.value} 'fabricNodes'`,
    'count fabric nodes, not systems',
  );
  if (scalableUnitRacks === undefined) return;
  check.consistent(
    scalableUnitRacks.value * fabricNodes.value === scalableUnitNodes.value,
    `${scalableUnitRacks.value} 'scalableUnitRacks' of ${fabricNodes.value} 'fabricNodes' are not ${scalableUnitNodes.value} 'scalableUnitNodes'`,
    'make the three agree',
  );
}

function checkPower(check: EntryCheck, { maxPower, typicalPower, measuredPower, airInlet, input }: SystemSpec): void {
  for (const [name, lower] of Object.entries({ typicalPower, measuredPower })) {
    if (maxPower === undefined || lower === undefined) continue;
    check.consistent(
      lower.value.isAtMost(maxPower.value),
      `'${name}' of ${lower.value.toString()} is above 'maxPower' of ${maxPower.value.toString()}`,
      'check which of the two is the maximum',
    );
  }
  if (airInlet !== undefined) {
    check.consistent(
      airInlet.value.min.isLessThan(airInlet.value.max),
      `'airInlet' runs from ${airInlet.value.min.toString()} to ${airInlet.value.max.toString()}`,
      'swap min and max',
    );
  }
  if (input !== undefined) {
    check.consistent(
      input.value.minVolts <= input.value.maxVolts,
      `'input' runs from ${input.value.minVolts} V to ${input.value.maxVolts} V`,
      'swap minVolts and maxVolts',
    );
  }
}

function checkRates(check: EntryCheck, spec: SystemSpec): void {
  const pairs = [
    ['fp8', spec.fp8DensePetaflops, spec.fp8SparsePetaflops],
    ['fp4', spec.fp4DensePetaflops, spec.fp4SparsePetaflops],
  ] as const;
  for (const [name, dense, sparse] of pairs) {
    if (dense === undefined || sparse === undefined) continue;
    check.consistent(
      dense.value <= sparse.value,
      `${name} is ${dense.value} PFLOPS dense and ${sparse.value} PFLOPS sparse`,
      'sparse is the larger one: swap them',
    );
  }
}

function multiple(number: number, of: number): boolean {
  return of > 0 && number % of === 0;
}

/**
 * Checks and freezes an instance type. Start from one of the catalogue, or write your own with `userFact`.
 *
 * @throws DesignError with all that is wrong at once: `catalog/bad-id`, `catalog/bare-value`, `catalog/unknown-source`,
 * `catalog/bad-status`, `catalog/bad-date`, `catalog/bad-value`, `catalog/inconsistent`
 */
export function defineInstance(spec: InstanceSpec): InstanceSpec {
  return defineEntry('instance', spec, (check, { efaInterfaces, networkCards, isCard0Efa }) => {
    if (efaInterfaces === undefined) return;
    check.consistent(
      efaInterfaces.value <= networkCards.value,
      `${efaInterfaces.value} 'efaInterfaces' are more than ${networkCards.value} 'networkCards', and a card takes one`,
      'make efaInterfaces at most networkCards',
    );
    check.consistent(
      isCard0Efa?.value !== false || efaInterfaces.value < networkCards.value,
      `${efaInterfaces.value} 'efaInterfaces' do not fit on ${networkCards.value} 'networkCards' of which card 0 takes none`,
      "make efaInterfaces less than networkCards, or 'isCard0Efa' true",
    );
  });
}

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
  const { portsPerCage, portRate, breakouts, isChassis, chassisRatio } = spec;
  check.consistent(
    chassisRatio === undefined || isChassis?.value === true,
    "'chassisRatio' is given, and 'isChassis' is not true",
    "give 'isChassis', or leave 'chassisRatio' out",
  );
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
