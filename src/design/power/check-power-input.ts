import { DesignError, DesignErrors, wholeNumberError, spellingHint } from '../../errors/design-error';
import type { DeviceInput, PlacementPlan } from '../../model/placement-plan';
import type { PowerInput, PowerZoneInput } from '../../model/power-plan';
import { checkChain } from './chain/check-chain';

/** How many feeds each scheme takes. */
const FEEDS = {
  N: { least: 1, most: 1, words: 'one feed' },
  'N+1': { least: 2, most: Infinity, words: 'two feeds or more' },
  '2N': { least: 2, most: 2, words: 'two feeds' },
  '3N/2': { least: 3, most: 3, words: 'three feeds' },
  '4N/3': { least: 4, most: 4, words: 'four feeds' },
} as const;

/**
 * Checks what a power plan starts from, all problems at once.
 *
 * @throws DesignError `power/invalid-number`, `power/invalid-share`, `power/feed-count`, `power/duplicate-feed`, `power/duplicate-zone`,
 * `power/unknown-zone`, `power/unknown-device`, `power/invalid-supplies`, `power/supplies-on-feeds`, and those of `checkChain`
 */
export function checkPowerInput(input: PowerInput): void {
  const { zones, placement, devices } = input;
  DesignErrors.throwAll([
    ...duplicateZones(zones),
    ...zones.flatMap(checkPowerZone),
    ...unknownZones(zones, placement),
    ...suppliesErrors(devices),
    ...suppliesOnFeeds(input),
    ...unknownDevices(devices, placement),
    ...checkChain(input, zones),
  ]);
}

/** What is wrong with one zone in itself: `power/invalid-number`, `power/invalid-share`, `power/feed-count`, `power/duplicate-feed`. */
export function checkPowerZone({ name, ratingWatts, feeds, redundancy, limitShare }: PowerZoneInput): DesignError[] {
  const owner = `power zone '${name}'`;
  const errors = [
    wholeNumberError({ code: 'power/invalid-number', owner, field: 'ratingWatts', value: ratingWatts, least: 1 }),
  ];
  if (!(limitShare > 0 && limitShare <= 1)) {
    errors.push(
      new DesignError('power/invalid-share', {
        problem: `${owner}: 'limitShare' is ${limitShare}`,
        remedy: 'give a share above 0 and up to 1, such as 0.8',
        object: name,
        value: String(limitShare),
        limit: '1',
      }),
    );
  }
  const { least, most, words } = FEEDS[redundancy];
  if (feeds.length < least || feeds.length > most) {
    errors.push(
      new DesignError('power/feed-count', {
        problem: `${owner}: redundancy ${redundancy} takes ${words}, and 'feeds' has ${feeds.length}`,
        remedy: 'name that many feeds, or choose another redundancy',
        object: name,
        value: String(feeds.length),
        limit: words,
      }),
    );
  }
  for (const feed of repeated(feeds)) {
    errors.push(
      new DesignError('power/duplicate-feed', {
        problem: `${owner}: 'feeds' has '${feed}' more than once`,
        remedy: 'give each feed a name of its own',
        object: name,
        value: feed,
      }),
    );
  }
  return errors.filter((error) => error !== undefined);
}

function duplicateZones(zones: readonly PowerZoneInput[]): DesignError[] {
  return repeated(zones.map(({ name }) => name)).map(
    (name) =>
      new DesignError('power/duplicate-zone', {
        problem: `more than one power zone is named '${name}'`,
        remedy: 'give each zone a name of its own',
        object: name,
      }),
  );
}

function unknownZones(zones: readonly PowerZoneInput[], { racks }: PlacementPlan): DesignError[] {
  const known = new Set(zones.map(({ name }) => name));
  const rowByZone = new Map<string, string>();
  for (const { zone, hall, row } of racks) {
    if (!known.has(zone) && !rowByZone.has(zone)) rowByZone.set(zone, `row '${row}' of hall '${hall}'`);
  }
  return [...rowByZone].map(([zone, row]) => {
    const hint = spellingHint(zone, known);
    const others =
      known.size === 0 ? 'there is none yet' : `there are ${[...known].map((name) => `'${name}'`).join(', ')}`;
    return new DesignError('power/unknown-zone', {
      problem: `${row} is fed from power zone '${zone}', which is not there`,
      remedy: hint === undefined ? `name a power zone of the site; ${others}` : `did you mean '${hint}'?`,
      object: row,
      value: zone,
    });
  });
}

/** Supplies that many devices share are looked at once. */
function suppliesErrors(devices: readonly DeviceInput[]): DesignError[] {
  const right = new Set<DeviceInput['psus']>();
  const errors: DesignError[] = [];
  for (const device of devices) {
    if (right.has(device.psus)) continue;
    const found = checkSupplies(device);
    if (found.length === 0) right.add(device.psus);
    errors.push(...found);
  }
  return errors;
}

function checkSupplies({ name, psus }: DeviceInput): DesignError[] {
  if (psus === undefined) return [];
  const { count, needed, degradedFrom = needed } = psus;
  const numbers = [count, needed, degradedFrom];
  if (numbers.every((each) => Number.isInteger(each) && each >= 1) && needed <= count && degradedFrom <= needed)
    return [];
  return [
    new DesignError('power/invalid-supplies', {
      problem: `device '${name}': 'psus' has count ${count}, needed ${needed}, degradedFrom ${psus.degradedFrom ?? 'not given'}`,
      remedy: 'give whole numbers of 1 or more with degradedFrom <= needed <= count',
      object: name,
    }),
  ];
}

/** Supplies named on feeds that their zone does not have, or not as many as the device has; alike devices of a zone in one error. */
function suppliesOnFeeds({ zones, placement, devices }: PowerInput): DesignError[] {
  const placed = devices.filter(({ psuFeeds }) => psuFeeds !== undefined);
  if (placed.length === 0) return [];
  const zoneOf = new Map(placement.racks.map(({ name, zone }) => [name, zone]));
  const byName = new Map(zones.map((zone) => [zone.name, zone]));
  const errors = new Map<string, DesignError>();
  for (const { name, model, psus, psuFeeds = {} } of placed) {
    const zone = byName.get(zoneOf.get(placement.positions.get(name)?.rack ?? '') ?? '');
    const feeds = Object.keys(psuFeeds);
    const total = Object.values(psuFeeds).reduce((sum, count) => sum + count, 0);
    const wrong = zone === undefined ? undefined : feeds.find((feed) => !zone.feeds.includes(feed));
    const problem =
      wrong !== undefined
        ? `'psuFeeds' has feed '${wrong}', and power zone '${zone?.name ?? ''}' has '${zone?.feeds.join("', '") ?? ''}'`
        : Object.values(psuFeeds).some((count) => !Number.isInteger(count) || count < 0)
          ? `'psuFeeds' is ${feeds.map((feed) => `${feed} ${psuFeeds[feed] ?? 0}`).join(', ')}`
          : psus !== undefined && total !== psus.count
            ? `'psuFeeds' are ${total} PSUs, and it has ${psus.count}`
            : undefined;
    const key = `${model}: ${problem ?? ''}`;
    if (problem === undefined || errors.has(key)) continue;
    errors.set(
      key,
      new DesignError('power/supplies-on-feeds', {
        problem: `device '${name}': ${problem}`,
        remedy: "give a whole number of PSUs for feeds of its zone, as many in all as it has: '{ A: 3, B: 3 }'",
        object: name,
      }),
    );
  }
  return [...errors.values()];
}

function unknownDevices(devices: readonly DeviceInput[], { positions }: PlacementPlan): DesignError[] {
  const known = new Set(devices.map(({ name }) => name));
  const errors: DesignError[] = [];
  for (const [name, { rack }] of positions) {
    if (known.has(name)) continue;
    errors.push(
      new DesignError('power/unknown-device', {
        problem: `device '${name}' stands in rack ${rack} and is not among 'devices'`,
        remedy: 'pass the devices that were placed',
        object: name,
      }),
    );
  }
  return errors;
}

function repeated(names: readonly string[]): string[] {
  const seen = new Set<string>();
  return [...new Set(names.filter((name) => seen.has(name) || !seen.add(name)))];
}
