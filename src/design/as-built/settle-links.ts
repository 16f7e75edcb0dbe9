import { addTo } from '../../units/present';
import type { ComparedNetwork } from './compared-network';
import type { LocatedEnd } from './end-locator';
import { FATE, type matchCables, NONE } from './match-cables';

/** A found link in the words of the plan. */
export interface FoundLink {
  readonly a: LocatedEnd;
  readonly b: LocatedEnd;
  readonly speed?: string | undefined;
  readonly rateBits?: number | undefined;
  readonly state?: string | undefined;
  /** Planes of the port that are up, where each is a link of its own. */
  readonly planes?: readonly number[] | undefined;
}

/** What became of the planned links: how they match, and which found link each became. */
export interface LinkMatch {
  /** Found link that is in place, or that this link became; `NONE` where it is absent. */
  readonly found: Int32Array;
  /** Found links that no planned link became, in their order. */
  readonly rest: readonly number[];
}

/**
 * Of the links astray each becomes one found link: first, of those that go between the planned devices, one between the two, then those that keep their lower end, then
 * those that keep their upper end. Every found link is told of once.
 */
export function becameOf(
  { fate, foundAt }: ReturnType<typeof matchCables>,
  { ends }: Pick<ComparedNetwork, 'ends'>,
  found: readonly FoundLink[],
  isSamePair: (link: number) => boolean,
): LinkMatch {
  const { aEnd, bEnd, count } = ends;
  const became = new Int32Array(aEnd.length).fill(NONE);
  const isTold = new Uint8Array(found.length);
  const settle = (link: number, at: number): void => {
    became[link] = at;
    isTold[at] = 1;
  };
  fate.forEach((each, link) => {
    const isSettled = each === FATE.inPlace || (each === FATE.swapped && !isSamePair(link));
    if (isSettled) settle(link, foundAt(aEnd[link] ?? NONE));
  });
  const planned = [...fate.keys()].filter((link) => became[link] === NONE && isSamePair(link));
  if (planned.length > 0) {
    const between = new Map<string, number[]>();
    found.forEach(({ a, b }, at) => {
      if (isTold[at] === 0) addTo(between, pairKey(a.device, b.device), at);
    });
    const keys: readonly ((link: number, at: number) => boolean)[] = [
      (link, at) => isEnd(found[at], bEnd[link]),
      (link, at) => isEnd(found[at], aEnd[link]),
      () => true,
    ];
    for (const fits of keys) {
      for (const link of planned) {
        if (became[link] !== NONE) continue;
        const key = pairKey(ends.nameOf(aEnd[link] ?? NONE).device, ends.nameOf(bEnd[link] ?? NONE).device);
        const at = between.get(key)?.find((each) => isTold[each] === 0 && fits(link, each));
        if (at !== undefined) settle(link, at);
      }
    }
  }
  for (const side of [aEnd, bEnd]) {
    side.forEach((end, link) => {
      const at = foundAt(end);
      if (fate[link] === FATE.astray && became[link] === NONE && at !== NONE && isTold[at] === 0) settle(link, at);
    });
  }
  return { found: became, rest: restOf(found, count, isTold) };
}

function isEnd(link: FoundLink | undefined, end: number | undefined): boolean {
  return link?.a.end === end || link?.b.end === end;
}

function isKnown(link: FoundLink | undefined): boolean {
  return link !== undefined && (link.a.end !== NONE || link.b.end !== NONE);
}

/** Untold links, without what the other end of a link reported once more. */
function restOf(found: readonly FoundLink[], ends: number, isTold: Uint8Array): number[] {
  const untold = [...isTold.keys()].filter((link) => isTold[link] === 0 && isKnown(found[link]));
  if (untold.length === 0) return [];
  const key = (link: number): number => {
    const [a, b] = [found[link]?.a.end ?? NONE, found[link]?.b.end ?? NONE];
    return (Math.min(a, b) + 1) * (ends + 1) + Math.max(a, b) + 1;
  };
  const told = new Set<number>();
  isTold.forEach((each, link) => {
    if (each === 1) told.add(key(link));
  });
  return untold.filter((link) => {
    const isNew = !told.has(key(link));
    told.add(key(link));
    return isNew;
  });
}

/** Links of two switches whose cables are exchanged. */
type Exchanges = ReadonlyMap<number, 'leaves' | 'others'>;

/** Links that have in common that they go between the planned devices in other ports, before they are told of in place of single ones. */
const LEAST_ALIKE = 3;

/** And of all links of the tier, or of a switch in it, at least one in so many. */
const ONE_IN = 4;

/**
 * Links between the planned devices in other ports. A few are wrong; where many are, the hall counts its ports otherwise: all of a tier, or of one switch. Between switches a
 * pair of devices has as many found links as planned; at an endpoint the port is kept, for another adapter is another rail.
 */
export class SamePairs {
  /** By link: tier, with the switch that they have in common where it is not the whole tier. */
  public readonly common: readonly (string | undefined)[];

  public constructor(
    private readonly network: ComparedNetwork,
    match: ReturnType<typeof matchCables>,
    found: readonly FoundLink[],
  ) {
    const { fate, foundAt } = match;
    const { ends, tierOf } = network;
    const stray = [...fate.keys()].filter((link) => fate[link] !== FATE.inPlace);
    const inPlace = new Set<number>();
    fate.forEach((each, link) => {
      if (each === FATE.inPlace) inPlace.add(foundAt(ends.aEnd[link] ?? NONE));
    });
    const between = new Map<string, { readonly at: number; readonly ends: readonly number[] }[]>();
    if (stray.length > 0) {
      found.forEach(({ a, b }, at) => {
        if (inPlace.has(at) || a.end === NONE || b.end === NONE) return;
        addTo(between, pairKey(a.device, b.device), { at, ends: [a.end, b.end] });
      });
    }
    const due = new Map<string, number[]>();
    const alike: number[] = [];
    for (const link of stray) {
      if (tierOf(link) > 0) addTo(due, this.pairOf(link), link);
      else {
        const { a, b } = found[foundAt(ends.aEnd[link] ?? NONE)] ?? {};
        if (a !== undefined && b !== undefined && pairKey(a.device, b.device) === this.pairOf(link)) alike.push(link);
      }
    }
    for (const [pair, links] of due) {
      const there = between.get(pair) ?? [];
      const keepsEnd = (link: number): boolean =>
        there.some(
          (each) => each.ends.includes(ends.aEnd[link] ?? NONE) || each.ends.includes(ends.bEnd[link] ?? NONE),
        );
      // Of more planned links than there are, those that keep an end are there.
      const inOrder = [...links.filter(keepsEnd), ...links.filter((link) => !keepsEnd(link))];
      alike.push(...inOrder.slice(0, there.length));
    }
    alike.sort((one, other) => one - other);
    this.common = this.commonOf(alike, this.exchanges(match));
  }

  private commonOf(alike: readonly number[], exchanges: Exchanges): (string | undefined)[] {
    const { ends, links, tierOf } = this.network;
    if (alike.length < LEAST_ALIKE) return [];
    const keysOf = (link: number): string[] => [
      `${tierOf(link)}`,
      `${tierOf(link)}\n${ends.nameOf(ends.bEnd[link] ?? NONE).device}`,
      ...(tierOf(link) === 0 ? [] : [`${tierOf(link)}\n${ends.nameOf(ends.aEnd[link] ?? NONE).device}`]),
    ];
    const [all, own] = [new Map<string, number>(), new Map<string, number>()];
    for (let link = 0; link < links.count; link += 1) {
      for (const key of keysOf(link)) all.set(key, (all.get(key) ?? 0) + 1);
    }
    const open = alike.filter((link) => exchanges.get(link) !== 'leaves');
    for (const link of open) for (const key of keysOf(link)) own.set(key, (own.get(key) ?? 0) + 1);
    const isCommon = (key: string): boolean =>
      (own.get(key) ?? 0) >= LEAST_ALIKE && (own.get(key) ?? 0) * ONE_IN >= (all.get(key) ?? 0);
    const common: (string | undefined)[] = [];
    for (const link of open) {
      const key = keysOf(link).find(isCommon);
      // What all of a tier has in common goes before an exchange of two of its switches.
      if (key?.includes('\n') !== true || !exchanges.has(link)) common[link] = key;
    }
    return common;
  }

  /** Links of two switches nearly all of whose cables are exchanged: leaves, whose hosts are exchanged with them, or others. */
  private exchanges({ fate, partner }: ReturnType<typeof matchCables>): Exchanges {
    const { ends, links, tierOf } = this.network;
    const by = new Map<string, number[]>();
    fate.forEach((each, link) => {
      if (each !== FATE.swapped) return;
      const [one, other] = [link, partner[link] ?? NONE].map((own) =>
        [ends.aEnd, ends.bEnd].map((side) => ends.nameOf(side[own] ?? NONE).device),
      );
      const [a, b, c, d] = [one?.[0] ?? '', one?.[1] ?? '', other?.[0] ?? '', other?.[1] ?? ''];
      if ((a === c) !== (b === d)) addTo(by, a === c ? pairKey(b, d) : pairKey(a, c), link);
    });
    const exchanged: Map<number, 'leaves' | 'others'> = new Map();
    if (by.size === 0) return exchanged;
    const totals = new Map<string, number>();
    for (let link = 0; link < links.count; link += 1) {
      for (const side of [ends.aEnd, ends.bEnd]) {
        const { device } = ends.nameOf(side[link] ?? NONE);
        totals.set(device, (totals.get(device) ?? 0) + 1);
      }
    }
    for (const [pair, own] of by) {
      const all = pair.split('\n').reduce((sum, device) => sum + (totals.get(device) ?? 0), 0);
      if (own.length < 2 * LEAST_ALIKE || own.length * 4 <= all * 3) continue;
      const kind = own.some((link) => tierOf(link) === 0) ? 'leaves' : 'others';
      for (const link of own) exchanged.set(link, kind);
    }
    return exchanged;
  }

  private pairOf(link: number): string {
    const { ends } = this.network;
    return pairKey(ends.nameOf(ends.aEnd[link] ?? NONE).device, ends.nameOf(ends.bEnd[link] ?? NONE).device);
  }
}

/** Links by the pair of devices at their ends, whichever comes first. */
function pairKey(one: string, other: string): string {
  return one < other ? `${one}\n${other}` : `${other}\n${one}`;
}
