import { DesignError } from '../../errors/design-error';
import { parseCidr, printAddress } from '../../model/address-block';
import type { AddressEntry, AddressWant } from '../../model/address-plan';
import type { AddressPool } from './address-pool';
import { entryOf, purposeOf, serves } from './address-want';

/** Puts what the lock holds into the pools. */
export class LockKeeper {
  /** Addresses of interfaces that are still wanted, by key. */
  public readonly kept = new Map<string, AddressEntry>();
  private readonly holders = new Map<string, string>();

  public constructor(
    private readonly pools: readonly AddressPool[],
    private readonly locked: Readonly<Record<string, string>>,
  ) {}

  /** Takes every address that the lock holds; gives what stands against it. */
  public keepAll(wants: ReadonlyMap<string, AddressWant>): DesignError[] {
    // In order of the keys, since the order of the lock's text must not matter.
    return Object.keys(this.locked)
      .sort()
      .flatMap((key) => this.keep(key, this.locked[key] ?? '', wants.get(key)) ?? []);
  }

  private keep(key: string, text: string, want: AddressWant | undefined): DesignError | undefined {
    const parsed = parseCidr(text);
    const address = parsed?.address;
    const pool = address && this.pools.find((each) => each.contains(address.bits, address.number));
    const mend = `restore the pool, or release it: 'aifactory lock release ${key.slice(0, key.indexOf('/'))}'`;
    const refuse = (code: string, problem: string): DesignError =>
      new DesignError(code, { problem: `the lock holds ${text} for '${key}', ${problem}`, remedy: mend, object: key });
    if (pool === undefined || address === undefined || (want !== undefined && !serves(pool, want))) {
      // What is gone needs no pool.
      if (want === undefined) return undefined;
      return refuse('addressing/locked-elsewhere', `which lies in no pool for ${purposeOf(want)}`);
    }
    if (!pool.range.contains(address.number)) {
      if (want === undefined) return undefined;
      return refuse('addressing/locked-reserved', `which pool '${pool.input.name}' keeps free`);
    }
    const printed = printAddress(address);
    if (!pool.range.take(address.number)) {
      return refuse('addressing/locked-twice', `and for '${this.holders.get(printed) ?? ''}' too`);
    }
    this.holders.set(printed, key);
    if (want !== undefined) this.kept.set(key, entryOf(pool, want, address.number));
    return undefined;
  }
}
