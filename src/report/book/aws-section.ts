import type { AwsPlan } from '../../model/aws-plan';
import { count, load, rate } from '../in-figures';
import { element, type Markup } from '../markup';
import { bookTable, figure, words } from './book-table';

/** What the site has in AWS: zones, networks, pools with their GPUs, file systems, and lines with what they must carry. */
export function awsSection(aws: AwsPlan): Markup[] {
  return [
    bookTable(
      'Zones',
      [words('Zone'), words('Region'), words('Kind'), words('Id'), figure('Power from the site')],
      aws.zones.map(({ name, region, kind, zoneId, zoneName, onSiteWatts }) => [
        name,
        region,
        kind,
        zoneId ?? zoneName ?? '',
        onSiteWatts === 0 ? '' : load(onSiteWatts),
      ]),
    ),
    bookTable(
      'Networks',
      [words('Network'), words('Region'), words('Blocks'), figure('Subnets'), words('Way out')],
      aws.vpcs.map(({ name, region, cidrs, subnets, egress }) => [
        name,
        region,
        cidrs.join(', '),
        count(subnets.length),
        egress,
      ]),
    ),
    bookTable(
      'GPU pools',
      [
        words('Pool'),
        words('Zone'),
        words('Instance'),
        figure('Instances'),
        figure('At most'),
        words('Accelerator'),
        figure('Accelerators'),
        words('Runs'),
        words('Capacity'),
      ],
      aws.pools.map((pool) => [
        pool.name,
        pool.zone,
        pool.instance,
        count(pool.count),
        count(pool.maxCount),
        pool.accelerator,
        count(pool.count * pool.acceleratorsEach),
        pool.cluster ?? pool.consumer,
        pool.capacity,
      ]),
    ),
    ...(aws.lustre.length === 0 ? [] : [lustreTable(aws)]),
    ...(aws.directConnects.length === 0 ? [] : [linesTable(aws), ...demands(aws)]),
  ];
}

function lustreTable({ lustre }: AwsPlan): Markup {
  return bookTable(
    'Lustre',
    [words('File system'), words('Zone'), figure('GiB'), figure('Rate'), figure('Asked'), words('Pools')],
    lustre.map(({ name, zone, sizing, pools }) => [
      name,
      zone,
      count(sizing.storageGibibytes),
      rate(sizing.rateBitsPerSecond),
      sizing.demand.rateBitsPerSecond === undefined ? '' : rate(sizing.demand.rateBitsPerSecond),
      pools.join(', '),
    ]),
  );
}

function linesTable({ directConnects }: AwsPlan): Markup {
  return bookTable(
    'Direct Connect',
    [words('Line'), words('Of'), words('Location'), figure('Connections'), figure('Rate of each'), words('Order')],
    directConnects.flatMap(({ name: owner, connections }) =>
      connections.map(({ name, location, place, connections: number, rateBits, isExisting, isAvailable }) => [
        name,
        owner,
        location === undefined ? 'not known' : place === undefined ? location : `${location}: ${place}`,
        count(number),
        rate(rateBits),
        isExisting ? 'exists' : isAvailable === true ? 'available' : 'new',
      ]),
    ),
  );
}

function demands({ directConnects }: AwsPlan): Markup[] {
  return directConnects
    .filter(({ demands: own }) => own.length > 0)
    .map(({ name, demands: own, hasVpn }) =>
      element(
        'p',
        {},
        `${name} must carry ${own.map((demand) => `${rate(demand.bits)} of ${demand.name}`).join(' and ')}; ${hasVpn ? 'a VPN stands behind it' : 'no VPN stands behind it'}.`,
      ),
    );
}
