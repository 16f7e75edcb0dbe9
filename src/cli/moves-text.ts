import type { Move, SiteMoves } from '../design/site/check-moves';
import { counted } from './in-digits';
import { textTable } from './text-table';

const KINDS: Readonly<Record<keyof SiteMoves, readonly [one: string, many: string]>> = {
  places: ['device', 'devices'],
  cables: ['cable', 'cables'],
  addresses: ['address', 'addresses'],
  asNumbers: ['AS number', 'AS numbers'],
  partitions: ['partition', 'partitions'],
};

/** What moves for people: a line a name, by kind. */
export function movesText(site: string, moves: SiteMoves): string {
  const kinds = Object.keys(KINDS) as (keyof SiteMoves)[];
  const blocks = kinds.flatMap((kind) => (moves[kind].length === 0 ? [] : [block(KINDS[kind], moves[kind])]));
  return blocks.length === 0 ? `site ${site}: nothing moves\n` : [`site ${site}\n`, ...blocks].join('\n');
}

function block([one, many]: readonly [string, string], list: readonly Move[]): string {
  const gone = list.filter(({ after }) => after === undefined).length;
  const parts = [
    ...(list.length > gone ? [`${counted(list.length - gone, one, many)} would move`] : []),
    ...(gone > 0 ? [`${counted(gone, one, many)} would be gone`] : []),
  ];
  const rows = list.map(({ name, before, after = 'gone' }) => [`  ${name}`, before, '->', after]);
  return `${parts.join(', ')}\n${textTable(rows, [])}`;
}
