import { DesignError } from '../errors/design-error';
import { oneLine, shortText } from '../errors/visible-text';

/** What reads a name, and what it takes. */
interface Reader {
  readonly what: string;
  readonly takes: RegExp;
  readonly words: string;
}

/** @see https://developer.hashicorp.com/terraform/language/syntax/configuration#identifiers */
const TERRAFORM: Reader = {
  what: 'a resource of Terraform',
  takes: /^[\p{L}\p{N}][\p{L}\p{M}\p{N}_-]*$/u,
  words: "letters, digits, '-' and '_', beginning with a letter or digit",
};

/** @see https://slurm.schedmd.com/slurm.conf.html#OPT_NodeName */
const HOST: Reader = {
  what: 'a node of Slurm and a host in DNS',
  takes: /^[A-Za-z0-9][A-Za-z0-9_-]*$/,
  words: "letters a to z, digits, '-' and '_', beginning with a letter or digit",
};

/** @see https://github.com/linux-rdma/opensm/blob/master/doc/partition-config.txt */
const PARTITION: Reader = {
  what: 'a partition of OpenSM',
  takes: /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]*$/u,
  words: "letters, digits, '-', '_' and '.', beginning with a letter or digit",
};

/** Names of files, labels and objects of NetBox. */
const FILE: Reader = {
  what: 'a file and an object of NetBox',
  takes: /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N} ._-]*[\p{L}\p{M}\p{N}._-])?$/u,
  words: "letters, digits, inner spaces, '-', '_' and '.', beginning with a letter or digit",
};

const LABEL: Reader = {
  what: 'a label and an object of NetBox',
  takes: /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N} ._/:+()#-]*[\p{L}\p{M}\p{N}._+)#])?$/u,
  words: "letters, digits, inner spaces and '-_./:+()#', beginning with a letter or digit",
};

/** What is named, who reads it, and how many characters the strictest of them takes with what is added to the name. */
const KINDS = {
  /** What devices are named after: Slurm takes 64 characters, `-su01` or the number of a host included. */
  devices: { readers: [HOST, TERRAFORM], longest: 54 },
  /** Devices that are named one by one. */
  host: { readers: [HOST, TERRAFORM], longest: 64 },
  /** What is a resource of the inventory alone. */
  resource: { readers: [TERRAFORM], longest: 64 },
  hall: { readers: [FILE], longest: 64 },
  /** Racks are named after hall and row. */
  row: { readers: [FILE], longest: 32 },
  tenant: { readers: [PARTITION], longest: 64 },
  /** Feeds, pools of addresses, and whatever people read alone. */
  label: { readers: [LABEL], longest: 64 },
} as const satisfies Record<string, { readonly readers: readonly Reader[]; readonly longest: number }>;

/** Kinds of names that are declared. */
export type NameKind = keyof typeof KINDS;

/**
 * What is wrong with a name, by the strictest of those that read it; none for a good one.
 *
 * @param owner - whose name it is, in the words of a message: `tenant` or `'feeds' of power zone 'a'`
 * @param kind - what bears it
 * @param name - the name as it was given
 */
export function nameErrors(owner: string, kind: NameKind, name: unknown): DesignError[] {
  if (typeof name !== 'string') return [];
  const { readers, longest } = KINDS[kind];
  const characters = Array.from(name).length;
  if (characters > longest) {
    return [
      new DesignError('names/too-long', {
        problem: `${oneLine(owner)}: the name '${shortText(name, 40)}' has ${characters} characters, and ${readers[0].what} takes ${longest} with what is added to it`,
        remedy: 'give it a shorter name',
        object: name,
        value: `${characters} characters`,
        limit: `${longest} characters`,
      }),
    ];
  }
  const reader = readers.find(({ takes }) => !takes.test(name));
  if (reader === undefined) return partsErrors(owner, name);
  return [
    new DesignError('names/not-taken', {
      problem: `${oneLine(owner)}: '${oneLine(name)}' cannot name ${reader.what}`,
      remedy: `use ${reader.words}`,
      object: name,
      value: oneLine(name),
    }),
  ];
}

/** One name in two spellings would be two objects to this library, and one to Terraform and NetBox, which compose letters. */
function partsErrors(owner: string, name: string): DesignError[] {
  if (name === name.normalize()) return [];
  return [
    new DesignError('names/letters-in-parts', {
      problem: `${oneLine(owner)}: '${oneLine(name)}' holds letters in parts, as file names of macOS do, and Terraform and NetBox keep them whole`,
      remedy: "type the name anew, or give it as 'name.normalize()'",
      object: name,
      value: oneLine(name),
    }),
  ];
}
