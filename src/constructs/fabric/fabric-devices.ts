import type { ServerSpec } from '../../catalog/facility-specs';
import type { SwitchSpec } from '../../catalog/network-specs';
import type { Connector } from '../../catalog/shapes';
import { mediaFor, portCages, switchCages } from '../../design/cabling/media-for';
import { fabricPartners } from '../../design/fabric/plan-fabric';
import { DesignError } from '../../errors/design-error';
import type { CableMedia } from '../../model/cabling-plan';
import type { FabricInput, FabricPlan, FabricSwitch, FabricSwitchPlan, ServiceEndpoint } from '../../model/fabric-plan';
import type { DeviceInput } from '../../model/placement-plan';
import { DataRate } from '../../units/data';
import { present } from '../../units/present';
import { deviceMaker, partnersAmong } from '../cluster/device-from-spec';
import { numberedName } from '../props/check-props';
import { phaseName } from '../site/purchase';
import type { Membership } from '../cluster/fabric-member';
import type { FabricProps, FabricServersProps } from './fabric-props';

/** What the devices of a fabric are made from. */
interface FabricDevicesInput {
  readonly id: string;
  readonly owner: string;
  readonly path: string;
  readonly props: FabricProps;
  readonly servers: (FabricServersProps & { readonly label: string }) | undefined;
  readonly services: readonly ServiceEndpoint[];
  readonly plan: FabricPlan;
}

/** Switches and servers of a fabric as devices. A leaf stands with the unit that it serves, a spine or core with its like. */
export function fabricDevices(input: FabricDevicesInput): readonly DeviceInput[] {
  const { id, owner, path, props, servers, services, plan } = input;
  const zones = (props.powerZones ?? []).map(({ node }) => node.id);
  const details = phaseName(props.phase);
  const makeLeaf = deviceMaker(props.switch, {
    kind: 'switch',
    path,
    owner,
    power: props.switchPower,
    powerProp: 'switchPower',
    zones,
    details,
  });
  const makeUpper =
    props.spineSwitch === undefined
      ? makeLeaf
      : deviceMaker(props.spineSwitch, {
          kind: 'switch',
          path,
          owner,
          power: props.spineSwitchPower ?? props.switchPower,
          powerProp: 'spineSwitchPower',
          zones,
          details,
        });
  const units = unitsServed(plan);
  const partners = fabricPartners(plan);
  const devices = plan.switches.map((item) => ({
    ...(item.tier === 'leaf' ? makeLeaf : makeUpper)(item.name, placementUnit(id, item, units)),
    ...present({ partners: partners.get(item.name) }),
  }));
  if (servers === undefined) return devices;
  const makeServer = deviceMaker(servers.server, {
    kind: servers.label === 'ufm' ? 'ufm' : 'server',
    path,
    owner,
    power: servers.power,
    powerProp: `${servers.label}.power`,
    zones,
    details: {
      ...details,
      ...partnersAmong(services, {
        set: `${id}/${servers.label}`,
        kind: servers.label === 'ufm' ? 'manager' : 'server',
        of: owner,
      }),
    },
  });
  return [...devices, ...services.map(({ name }) => makeServer(name, `${id}/${servers.label}`))];
}

function placementUnit(id: string, { tier, unit }: FabricSwitchPlan, units: ReadonlyMap<number, string>): string {
  if (tier !== 'leaf') return `${id}/${tier}`;
  return units.get(unit ?? 0) ?? `${id}/leaf`;
}

/** Placement unit of the hosts of each scalable unit, by the fabric's own count of units. */
function unitsServed({ endpoints }: FabricPlan): ReadonlyMap<number, string> {
  const firstOfGroup = new Map<string, number>();
  const served = new Map<number, string>();
  for (const { group, unit } of endpoints) {
    if (group === undefined || unit === undefined) continue;
    const first = firstOfGroup.get(group) ?? unit;
    firstOfGroup.set(group, first);
    if (!served.has(unit)) served.set(unit, `${group}/${numberedName('su', unit - first + 1, 2)}`);
  }
  return served;
}

/** What the media of a fabric follow from. */
interface FabricMediaInput {
  readonly plan: FabricPlan;
  readonly members: readonly Membership[];
  readonly services: readonly ServiceEndpoint[];
  readonly props: FabricProps;
  readonly server: ServerSpec | undefined;
  /** Media beside the catalogue's. */
  readonly more: readonly CableMedia[];
}

/** Media that may carry the links of a fabric: the catalogue's for each member, for servers and between switches, and the user's. */
export function fabricMedia({ plan, members, services, props, server, more }: FabricMediaInput): readonly CableMedia[] {
  const leafModel = plan.switches.find(({ tier }) => tier === 'leaf')?.model;
  const upperModel = plan.switches.find(({ tier }) => tier !== 'leaf')?.model ?? leafModel;
  const leaf = switchCages(props.switch, leafModel?.portsPerCage ?? 1);
  const facing = switchCages(props.switch, leafModel?.uplinks?.portsPerCage ?? leafModel?.portsPerCage ?? 1);
  const upper = switchCages(props.spineSwitch ?? props.switch, upperModel?.portsPerCage ?? 1);
  const hosts = members.flatMap(({ group, ports }) =>
    ports === undefined
      ? []
      : mediaFor({ rateBits: plan.hostRateBits, lower: portCages(ports), upper: leaf, endpoints: [group.name] }),
  );
  const serverPorts = server?.ports?.value[0];
  const servers =
    serverPorts === undefined
      ? []
      : mediaFor({
          rateBits: plan.hostRateBits,
          lower: portCages(serverPorts),
          upper: leaf,
          endpoints: services.map(({ name }) => name),
        });
  return [...hosts, ...servers, ...trunkMedia(plan, facing, upper), ...more];
}

/** Uplinks of a kind of their own have cages that the catalogue does not describe: those media come from the user. */
function trunkMedia(
  plan: FabricPlan,
  leaf: ReturnType<typeof switchCages>,
  upper: ReturnType<typeof switchCages>,
): readonly CableMedia[] {
  const own = plan.switches.find(({ tier, model }) => tier === 'leaf' && model.uplinks !== undefined)?.model.uplinks;
  if (own !== undefined && own.portsPerCage === undefined) return [];
  const trunks = mediaFor({ rateBits: plan.trunkRateBits, lower: leaf, upper });
  // Between spines and cores all cages are split alike.
  const isMixed = plan.counts.core > 0 && leaf.linksPerCage !== upper.linksPerCage;
  return isMixed ? [...trunks, ...mediaFor({ rateBits: plan.trunkRateBits, lower: upper, upper })] : trunks;
}

/** Lanes of a socket, by the agreement that defines it. */
const LANES: Readonly<Record<Connector, number>> = {
  OSFP: 8,
  'QSFP-DD': 8,
  QSFP112: 4,
  QSFP56: 4,
  QSFP28: 4,
  SFP28: 1,
  'SFP+': 1,
  RJ45: 1,
  'MPO-12': 4,
  'MMC-12': 4,
};

/**
 * A switch of the catalogue as the fabric engine takes it, at a port rate.
 *
 * @param owner - the fabric in the words of a message
 * @param spec - the switch
 * @param rate - rate of its ports; the model's usual one where absent
 * @throws DesignError `fabric/no-such-breakout` for a rate at which no cage of it works
 */
export function fabricSwitch(owner: string, spec: SwitchSpec, rate?: DataRate): FabricSwitch {
  const extra = spec.extraPorts?.value;
  // Extra ports slower than the cages are for management; faster ones are uplinks.
  const uplinks = extra?.rate.isGreaterThan(rate ?? spec.portRate.value) === true ? extra : undefined;
  const shared = {
    id: spec.id,
    cages: spec.cages.value,
    portNaming: spec.portNaming,
    ...lanesOf(spec.connector?.value),
    ...present({
      chassis: spec.isChassis?.value === true ? present({ ratio: spec.chassisRatio?.value }) : undefined,
      planeChips: spec.kind === 'infiniband' ? spec.planeChips?.value : undefined,
      uplinks:
        uplinks === undefined
          ? undefined
          : {
              ports: uplinks.count,
              rateBits: uplinks.rate.inBitsPerSecond,
              ...lanesOf(uplinks.connector),
            },
    }),
  };
  if (rate === undefined || rate.equals(spec.portRate.value)) {
    return { ...shared, portsPerCage: spec.portsPerCage.value, portRateBits: spec.portRate.value.inBitsPerSecond };
  }
  const mode = spec.breakouts.value.find((candidate) => candidate.rate.equals(rate));
  if (mode === undefined) {
    const rates = spec.breakouts.value.map((candidate) => `${candidate.ports} x ${candidate.rate.toString()}`);
    throw new DesignError('fabric/no-such-breakout', {
      problem: `${owner}: no cage of '${spec.id}' gives ports of ${rate.toString()}; it takes ${rates.join(', ')}`,
      remedy: "choose another switch, or one of these rates as 'portRate'",
      object: spec.id,
      value: rate.toString(),
    });
  }
  return { ...shared, portsPerCage: mode.ports, portRateBits: mode.rate.inBitsPerSecond };
}

/**
 * How the cages of a leaf that face spines are split, where links between switches have a rate of their own. Undefined where all cages are split alike.
 *
 * @throws DesignError `fabric/no-such-breakout`; `fabric/bad-trunk-rate` where uplinks have a socket of their own
 */
export function trunkSplit(
  owner: string,
  spec: SwitchSpec,
  leaf: FabricSwitch,
  rate: DataRate | undefined,
): FabricInput['trunkSplit'] | undefined {
  const own = leaf.uplinks?.rateBits ?? leaf.portRateBits;
  if (rate === undefined || rate.inBitsPerSecond === own) return undefined;
  if (leaf.uplinks !== undefined) {
    const limit = DataRate.bitsPerSecond(own).toString();
    throw new DesignError('fabric/bad-trunk-rate', {
      problem: `${owner}: 'trunkRate' is ${rate.toString()}, and the uplinks of leaf '${spec.id}' have a socket of their own at ${limit}`,
      remedy: "leave 'trunkRate' out, or take another leaf",
      object: spec.id,
      value: rate.toString(),
      limit,
    });
  }
  const { portsPerCage, portRateBits } = fabricSwitch(owner, spec, rate);
  return { portsPerCage, rateBits: portRateBits };
}

/** Ports that a switch keeps for fabric managers. */
export function managerPorts({ fabricManagerPorts }: SwitchSpec): { readonly managerPorts?: number } {
  return present({ managerPorts: fabricManagerPorts?.value });
}

function lanesOf(connector: Connector | undefined): { readonly lanes?: number } {
  return present({ lanes: connector === undefined ? undefined : LANES[connector] });
}
