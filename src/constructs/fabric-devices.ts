import type { FabricPlan, FabricSwitchPlan, ServiceEndpoint } from '../model/fabric-plan';
import type { DeviceInput } from '../model/placement-plan';
import { deviceMaker } from './device-from-spec';
import type { FabricProps, FabricServersProps } from './fabric-props';
import { numberedName } from './numbered-name';
import { phaseName } from './purchase';

/** What the devices of a fabric are made from. */
export interface FabricDevicesInput {
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
  const devices = plan.switches.map((item) =>
    (item.tier === 'leaf' ? makeLeaf : makeUpper)(item.name, placementUnit(id, item, units)),
  );
  if (servers === undefined) return devices;
  const makeServer = deviceMaker(servers.server, {
    kind: servers.label === 'ufm' ? 'ufm' : 'server',
    path,
    owner,
    power: servers.power,
    powerProp: `${servers.label}.power`,
    zones,
    details,
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
