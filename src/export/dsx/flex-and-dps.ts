import { planEnvelopes } from '../../design/dsx/plan-envelopes';
import { carryingFeeds } from '../../design/power/flexibility/capped-gain';
import { devicesByName, wattsOf } from '../../model/placement-plan';
import type { EnvelopeMemberPlan, EnvelopePlan, PowerZonePlan } from '../../model/power-plan';
import type { SitePlan } from '../../model/site-plan';
import { addTo, present } from '../../units/present';
import { commentText } from '../machine-text';
import { exchangePoints, renderExchangeMetadata, renderExchangePoints } from './exchange';

/** A file, with what it leaves out and why. */
export interface DsxFile {
  readonly text: string;
  readonly notGiven: readonly string[];
}

const KILO = 1_000;

/** A power as Flex takes it: units are words. */
function kilowatts(watts: number): { readonly value: number; readonly unit: 'kilowatt' } {
  return { value: watts / KILO, unit: 'kilowatt' };
}

/** Feed tag of an envelope. */
function tagOf({ feedTag, name }: EnvelopePlan): string {
  return feedTag ?? name;
}

/**
 * Feeds of DSX Flex: minimum, maximum and default of each, and the order in which systems are shed. An envelope is a feed; its minimum is the sum of lowest
 * limits, below which no target can be met.
 *
 * @see https://github.com/NVIDIA/dsx-exchange, Flex schema 1.7.0
 */
export function renderFlexFeeds(plan: SitePlan): DsxFile {
  const notGiven: string[] = [];
  const feeds: Record<string, object> = {};
  const { envelopes } = planEnvelopes(plan);
  for (const envelope of envelopes) {
    const { activeWatts, limitWatts = activeWatts, lowestWatts, name } = envelope;
    if (limitWatts === undefined) notGiven.push(`feed of '${name}': no active limit is known ('limit' of its members)`);
    else if (lowestWatts === undefined)
      notGiven.push(`feed of '${name}': no minimum is known ('lowest' of its members)`);
    else {
      feeds[tagOf(envelope)] = {
        metadata: {
          power_minimum: kilowatts(lowestWatts),
          power_maximum: kilowatts(limitWatts),
          default_constraint: kilowatts(limitWatts),
        },
      };
    }
  }
  if (envelopes.length > 0) notGiven.push('ramp rates: no prop states them');
  const hints = shedOrder(plan, envelopes, notGiven);
  const text = `${JSON.stringify({ version: '1.7.0', feeds, shed_hints: hints }, undefined, 1)}\n`;
  return { text, notGiven };
}

/** Systems in the order in which they are shed: by envelope, then by their own priority, then as declared. What states no priority is not shed. */
function shedOrder(plan: SitePlan, envelopes: readonly EnvelopePlan[], notGiven: string[]): readonly object[] {
  const byName = devicesByName(plan.devices);
  const racks = new Set(
    plan.clusters.filter(({ scaleUpDomains }) => scaleUpDomains !== undefined).map(({ name }) => name),
  );
  const found = envelopes.flatMap((envelope) =>
    envelope.members.flatMap((member) => {
      if (member.lowestWatts === undefined) return [];
      const priority = byName.get(member.systems[0] ?? '')?.shedPriority;
      if (envelope.shedPriority === undefined && priority === undefined) {
        notGiven.push(`shed order of cluster '${member.cluster}': no 'shedPriority' of it or of '${envelope.name}'`);
        return [];
      }
      return member.systems.map((system) => ({
        system,
        member,
        // What has no priority beside others that have one sheds after them.
        order: [envelope.shedPriority ?? Infinity, priority ?? Infinity] as const,
      }));
    }),
  );
  const compared = (one: number, other: number): number => (one === other ? 0 : one - other);
  found.sort((a, b) => compared(a.order[0], b.order[0]) || compared(a.order[1], b.order[1]));
  // Priorities are whole numbers from 1: systems of one order share theirs.
  const orders = [...new Set(found.map(({ order }) => order.join('/')))];
  return found.map(({ system, member, order }) => ({
    resource_id: system,
    resource_type: racks.has(member.cluster) ? 'chassis' : 'node',
    action: 'power_cap',
    priority: orders.indexOf(order.join('/')) + 1,
    target_power: kilowatts(member.lowestWatts ?? 0),
  }));
}

/** Editions of Dynamic Power Software whose topology files differ. */
export const DPS_EDITIONS = ['0.9', '0.8', '0.7'] as const;

/** An edition of Dynamic Power Software. */
export type DpsEdition = (typeof DPS_EDITIONS)[number];

/** Name by which DPS knows a system of the catalogue. Others it refuses as unknown devices. */
const DPS_MODELS: Readonly<Record<string, string>> = {
  'dgx-h100': 'DGX_H100',
  'dgx-b200': 'DGX_B200',
  'dgx-b300': 'DGX_B300',
  'gb200-nvl72': 'DGX_GB200',
  'gb300-nvl72': 'DGX_GB300',
  'vr-nvl72': 'DGX_VR_NVL72',
};

/** Interface of a management controller. */
const BMC = 'bmc';

type Entity = Readonly<Record<string, unknown>>;

/**
 * Topology of Dynamic Power Software: envelopes, in each the zones that its racks stand in, racks, and trays or servers. A zone is held to what its feeds carry
 * without the one that may be lost, less what else stands there. Secrets are named and not held.
 *
 * @param plan - plan of the site
 * @param edition - its edition: to 0.7 a limit is called `Constraints`, from 0.8 `OperatingLimit`
 * @see https://docs.nvidia.com/datacenter/dps/
 */
export function renderDpsTopology(plan: SitePlan, edition: DpsEdition = '0.9'): DsxFile {
  const notGiven = new Set<string>();
  const entities: Entity[] = [];
  const topology: Entity[] = [];
  const limitName = edition === '0.7' ? 'Constraints' : 'OperatingLimit';
  const domain = (
    name: string,
    watts: number,
    factor: number | undefined,
    children: readonly string[],
    more: Entity = {},
  ): void => {
    if (factor === undefined) notGiven.add(`power factor of '${name}': 'rackFeedSpec' of its power zone states it`);
    const limit = { PowerValue: { Value: Math.floor(watts), Type: 'W' }, ...present({ PowerFactor: factor }) };
    entities.push({ Type: 'PowerDomain', Name: name, [limitName]: limit });
    topology.push({ Name: name, ...more, Children: children });
  };
  const addresses = new Map(
    plan.addresses.addresses
      .filter((each) => each.interface === BMC)
      .map(({ device, address }) => [device, address.split('/')[0] ?? address]),
  );
  const zones = new Map(plan.power.zones.map((zone) => [zone.name, zone]));
  const rackOf = new Map(plan.placement.racks.map((rack) => [rack.name, rack]));
  const byName = devicesByName(plan.devices);
  const trays = new Map(
    plan.clusters.flatMap(({ scaleUpDomains = [] }) => scaleUpDomains.map(({ name, hosts }) => [name, hosts] as const)),
  );
  const taken = new Map<string, string>();
  for (const envelope of planEnvelopes(plan).envelopes) {
    const { activeWatts, limitWatts = activeWatts, members, name } = envelope;
    // A rack that holds systems of two envelopes is a domain of each.
    const nameIn = (rack: string): string => {
      const holder = taken.get(rack) ?? name;
      taken.set(rack, holder);
      return holder === name ? rack : `${name}/${rack}`;
    };
    if (limitWatts === undefined) {
      notGiven.add(`power envelope '${name}': no active limit is known ('limit' of its members)`);
      continue;
    }
    const byZone = new Map<string, { rack: string; member: EnvelopeMemberPlan; system: string }[]>();
    for (const member of members) {
      const model = DPS_MODELS[byName.get(member.systems[0] ?? '')?.model ?? ''];
      if (model === undefined) {
        notGiven.add(`cluster '${member.cluster}': DPS knows no model of its systems`);
        continue;
      }
      for (const system of member.systems) {
        const rack = rackOf.get(plan.placement.positions.get(system)?.rack ?? '');
        if (rack !== undefined) addTo(byZone, rack.zone, { rack: rack.name, member, system });
      }
    }
    const zoneNames = [...byZone.keys()].map((zone) => `${name}/${zone}`);
    const factors = new Set([...byZone.keys()].map((zone) => zones.get(zone)?.rackFeedSpec?.powerFactor));
    const [only] = factors;
    domain(name, limitWatts, factors.size === 1 ? only : undefined, zoneNames, { FeedTag: tagOf(envelope) });
    for (const [zoneName, found] of byZone) {
      const zone = zones.get(zoneName);
      if (zone === undefined) continue;
      const own = new Map<string, { member: EnvelopeMemberPlan; system: string }[]>();
      for (const { rack, ...rest } of found) addTo(own, rack, rest);
      const factor = zone.rackFeedSpec?.powerFactor;
      domain(`${name}/${zoneName}`, roomOf(plan, zone, found), factor, [...own.keys()].map(nameIn));
      for (const [rackName, systems] of own) {
        const rack = nameIn(rackName);
        const hosts = systems.map(({ system, member }) => ({ hosts: trays.get(system) ?? [system], member, system }));
        const watts = systems.reduce((sum, { member }) => sum + member.highestWatts, 0);
        domain(
          rack,
          watts,
          factor,
          hosts.flatMap((each) => each.hosts),
        );
        for (const { hosts: names, system } of hosts) {
          const model = DPS_MODELS[byName.get(system)?.model ?? ''];
          for (const host of names) {
            const address = addresses.get(host);
            if (address === undefined) {
              notGiven.add(
                `Redfish of systems of '${name}': no address of their controllers (a pool of purpose 'oob')`,
              );
            }
            const url = address?.includes(':') === true ? `https://[${address}]` : `https://${address ?? ''}`;
            entities.push({
              Type: 'ComputerSystem',
              Model: model,
              Name: host,
              ...(address === undefined ? {} : { Redfish: { URL: url, SecretName: `bmc-${host}` } }),
            });
            topology.push({ Name: host, Children: [] });
          }
        }
      }
    }
  }
  const text = `${JSON.stringify({ Entities: entities, Topology: { Name: plan.name, Entities: topology } }, undefined, 1)}\n`;
  return { text, notGiven: [...notGiven] };
}

/** What of a zone is left to systems of an envelope: what its feeds carry without one of them, less what else stands there, W. */
function roomOf(
  { power, devices }: SitePlan,
  zone: PowerZonePlan,
  found: readonly { readonly system: string }[],
): number {
  const byName = devicesByName(devices);
  const own = found.reduce((sum, { system }) => {
    const device = byName.get(system);
    return sum + (device === undefined ? 0 : wattsOf(device, power.basis));
  }, 0);
  return Math.max(zone.limitWatts * carryingFeeds(zone) - (zone.loadWatts - own), 0);
}

/**
 * Files of a site for NVIDIA DSX, by their path below `exports/`: points of Exchange, feeds of Flex and the topology of DPS. Empty for a site that says nothing
 * for DSX.
 *
 * @throws DesignError as `checkServes`
 */
export function dsxFiles(plan: SitePlan): ReadonlyMap<string, string> {
  if (plan.dsx === undefined) return new Map();
  const points = exchangePoints(plan);
  const [flex, dps] = [renderFlexFeeds(plan), renderDpsTopology(plan)];
  const left = [
    ...flex.notGiven.map((line) => `flex/feeds.json: ${line}`),
    ...dps.notGiven.map((line) => `dps/topology.json: ${line}`),
  ];
  return new Map([
    ['dsx/exchange/metadata.json', renderExchangeMetadata(points)],
    ['dsx/exchange/points.csv', renderExchangePoints(points)],
    ['dsx/flex/feeds.json', flex.text],
    ['dsx/dps/topology.json', dps.text],
    ['dsx/not-given.txt', `${left.length === 0 ? 'Nothing is left out.' : left.map(commentText).join('\n')}\n`],
  ]);
}
