import { createRequire } from 'node:module';
import type { Command } from 'commander';

import { spellingHint } from '../errors/design-error';
import { type CliContext, UsageError } from './cli-context';

/** What an exit code means, whatever the verb. */
export const EXIT_CODES = [
  { code: 0, meaning: 'done; of a comparison: nothing differs' },
  { code: 1, meaning: 'something differs, would move, is not accepted or cannot be built' },
  { code: 2, meaning: 'wrong usage, or a file that is wrong or cannot be read or written; nothing was written' },
] as const;

/** Adds a verb to a command line; it ends with code 1 by `end`. */
type AddVerb = (program: Command, context: CliContext, end: (code: 0 | 1) => void) => void;

/** A verb of the command line. What it does is in its own file, which is loaded when it is called. */
export interface Verb {
  readonly name: string;
  /** What it does, on one line of the help. */
  readonly summary: string;
  /** What exit code 0 means. */
  readonly done: string;
  /** What exit code 1 means. Absent: it has no such outcome. */
  readonly differs?: string;
  /** Name that it had; taken until the next release. */
  readonly formerly?: string;
  readonly file: string;
  /** Function of the file that adds it. */
  readonly adds: string;
}

/** All verbs, in the order of the help. */
export const VERBS: readonly Verb[] = [
  {
    name: 'plan',
    summary: 'plan, judge and draw the site that a YAML or JSON file states, as a program of constructs does',
    done: 'planned',
    differs: 'findings stop it, or what it states cannot be built',
    file: 'project-verbs',
    adds: 'addPlanVerb',
  },
  {
    name: 'design',
    summary: 'design a site backwards, from the power of a contract to a site file that passes its own rules',
    done: 'designed and written',
    file: 'site-design/design-verbs',
    adds: 'addDesignVerb',
  },
  {
    name: 'fix',
    summary: 'find remedies of the findings of a site file, each planned again, as a difference of the file',
    done: 'a remedy for each finding; nothing is changed',
    differs: 'a finding has no remedy that can be computed',
    file: 'site-design/fix-verb',
    adds: 'addFixVerb',
  },
  {
    name: 'prove',
    summary: 'write a certificate of claims about a site, with witnesses that a checker of another language reads',
    done: 'proven and written',
    differs: 'a claim cannot be proven',
    file: 'certificate/prove-verb',
    adds: 'addProveVerb',
  },
  {
    name: 'init',
    summary: 'write a project with a first site, a test and a workflow into an empty folder',
    done: 'written',
    file: 'project-verbs',
    adds: 'addInitVerb',
  },
  {
    name: 'completion',
    summary: 'print what a shell completes: verbs and their options',
    done: 'printed',
    file: 'project-verbs',
    adds: 'addCompletionVerb',
  },
  {
    name: 'doctor',
    summary: 'look at this machine and folder: node, packages, terraform, providers, locks',
    done: 'nothing is wrong',
    differs: 'something is wrong',
    file: 'doctor-verb',
    adds: 'addDoctorVerb',
  },
  {
    name: 'size',
    summary: 'size the compute fabric of GPU systems: switches, links, ports, bisection, racks and power',
    done: 'sized',
    differs: 'the fabric cannot be built',
    file: 'size-verb',
    adds: 'addSizeVerb',
  },
  {
    name: 'tokens',
    summary: 'say what GPU systems serve of a language model: memory, sequences, throughput, GPUs for a demand',
    done: 'told',
    file: 'economics-verbs',
    adds: 'addTokensVerb',
  },
  {
    name: 'cost',
    summary: 'say what a site, a GPU-hour and a token cost, when it pays, and what moves that most',
    done: 'told; quarters written where asked for',
    file: 'economics-verbs',
    adds: 'addCostVerb',
  },
  {
    name: 'catalog',
    summary: 'list the catalogue, or show every fact of one entry with its source',
    done: 'printed',
    file: 'reference-verbs',
    adds: 'addCatalogVerb',
  },
  {
    name: 'lock',
    summary: 'show what a site remembers from one synthesis to the next, or let go of a part of it',
    done: 'printed or released',
    differs: 'the lock cannot be read',
    file: 'lock-verb',
    adds: 'addLockVerb',
  },
  {
    name: 'policies',
    summary: 'list the rules by which a site is judged',
    done: 'printed',
    file: 'reference-verbs',
    adds: 'addPoliciesVerb',
  },
  {
    name: 'explain',
    summary: 'say what a rule or an error code means: what it checks, when it fails, what to do, and the source',
    done: 'explained',
    file: 'reference-verbs',
    adds: 'addExplainVerb',
  },
  {
    name: 'schema',
    summary: 'print the JSON Schema of a format: of the props of all constructs, of a lock, of what verbs print',
    done: 'printed',
    file: 'reference-verbs',
    adds: 'addSchemaVerb',
  },
  {
    name: 'verify',
    summary: 'compare what exists with the plan: cables, configurations of switches, what NetBox holds',
    done: 'all as planned',
    differs: 'differences',
    file: 'verify-verb',
    adds: 'addVerifyVerb',
  },
  {
    name: 'drift',
    summary: 'compare all that was found with the plan at once: cables, switch configurations, NetBox, assets',
    done: 'all as planned',
    differs: 'differences',
    file: 'drift-verb',
    adds: 'addDriftVerb',
  },
  {
    name: 'ids',
    summary: "write the file of 'imports': the ids of what NetBox holds of a site, found by name",
    done: 'written',
    differs: 'written without objects of which NetBox holds several',
    file: 'ids-verb',
    adds: 'addIdsVerb',
  },
  {
    name: 'moves',
    summary: 'show what would move between two plans of a site: devices, cables, addresses, numbers',
    done: 'nothing moves',
    differs: 'something moves',
    formerly: 'relock',
    file: 'site-verbs',
    adds: 'addMovesVerb',
  },
  {
    name: 'limits',
    summary:
      'list what a site runs out of, the first on top: power, cooling, floor, ports, addresses, storage, resources',
    done: 'printed',
    file: 'site-verbs',
    adds: 'addLimitsVerb',
  },
  {
    name: 'diff',
    summary:
      'write what a change does to a site, as Markdown for a review: totals, limits, loads, cables, BOM, findings',
    done: 'written',
    differs: 'no work order keeps the promises of the design',
    file: 'diff-verb',
    adds: 'addDiffVerb',
  },
  {
    name: 'waves',
    summary: 'cut devices into waves, as for firmware: never both of a pair, nor the last spare',
    done: 'every device is in a wave',
    differs: 'a device is held: nothing stands in for it, or it is not known what may be out',
    file: 'order-verbs',
    adds: 'addWavesVerb',
  },
  {
    name: 'order',
    summary: 'write requests for quotation from the BOM, by supplier and phase, as CSV or XLSX',
    done: 'written',
    file: 'order-verbs',
    adds: 'addOrderVerb',
  },
  {
    name: 'labels',
    summary:
      'write labels of cables, devices, racks, feeds or patch panels: CSV for label printers, sheets with QR codes',
    done: 'written',
    file: 'order-verbs',
    adds: 'addLabelVerb',
  },
  {
    name: 'adopt',
    summary: 'take over a hall in operation: the lock keeps where it is not as planned, and the plan goes around it',
    done: 'all as planned',
    differs: 'something is not as planned',
    file: 'adopt-verb',
    adds: 'addAdoptVerb',
  },
  {
    name: 'capacity',
    summary: 'list systems and GPUs of a site by state, cluster and tenant',
    done: 'printed',
    file: 'asset-verbs',
    adds: 'addCapacityVerb',
  },
  {
    name: 'state',
    summary: 'take hardware to its next state in the asset file, with the day, and keep what was before',
    done: 'written',
    file: 'asset-verbs',
    adds: 'addStateVerb',
  },
  {
    name: 'replace',
    summary: 'replace a device, an adapter or a cable in the asset file: serial, GUIDs and MACs, never a place',
    done: 'written',
    file: 'replace-verb',
    adds: 'addReplaceVerb',
  },
  {
    name: 'impact',
    summary:
      'say who is touched while something is out, what is left, what would hurt next, and what booked work clashes',
    done: 'printed; no booked work clashes',
    differs: 'booked work clashes',
    file: 'site-verbs',
    adds: 'addImpactVerb',
  },
  {
    name: 'curtail',
    summary:
      'bring a site down to a figure for a time: caps, drains, racks in the shed order, commands, proof by meters',
    done: 'printed; of meters: the figure was held',
    differs: 'the figure was not held, or it is not known',
    file: 'site-verbs',
    adds: 'addCurtailVerb',
  },
  {
    name: 'tenancy',
    summary:
      'show which tenant has which nodes on a day, what does not hold, and write accounts, queues and members of partitions',
    done: 'shown; all of it holds',
    differs: 'something of the tenancy does not hold',
    file: 'tenancy-verbs',
    adds: 'addTenancyVerb',
  },
  {
    name: 'portfolio',
    summary: 'say when several sites fall short of what is asked of them, what to order by when, and supply by quarter',
    done: 'told; supply carries what is asked',
    differs: 'supply falls short on some day',
    file: 'portfolio/portfolio-verb',
    adds: 'addPortfolioVerb',
  },
  {
    name: 'offer',
    summary: 'say whether GPUs can be let for a time: which nodes, from when, and what it displaces',
    done: 'yes',
    differs: 'not on the day that is asked',
    file: 'tenancy-verbs',
    adds: 'addOfferVerb',
  },
  {
    name: 'usage',
    summary: 'count what each tenant had, used and left idle in a month, in GPU-hours, from sacct or samples',
    done: 'counted',
    differs: 'jobs run still and are not counted',
    file: 'tenancy-verbs',
    adds: 'addUsageVerb',
  },
  {
    name: 'waivers',
    summary: 'list what is waived in a policy report, with reason, owner and end, for an audit',
    done: 'printed; none has ended',
    differs: 'a waiver has ended',
    file: 'reference-verbs',
    adds: 'addWaiversVerb',
  },
  {
    name: 'accept',
    summary: 'judge what tools measured in a unit against its plan, and write the page that hands it over',
    done: 'accepted, or not in service yet',
    differs: 'not accepted',
    file: 'accept-verb',
    adds: 'addAcceptVerb',
  },
  {
    name: 'commission',
    summary: 'write the script of the integrated test, load banks and checks by level, and judge what came back',
    done: 'written; of what came back: all halls may be handed over',
    differs: 'a hall is not to be handed over',
    file: 'commission-verb',
    adds: 'addCommissionVerb',
  },
];

const load = createRequire(__filename);

/** Loads the file of a verb. */
export function loadVerb({ file, adds }: Verb): AddVerb {
  const add = (load(`./${file}`) as Readonly<Record<string, AddVerb | undefined>>)[adds];
  if (add === undefined) throw new Error(`${file} has no ${adds}`);
  return add;
}

/** A command line with names of now, the verb that it asks for, and what to say of a former name. */
export interface AskedVerb {
  readonly argv: readonly string[];
  readonly verb?: Verb;
  readonly note?: string;
}

/**
 * Finds the verb that a command line asks for, also behind `help`.
 *
 * @throws UsageError for `help` of a verb that there is not
 */
export function askedVerb(argv: readonly string[]): AskedVerb {
  const at = argv.findIndex((word) => !word.startsWith('-'));
  const isHelp = argv[at] === 'help';
  const place = isHelp ? at + 1 : at;
  const asked = argv[place];
  if (asked === undefined || place < 0) return { argv };
  const verb = VERBS.find(({ name, formerly }) => name === asked || formerly === asked);
  if (verb !== undefined) {
    if (verb.name === asked) return { argv, verb };
    const note = `note: '${asked}' is called '${verb.name}' now, and the old name goes with the next release\n`;
    return { argv: argv.map((word, index) => (index === place ? verb.name : word)), verb, note };
  }
  if (!isHelp || asked.startsWith('-') || asked === 'help') return { argv };
  const hint = spellingHint(
    asked,
    VERBS.map(({ name }) => name),
  );
  throw new UsageError(
    `there is no verb '${asked}'`,
    hint === undefined ? "see 'aifactory --help' for all of them" : `did you mean '${hint}'?`,
  );
}

/** The last line of the help of a verb. */
export function exitLine({ done, differs }: Verb): string {
  const codes = [`0 ${done}`, ...(differs === undefined ? [] : [`1 ${differs}`]), `2 wrong usage or a wrong file`];
  return `Exit codes: ${codes.join(', ')}.`;
}
