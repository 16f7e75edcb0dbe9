import { textOrder } from '../text';
import type { SitePlan } from '../../model/site-plan';
import { DesignError, DesignErrors, spellingHint } from '../../errors/design-error';
import { isMembers } from '../as-built/discovered-fabric';
import { resolveNodes } from '../as-built/name-map';
import {
  CHECK_KINDS,
  CheckBook,
  type CheckKind,
  noResults,
  type PartlyTold,
  type UnitReport,
} from './commissioning-report';
import { judgeAdapters, judgeCounters, judgeLinks, judgeOptics } from './judge-hosts';
import { judgeDiagnostics, judgeNccl, judgePairs, judgeStorage } from './judge-runs';
import { judgeGpus, judgeSensors, judgeSignals } from './judge-health';
import { type AcceptOptions, filesOf, type JudgeInput, type MeasuredFile } from './measurement';
import { present } from '../../units/present';
import { gpusByHost, knownNames, placesOf, unitNamed, unitScope } from './commissioning-report';

/**
 * Judges a unit by what tools measured in it, against its plan.
 *
 * @param site - the plan, with the state of each device
 * @param unit - its name, `su-02` or `haein/su-02`
 * @param files - what the tools printed; what is of other units is passed over
 * @throws DesignError `commissioning/unknown-unit`, `commissioning/several-units`, `commissioning/unknown-tier`, `commissioning/no-pass-share`, `as-built/adapter-order`
 */
export function acceptUnit(
  site: SitePlan,
  unit: string,
  files: readonly MeasuredFile[],
  options: AcceptOptions,
): UnitReport {
  const scope = unitScope(site, unitNamed(site, unit));
  const book = new CheckBook();
  // Order of the files says nothing.
  const sorted = [...files].sort((one, other) => textOrder(one.file, other.file));
  const input = { site, scope, files: sorted, options };
  const base = { site: site.name, unit: scope.name, ...facts(input), devices: scope.devices.size, dark: scope.dark };
  if (scope.hosts.size === 0) return { ...base, status: 'dark', ...book.result() };
  judgeLinks(input, book);
  judgeCounters(input, book);
  judgeAdapters(input, book);
  judgeNccl(input, book);
  judgeStorage(input, book);
  judgeDiagnostics(input, book);
  judgeSensors(input, book);
  judgeGpus(input, book);
  judgePairs(input, book);
  judgeSignals(input, book);
  judgeOptics(input, book);
  judgeBurnIn(input, book);
  judgeFailures(input, book);
  judgeHalls(base.halls, options, book);
  const partly = partsOf(scope.hosts, book);
  judgeRequired({ scope, site, required: options.required ?? [] }, book);
  const result = book.result();
  // A hall that is ready measures nothing of a unit.
  const isMeasured = result.counts.some(({ kind }) => kind !== 'commissioning');
  const status = result.failures.length > 0 ? 'refused' : isMeasured ? 'accepted' : 'not-measured';
  return {
    ...base,
    status,
    ...(options.required !== undefined && { isByPlan: true as const }),
    ...result,
    ...(partly.length > 0 && { partly }),
  };
}

/** Halls, tenants and promises of a unit, and what is open in its halls. */
function facts({ site, scope, options }: JudgeInput): Pick<UnitReport, 'halls' | 'tenants' | 'promises' | 'points'> {
  const placeOf = placesOf(site);
  const stands = new Set([...scope.devices].map((device) => placeOf(device)?.hall));
  const halls = site.halls.flatMap(({ name }) => (stands.has(name) ? [name] : []));
  const tenants = site.clusters.flatMap((cluster) =>
    cluster.hosts.some((host) => scope.devices.has(host)) ? cluster.tenants : [],
  );
  const gpus = gpusByHost(site);
  const sum = [...scope.hosts].reduce((total, host) => total + (gpus.get(host) ?? 0), 0);
  const points = options.commissioning?.points.filter(
    (point) => point.isOpen && (point.halls.length === 0 || point.halls.some((hall) => stands.has(hall))),
  );
  const { ncclPassShare, pairShare, mostBer = 1e-12, burnInHours, burnInLoadShare, firmware } = options;
  const share = (value: number | undefined): string =>
    value === undefined ? '' : `${Number((value * 100).toFixed(2))} % of `;
  const promises: readonly (readonly [CheckKind, string])[] = [
    ['links', 'each cable where the plan has it, at its rate'],
    ['counters', 'no error'],
    ['adapters', 'each port active, at the rate of its fabric'],
    ...(firmware === undefined ? [] : [['firmware', firmware.join(', ')] as const]),
    ['nccl', `${share(ncclPassShare)}what the compute ports carry, no wrong value`],
    ['storage', 'its part of the rate that is asked of the tier'],
    ['diagnostics', 'each test passed'],
    ['power', 'no rack above what the plan has for its devices'],
    ['temperatures', 'each below the limit of its sensor'],
    ['health', 'each supply and fan good'],
    ['gpus', `${sum} GPUs on ${scope.hosts.size} hosts, at full PCIe width, without errors`],
    ['pairs', `${share(pairShare)}the rate of a compute port`],
    ['signal', `at most ${mostBer} wrong bits, optical power within the limits of its module`],
    [
      'burn-in',
      `${burnInHours === undefined ? '' : `${burnInHours} hours `}${burnInLoadShare === undefined ? '' : `at ${share(burnInLoadShare)}the planned draw, `}without an XID or a flap`,
    ],
    ['commissioning', `L1 to L5 of ${halls.join(', ')} passed`],
  ];
  return {
    halls,
    tenants: [...new Set(tenants)],
    promises: promises.map(([kind, promised]) => ({ kind, promised })),
    ...present({ points }),
  };
}

/** No unit is handed over before level 5 of its hall: each hall in which it stands is ready, where tables of the commissioning are given. */
function judgeHalls(halls: readonly string[], { commissioning }: AcceptOptions, book: CheckBook): void {
  if (commissioning === undefined) return;
  for (const hall of halls) {
    const found = commissioning.halls.find((each) => each.hall === hall);
    const why = found?.why ?? ['nothing came back of it'];
    book.add(
      {
        kind: 'commissioning',
        object: hall,
        isPassed: found?.isReady === true,
        expected: 'L1 to L5 passed, no point of category A open',
        measured: found?.isReady === true ? 'L1 to L5 passed' : why.join('; '),
      },
      true,
    );
  }
}

/** What a unit must be measured for before it is accepted, and the marks that it must reach: as a contract has them. */
export interface AcceptancePlan {
  /** Kinds of measurement that must be there; one that no file tells of is a failure. */
  readonly required: readonly CheckKind[];
  /** Marks by name. Those that are left out are not asked for, or have the default of the command. */
  readonly marks: AcceptanceMarks;
}

/** Marks of an acceptance. */
export interface AcceptanceMarks {
  /** Share of the bound of the bus bandwidth of NCCL, above 0 and at most 1. */
  readonly ncclPassShare?: number;
  /** Share of the rate of a compute port that `ib_write_bw` must reach, above 0 and at most 1. */
  readonly pairShare?: number;
  /** Share of the median of the unit below which a host is a straggler, above 0 and at most 1. */
  readonly stragglerShare?: number;
  /** Highest ratio of wrong bits behind the correction. */
  readonly mostBer?: number;
  /** Hours of burn-in. */
  readonly burnInHours?: number;
  /** Share of the draw of a device by the plan that burn-in must put on it, above 0 and at most 1. */
  readonly burnInLoadShare?: number;
  /** Firmware of adapters that is accepted. */
  readonly firmware?: readonly string[];
  /** Storage tier that fio measured. */
  readonly tier?: string;
}

const SHARES = ['ncclPassShare', 'pairShare', 'stragglerShare', 'mostBer', 'burnInLoadShare'] as const;

const MARKS = [...SHARES, 'burnInHours', 'firmware', 'tier'] as const;

/**
 * Reads an acceptance plan: JSON with `required` and `marks`, by `docs/schemas/acceptance-plan.schema.json`.
 *
 * @param text - the file
 * @param file - its name, for errors
 * @throws DesignError `commissioning/bad-acceptance-plan`, all faults at once
 */
export function parseAcceptancePlan(text: string, file: string): AcceptancePlan {
  const value = valueOf(text, file);
  const errors: DesignError[] = [];
  const add = (problem: string, remedy: string): void => {
    errors.push(
      new DesignError('commissioning/bad-acceptance-plan', { problem: `'${file}': ${problem}`, remedy, object: file }),
    );
  };
  for (const key of Object.keys(value)) {
    if (!['$schema', 'required', 'marks'].includes(key)) add(`'${key}' is unknown`, "give 'required' and 'marks'");
  }
  const { required = [], marks = {} } = value;
  if (!Array.isArray(required)) add("'required' is no list", `list kinds: ${CHECK_KINDS.join(', ')}`);
  for (const kind of Array.isArray(required) ? (required as unknown[]) : []) {
    if (CHECK_KINDS.some((each) => each === kind)) continue;
    const hint = spellingHint(String(kind), CHECK_KINDS);
    add(
      `'required' names '${String(kind)}'`,
      hint === undefined ? `use ${CHECK_KINDS.join(', ')}` : `did you mean '${hint}'?`,
    );
  }
  if (!isMembers(marks)) add("'marks' is no object", `give marks such as { "ncclPassShare": 0.9 }`);
  for (const [mark, given] of Object.entries(isMembers(marks) ? marks : {})) {
    const hint = spellingHint(mark, MARKS);
    const isShare = SHARES.some((each) => each === mark);
    if (!MARKS.some((each) => each === mark)) {
      add(`'marks' has '${mark}'`, hint === undefined ? `use ${MARKS.join(', ')}` : `did you mean '${hint}'?`);
    } else if (isShare && !(typeof given === 'number' && given > 0 && given <= 1)) {
      add(`mark '${mark}' is ${JSON.stringify(given)}`, 'give a number above 0 and at most 1');
    } else if (mark === 'burnInHours' && !(typeof given === 'number' && given > 0)) {
      add(`mark 'burnInHours' is ${JSON.stringify(given)}`, 'give hours above 0');
    } else if (mark === 'firmware' && !(Array.isArray(given) && given.every((each) => typeof each === 'string'))) {
      add(`mark 'firmware' is ${JSON.stringify(given)}`, 'give a list of versions');
    } else if (mark === 'tier' && typeof given !== 'string')
      add(`mark 'tier' is ${JSON.stringify(given)}`, 'give the name of a tier');
  }
  DesignErrors.throwAll(errors);
  return { required: required as CheckKind[], marks: marks as AcceptanceMarks };
}

function valueOf(text: string, file: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (isMembers(value)) return value;
  } catch {
    // Said below, with what is no object.
  }
  throw new DesignError('commissioning/bad-acceptance-plan', {
    problem: `'${file}' is no acceptance plan: it is no JSON object`,
    remedy: 'give { "required": ["links", "nccl"], "marks": { "ncclPassShare": 0.9 } }',
    object: file,
  });
}

/** A failure for each kind that an acceptance plan requires and of which no file tells, and for each host that files of such a kind leave out. */
function judgeRequired(
  { scope, site, required }: Pick<JudgeInput, 'scope' | 'site'> & Pick<AcceptancePlan, 'required'>,
  book: CheckBook,
): void {
  const { notMeasured } = book.result();
  const placeOf = placesOf(site);
  for (const kind of required) {
    if (notMeasured.includes(kind)) {
      const expected = 'a measurement, as the acceptance plan requires';
      book.add({ kind, object: scope.name, isPassed: false, expected, measured: 'not measured' });
    } else if (OF_EACH_HOST.includes(kind) && kind !== 'pairs')
      noResults(kind, scope.hosts, book.toldOf(kind), placeOf, book);
  }
}

/** Kinds that are measured host by host, and that pass as far as they go where no plan requires them. Of a pair one end alone prints its rate. */
const OF_EACH_HOST: readonly CheckKind[] = ['power', 'temperatures', 'health', 'gpus', 'pairs', 'signal'];

/** Kinds of which files tell of some hosts alone. */
function partsOf(hosts: ReadonlySet<string>, book: CheckBook): readonly PartlyTold[] {
  return OF_EACH_HOST.flatMap((kind) => {
    const told = [...hosts].filter((host) => book.toldOf(kind).has(host)).length;
    return told === 0 || told === hosts.size ? [] : [{ kind, told, of: hosts.size }];
  });
}

/** What tools say themselves of why they have no result: a failure of the host that they name, or that the file is of. */
function judgeFailures({ site, scope, files, options }: JudgeInput, book: CheckBook): void {
  const placeOf = placesOf(site);
  const known = knownNames(site);
  for (const { file, device, measurement } of filesOf(files, 'failure')) {
    const { of, sentence, host } = measurement;
    const nodes = host === undefined ? [] : [{ name: host, kind: 'device', view: 'named' } as const];
    const object = resolveNodes(nodes, options.map, (name) => known.has(name))[0]?.device ?? device ?? scope.name;
    if (object !== scope.name && !scope.hosts.has(object) && !scope.devices.has(object)) continue;
    const place = placeOf(object);
    book.add({
      kind: of,
      object,
      ...present({ place }),
      isPassed: false,
      expected: 'a result',
      measured: sentence,
      file,
    });
  }
}

/** Hours and load of burn-in of the unit's hosts, where a plan asks for them; an XID or a flap while it ran is a failure either way. */
function judgeBurnIn({ site, scope, files, options }: JudgeInput, book: CheckBook): void {
  const given = filesOf(files, 'burn-in');
  if (given.length === 0) return;
  const { burnInHours, burnInLoadShare } = options;
  const placeOf = placesOf(site);
  const planned = new Map(site.devices.map(({ name, maxWatts }) => [name, maxWatts]));
  const measured = new Set<string>();
  const loadless: string[] = [];
  for (const { file, measurement } of given) {
    for (const { device, hours, xids, flaps, loadKilowatts } of measurement.runs) {
      if (!scope.hosts.has(device)) continue;
      measured.add(device);
      const place = placeOf(device);
      const most = planned.get(device);
      const due = burnInLoadShare === undefined || most === undefined ? undefined : Math.round(most * burnInLoadShare);
      if (loadKilowatts === undefined) loadless.push(device);
      const isLong = burnInHours === undefined || hours >= burnInHours;
      const isLoaded =
        burnInLoadShare === undefined || (due !== undefined && Math.round((loadKilowatts ?? 0) * 1_000) >= due);
      const load =
        loadKilowatts === undefined
          ? burnInLoadShare === undefined
            ? ''
            : 'load not stated, '
          : `${loadKilowatts} kW, `;
      book.add({
        kind: 'burn-in',
        object: device,
        ...present({ place }),
        isPassed: isLong && isLoaded && xids === 0 && flaps === 0,
        expected: `${burnInHours === undefined ? '' : `${burnInHours} hours, `}${burnInLoadShare === undefined ? '' : due === undefined ? 'a draw that the plan does not know, ' : `${due / 1_000} kW, `}no XID, no flap of a link`,
        measured: `${hours} hours, ${load}${xids} XIDs, ${flaps} flaps`,
        file,
      });
    }
  }
  if (loadless.length > 0 && burnInLoadShare === undefined) {
    book.note(
      `burn-in of ${loadless.length} ${loadless.length === 1 ? 'host' : 'hosts'} states no load ('load_kw'): hours at idle prove little`,
    );
  }
  noResults('burn-in', scope.hosts, measured, placeOf, book);
}
