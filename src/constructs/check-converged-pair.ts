import { DesignError } from '../errors/design-error';
import { DesignErrors } from '../errors/design-errors';
import { checkSameSite } from './check-same-site';
import { ownerOf } from './converged-cores';
import type { ConvergedGroupProps, ConvergedPairProps } from './converged-pair-props';

/**
 * Refuses props of a pair that are wrong in themselves, all of them at once. What follows from sizes the engine refuses.
 *
 * @throws DesignError `converged/wrong-switch`, `converged/no-groups`, `converged/no-oob`, `converged/server-not-wanted`, `site/other-site`
 */
export function checkConvergedPair(id: string, props: ConvergedPairProps): void {
  DesignErrors.throwAll([
    ...switchErrors(id, props),
    ...(props.groups.length === 0 ? [noGroups(id)] : []),
    ...props.groups.flatMap((group) => [...oobErrors(id, group, props), ...serverErrors(id, group)]),
  ]);
  const members = props.groups.flatMap(({ devices }) => (isMember(devices) ? [devices] : []));
  checkSameSite(ownerOf(id), props.site, { groups: members, powerZones: props.powerZones });
}

/** Whether the devices of a group are those of another construct. */
export function isMember(
  devices: ConvergedGroupProps['devices'],
): devices is Exclude<ConvergedGroupProps['devices'], string | readonly string[]> {
  return typeof devices === 'object' && 'deviceNames' in devices;
}

function switchErrors(id: string, { switch: core, oob }: ConvergedPairProps): readonly DesignError[] {
  const given = [
    { prop: 'switch', spec: core, example: 'switches.SN5610' },
    ...(oob === undefined ? [] : [{ prop: 'oob.switch', spec: oob.switch, example: 'switches.SN2201' }]),
  ];
  return given
    .filter(({ spec }) => spec.kind !== 'ethernet' || spec.portNaming !== 'cumulus')
    .map(
      ({ prop, spec, example }) =>
        new DesignError('converged/wrong-switch', {
          problem: `${ownerOf(id)}: '${prop}' is '${spec.id}', which is no Ethernet switch with ports named as swp1`,
          remedy: `take an Ethernet switch such as ${example}`,
          object: spec.id,
        }),
    );
}

function noGroups(id: string): DesignError {
  return new DesignError('converged/no-groups', {
    problem: `${ownerOf(id)}: 'groups' is empty`,
    remedy: 'give the clusters, storage tiers and devices that it connects',
    object: id,
  });
}

function oobErrors(
  id: string,
  { name, devices, oobPorts = [] }: ConvergedGroupProps,
  { oob }: ConvergedPairProps,
): readonly DesignError[] {
  if (oob !== undefined) return [];
  if (devices !== 'oob' && oobPorts.length === 0) return [];
  const what = devices === 'oob' ? "is the out-of-band switches ('devices' is 'oob')" : "has 'oobPorts'";
  return [
    new DesignError('converged/no-oob', {
      problem: `${ownerOf(id)}: group '${name}' ${what}, and the pair has no such switches`,
      remedy: "give them as 'oob'",
      object: name,
    }),
  ];
}

function serverErrors(id: string, { name, devices, server, serverPower }: ConvergedGroupProps): readonly DesignError[] {
  const isNamed = typeof devices === 'object' && !isMember(devices);
  const prop = server === undefined ? 'serverPower' : 'server';
  if ((server === undefined && serverPower === undefined) || (isNamed && server !== undefined)) return [];
  return [
    new DesignError('converged/server-not-wanted', {
      problem: `${ownerOf(id)}: group '${name}' has '${prop}', and its devices are no named devices with a model`,
      remedy: isNamed ? "give 'server' too" : `leave out '${prop}': their own construct places them`,
      object: name,
    }),
  ];
}
