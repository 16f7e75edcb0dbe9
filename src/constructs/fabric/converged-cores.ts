import type { SwitchSpec } from '../../catalog/network-specs';
import type { BreakoutMode } from '../../catalog/shapes';
import { mediaFor, portCages, splitterMedia, switchCages } from '../../design/cabling/media-for';
import { connectorSplit } from '../../design/converged/wire-rows';
import { DesignError, DesignErrors } from '../../errors/design-error';
import type { CableMedia } from '../../model/cabling-plan';
import type { CageBreakout, CageRun, ConvergedInput, CorePair, LinkMedia } from '../../model/core-pair';
import { DataRate } from '../../units/data';
import { present } from '../../units/present';
import type {
  ConvergedGroupProps,
  ConvergedLinkProps,
  ConvergedPairProps,
  ConvergedRunProps,
} from './converged-pair-props';
import { fabricSwitch } from './fabric-devices';
import type { ScopedProps } from '../props/scoped-props';

/** The cores as the engine takes them. */
export function convergedCores(id: string, props: ScopedProps<ConvergedPairProps>): CorePair {
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
    ...present({ reservedCages }),
  };
}

/**
 * Runs with the breakouts of the switch.
 *
 * @throws DesignError `converged/no-such-breakout`
 */
export function convergedRuns(id: string, { switch: spec, runs }: ScopedProps<ConvergedPairProps>): readonly CageRun[] {
  DesignErrors.throwAll(
    runs.flatMap((run) => (breakoutOf(spec, run) === undefined ? [noBreakout(id, spec, run)] : [])),
  );
  return runs.flatMap((run) => {
    const breakout = breakoutOf(spec, run);
    const { name, place, usedPerCage } = run;
    const rest = present({ place, usedPerCage });
    return breakout === undefined ? [] : [{ name, breakout, ...rest }];
  });
}

function modesOf({ breakouts, pairedBreakouts }: SwitchSpec): readonly BreakoutMode[] {
  const paired = pairedBreakouts?.value ?? [];
  return [...breakouts.value.filter(({ rate }) => !paired.some((mode) => mode.rate.equals(rate))), ...paired];
}

/**
 * A paired mode takes the lanes of the next cage: it works in odd cages, and the even one after it is dark. It goes before a mode of one cage, for a model
 * lists one where a published wire map uses it.
 */
function breakoutOf(spec: SwitchSpec, { portRate }: ConvergedRunProps): CageBreakout | undefined {
  const isAt = ({ rate }: BreakoutMode): boolean => rate.equals(portRate);
  const paired = spec.pairedBreakouts?.value.find(isAt);
  const mode = paired ?? spec.breakouts.value.find(isAt);
  if (mode === undefined) return undefined;
  const breakout = { portsPerCage: mode.ports, portRateBits: portRate.inBitsPerSecond };
  return paired === undefined ? breakout : { ...breakout, cages: 'odd', disables: [1] };
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

/**
 * Media that may carry the links of a pair, by kind: the catalogue's between cores and where a link states the socket of its devices, and those of the site at
 * the rate of the link. Kinds for which there are none are left out.
 */
export function convergedMedia(input: ConvergedInput, props: ScopedProps<ConvergedPairProps>): LinkMedia[] {
  return [...deviceMedia(input, props), ...islMedia(input, props), ...oobMedia(input, props)].filter(
    ({ media }) => media.length > 0,
  );
}

function deviceMedia(input: ConvergedInput, props: ScopedProps<ConvergedPairProps>): LinkMedia[] {
  const devices = new Map(input.groups.map((group) => [group.name, group.devices]));
  return props.groups.flatMap((group) =>
    group.links.map((link) => ({
      kind: link.kind,
      devices: (devices.get(group.name) ?? []).filter((name) => name !== ''),
      media: linkMedia(input, props, group, link),
    })),
  );
}

function linkMedia(
  { cores, runs }: ConvergedInput,
  { switch: core, site }: ScopedProps<ConvergedPairProps>,
  { name }: ConvergedGroupProps,
  { run: runName, rate, connector }: ConvergedLinkProps,
): readonly CableMedia[] {
  const run = runs.find((one) => one.name === runName);
  if (run === undefined) return [];
  const { portRateBits, portsPerCage } = run.breakout;
  const rateBits = Math.min(rate?.inBitsPerSecond ?? portRateBits, portRateBits);
  const own = site.media.filter(
    ({ rateBits: bits, joins, endpoints }) =>
      bits === rateBits && joins !== 'switch' && endpoints?.includes(name) !== false,
  );
  if (connector === undefined) return own;
  const upper = switchCages(core, portsPerCage);
  const lower = portCages({ count: 1, rate: DataRate.bitsPerSecond(rateBits), connector });
  const split = connectorSplit(cores, run);
  if (split === undefined) return [...mediaFor({ rateBits, lower, upper }), ...own];
  const through = { rateBits, lower, upper, split, connectorsPerCage: cores.connectorsPerCage };
  return [...splitterMedia(through), ...own];
}

function islMedia({ runs, isl }: ConvergedInput, { switch: core, site }: ScopedProps<ConvergedPairProps>): LinkMedia[] {
  const run = runs.find(({ name }) => name === isl?.run);
  if (isl === undefined || run === undefined) return [];
  const { portRateBits: rateBits, portsPerCage } = run.breakout;
  const cages = switchCages(core, portsPerCage);
  const own = site.media.filter(
    ({ rateBits: bits, joins, endpoints }) => bits === rateBits && joins !== 'endpoint' && endpoints === undefined,
  );
  return [{ kind: isl.kind ?? 'isl', media: [...mediaFor({ rateBits, lower: cages, upper: cages }), ...own] }];
}

/** Out-of-band ports are twisted pair or what else the site names at their rate. */
function oobMedia({ groups, oob }: ConvergedInput, { site }: ScopedProps<ConvergedPairProps>): LinkMedia[] {
  if (oob === undefined) return [];
  return groups
    .filter(({ oobPorts = [] }) => oobPorts.length > 0)
    .map(({ name, devices }) => ({
      kind: oob.kind ?? 'oob',
      devices: devices.filter((device) => device !== ''),
      media: site.media.filter(
        ({ rateBits, joins, endpoints }) =>
          rateBits === oob.rateBits && joins !== 'switch' && endpoints?.includes(name) !== false,
      ),
    }));
}
