import { type Command, Option } from 'commander';

import { checkMoves, hasMoves, type Move, type SiteMoves } from '../design/site/check-moves';
import { underNewNames } from '../design/site/renames';
import { type CliContext, UsageError } from './cli-context';
import { readTwoPlans } from './read-plan';
import { counted } from '../report/in-figures';
import { textTable } from '../report/text-table';

/**
 * Adds `aifactory moves`.
 *
 * @param program - the command line
 * @param context - where results go
 * @param end - takes the exit code: 0 nothing moves, 1 something does
 */
export function addMovesVerb(program: Command, context: CliContext, end: (code: 0 | 1) => void): void {
  program
    .command('moves')
    .argument('[before]', "plan before: the 'site.json' of a synthesis")
    .argument('[after]', 'plan after, of a later synthesis (default: of the only site in the output folder)')
    .usage('[options] <before> [after]')
    .addOption(new Option('--site <file>').hideHelp())
    .addOption(new Option('--program <file>').hideHelp())
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
What is only new is not shown; what is gone is shown, and moves nothing.

Examples:
  $ aifactory moves main/site.json
  $ aifactory moves main/site.json cdktf.out/site/gasan/site.json`,
    )
    .action((before: string | undefined, after: string | undefined, flags: MovesFlags) => {
      const folder = context.cwd ?? process.cwd();
      const [planned, next] = readTwoPlans(...statesOf(before, after, flags, context), folder);
      const under = underNewNames(planned, next);
      const moves = checkMoves(under, next);
      context.out(flags.json === true ? `${JSON.stringify(moves, undefined, 2)}\n` : movesText(under.name, moves));
      end(hasMoves(moves) ? 1 : 0);
    });
}

interface MovesFlags {
  /** The first state in its old words, taken until the next release. */
  readonly site?: string;
  /** The second state in its old words. */
  readonly program?: string;
  /** Whether to print JSON. */
  readonly json?: true;
}

/** The two states, also in the old words, which are told of. */
function statesOf(
  before: string | undefined,
  after: string | undefined,
  { site, program }: MovesFlags,
  { err }: CliContext,
): readonly [before: string | undefined, after: string | undefined] {
  if (site === undefined && program === undefined) return [before, after];
  if (before !== undefined) {
    throw new UsageError("'--site' and '--program' are given beside two states", 'give <before> <after> alone');
  }
  err("note: '--site' and '--program' are deprecated: write 'aifactory moves <before> <after>'\n");
  return [site, program];
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
