import { mediaFor, portCages, splitterMedia, switchCages } from '../design/cabling/media-for';
import { connectorSplit } from '../design/converged/core-cables';
import type { CableMedia } from '../model/cabling-plan';
import type { ConvergedInput, LinkMedia } from '../model/core-pair';
import { DataRate } from '../units/data-rate';
import type { ConvergedGroupProps, ConvergedLinkProps, ConvergedPairProps } from './converged-pair-props';

/**
 * Media that may carry the links of a pair, by kind: the catalogue's between cores and where a link states the socket of its devices, and those of the site at
 * the rate of the link. Kinds for which there are none are left out.
 */
export function convergedMedia(input: ConvergedInput, props: ConvergedPairProps): LinkMedia[] {
  return [...deviceMedia(input, props), ...islMedia(input, props), ...oobMedia(input, props)].filter(
    ({ media }) => media.length > 0,
  );
}

function deviceMedia(input: ConvergedInput, props: ConvergedPairProps): LinkMedia[] {
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
  { switch: core, site }: ConvergedPairProps,
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

function islMedia({ runs, isl }: ConvergedInput, { switch: core, site }: ConvergedPairProps): LinkMedia[] {
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
function oobMedia({ groups, oob }: ConvergedInput, { site }: ConvergedPairProps): LinkMedia[] {
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
