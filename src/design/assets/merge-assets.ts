import { DesignError, DesignErrors, textErrors, spellingHint } from '../../errors/design-error';
import type { AssetRecord } from '../../model/asset';
import { type Asset, ASSET_STATES, type AssetEvent, type AssetState, isNoSerial } from '../../model/asset';
import { isCalendarDay } from '../../model/phase';
import { type SitePlan, siteTotals } from '../../model/site-plan';
import { present } from '../../units/present';
import { historyProblem, parseHistory, toGuid, toMac } from './asset';

/** Marks that belong to one device each. MACs and GUIDs share one space: a port has one of them. */
interface Claims {
  readonly device: Map<string, number>;
  readonly serial: Map<string, number>;
  readonly tag: Map<string, number>;
  readonly id: Map<string, number>;
}

/**
 * The asset of every device, in the order of `devices`; `planned` for those that no record names. Then those of the trays that a record names.
 *
 * The faults of the file are reported at once, each with its line; of more than a hundred, the first and their number.
 *
 * @throws DesignError `assets/no-device`, `assets/unknown-device`, `assets/device-twice`, `assets/serial-twice`,
 * `assets/asset-tag-twice`, `assets/id-twice`, `assets/bad-state`, `assets/bad-mac`, `assets/bad-guid`, `assets/bad-date`, `assets/bad-history`, `assets/more-errors`
 */
export function mergeAssets(
  records: readonly AssetRecord[],
  { devices, trays = [] }: { readonly devices: readonly string[]; readonly trays?: readonly string[] },
): Map<string, Asset> {
  const reader = new AssetReader([...devices, ...trays]);
  const claims: Claims = { device: new Map(), serial: new Map(), tag: new Map(), id: new Map() };
  const named = new Map<string, Asset>();
  for (const record of records) {
    const asset = reader.read(record);
    if (asset === undefined) continue;
    reader.take(claimAll(claims, asset, record.line));
    if (!named.has(asset.device)) named.set(asset.device, asset);
  }
  DesignErrors.throwAll(reader.errors);
  const planned = (device: string): Asset => named.get(device) ?? { device, state: 'planned' };
  return new Map([
    ...devices.map((device) => [device, planned(device)] as const),
    // A tray that the file leaves out has the marks and the state of its rack.
    ...trays.filter((tray) => named.has(tray)).map((tray) => [tray, planned(tray)] as const),
  ]);
}

function claimAll(claims: Claims, asset: Asset, line: number): DesignError[] {
  const { device, serial, assetTag, bmcMac, nicIds = [] } = asset;
  const ids = bmcMac === undefined ? nicIds : [bmcMac, ...nicIds];
  return [
    claim(claims.device, 'assets/device-twice', 'device', device, line),
    serial === undefined ? undefined : claim(claims.serial, 'assets/serial-twice', 'serial', serial, line),
    assetTag === undefined ? undefined : claim(claims.tag, 'assets/asset-tag-twice', 'asset tag', assetTag, line),
    ...ids.map((id) => claim(claims.id, 'assets/id-twice', id.includes(':') ? 'MAC' : 'GUID', id, line)),
  ].filter((error) => error !== undefined);
}

function claim(
  holders: Map<string, number>,
  code: string,
  what: string,
  value: string,
  line: number,
): DesignError | undefined {
  const first = holders.get(value);
  if (first === undefined) {
    holders.set(value, line);
    return undefined;
  }
  return new DesignError(code, {
    problem: `line ${line} of the asset file: ${what} '${value}' stands in line ${first} too`,
    remedy: what === 'device' ? 'keep one of the two lines' : `correct the ${what} in one of the two lines`,
    object: value,
  });
}

/** A hint costs a comparison with every device, and nobody reads hundreds of them. */
const MOST_HINTS = 20;

/** Characters of a history, which grows with the life of a device. */
const LONGEST_HISTORY = 100_000;

/** Nobody fixes thousands one by one: such a file is the wrong one. */
const MOST_ERRORS = 100;

/** Turns records into assets, and keeps the errors of all of them. */
class AssetReader {
  private readonly found: DesignError[] = [];
  private passedOver = 0;
  private readonly known: ReadonlySet<string>;
  private hints = 0;

  public constructor(devices: readonly string[]) {
    this.known = new Set(devices);
  }

  /** What is wrong with the records so far. */
  public get errors(): readonly DesignError[] {
    if (this.passedOver === 0) return this.found;
    const more = new DesignError('assets/more-errors', {
      problem: `the asset file has ${this.passedOver} further problems`,
      remedy: 'correct the first ones and read it again, or give the file of this site',
      value: `${this.passedOver}`,
    });
    return [...this.found, more];
  }

  /** Keeps errors, the first of them in full. */
  public take(errors: readonly DesignError[]): void {
    for (const error of errors) {
      if (this.found.length < MOST_ERRORS) this.found.push(error);
      else this.passedOver += 1;
    }
  }

  /** The asset of a record, without the values that are refused; undefined where it belongs to no device. */
  public read(record: AssetRecord): Asset | undefined {
    const { line, device, serial, assetTag, since, reason = '' } = record;
    for (const [member, text] of Object.entries(record)) {
      if (typeof text !== 'string') continue;
      // Columns as the file names them: `asset_tag`.
      const column = member.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      const longest = member === 'history' ? LONGEST_HISTORY : undefined;
      this.take(textErrors(`line ${line} of the asset file, '${column}'`, text, longest));
    }
    const isKnown = this.isKnown(line, device);
    const bmcMac = this.bmcMac(record);
    const nicIds = this.nicIds(record);
    const state = this.state(record);
    const isDated = since !== '' && this.isDay(line, since);
    const history = this.history(record, state);
    if (!isKnown) return undefined;
    return {
      device,
      ...(isNoSerial(serial) ? {} : { serial }),
      ...(assetTag === '' ? {} : { assetTag }),
      ...present({ bmcMac }),
      ...(nicIds.length === 0 ? {} : { nicIds }),
      state,
      ...(isDated ? { since } : {}),
      ...(reason === '' ? {} : { reason }),
      ...(history.length === 0 ? {} : { history }),
    };
  }

  private isKnown(line: number, device: string): boolean {
    if (device === '') {
      this.refuse('assets/no-device', line, 'the device is missing', "fill the column 'device'");
      return false;
    }
    if (this.known.has(device)) return true;
    this.hints += 1;
    const hint = this.hints > MOST_HINTS ? undefined : spellingHint(device, this.known);
    const remedy = hint === undefined ? 'name a device of the site, or delete the line' : `did you mean '${hint}'?`;
    this.refuse('assets/unknown-device', line, `the site has no device '${device}'`, remedy);
    return false;
  }

  private bmcMac({ line, bmcMac }: AssetRecord): string | undefined {
    if (bmcMac === '') return undefined;
    const mac = toMac(bmcMac);
    if (mac === undefined) {
      this.refuse('assets/bad-mac', line, `BMC MAC '${bmcMac}' is no MAC address`, "write it as 'aa:bb:cc:00:11:22'");
    }
    return mac;
  }

  private nicIds({ line, nicIds }: AssetRecord): string[] {
    return nicIds.split(/\s+/).flatMap((text) => {
      if (text === '') return [];
      const id = toMac(text) ?? toGuid(text);
      if (id !== undefined) return [id];
      this.refuse(
        'assets/bad-guid',
        line,
        `NIC id '${text}' is neither a GUID nor a MAC address`,
        "write a GUID as 16 hex digits, a MAC as 'aa:bb:cc:00:11:22', with spaces between them",
      );
      return [];
    });
  }

  private state({ line, state }: AssetRecord): AssetState {
    const known = ASSET_STATES.find((name) => name === state);
    if (known === undefined) {
      this.refuse('assets/bad-state', line, `state '${state}' is unknown`, `use one of ${ASSET_STATES.join(', ')}`);
    }
    return known ?? 'planned';
  }

  private history({ line, history = '' }: AssetRecord, state: AssetState): readonly AssetEvent[] {
    const read = parseHistory(history);
    const problem = typeof read === 'string' ? read : historyProblem(read, state);
    if (problem === undefined) return typeof read === 'string' ? [] : read;
    this.refuse(
      'assets/bad-history',
      line,
      problem,
      "write 'history' as '2026-03-01 delivered S1; 2026-03-09 racked S1', or leave it to 'aifactory state' and 'aifactory replace'",
    );
    return [];
  }

  private isDay(line: number, text: string): boolean {
    if (isCalendarDay(text)) return true;
    this.refuse('assets/bad-date', line, `'${text}' is no day of the calendar`, "write 'since' as YYYY-MM-DD");
    return false;
  }

  private refuse(code: string, line: number, problem: string, remedy: string): void {
    if (this.found.length >= MOST_ERRORS) {
      this.passedOver += 1;
      return;
    }
    this.take([new DesignError(code, { problem: `line ${line} of the asset file: ${problem}`, remedy })]);
  }
}

/** The plan of a site with other hardware at its places: nothing changes but what is said of the hardware, and the counts in service. */
export function withAssets<P extends SitePlan>(plan: P, assets: ReadonlyMap<string, Asset>): P {
  const next = { ...plan, assets };
  return { ...next, totals: siteTotals(next) };
}

/** Assets by device, once rows have changed. */
export function mergedAssets(assets: ReadonlyMap<string, Asset>, changed: readonly Asset[]): Map<string, Asset> {
  const next = new Map(assets);
  for (const asset of changed) next.set(asset.device, asset);
  return next;
}
