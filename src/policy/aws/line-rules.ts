import {
  DIRECT_CONNECT_LOCATIONS,
  directConnectLocation,
  type DirectConnectLocation,
} from '../../catalog/direct-connect-locations';
import type { AwsConnectionPlan, AwsDirectConnectPlan, AwsPoolPlan } from '../../model/aws-plan';
import { inWords } from '../engine/in-words';
import { defineRule, failed, indeterminate, judgeEach, type Rule, type Verdict } from '../engine/rule';
import { awsObjects, zoneLabel, zoneOf } from './pool-rules';

const NO_LINE = 'the site has no Direct Connect';

/** Largest packet of a transit interface. */
const JUMBO = 8_500;

const singleLocation = defineRule({
  id: 'aws/single-location',
  severity: 'warning',
  title: 'Direct Connect comes from two locations',
  why: {
    text: 'The loss of one location or device ends every session there.',
    source: 'Direct Connect Resiliency Toolkit: two locations or more for 99.99 %',
  },
  check: (plan) =>
    judgeEach(
      awsObjects(plan, ({ directConnects }) => directConnects),
      (line) => {
        const { path, name, connections, hasVpn } = line;
        const known = new Set(connections.flatMap(({ location }) => location ?? []));
        const unknown = connections.filter(({ location }) => location === undefined);
        if (known.size >= 2) return undefined;
        if (known.size + unknown.length >= 2) {
          return indeterminate({
            path,
            object: `Direct Connect '${name}'`,
            unknown: `where ${unknown.map((one) => `'${one.name}'`).join(', ')} come from`,
            givenBy: 'see the orders of the connections that stand, and acknowledge this',
          });
        }
        return failed({
          path,
          object: `Direct Connect '${name}'`,
          found: `${inWords.count(connections.length, 'connection')} at one location${hasVpn ? ', and a VPN' : ''}`,
          limit: '2 locations',
          remedy: "add a connection at another 'location'",
        });
      },
      NO_LINE,
    ),
});

const singleLayer = defineRule({
  id: 'aws/single-layer',
  severity: 'info',
  title: 'a way of another kind stands beside Direct Connect',
  why: {
    text: 'Two locations share what lies behind them: a layer of devices of the region that every connection passes. A VPN over the internet does not pass it.',
    source: 'AWS message 17908, Tokyo, 2 September 2021: devices behind the locations failed, VPN was not hit',
  },
  check: (plan) =>
    judgeEach(
      awsObjects(plan, ({ directConnects }) => directConnects),
      ({ path, name, connections, hasVpn }) => {
        if (hasVpn) return undefined;
        return failed({
          path,
          object: `Direct Connect '${name}'`,
          found: `${inWords.count(connections.length, 'connection')}, all behind the layer of Direct Connect of the region`,
          limit: 'a way of another kind',
          remedy: "give 'vpn' of the Direct Connect, or acknowledge it where work goes on without AWS for hours",
        });
      },
      NO_LINE,
    ),
});

const oneZone = defineRule({
  id: 'aws/one-zone',
  severity: 'info',
  title: 'without any one zone of AWS some GPU pool there goes on',
  why: {
    text: 'A zone is one place: what cools or feeds it is lost for all of it. EFA keeps a job in one zone, so that another pool must stand in another one.',
    source: 'AWS us-east-1, use1-az4, May 2026: thermal event of one zone',
  },
  check: (plan) =>
    judgeEach(
      plan.aws === undefined || plan.aws.pools.length === 0 ? [] : [plan.aws],
      ({ pools, lustre, clusters }) => {
        // A pool in another zone stops too where what it reads stands in the one that is lost.
        const stopsWith = (zone: string): AwsPoolPlan[] =>
          pools.filter(
            (pool) => pool.zone === zone || lustre.some((one) => one.zone === zone && one.pools.includes(pool.name)),
          );
        const [zone] = [...new Set(pools.map((pool) => pool.zone))].filter(
          (each) => stopsWith(each).length === pools.length,
        );
        const first = pools.find((pool) => pool.zone === zone);
        if (first === undefined) return undefined;
        const stops = [
          `${inWords.count(pools.length, 'pool')} ${inWords.names(pools.map(({ name }) => name))}`,
          ...lustre.filter((one) => one.zone === zone).map(({ name }) => `Lustre '${name}'`),
        ];
        const goesOn = [
          ...clusters.map(({ name }) => `control plane of cluster '${name}'`),
          ...(plan.totals.systems > 0 ? [inWords.count(plan.totals.systems, 'system') + ' on site'] : []),
        ];
        const isApart = pools.some((pool) => pool.zone !== zone);
        return failed({
          path: first.path,
          object: `zone '${zoneLabel(zoneOf(plan, first))}'`,
          found: `out of service without it: ${stops.join(', ')}, all that the site has there; goes on: ${goesOn.length === 0 ? 'nothing' : goesOn.join(', ')}`,
          limit: isApart ? 'data in another zone for a pool of another zone' : 'a GPU pool in another zone',
          remedy: isApart
            ? 'give the pools of another zone an AwsLustre of their own there, or acknowledge it where jobs wait for the zone'
            : "add an AwsGpuPool of another cluster in another 'zone', or acknowledge it where jobs wait for the zone",
        });
      },
      'the site has no GPU pool in AWS',
    ),
});

const lineLocation = defineRule({
  id: 'aws/line-location',
  severity: 'error',
  title: 'a location of Direct Connect is of the region of its networks, and has the ports that are ordered',
  why: {
    text: 'A code says nothing of its city: EqSe2 is Seattle, not Seoul. AWS takes orders for locations of the region alone, at the rates that stand there.',
    source: 'Direct Connect DescribeLocations of 2026-02-17',
  },
  check: (plan) =>
    judgeEach(
      awsObjects(plan, ({ directConnects, vpcs }) =>
        directConnects.flatMap((line) => {
          const region = vpcs.find(({ name }) => line.vpcs.includes(name))?.region;
          return line.connections.flatMap((connection) =>
            connection.location === undefined ? [] : [{ line, connection, code: connection.location, region }],
          );
        }),
      ),
      ({ line: { path, name }, connection, code, region }) => {
        const object = `connection '${connection.name}' of Direct Connect '${name}'`;
        const place = directConnectLocation(code);
        if (place === undefined || region === undefined) {
          return indeterminate({
            path,
            object,
            unknown: `whether '${code}' is a location of ${region ?? 'its region'}, and with which ports`,
            givenBy: `see 'aws directconnect describe-locations', correct 'location' or acknowledge this; the catalogue knows ${placesOf(region)}`,
          });
        }
        if (place.region !== region) {
          return failed({
            path,
            object,
            found: `'${code}' is ${place.name} in ${place.city} (${place.country}), a location of ${place.region}`,
            limit: `a location of ${region}`,
            remedy: `use one of ${placesOf(region)}`,
          });
        }
        return portVerdict(path, object, connection, place);
      },
      'nothing is ordered of Direct Connect',
    ),
});

const lineSteps = defineRule({
  id: 'aws/line-steps',
  severity: 'warning',
  title: 'interfaces and keys of Direct Connect are made on ports that are available',
  why: {
    text: 'An order takes days and a cross connect at the location. Until AWS shows the port as available it refuses a virtual interface and a key of MACsec: the apply fails in the middle.',
    source: 'Direct Connect User Guide: create a virtual interface, associate a MACsec secret key',
  },
  check: (plan) =>
    judgeEach(
      awsObjects(plan, ({ directConnects }) =>
        directConnects.flatMap((line) => line.connections.map((connection) => ({ line, connection }))),
      ),
      ({ line: { path, name }, connection: { name: way, isExisting, isAvailable, isMacsec } }) => {
        const stands = isAvailable ?? isExisting;
        if (stands) return undefined;
        const object = `connection '${way}' of Direct Connect '${name}'`;
        const rest = isMacsec ? 'its transit interface and the key of MACsec' : 'its transit interface';
        if (isAvailable === undefined) {
          return indeterminate({
            path,
            object,
            unknown: `whether AWS shows its ports as available, without which it refuses ${rest}`,
            givenBy: "'isAvailable' of the connection: false while they are ordered, true from then on",
          });
        }
        return failed({
          path,
          object,
          found: `ordered and not available: it carries nothing, and ${rest} ${isMacsec ? 'are' : 'is'} not made`,
          limit: 'available',
          remedy: "have the cross connect made; give 'isAvailable: true' once AWS shows the ports as available",
        });
      },
      NO_LINE,
    ),
});

const lineBandwidth = defineRule({
  id: 'aws/line-bandwidth',
  severity: 'error',
  title: 'Direct Connect carries replication and burst after the loss of its largest connection',
  why: {
    text: 'What no longer fits after a loss is late: checkpoints that are not replicated, and work that waits for data.',
    source: 'Rates of the ports as ordered; demands as given in the props',
  },
  check: (plan) =>
    judgeEach(
      awsObjects(plan, ({ directConnects }) => directConnects).filter(({ demands }) => demands.length > 0),
      (line) => {
        const { path, name, demands } = line;
        const rates = line.connections.map(({ rateBits, connections }) => rateBits * connections);
        const all = rates.reduce((sum, rate) => sum + rate, 0);
        const lost = Math.max(...rates);
        const left = rates.length > 1 ? all - lost : all;
        const needed = demands.reduce((sum, { bits }) => sum + bits, 0);
        if (needed <= left) return undefined;
        return failed({
          path,
          object: `Direct Connect '${name}'`,
          found: inWords.bits(needed),
          limit: inWords.bits(left),
          required: inWords.bits(needed),
          available: inWords.bits(left),
          shortfall: inWords.bits(needed - left),
          arithmetic: `${demands.map((one) => `${one.name} ${inWords.bits(one.bits)}`).join(' + ')} = ${inWords.bits(needed)}; ${lossText(line, all, lost)} = ${inWords.bits(left)}`,
          remedy: "raise 'rate' or 'links', add a connection, or lower the demand",
        });
      },
      'nothing is asked of Direct Connect',
    ),
});

const smallPackets = defineRule({
  id: 'aws/line-mtu',
  severity: 'warning',
  title: 'transit interfaces carry packets of 8,500 bytes',
  why: {
    text: 'At 1,500 bytes a router handles almost six times the packets for the same data. A VPN behind it carries 1,500 in any case.',
    source: 'Direct Connect User Guide, jumbo frames: transit interfaces 1500 or 8500',
  },
  check: (plan) =>
    judgeEach(
      awsObjects(plan, ({ directConnects }) => directConnects),
      ({ path, name, mtu }) =>
        mtu >= JUMBO
          ? undefined
          : failed({
              path,
              object: `Direct Connect '${name}'`,
              found: `${inWords.number(mtu)} bytes`,
              limit: `${inWords.number(JUMBO)} bytes`,
              remedy: "leave 'mtu' out",
            }),
      NO_LINE,
    ),
});

/** Rules about Direct Connect. */
export const lineRules: readonly Rule[] = [
  singleLayer,
  oneZone,
  singleLocation,
  lineLocation,
  lineSteps,
  lineBandwidth,
  smallPackets,
];

/** Locations of a region that the catalogue knows, with their cities. */
function placesOf(region: string | undefined): string {
  const places = DIRECT_CONNECT_LOCATIONS.filter((one) => one.region === region);
  return places.length === 0 ? 'none there' : places.map(({ code, city }) => `${code} (${city})`).join(', ');
}

function portVerdict(
  path: string,
  object: string,
  { rateBits, isMacsec }: AwsConnectionPlan,
  { code, name, city, gigabits, macsecGigabits }: DirectConnectLocation,
): Verdict | undefined {
  const gigabit = rateBits / 1_000_000_000;
  for (const [isAsked, what, offered] of [
    [true, 'ports', gigabits.value],
    [isMacsec, 'ports with MACsec', macsecGigabits.value],
  ] as const) {
    if (!isAsked || offered.includes(gigabit)) continue;
    return failed({
      path,
      object,
      found: `${what} of ${gigabit} Gb/s at ${code} (${name}, ${city})`,
      limit: offered.length === 0 ? `no ${what}` : `${what} of ${offered.join(', ')} Gb/s`,
      remedy: "lower 'rate' and raise 'links' or the number of connections, or use another 'location'",
    });
  }
  return undefined;
}

function lossText({ connections }: AwsDirectConnectPlan, all: number, lost: number): string {
  return connections.length > 1
    ? `${inWords.bits(all)} - ${inWords.bits(lost)} of the largest connection`
    : 'the one connection';
}
