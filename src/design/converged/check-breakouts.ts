import type { DesignError } from '../../errors/design-error';
import { DataRate } from '../../units/data-rate';
import type { CageRun, ConvergedInput } from '../../model/core-pair';
import { convergedProblem } from './converged-problem';

/**
 * Breakouts, rates and cages that the cores do not have: `converged/uneven-breakout`, `converged/breakout-too-fast`, `converged/too-many-used`,
 * `converged/no-such-cage`, `converged/port-too-fast`.
 */
export function checkBreakouts(input: ConvergedInput): DesignError[] {
  return [...input.runs.flatMap((run) => checkRun(input, run)), ...noSuchCages(input), ...tooFastPorts(input)];
}

function checkRun(input: ConvergedInput, { name, breakout, usedPerCage }: CageRun): DesignError[] {
  const { connectorsPerCage, lanesPerCage, cageRateBits } = input.cores;
  const { portsPerCage, portRateBits } = breakout;
  const errors: DesignError[] = [];
  const isEven = portsPerCage === 1 || portsPerCage % connectorsPerCage === 0;
  if (!isEven || lanesPerCage % portsPerCage !== 0) {
    errors.push(
      convergedProblem(input, 'converged/uneven-breakout', {
        what: `run '${name}' breaks a cage of ${lanesPerCage} lanes and ${connectorsPerCage} connectors out into ${portsPerCage} ports`,
        remedy: "use a 'portsPerCage' that shares lanes and connectors evenly",
        object: name,
        value: `${portsPerCage} ports`,
      }),
    );
  }
  if (portsPerCage * portRateBits > cageRateBits) {
    errors.push(
      convergedProblem(input, 'converged/breakout-too-fast', {
        what: `run '${name}' breaks a cage out into ${portsPerCage} x ${rate(portRateBits)}, and it carries ${rate(cageRateBits)}`,
        remedy: 'use fewer ports per cage or a lower rate',
        object: name,
        value: rate(portsPerCage * portRateBits),
        limit: rate(cageRateBits),
      }),
    );
  }
  if (usedPerCage !== undefined && usedPerCage > portsPerCage) {
    errors.push(
      convergedProblem(input, 'converged/too-many-used', {
        what: `run '${name}' uses ${usedPerCage} ports of a cage that gives ${portsPerCage}`,
        remedy: `set 'usedPerCage' to ${portsPerCage} at most`,
        object: name,
        value: `${usedPerCage} ports`,
        limit: `${portsPerCage} ports`,
      }),
    );
  }
  return errors;
}

function noSuchCages(input: ConvergedInput): DesignError[] {
  const { cages, reservedCages = [] } = input.cores;
  const asked = [
    ...reservedCages.map((cage) => ({ cage, who: "'reservedCages'" })),
    ...input.runs.flatMap(({ name, place }) =>
      typeof place === 'number' ? [{ cage: place, who: `'place' of run '${name}'` }] : [],
    ),
  ];
  return asked
    .filter(({ cage }) => cage > cages)
    .map(({ cage, who }) =>
      convergedProblem(input, 'converged/no-such-cage', {
        what: `${who} names cage ${cage}, and a core has ${cages}`,
        remedy: 'name a cage of the panel',
        value: `cage ${cage}`,
        limit: `${cages} cages`,
      }),
    );
}

function tooFastPorts(input: ConvergedInput): DesignError[] {
  return input.groups.flatMap(({ name, links }) =>
    links.flatMap(({ kind, run, rateBits = 0 }) => {
      const port = input.runs.find((one) => one.name === run)?.breakout.portRateBits;
      if (port === undefined || rateBits <= port) return [];
      return [
        convergedProblem(input, 'converged/port-too-fast', {
          what: `'${kind}' of group '${name}' has ports of ${rate(rateBits)}, and run '${run}' gives ports of ${rate(port)}`,
          remedy: "use a breakout with faster ports, or set 'rateBits' to the speed at which the link runs",
          object: name,
          value: rate(rateBits),
          limit: rate(port),
        }),
      ];
    }),
  );
}

function rate(bits: number): string {
  return DataRate.bitsPerSecond(bits).toString();
}
