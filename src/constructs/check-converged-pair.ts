import type { Connector } from '../catalog/shapes';
import { DesignError, DesignErrors } from '../errors/design-error';
import { spellingHint } from '../errors/spelling-hint';
import { checkSameSite } from './check-same-site';
import { ownerOf } from './converged-cores';
import type { ConvergedGroupProps, ConvergedPairProps } from './converged-pair-props';

const CONNECTORS: readonly Connector[] = ['OSFP', 'QSFP112', 'QSFP28', 'RJ45'];

/**
 * Refuses props of a pair that are wrong in themselves, all of them at once. What follows from sizes the engine refuses.
 *
 * @throws DesignError `converged/wrong-switch`, `converged/no-groups`, `converged/no-oob`, `converged/server-not-wanted`, `converged/unknown-connector`, `site/other-site`
 */
export function checkConvergedPair(id: string, props: ConvergedPairProps): void {
  DesignErrors.throwAll([
    ...switchErrors(id, props),
    ...(props.groups.length === 0 ? [noGroups(id)] : []),
    ...props.groups.flatMap((group) => [
      ...oobErrors(id, group, props),
      ...serverErrors(id, group),
      ...connectorErrors(id, group),
    ]),
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

/** A socket that is misspelt would else silently offer no medium. */
function connectorErrors(id: string, { name, links }: ConvergedGroupProps): readonly DesignError[] {
  return links.flatMap(({ kind, connector }) => {
    if (connector === undefined || CONNECTORS.includes(connector)) return [];
    const hint = spellingHint(connector, CONNECTORS);
    return [
      new DesignError('converged/unknown-connector', {
        problem: `${ownerOf(id)}: links '${kind}' of group '${name}' have the connector '${connector as string}'`,
        remedy: hint === undefined ? `take ${CONNECTORS.join(', ')}` : `did you mean '${hint}'?`,
        object: name,
        value: connector,
      }),
    ];
  });
}
