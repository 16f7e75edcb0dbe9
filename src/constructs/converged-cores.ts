import type { SwitchSpec } from '../catalog/network-specs';
import type { BreakoutMode } from '../catalog/shapes';
import { DesignError, DesignErrors } from '../errors/design-error';
import type { CageBreakout, CageRun, CorePair } from '../model/core-pair';
import type { ConvergedPairProps, ConvergedRunProps } from './converged-pair-props';
import { fabricSwitch } from './fabric-switch';

/** The cores as the engine takes them. */
export function convergedCores(id: string, props: ConvergedPairProps): CorePair {
  const { switch: spec, names, reservedCages } = props;
  const { lanes } = fabricSwitch(ownerOf(id), spec);
  if (lanes === undefined) {
    throw new DesignError('converged/lanes-unknown', {
      problem: `${ownerOf(id)}: '${spec.id}' states no 'connector', and so not how many lanes a cage has`,
      remedy: "define the switch with its 'connector' and the source of it",
      object: spec.id,
    });
  }
  return {
    names: names ?? [`${id}-01`, `${id}-02`],
    cages: spec.cages.value,
    connectorsPerCage: props.connectorsPerCage ?? (spec.connector?.value === 'OSFP' ? 2 : 1),
    lanesPerCage: lanes,
    cageRateBits: Math.max(...modesOf(spec).map(({ ports, rate }) => ports * rate.inBitsPerSecond)),
    ...(reservedCages === undefined ? {} : { reservedCages }),
  };
}

/**
 * Runs with the breakouts of the switch.
 *
 * @throws DesignError `converged/no-such-breakout`
 */
export function convergedRuns(id: string, { switch: spec, runs }: ConvergedPairProps): readonly CageRun[] {
  DesignErrors.throwAll(
    runs.flatMap((run) => (breakoutOf(spec, run) === undefined ? [noBreakout(id, spec, run)] : [])),
  );
  return runs.flatMap((run) => {
    const breakout = breakoutOf(spec, run);
    const { name, place, usedPerCage } = run;
    const rest = { ...(place === undefined ? {} : { place }), ...(usedPerCage === undefined ? {} : { usedPerCage }) };
    return breakout === undefined ? [] : [{ name, breakout, ...rest }];
  });
}

function modesOf({ breakouts, pairedBreakouts }: SwitchSpec): readonly BreakoutMode[] {
  return [...breakouts.value, ...(pairedBreakouts?.value ?? [])];
}

/** A paired mode takes the lanes of the next cage: it works in odd cages, and the even one after it is dark. */
function breakoutOf(spec: SwitchSpec, { portRate }: ConvergedRunProps): CageBreakout | undefined {
  const isAt = ({ rate }: BreakoutMode): boolean => rate.equals(portRate);
  const own = spec.breakouts.value.find(isAt);
  const mode = own ?? spec.pairedBreakouts?.value.find(isAt);
  if (mode === undefined) return undefined;
  const breakout = { portsPerCage: mode.ports, portRateBits: portRate.inBitsPerSecond };
  return own === undefined ? { ...breakout, cages: 'odd', disables: [1] } : breakout;
}

function noBreakout(id: string, spec: SwitchSpec, { name, portRate }: ConvergedRunProps): DesignError {
  const modes = modesOf(spec).map(({ ports, rate }) => `${ports} x ${rate.toString()}`);
  return new DesignError('converged/no-such-breakout', {
    problem: `${ownerOf(id)}: no cage of '${spec.id}' gives run '${name}' ports of ${portRate.toString()}; it takes ${modes.join(', ')}`,
    remedy: "choose one of these rates as 'portRate', or another switch",
    object: name,
    value: portRate.toString(),
  });
}

/** The pair in the words of a message. */
export function ownerOf(id: string): string {
  return `core pair '${id}'`;
}
