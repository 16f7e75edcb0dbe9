import { DesignError } from '../../errors/design-error';
import type { CageRun, ConvergedInput, CorePair, DeviceGroup } from '../../model/core-pair';
import { DataRate } from '../../units/data';
import { oobPortsAsked } from './wire-rows';
import { fits, placeRuns, type RunCages, type RunNeed } from './runs';

/** What is wrong with the ports of devices: `converged/bad-port`, `converged/duplicate-port`, `converged/bad-core-list`. */
export function checkConvergedPorts(input: ConvergedInput): DesignError[] {
  return input.groups.flatMap((group) => [
    ...badPorts(input, group),
    ...duplicatePorts(input, group),
    ...badCoreLists(input, group),
    ...unevenRails(input, group),
  ]);
}

function portsOf({ links, oobPorts = [] }: DeviceGroup): string[] {
  return [...links.flatMap(({ ports }) => ports), ...oobPorts];
}

function badPorts(input: ConvergedInput, group: DeviceGroup): DesignError[] {
  return portsOf(group)
    .filter((port) => port.trim() === '' || /[\r\n]/.test(port))
    .map((port) =>
      convergedProblem(input, 'converged/bad-port', {
        what: `the port ${JSON.stringify(port)} of group '${group.name}' is empty or holds a line break`,
        remedy: 'give it the name that the device prints',
        object: group.name,
      }),
    );
}

function duplicatePorts(input: ConvergedInput, group: DeviceGroup): DesignError[] {
  const ports = portsOf(group);
  const isOobSwitch = group.devices.some((name) => name !== '' && input.oob?.names.includes(name) === true);
  const twice = ports.filter((port, at) => ports.indexOf(port) !== at || (isOobSwitch && isAccessPort(input, port)));
  return [...new Set(twice)].map((port) =>
    convergedProblem(input, 'converged/duplicate-port', {
      what: `port '${port}' of group '${group.name}' has two uses`,
      remedy: 'name each port of a device once',
      object: group.name,
      value: port,
    }),
  );
}

function unevenRails(input: ConvergedInput, { name, links }: DeviceGroup): DesignError[] {
  return links.flatMap(({ kind, ports, rails }) => {
    if (rails === undefined || !Number.isSafeInteger(rails) || rails < 1 || ports.length % rails === 0) return [];
    return [
      convergedProblem(input, 'converged/uneven-rails', {
        what: `'rails' of '${kind}' of group '${name}' is ${rails}, and ${ports.length} ports do not spread over it evenly`,
        remedy: `give 1 to ${ports.length}, by which ${ports.length} can be divided`,
        object: name,
        value: `${rails}`,
      }),
    ];
  });
}

/** Whether an out-of-band switch keeps a port for cables from devices. */
function isAccessPort({ oob }: ConvergedInput, port: string): boolean {
  const { portPrefix = 'swp', portsPerSwitch = 0 } = oob ?? {};
  const number = port.startsWith(portPrefix) ? port.slice(portPrefix.length) : '';
  return /^[1-9]\d*$/.test(number) && Number(number) <= portsPerSwitch;
}

function badCoreLists(input: ConvergedInput, { name, links }: DeviceGroup): DesignError[] {
  return links.flatMap(({ kind, ports, cores }) => {
    if (cores === undefined || typeof cores === 'string') return [];
    const what = `'cores' of '${kind}' of group '${name}'`;
    const bad = (problem: string): DesignError =>
      convergedProblem(input, 'converged/bad-core-list', {
        what: `${what} ${problem}`,
        remedy: "list 1 or 2 for each port, or use 'alternate' or 'halves'",
        object: name,
      });
    const other = cores.find((core: number) => core !== 1 && core !== 2);
    if (other !== undefined) return [bad(`names core ${other}`)];
    return cores.length === ports.length
      ? []
      : [bad(`has ${cores.length} entries, and there are ${ports.length} ports`)];
  });
}

/** What is wrong with a pair of cores, beside its name. */
interface ConvergedProblem {
  readonly what: string;
  readonly remedy: string;
  /** Default: the pair. */
  readonly object?: string;
  readonly value?: string;
  readonly limit?: string;
}

/** Design error about a pair of cores, whose name it puts in front. */
export function convergedProblem(
  { name }: Pick<ConvergedInput, 'name'>,
  code: string,
  { what, ...rest }: ConvergedProblem,
): DesignError {
  return new DesignError(code, { object: name, ...rest, problem: `core pair '${name}': ${what}` });
}

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
          remedy: "use a breakout with faster ports, or set 'rate' to the speed at which the link runs",
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

/** Cages up to which a larger panel is looked for, far beyond those that are made. */
const LARGEST_PANEL = 1_024;

/** What does not fit: `converged/cage-taken`, `converged/too-few-cages`, `converged/no-oob-switch`, `converged/too-few-oob-ports`. */
export function checkRoom(input: ConvergedInput, runs: readonly (RunNeed & RunCages)[]): DesignError[] {
  return [...runs.flatMap((run) => fixedErrors(input, run, runs)), ...tooFewCages(input, runs), ...oobErrors(input)];
}

function fixedErrors(
  input: ConvergedInput,
  { run, cages, at }: RunNeed & RunCages,
  runs: readonly (RunNeed & RunCages)[],
): DesignError[] {
  const { place } = run;
  if (typeof place !== 'number' || cages === 0 || at[0] === place) return [];
  const isAllowed = fits(input.cores, run, place, new Set());
  const { cages: parity = 'all' } = run.breakout;
  const holder = runs.find((other) => other.run !== run && other.at.includes(place))?.run.name;
  const why = isAllowed
    ? `cage ${place}, or a neighbour that goes dark with it, is ${holder === undefined ? 'taken or reserved' : `taken by run '${holder}'`}`
    : `it breaks out ${parity} cages, and ${place} is none of them`;
  return [
    convergedProblem(input, 'converged/cage-taken', {
      what: `run '${run.name}' is placed at cage ${place}: ${why}`,
      remedy: "give its 'place' another cage, or leave it out",
      object: run.name,
      value: `cage ${place}`,
    }),
  ];
}

function tooFewCages(input: ConvergedInput, runs: readonly (RunNeed & RunCages)[]): DesignError[] {
  const short = runs.filter(({ at, cages }) => at.length < cages);
  const enough = short.length === 0 ? undefined : panelFor(input.cores, runs);
  const larger = enough === undefined ? '' : `cores of ${enough} cages, `;
  return short.map(({ run, cages, at: { length: left } }) =>
    convergedProblem(input, 'converged/too-few-cages', {
      what: `run '${run.name}' needs ${cages} ${cages === 1 ? 'cage' : 'cages'}${darkened(run)} on each core of ${input.cores.cages}, and ${left} ${left === 1 ? 'is' : 'are'} left for it`,
      remedy: `use ${larger}fewer devices, or a breakout with more ports per cage`,
      object: run.name,
      value: `${cages} cages`,
      limit: `${left} cages`,
    }),
  );
}

function darkened({ breakout }: CageRun): string {
  const dark = breakout.disables?.length ?? 0;
  return dark === 0 ? '' : `, each with ${dark} ${dark === 1 ? 'neighbour' : 'neighbours'} dark,`;
}

/** The smallest panel that takes all runs, if a larger one helps; panels have two rows, so its cages are even. */
function panelFor(cores: CorePair, needs: readonly RunNeed[]): number | undefined {
  const needed = needs.reduce((sum, { cages }) => sum + cages, 0);
  const least = Math.max(cores.cages + 1, needed);
  for (let cages = least + (least % 2); cages <= LARGEST_PANEL; cages += 2) {
    if (placeRuns({ ...cores, cages }, needs).every(({ at, cages: needed }) => at.length === needed)) return cages;
  }
  return undefined;
}

function oobErrors(input: ConvergedInput): DesignError[] {
  const asked = oobPortsAsked(input);
  if (asked === 0) return [];
  const { names = [], portsPerSwitch = 0 } = input.oob ?? {};
  if (names.length === 0) {
    return [
      convergedProblem(input, 'converged/no-oob-switch', {
        what: `devices have ${asked} out-of-band ports, and there is no switch for them`,
        remedy: "name switches in 'oob', or leave 'oobPorts' out",
        value: `${asked} ports`,
      }),
    ];
  }
  const available = names.length * portsPerSwitch;
  if (asked <= available) return [];
  const more = Math.ceil(asked / portsPerSwitch) - names.length;
  return [
    convergedProblem(input, 'converged/too-few-oob-ports', {
      what: `devices have ${asked} out-of-band ports, and ${names.length} ${names.length === 1 ? 'switch' : 'switches'} of ${portsPerSwitch} ports ${names.length === 1 ? 'gives' : 'give'} ${available}`,
      remedy: `add ${more} out-of-band ${more === 1 ? 'switch' : 'switches'}`,
      value: `${asked} ports`,
      limit: `${available} ports`,
    }),
  ];
}
