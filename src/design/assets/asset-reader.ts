import { DesignError } from '../../errors/design-error';
import { spellingHint } from '../../errors/spelling-hint';
import type { Asset, AssetState } from './asset';
import { ASSET_STATES } from './asset';
import { toGuid, toMac } from './hardware-id';
import type { AssetRecord } from './merge-assets';

/** A hint costs a comparison with every device, and nobody reads hundreds of them. */
const MOST_HINTS = 20;

/** Turns records into assets, and keeps the errors of all of them. */
export class AssetReader {
  public readonly errors: DesignError[] = [];
  private readonly known: ReadonlySet<string>;
  private hints = 0;

  public constructor(devices: readonly string[]) {
    this.known = new Set(devices);
  }

  /** The asset of a record, without the values that are refused; undefined where it belongs to no device. */
  public read(record: AssetRecord): Asset | undefined {
    const { line, device, serial, assetTag, since } = record;
    const isKnown = this.isKnown(line, device);
    const bmcMac = this.bmcMac(record);
    const nicIds = this.nicIds(record);
    const state = this.state(record);
    const isDated = since !== '' && this.isDay(line, since);
    if (!isKnown) return undefined;
    return {
      device,
      ...(serial === '' ? {} : { serial }),
      ...(assetTag === '' ? {} : { assetTag }),
      ...(bmcMac === undefined ? {} : { bmcMac }),
      ...(nicIds.length === 0 ? {} : { nicIds }),
      state,
      ...(isDated ? { since } : {}),
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

  private isDay(line: number, text: string): boolean {
    if (isCalendarDay(text)) return true;
    this.refuse('assets/bad-date', line, `'${text}' is no day of the calendar`, "write 'since' as YYYY-MM-DD");
    return false;
  }

  private refuse(code: string, line: number, problem: string, remedy: string): void {
    this.errors.push(new DesignError(code, { problem: `line ${line} of the asset file: ${problem}`, remedy }));
  }
}

/** Days that do not exist, such as 30 February, come back from the calendar as other days. */
function isCalendarDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
