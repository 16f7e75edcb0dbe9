import { DesignError } from '../../errors/design-error';
import { resolveNodes } from '../as-built/resolve-names';
import type { SitePlan } from '../../model/site-plan';
import type { StoragePlan } from '../../model/storage-plan';
import type { CheckBook } from './check-book';
import { filesOf, type JudgeInput } from './measured-file';
import { placesOf } from './unit-scope';
import { noResults } from './no-results';

const GIGA = 1_000_000_000;
const BITS_PER_BYTE = 8;

/**
 * What fio reached on the unit's hosts, all at once, against their share of what is asked of the tier: `rate x hosts measured / hosts served`.
 */
export function judgeStorage({ site, scope, files, options }: JudgeInput, book: CheckBook): void {
  const given = filesOf(files, 'storage');
  if (given.length === 0) return;
  const tier = tierOf(site, scope.name, options.tier);
  const known = new Set(
    site.devices
      .map(({ name }) => name)
      .concat(...site.fabrics.map(({ plan }) => plan.endpoints.map(({ name }) => name))),
  );
  const read = new Map<string, number>();
  const write = new Map<string, number>();
  for (const { device, measurement } of given) {
    for (const { host, readBytesPerSecond, writeBytesPerSecond } of measurement.rates) {
      const [node] =
        host === undefined
          ? []
          : resolveNodes([{ name: host, kind: 'device', view: 'named' }], options.map, (name) => known.has(name));
      const name = node?.device ?? device ?? '';
      if (!scope.hosts.has(name)) continue;
      if (readBytesPerSecond > 0) read.set(name, Math.max(read.get(name) ?? 0, readBytesPerSecond));
      if (writeBytesPerSecond > 0) write.set(name, Math.max(write.get(name) ?? 0, writeBytesPerSecond));
    }
  }
  const file = given.length === 1 ? (given[0]?.file ?? '') : `${given.length} files`;
  const served = servedHosts(site, tier);
  for (const [word, rates, asked] of [
    ['read', read, tier.demand.readBitsPerSecond ?? tier.level?.readBitsPerSecond],
    ['write', write, tier.demand.writeBitsPerSecond ?? tier.level?.writeBitsPerSecond],
  ] as const) {
    if (rates.size === 0) continue;
    const sum = [...rates.values()].reduce((total, each) => total + each, 0);
    if (asked === undefined) {
      book.note(
        `storage '${tier.name}': ${word} ${round(sum / GIGA)} GB/s by ${rates.size} hosts, not judged: the plan asks for no ${word} rate`,
      );
      continue;
    }
    const due = ((asked / BITS_PER_BYTE) * rates.size) / served;
    book.add(
      {
        kind: 'storage',
        object: `${word} of '${tier.name}' by ${rates.size} hosts`,
        isPassed: sum >= due,
        expected: `${round(due / GIGA)} GB/s`,
        measured: `${round(sum / GIGA)} GB/s`,
        arithmetic: `${round(asked / BITS_PER_BYTE / GIGA)} GB/s x ${rates.size} / ${served} hosts = ${round(due / GIGA)} GB/s`,
        file,
      },
      true,
    );
  }
  noResults('storage', scope.hosts, new Set([...read.keys(), ...write.keys()]), placesOf(site), book);
}

function tierOf({ storage, devices }: SitePlan, unit: string, name: string | undefined): StoragePlan {
  const plans = storage.map(({ plan }) => plan);
  const cluster = unit.slice(0, Math.max(0, unit.lastIndexOf('/')));
  const fitting =
    name === undefined
      ? plans.filter(({ serves }) => serves?.includes(cluster) ?? true)
      : plans.filter((plan) => plan.name === name);
  const [first, second] = fitting;
  if (first !== undefined && second === undefined) return first;
  const names = plans.map((plan) => plan.name);
  const problem =
    name === undefined
      ? `fio measured a tier, and ${fitting.length} tiers serve '${cluster}'`
      : `the site of ${devices.length} devices has no storage tier '${name}'`;
  throw new DesignError('commissioning/unknown-tier', {
    problem,
    remedy: names.length === 0 ? 'leave the results of fio out' : `give '--tier', one of ${names.join(', ')}`,
    ...(name === undefined ? {} : { value: name }),
  });
}

function servedHosts({ clusters }: SitePlan, { serves }: StoragePlan): number {
  return clusters
    .filter(({ name }) => serves?.includes(name) ?? true)
    .reduce((sum, { hosts }) => sum + hosts.length, 0);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
