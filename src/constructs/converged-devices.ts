import type { ModelFacts } from '../model/bill-plan';
import type { DeviceInput } from '../model/placement-plan';
import { isMember } from './check-converged-pair';
import { ownerOf } from './converged-cores';
import type { ConvergedGroupProps, ConvergedPairProps } from './converged-pair-props';
import { deviceMaker, type RackableSpec } from './device-from-spec';
import { modelFacts } from './model-facts';

/** Devices that a pair places. */
export interface PairDevices {
  readonly cores: readonly DeviceInput[];
  readonly oob: readonly DeviceInput[];
  readonly servers: readonly DeviceInput[];
  readonly models: readonly (readonly [string, ModelFacts])[];
}

/** Cores, out-of-band switches and named devices with a model. Cores stand with their like, and so do the others. */
export function convergedDevices(
  id: string,
  path: string,
  coreNames: readonly string[],
  props: ConvergedPairProps,
): PairDevices {
  const zones = (props.powerZones ?? []).map(({ node }) => node.id);
  const shared = { path, owner: ownerOf(id), zones };
  const { switch: core, oob } = props;
  const switches = { ...shared, kind: 'switch' } as const;
  const makeCore = deviceMaker(core, { ...switches, power: props.switchPower, powerProp: 'switchPower' });
  const makeOob =
    oob === undefined
      ? undefined
      : deviceMaker(oob.switch, { ...switches, power: oob.switchPower, powerProp: 'oob.switchPower' });
  const named = props.groups.flatMap((group) => namedDevices(group));
  return {
    cores: coreNames.map((name) => makeCore(name, `${id}/core`)),
    oob: makeOob === undefined ? [] : (oob?.names ?? []).map((name) => makeOob(name, `${id}/oob`)),
    servers: named.flatMap(({ group, names, server, power }) => {
      const kind = server.role === 'storage' ? 'storage' : 'server';
      const make = deviceMaker(server, { ...shared, kind, power, powerProp: `serverPower' of group '${group}` });
      return names.map((name) => make(name, `${id}/${group}`));
    }),
    models: [
      modelFacts(core, 'switch'),
      ...(oob === undefined ? [] : [modelFacts(oob.switch, 'switch')]),
      ...named.map(({ server }) => modelFacts(server, server.role === 'storage' ? 'storage' : 'server')),
    ],
  };
}

interface NamedDevices {
  readonly group: string;
  readonly names: readonly string[];
  readonly server: RackableSpec & NonNullable<ConvergedGroupProps['server']>;
  readonly power: ConvergedGroupProps['serverPower'];
}

function namedDevices({ name, devices, server, serverPower }: ConvergedGroupProps): NamedDevices[] {
  if (devices === 'oob' || isMember(devices) || server === undefined) return [];
  return [{ group: name, names: devices, server, power: serverPower }];
}
