import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';

import { DesignError, DesignErrors, oneLine, visibleText } from '../errors/design-error';
import { type CliContext, siteFiles, UsageError } from './cli-context';
import { askedVerb, EXIT_CODES, exitLine, loadVerb, type Verb, VERBS } from './verbs';

/** Commander ends with these when it has printed what was asked for. */
const ANSWERED = new Set(['commander.helpDisplayed', 'commander.version']);

/**
 * Runs the `aifactory` command.
 *
 * @param argv - arguments after the command's name
 * @param world - where results and errors go
 * @returns the exit code, as `EXIT_CODES` has them
 */
export async function runCli(argv: readonly string[], world: CliContext): Promise<number> {
  const context = forTerminals(world);
  let code = 0;
  let verb = 'aifactory';
  try {
    const asked = askedVerb(argv);
    if (asked.note !== undefined) context.err(asked.note);
    const program = commandLine(context, asked.verb === undefined ? [] : [asked.verb], (differs) => (code = differs));
    verb = verbOf(program, asked.argv);
    await program.parseAsync([...asked.argv], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (ANSWERED.has(error.code)) return 0;
      // Help that was asked for is an answer; help in place of one is not.
      if (error.code === 'commander.help') return error.exitCode === 0 ? 0 : 2;
      context.err(errorText(usageError(error, verb), false));
      return 2;
    }
    context.err(errorText(error, context.isDebug ?? false));
    return exitCodeOf(error);
  }
}

/** Help of every verb and of what is below it, by its command line. */
export function helpTexts(): ReadonlyMap<string, string> {
  const program = commandLine({ out: () => undefined, err: () => undefined }, VERBS, () => undefined);
  const texts = new Map<string, string>();
  const add = (command: Command, name: string): void => {
    let text = '';
    command.configureOutput({ writeOut: (part) => (text += part) });
    command.outputHelp();
    texts.set(name, text);
    for (const below of command.commands) add(below, `${name} ${below.name()}`);
  };
  for (const command of program.commands) add(command, command.name());
  return texts;
}

/** The one way to the terminal: what a file or a server says cannot colour it, move in it or hide what is there. */
function forTerminals(world: CliContext): CliContext {
  return {
    ...world,
    out: (text) => {
      world.out(visibleText(text));
    },
    err: (text) => {
      world.err(visibleText(text));
    },
  };
}

/** The whole command line; only the verbs that are asked for are more than a name and a line of help. */
function commandLine(context: CliContext, asked: readonly Verb[], end: (code: 0 | 1) => void): Command {
  const program = new Command('aifactory')
    .description('Sizes AI factories from a catalogue of sourced facts, and looks after the locks of their programs.')
    .version(packageVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [verb]', 'print help of a verb')
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .exitOverride()
    .configureOutput({
      writeOut: context.out,
      writeErr: context.err,
      outputError: () => undefined,
      getOutHelpWidth: () => 100,
      getErrHelpWidth: () => 100,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
  for (const verb of VERBS) {
    if (asked.includes(verb)) loadVerb(verb)(program, context, end);
    else program.command(verb.name);
    const command = program.commands.find((each) => each.name() === verb.name);
    command?.description(verb.summary).addHelpText('after', `\n${exitLine(verb)}`);
    if (command !== undefined) takeOneSite(command, context);
  }
  const codes = EXIT_CODES.map(({ code, meaning }) => `  ${code}  ${meaning}`);
  return program.addHelpText(
    'after',
    `
Exit codes:
${codes.join('\n')}

Examples:
  $ aifactory size --system dgx-b200 --count 127 --switch qm9700 --ufm 4
  $ aifactory catalog dgx-b200
  $ aifactory lock release haein-007`,
  );
}

/**
 * Lets a verb that reads a site take the one below the folder where its option is left out.
 *
 * @throws UsageError, when the verb runs, for several sites
 */
function takeOneSite(command: Command, { cwd }: CliContext): void {
  const option = command.options.find(({ long, hidden }) => long === '--site' && !hidden);
  if (option === undefined) return;
  option.description += ' (default: of the only site in the output folder)';
  command.hook('preAction', (called) => {
    if (called.getOptionValue('site') !== undefined) return;
    const [found, ...others] = siteFiles(cwd ?? process.cwd());
    if (found === undefined) return;
    if (others.length > 0) {
      throw new UsageError(
        `there are ${others.length + 1} sites: ${[found, ...others].join(', ')}`,
        `choose one, for example '--site ${found}'`,
      );
    }
    called.setOptionValue('site', found);
  });
}

/** Sources and compiled files lie equally deep below the package. */
function packageVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8'));
  const { version } = manifest as { readonly version: string };
  return version;
}

/** `error: unknown option '--cuont'\n(Did you mean --count?)` in our words. */
function usageError({ message }: CommanderError, verb: string): UsageError {
  const [first = '', ...rest] = message.split('\n');
  const hint = /\(Did you mean (?:one of )?(.*)\?\)/.exec(rest.join(' '))?.[1];
  const problem = first.replace(/^error: /, '').replace(/\.$/, '');
  return new UsageError(problem, hint === undefined ? `see '${verb} --help'` : `did you mean '${hint}'?`);
}

function verbOf(program: Command, argv: readonly string[]): string {
  const names = [program.name()];
  let command: Command | undefined = program;
  for (const word of argv) {
    command = command.commands.find((each) => each.name() === word);
    if (command === undefined) break;
    names.push(command.name());
  }
  return names.join(' ');
}

/** Codes of errors about a name that nobody knows: the command line is wrong, not the design. */
const UNKNOWN_NAME = /^(catalog|lock)\/unknown-(?!version)/;

/** Codes of errors about a file that cannot be read or written as the command line asks. */
const FILE = /^(files|yaml)\//;

/** Props in the words of the options that set them. */
const OPTION_OF: Readonly<Record<string, string>> = {
  tiers: '--tiers',
  portRate: '--rate',
  planes: '--planes',
  spines: '--spines',
  unitHosts: '--unit',
  portsPerHost: '--ports',
  rails: '--rails',
  railsPerLeaf: '--rails-per-leaf',
  trunkRate: '--trunk-rate',
  trunkSplit: '--trunk-rate',
};

/** An error as two lines for people. A stack follows where it is asked for. */
export function errorText(error: unknown, isDebug: boolean): string {
  const text = partsOf(error)
    .map(({ problem, excerpt, remedy }) =>
      ['error: ', problem, '\n', ...(excerpt === undefined ? [] : [excerpt, '\n']), `  remedy: ${remedy}\n`].join(''),
    )
    .join('');
  return isDebug && error instanceof Error ? `${text}${error.stack ?? ''}\n` : text;
}

/** 1 for what cannot be built, 2 for a wrong command line. */
export function exitCodeOf(error: unknown): 1 | 2 {
  if (error instanceof UsageError) return 2;
  return error instanceof DesignError && (UNKNOWN_NAME.test(error.code) || FILE.test(error.code)) ? 2 : 1;
}

/** What is told of an error. */
interface ErrorParts {
  readonly problem: string;
  readonly remedy: string;
  /** Lines of a file, with a caret. */
  readonly excerpt?: string | undefined;
}

function partsOf(error: unknown): readonly ErrorParts[] {
  if (error instanceof DesignErrors) return error.errors.flatMap(partsOf);
  if (error instanceof DesignError) {
    const { problem, remedy, excerpt, code } = error;
    // What stands in a file is told in its own words.
    if (excerpt !== undefined) return [{ problem, excerpt, remedy: `${remedy} [${code}]` }];
    return [{ problem: inOptions(problem), remedy: `${inOptions(remedy)} [${code}]` }];
  }
  if (error instanceof UsageError) return [error];
  const problem = oneLine(error instanceof Error ? error.message : String(error));
  return [{ problem, remedy: 'set DEBUG=aifactory and run it again to see where it comes from' }];
}

/** `'tiers: 3'` as `'--tiers 3'`. */
function inOptions(text: string): string {
  return text.replace(/'([a-zA-Z]+)(?:: (\d+))?'/g, (whole, prop: string, value: string | undefined) => {
    const option = Object.hasOwn(OPTION_OF, prop) ? OPTION_OF[prop] : undefined;
    if (option === undefined) return whole;
    return value === undefined ? `'${option}'` : `'${option} ${value}'`;
  });
}
