import { apportion } from '../../design/power/zones/load-group';
import { type DeviceInput, devicesByName, type RackPlan } from '../../model/placement-plan';
import type { PowerZonePlan } from '../../model/power-plan';
import { present } from '../../units/present';
import { pduName, placeIn } from './device-records';
import {
  cableStatus,
  holderStatus,
  refTo,
  type NetboxInput,
  type NetboxPlan,
  type NetboxRecord,
} from './netbox-record';

const INLET = 'inlet';

/** Feeds of racks, inlets and outlets of rack PDUs, supplies of devices with their draws, and the cables between them. */
export function powerRecords(plan: NetboxPlan, input: NetboxInput): NetboxRecord[] {
  const zones = new Map(plan.power.zones.map((zone) => [zone.name, zone]));
  const devices = devicesByName(plan.devices);
  return plan.placement.racks.flatMap((rack) => {
    const zone = zones.get(rack.zone);
    if (zone === undefined || rack.devices.length === 0) return [];
    const placed = rack.devices.flatMap(({ name }) => devices.get(name) ?? []);
    return [
      ...zone.feeds.flatMap((feed, index) => feedRecords({ plan, input, zone, rack, feed, isFirst: index === 0 })),
      ...placed.flatMap((device) => supplyRecords(device, { plan, input, zone, rack })),
    ];
  });
}

interface FeedOfRack {
  readonly plan: NetboxPlan;
  readonly input: NetboxInput;
  readonly zone: PowerZonePlan;
  readonly rack: RackPlan;
  readonly feed: string;
  readonly isFirst: boolean;
}

function feedRecords({ plan, input, zone, rack, feed, isFirst }: FeedOfRack): NetboxRecord[] {
  const shared = { domain: 'feeds', zone: zone.name, place: placeIn(rack) } as const;
  const pdu = pduName(rack.name, feed);
  const feeds: NetboxRecord[] =
    input.feed === undefined
      ? []
      : [
          {
            model: 'power-feed',
            key: [rack.name, feed],
            fields: {
              power_panel: refTo('power-panel', zone.name, feed),
              rack: refTo('rack', rack.name),
              name: `${rack.name} ${feed}`,
              status: holderStatus(rack.devices.map(({ name }) => plan.assets.get(name))),
              type: isFirst ? 'primary' : 'redundant',
              supply: input.feed.supply,
              phase: input.feed.phase,
              voltage: input.feed.volts,
              amperage: input.feed.amperes,
              max_utilization: Math.round(zone.limitShare * 100),
            },
            level: 'racks',
            ...shared,
          },
        ];
  if (input.pdu === undefined) return feeds;
  const { inletType } = input.pdu;
  const inlet: NetboxRecord = {
    model: 'power-port',
    key: [pdu, INLET],
    fields: {
      device: refTo('device', pdu),
      name: INLET,
      ...present({ type: inletType }),
    },
    level: 'interfaces',
    ...shared,
  };
  if (input.feed === undefined) return [inlet];
  const label = `power/${pdu}:${INLET}`;
  const cable: NetboxRecord = {
    model: 'cable',
    key: [label],
    fields: {
      a_terminations: [refTo('power-port', pdu, INLET)],
      b_terminations: [refTo('power-feed', rack.name, feed)],
      type: 'power',
      status: 'planned',
      label,
    },
    level: 'cables',
    ...shared,
  };
  return [...feeds, inlet, cable];
}

interface SupplyOfDevice {
  readonly plan: NetboxPlan;
  readonly input: NetboxInput;
  readonly zone: PowerZonePlan;
  readonly rack: RackPlan;
}

/**
 * Supplies of a device. Each is allocated its share of the device's draw, in whole watts that add up to it; at most it draws what one of the
 * needed supplies carries when the others are gone.
 */
function supplyRecords(device: DeviceInput, { plan, input, zone, rack }: SupplyOfDevice): NetboxRecord[] {
  const { name, psus, maxWatts } = device;
  if (psus === undefined || psus.count < 1) return [];
  const allocated = apportion(maxWatts, new Array<number>(psus.count).fill(1));
  const most = Math.ceil(maxWatts / Math.max(1, psus.needed));
  const shared = { domain: 'power', place: placeIn(rack) } as const;
  const feeds = feedOfEach(device, zone.feeds);
  return allocated.flatMap((watts, index): NetboxRecord[] => {
    const port = `PSU${index + 1}`;
    const supply: NetboxRecord = {
      model: 'power-port',
      key: [name, port],
      fields: {
        device: refTo('device', name),
        name: port,
        ...present({ type: input.psuType }),
        ...(most > 0 ? { maximum_draw: most, allocated_draw: Math.max(1, watts) } : {}),
      },
      level: 'interfaces',
      ...shared,
    };
    const feed = feeds[index];
    if (input.pdu === undefined || feed === undefined) return [supply];
    const pdu = pduName(rack.name, feed);
    const outlet = `${name} ${port}`;
    const label = `power/${name}:${port}`;
    const { outletType } = input.pdu;
    return [
      supply,
      {
        model: 'power-outlet',
        key: [pdu, outlet],
        fields: {
          device: refTo('device', pdu),
          name: outlet,
          power_port: refTo('power-port', pdu, INLET),
          ...present({ type: outletType }),
        },
        level: 'interfaces',
        ...shared,
      },
      {
        model: 'cable',
        key: [label],
        fields: {
          a_terminations: [refTo('power-port', name, port)],
          b_terminations: [refTo('power-outlet', pdu, outlet)],
          type: 'power',
          status: cableStatus([plan.assets.get(name)]),
          label,
        },
        level: 'cables',
        ...shared,
      },
    ];
  });
}

/** Feed of each supply: as the device names them, else in turn. */
function feedOfEach({ psus, psuFeeds }: DeviceInput, feeds: readonly string[]): readonly string[] {
  const count = psus?.count ?? 0;
  if (psuFeeds !== undefined) {
    return feeds.flatMap((feed) => new Array<string>(psuFeeds[feed] ?? 0).fill(feed)).slice(0, count);
  }
  return Array.from({ length: count }, (_, index) => feeds[index % Math.max(1, feeds.length)] ?? '');
}
