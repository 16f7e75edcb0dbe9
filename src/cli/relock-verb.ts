import type { Command } from 'commander';

import { checkMoves, hasMoves, type Move, type SiteMoves } from '../design/site/check-moves';
import { underNewNames } from '../design/site/renames';
import type { CliContext } from './cli-context';
import { readTwoPlans } from './read-plan';
import { counted, textTable } from '../report/text-table';

/**
 * Adds `aifactory relock`.
 *
 * @param program - the command line
 * @param context - where results go
 * @param end - takes the exit code: 0 nothing moves, 1 something does
 */
export function addRelockVerb(program: Command, context: CliContext, end: (code: 0 | 1) => void): void {
  program
    .command('relock')
    .description('show what would move between two plans of a site: devices, cables, addresses, numbers')
    .requiredOption('--site <file>', "plan of what stands: the 'site.json' of its synthesis")
    .requiredOption('--program <file>', "plan that the program makes now: the 'site.json' of a later synthesis")
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
What is only new is not shown; what is gone is shown, and moves nothing.
Exit codes: 0 nothing moves, 1 something moves, 2 wrong usage or a file that cannot be read.

Examples:
  $ aifactory relock --site standing/site.json --program cdktf.out/site/gasan/site.json`,
    )
    .action(({ site, program: next, json }: RelockOptions) => {
      const folder = context.cwd ?? process.cwd();
      const [standing, after] = readTwoPlans(site, next, folder);
      const before = underNewNames(standing, after);
      const moves = checkMoves(before, after);
      context.out(json === true ? `${JSON.stringify(moves, undefined, 2)}\n` : movesText(before.name, moves));
      end(hasMoves(moves) ? 1 : 0);
    });
}

interface RelockOptions {
  /** Path of the plan of what stands. */
  readonly site: string;
  /** Path of the plan that the program makes now. */
  readonly program: string;
  /** Whether to print JSON. */
  readonly json?: true;
}

const KINDS: Readonly<Record<keyof SiteMoves, readonly [one: string, many: string]>> = {
  places: ['device', 'devices'],
  cables: ['cable', 'cables'],
  addresses: ['address', 'addresses'],
  asNumbers: ['AS number', 'AS numbers'],
  partitions: ['partition', 'partitions'],
};

/** What moves for people: a line a name, by kind. */
function movesText(site: string, moves: SiteMoves): string {
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
