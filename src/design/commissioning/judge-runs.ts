import { DesignError } from '../../errors/design-error';
import type { SitePlan } from '../../model/site-plan';
import type { StoragePlan } from '../../model/storage-plan';
import { addTo, present } from '../../units/present';
import { resolveNodes } from '../as-built/name-map';
import { ncclBound, portRates, round, whyUnbounded } from './compute-bound';
import { type CheckBook, noResults } from './commissioning-report';
import { judgeStragglers, LEAST_VALUES, median } from './judge-health';
import { filesOf, type JudgeInput, type MeasuredFile } from './measurement';
import { gpusByHost, knownNames, placesOf } from './commissioning-report';

const GIGA = 1_000_000_000;

const BITS_PER_BYTE = 8;

/** Runs of nccl-tests with hosts of the unit, against the bound of the plan times the share that is asked for. */
export function judgeNccl({ site, scope, files, options }: JudgeInput, book: CheckBook): void {
  const given = filesOf(files, 'nccl');
  if (given.length === 0) return;
  const { ncclPassShare: share } = options;
  if (share === undefined) {
    throw new DesignError('commissioning/no-pass-share', {
      problem: `'${given[0]?.file ?? ''}' is a run of nccl-tests, and no share of the bound is given that it must reach`,
      remedy: "give '--nccl-pass-share', a number above 0 and at most 1, as your contract has it",
    });
  }
  const known = knownNames(site);
  const measured = new Set<string>();
  const gpus = gpusByHost(site);
  const rates = new Map<string, number[]>();
  for (const { file, measurement } of given) {
    for (const [index, run] of measurement.runs.entries()) {
      const names = [...run.ranks.keys()];
      const nodes = resolveNodes(
        names.map((name) => ({ name, kind: 'device', view: 'named' })),
        options.map,
        (device) => known.has(device),
      );
      const ranks = new Map<string, number>();
      nodes.forEach(({ device }, at) => {
        ranks.set(device, (ranks.get(device) ?? 0) + (run.ranks.get(names[at] ?? '') ?? 0));
      });
      const ofUnit = [...ranks.keys()].filter((host) => scope.hosts.has(host));
      const which = measurement.runs.length > 1 ? `run ${index + 1} of '${file}'` : `'${file}'`;
      const rate = round(run.busBytesPerSecond / GIGA);
      if (ofUnit.length === 0) {
        const strangers = nodes.filter(({ isKnown }) => !isKnown).map(({ device }) => device);
        if (names.length === 0) {
          book.note(`${which}: ${rate} GB/s, not judged: it does not list its ranks, so that its hosts are not known`);
        } else if (strangers.length > 0) {
          book.note(`${which} names no host of the site: ${strangers.slice(0, 3).join(', ')}; map names with --map`);
        }
        continue;
      }
      const what = `${[...ranks.values()].reduce((sum, count) => sum + count, 0)} ranks on ${ranks.size} hosts`;
      const facts = { kind: 'nccl', object: what, file } as const;
      if (run.wrong > 0) book.add({ ...facts, isPassed: false, expected: '0 wrong values', measured: `${run.wrong}` });
      if (run.isUnchecked) book.note(`${which} (${what}): its values were not checked; run nccl-tests with '-c 1'`);
      if (run.failure !== undefined) {
        for (const host of ofUnit) measured.add(host);
        book.add({ ...facts, isPassed: false, expected: 'a run without failure', measured: run.failure });
      }
      const short = [...ranks].filter(([host, count]) => scope.hosts.has(host) && count < (gpus.get(host) ?? 0));
      for (const [host, count] of short) {
        book.add({
          ...facts,
          port: host,
          isPassed: false,
          expected: `${gpus.get(host) ?? 0} ranks, one a GPU`,
          measured: `${count} ${count === 1 ? 'rank' : 'ranks'}`,
        });
      }
      const bound = ncclBound(site, ranks);
      if (bound === undefined) {
        book.note(`${which} (${what}): ${rate} GB/s, not judged: ${whyUnbounded(site, ranks)}`);
        continue;
      }
      if (run.sizeBytes === 0) continue;
      for (const host of ofUnit) measured.add(host);
      const due = bound.bytesPerSecond * share;
      addTo(rates, what, rate);
      book.add(
        {
          ...facts,
          isPassed: run.busBytesPerSecond >= due,
          expected: `bus bandwidth of ${round(due / GIGA)} GB/s`,
          measured: `${rate} GB/s at ${run.sizeBytes} B`,
          arithmetic: `${bound.arithmetic}; x ${share} = ${round(due / GIGA)} GB/s; measured ${round((run.busBytesPerSecond / bound.bytesPerSecond) * 100)} % of the bound`,
        },
        true,
      );
    }
  }
  for (const [what, several] of rates) {
    if (several.length < 2) continue;
    const [best, worst] = [Math.max(...several), Math.min(...several)];
    book.note(
      `${several.length} runs of ${what}: best ${best} GB/s, worst ${worst} GB/s, spread ${round(((best - worst) / best) * 100)} % of the best`,
    );
  }
  noResults('nccl', scope.hosts, measured, placesOf(site), book);
}

/**
 * What fio reached on the unit's hosts, all at once, against their share of what is asked of the tier: `rate x hosts measured / hosts served`.
 */
export function judgeStorage({ site, scope, files, options }: JudgeInput, book: CheckBook): void {
  const given = filesOf(files, 'storage');
  if (given.length === 0) return;
  const tier = tierOf(site, scope.name, options.tier);
  const known = knownNames(site);
  const read = new Map<string, number>();
  const write = new Map<string, number>();
  const failed = new Set<string>();
  const placeOf = placesOf(site);
  for (const { file, device, measurement } of given) {
    for (const { host, readBytesPerSecond, writeBytesPerSecond, failure } of measurement.rates) {
      const [node] =
        host === undefined
          ? []
          : resolveNodes([{ name: host, kind: 'device', view: 'named' }], options.map, (name) => known.has(name));
      const name = node?.device ?? device ?? '';
      if (!scope.hosts.has(name)) continue;
      const place = placeOf(name);
      const isIdle = readBytesPerSecond === 0 && writeBytesPerSecond === 0;
      if (failure !== undefined || isIdle) {
        failed.add(name);
        book.add({
          kind: 'storage',
          object: name,
          ...present({ place }),
          isPassed: false,
          expected: 'a run of fio without errors',
          measured: `${failure ?? 'it read and wrote nothing'}; its rate is not judged`,
          file,
        });
        continue;
      }
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
    judgeStragglers({ scope, options }, rates, word, book);
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
  noResults('storage', scope.hosts, new Set([...read.keys(), ...write.keys(), ...failed]), placeOf, book);
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
    ...present({ value: name }),
  });
}

function servedHosts({ clusters }: SitePlan, { serves }: StoragePlan): number {
  return clusters
    .filter(({ name }) => serves?.includes(name) ?? true)
    .reduce((sum, { hosts }) => sum + hosts.length, 0);
}

/** `dcgmi diag` of the unit's hosts: each test passes; those that the tool skips are counted in a note. */
export function judgeDiagnostics({ site, scope, files }: JudgeInput, book: CheckBook): void {
  const all = filesOf(files, 'diagnostics');
  if (all.length === 0) return;
  const given = all.filter(({ device = '' }) => scope.hosts.has(device));
  const placeOf = placesOf(site);
  let skipped = 0;
  const judged = new Set<string>();
  for (const { file, device = '', measurement } of given) {
    const place = placeOf(device);
    for (const { test, entity, status, text } of measurement.results) {
      if (isSkipped(status)) {
        skipped += 1;
        continue;
      }
      judged.add(device);
      book.add({
        kind: 'diagnostics',
        object: device,
        ...(entity === '' ? {} : { port: entity }),
        ...present({ place }),
        isPassed: /^pass/i.test(status),
        expected: `${test}: Pass`,
        measured: `${status === '' ? 'no status' : status}${text === undefined ? '' : `: ${text}`}`,
        file,
      });
    }
  }
  const gpus = gpusByHost(site);
  for (const { file, device = '', measurement } of given) {
    const due = gpus.get(device);
    const answered = answeredGpus(measurement);
    if (due === undefined || answered === undefined || answered === due) continue;
    const place = placeOf(device);
    book.add({
      kind: 'diagnostics',
      object: device,
      ...present({ place }),
      isPassed: false,
      expected: `${due} GPUs`,
      measured: `${answered} ${answered === 1 ? 'GPU' : 'GPUs'}`,
      file,
    });
  }
  if (skipped > 0) book.note(`dcgmi diag skipped ${skipped} ${skipped === 1 ? 'test' : 'tests'}`);
  const told = new Set(given.map(({ device = '' }) => device));
  // A host of which every test was skipped was not tested; where that is so of all, nothing was measured at all.
  for (const object of judged.size > 0 ? told : []) {
    if (judged.has(object)) continue;
    const place = placeOf(object);
    const words = { isPassed: false, expected: 'a test that ran', measured: 'every test was skipped' };
    book.add({ kind: 'diagnostics', object, ...present({ place }), ...words });
  }
  noResults('diagnostics', scope.hosts, told, placeOf, book);
}

/**
 * GPUs that have a result, or are listed where that is fewer; undefined where neither is told. Tests of the whole host have their result at GPU 0, so that a file with
 * no more than that is counted by its list.
 */
function answeredGpus({
  results,
  gpus,
}: Extract<MeasuredFile['measurement'], { kind: 'diagnostics' }>): number | undefined {
  const ran = results.filter(({ status }) => !isSkipped(status));
  const seen = new Set(ran.flatMap((result) => result.gpus ?? []));
  const told = seen.size > 1 ? seen.size : undefined;
  return told === undefined || gpus === undefined ? (told ?? gpus) : Math.min(told, gpus);
}

function isSkipped(status: string): boolean {
  return /^(?:skip|not run)/i.test(status);
}

/** Bandwidth between pairs of hosts, each against the rate of its fabric times the share that is asked for, and against the median of the unit. */
export function judgePairs({ site, scope, files, options }: JudgeInput, book: CheckBook): void {
  const { pairShare, stragglerShare } = options;
  const rateOf = portRates(site);
  const placeOf = placesOf(site);
  const pairs = filesOf(files, 'pairs')
    .filter(({ device = '' }) => scope.hosts.has(device))
    .flatMap(({ file, device = '', measurement }) => measurement.pairs.map((pair) => ({ file, device, ...pair })));
  if (pairs.length === 0) return;
  const middle = median(pairs.map(({ bitsPerSecond }) => bitsPerSecond));
  const rateless = new Set<string>();
  let unjudged = 0;
  for (const { file, device, adapter, bitsPerSecond, sizeBytes } of pairs) {
    const place = placeOf(device);
    const facts = { kind: 'pairs', object: device, port: adapter, ...present({ place }), file } as const;
    const measured = `${round(bitsPerSecond / GIGA)} Gb/s at ${sizeBytes} B`;
    if (pairShare === undefined && stragglerShare === undefined) unjudged += 1;
    const rate = rateOf(device);
    if (pairShare !== undefined && rate === undefined) rateless.add(device);
    if (pairShare !== undefined && rate !== undefined) {
      const due = rate * pairShare;
      const arithmetic = `${round(rate / GIGA)} Gb/s x ${pairShare}`;
      book.add({
        ...facts,
        isPassed: bitsPerSecond >= due,
        expected: `${round(due / GIGA)} Gb/s`,
        measured,
        arithmetic,
      });
    }
    if (stragglerShare !== undefined && pairs.length >= LEAST_VALUES) {
      const due = middle * stragglerShare;
      const expected = `${round(due / GIGA)} Gb/s, ${stragglerShare} of the median of the unit`;
      book.add({ ...facts, isPassed: bitsPerSecond >= due, expected, measured });
    }
  }
  if (rateless.size > 0) {
    book.note(
      `ib_write_bw of ${rateless.size} ${rateless.size === 1 ? 'host' : 'hosts'}, not judged: the plan has no compute port of ${rateless.size === 1 ? 'it' : 'them'}`,
    );
  }
  if (unjudged > 0) {
    const all = pairs.map(({ bitsPerSecond }) => bitsPerSecond);
    book.note(
      `${unjudged} pairs of ib_write_bw, not judged without a mark: least ${round(Math.min(...all) / GIGA)}, median ${round(middle / GIGA)} Gb/s`,
    );
  }
}
