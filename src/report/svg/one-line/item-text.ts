import type { PowerNodeKind, RedundancyGroupInput } from '../../../model/power-node';
import { shareOf } from '../../../design/power/zones/load-group';
import { count, counted, finePercent, load, percent } from '../../in-figures';
import { loadLevel, type LoadLevel } from '../palette';
import { type OneLineItem, type OneLinePart, ratingOf } from './one-line-items';

/** What the box of an item says. */
export interface ItemText {
  readonly symbol: PowerNodeKind | 'zone';
  readonly title: string;
  readonly detail: string;
  readonly loadText: string;
  readonly worstText: string;
  /** Shares of the rating in the normal state and in the worst loss of one node: the highest of the item. */
  readonly share: number;
  readonly worstShare: number;
  readonly limitShare: number;
  readonly level: LoadLevel;
  readonly worstLevel: LoadLevel;
  /** Whether none of it is there yet. */
  readonly isAbsent: boolean;
  /** Of one that stands alone: all that its tooltip says beside. */
  readonly tooltip: string;
}

interface PartLoad {
  readonly name: string;
  readonly loadWatts: number;
  readonly ratingWatts: number;
  readonly share: number;
  readonly worstShare: number;
  readonly worstOut: string;
  readonly limitShare: number;
  readonly level: LoadLevel;
  readonly worstLevel: LoadLevel;
}

const LEVELS: readonly LoadLevel[] = ['within', 'near', 'over'];

/** Texts and shares of an item. */
export function itemText(
  { parts }: OneLineItem,
  { groups, absent }: { groups: ReadonlyMap<string, RedundancyGroupInput>; absent: ReadonlySet<string> },
): ItemText {
  const loads = parts.map(partLoad);
  const [first] = parts;
  const [load0] = loads;
  const worst = loads.reduce((most, each) => (each.worstShare > (most?.worstShare ?? -1) ? each : most), load0);
  const shares = loads.map(({ share }) => share);
  const symbol = first === undefined || first.kind === 'zone' ? 'zone' : first.node.kind;
  const isAbsent = parts.every((part) => part.kind === 'node' && absent.has(part.node.name));
  const word = symbol.replace('-', ' ');
  const isRaised = worst !== undefined && worst.worstOut !== '';
  const worstText = isRaised
    ? `${finePercent(worst.worstShare)} ${parts.length === 1 ? `when ${worst.worstOut} is lost` : `at worst, of ${worst.name}`}`
    : 'no single loss raises it';
  return {
    symbol,
    title: parts.length === 1 ? (load0?.name ?? '') : `${count(parts.length)} x ${word}`,
    detail: detailOf(parts, groups),
    loadText: isAbsent ? 'not there yet' : loadText(loads),
    worstText: isAbsent ? '' : worstText,
    share: Math.max(0, ...shares),
    worstShare: worst?.worstShare ?? 0,
    limitShare: load0?.limitShare ?? 1,
    level: highest(loads.map(({ level }) => level)),
    worstLevel: highest(loads.map(({ worstLevel }) => worstLevel)),
    isAbsent,
    tooltip: tooltipOf(loads, word),
  };
}

function partLoad(part: OneLinePart): PartLoad {
  const ratingWatts = ratingOf(part);
  const of = (watts: number): number => (ratingWatts > 0 ? watts / ratingWatts : 0);
  if (part.kind === 'zone') {
    const { name, feedLoads, feeds, limitWatts, limitShare } = part.zone;
    const normal = Math.max(0, ...feedLoads.map(({ normalWatts }) => normalWatts));
    const worst = feedLoads.reduce((most, each) => (each.worstWatts > most.worstWatts ? each : most), {
      feed: '',
      worstWatts: normal,
    });
    return {
      name,
      loadWatts: normal,
      ratingWatts,
      share: of(normal),
      worstShare: of(worst.worstWatts),
      worstOut: worst.feed === '' || feeds.length < 2 ? '' : 'another feed',
      limitShare,
      level: loadLevel(normal, limitWatts),
      worstLevel: loadLevel(worst.worstWatts, limitWatts),
    };
  }
  const { node } = part;
  return {
    name: node.name,
    loadWatts: node.loadWatts,
    ratingWatts,
    share: of(node.loadWatts),
    worstShare: of(node.worst.loadWatts),
    worstOut: node.worst.out.join(' and '),
    limitShare: node.limitShare,
    level: loadLevel(node.loadWatts, node.limitWatts),
    worstLevel: loadLevel(node.worst.loadWatts, failureLimit(node.failureLimitShare, ratingWatts)),
  };
}

function failureLimit(share: number, ratingWatts: number): number {
  return Number.isFinite(ratingWatts) ? shareOf(ratingWatts, share) : Infinity;
}

function detailOf(parts: readonly OneLinePart[], groups: ReadonlyMap<string, RedundancyGroupInput>): string {
  const [first] = parts;
  if (first === undefined) return '';
  if (first.kind === 'zone') {
    const racks = parts.reduce((sum, part) => sum + (part.kind === 'zone' ? part.zone.racks.length : 0), 0);
    return `${first.zone.redundancy}, feeds ${first.zone.feeds.join(', ')}, ${counted(racks, 'rack')}`;
  }
  const { kind, feed, volts, current, group } = first.node;
  const feeds = new Set(parts.map((part) => (part.kind === 'node' ? (part.node.feed ?? '') : '')));
  const scheme = group === undefined ? undefined : groups.get(group)?.scheme;
  return [
    parts.length === 1 ? kind.replace('-', ' ') : undefined,
    feeds.size === 1 && feed !== undefined ? `feed ${feed}` : undefined,
    `${volts >= 1_000 ? `${volts / 1_000} kV` : `${volts} V`}${current === 'dc' ? ' DC' : ''}`,
    scheme,
  ]
    .filter((text) => text !== undefined)
    .join(', ');
}

function loadText(loads: readonly PartLoad[]): string {
  const [first] = loads;
  if (first === undefined) return '';
  if (loads.length === 1)
    return `${load(first.loadWatts)} of ${load(first.ratingWatts)} (${first.level === 'within' ? percent(first.share) : finePercent(first.share)})`;
  const shares = loads.map(({ share }) => Math.round(share * 100));
  const [least, most] = [Math.min(...shares), Math.max(...shares)];
  const range = least === most ? `${most} %` : `${least}-${most} %`;
  const ratings = loads.map(({ ratingWatts }) => ratingWatts);
  const [low, high] = [Math.min(...ratings), Math.max(...ratings)];
  return low === high ? `${range} of ${load(high)} each` : `${range} of ${load(low)} to ${load(high)}`;
}

function tooltipOf(loads: readonly PartLoad[], word: string): string {
  const lines = loads.slice(0, 40).map(({ name, loadWatts, ratingWatts, share, worstShare, worstOut }) => {
    const worst = worstOut === '' ? '' : `, ${finePercent(worstShare)} when ${worstOut} is lost`;
    return `${word} ${name}: ${load(loadWatts)} of ${load(ratingWatts)}, ${finePercent(share)}${worst}`;
  });
  return [...lines, ...(loads.length > lines.length ? [`and ${loads.length - lines.length} more`] : [])].join('\n');
}

function highest(levels: readonly LoadLevel[]): LoadLevel {
  return LEVELS[Math.max(0, ...levels.map((level) => LEVELS.indexOf(level)))] ?? 'within';
}
