import { parseArgs } from 'node:util';
import { StartError } from '../start/start-context';

/** Terraform's own: 829 resources of one unit were applied to a NetBox of two cores in 83 s. */
const PARALLELISM = 10;

/** What a deployment is asked for. */
export interface DeployArguments {
  /** Names of stacks. */
  readonly names: readonly string[];
  /** Command of another program than that of `cdktf.json`. */
  readonly app?: string;
  readonly parallelism: number;
  /** Whether resources may be removed or replaced. */
  readonly allowRemovals: boolean;
  readonly isHelp: boolean;
}

/** How the command is called. */
export const DEPLOY_USAGE = `Usage: npm run deploy -- [<stack>...] [--app <command>] [--parallelism <n>] [--allow-removals]

Synthesizes a program and applies its stacks one after another, each after those that it needs. A stack that is named takes those along whose names
begin with its own and a hyphen: the stacks of a site. Default: all stacks. After an interruption the same command goes on where it stopped.
Each stack is planned, the plan is counted, and that plan is applied; one that removes or replaces resources stops the deployment.

  --app <command>      another program than that of cdktf.json, such as "npx ts-node -T stacks/gasan-haein-netbox.ts"
  --parallelism <n>    resources at a time within a stack (default ${PARALLELISM}); take less where the server is slow to answer
  --allow-removals     apply plans that remove or replace resources too
`;

/**
 * Reads the arguments of a deployment.
 *
 * @throws StartError for options that do not exist, or values that fit none
 */
export function deployArguments(argv: readonly string[]): DeployArguments {
  const { values, positionals } = parsed(argv);
  const parallelism = values.parallelism === undefined ? PARALLELISM : Number(values.parallelism);
  if (!Number.isInteger(parallelism) || parallelism < 1) {
    throw new StartError(`--parallelism is '${values.parallelism}'\ngive a whole number from 1`, 2);
  }
  return {
    names: positionals,
    parallelism,
    allowRemovals: values['allow-removals'] ?? false,
    isHelp: values.help ?? false,
    ...(values.app === undefined ? {} : { app: values.app }),
  };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        app: { type: 'string' },
        parallelism: { type: 'string' },
        'allow-removals': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new StartError(`${error instanceof Error ? error.message : String(error)}\n\n${DEPLOY_USAGE.trimEnd()}`, 2);
  }
}
