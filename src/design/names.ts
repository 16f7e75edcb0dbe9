import { DesignError, spellingHint, oneLine, shortText } from '../errors/design-error';

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
 * @param kind - what has it
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
      remedy: "type the name again, or give it as 'name.normalize()'",
      object: name,
      value: oneLine(name),
    }),
  ];
}

/**
 * A host in DNS, and the host name of a switch as NVUE and SONiC take it: the narrowest of those that read names of devices.
 *
 * @see https://www.rfc-editor.org/rfc/rfc1123#section-2.1
 */
const HOST_LABEL = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;

const FIELD = /\{([^{}]*)\}/g;

const FIELD_FORM = /^([A-Za-z]+)(?::0([1-9]))?$/;

/** What the fields of a pattern hold for one device. */
export type NameFields = Readonly<Record<string, number | string | undefined>>;

/** A pattern of names, in words of a message. */
interface NamePatternInput {
  /** Whose it is: `cluster 'haein'`. */
  readonly owner: string;
  /** Prop that holds it. */
  readonly prop: string;
  readonly pattern: string;
  /** Fields that it may have. */
  readonly fields: readonly string[];
}

/** What is wrong with a pattern such as `dgx{n:02}` in itself: `names/bad-pattern`. */
export function patternErrors({ owner, prop, pattern, fields }: NamePatternInput): DesignError[] {
  const given: unknown = pattern;
  if (typeof given !== 'string') {
    const problem = `${owner}: '${prop}' is ${JSON.stringify(given)}`;
    return [new DesignError('props/wrong-kind', { problem, remedy: "write it like 'dgx{n:02}'", object: owner })];
  }
  const where = `${owner}: '${prop}' is '${oneLine(pattern)}'`;
  const refuse = (what: string, remedy: string): DesignError[] => [
    new DesignError('names/bad-pattern', {
      problem: `${where}, ${what}`,
      remedy,
      object: owner,
      value: pattern,
    }),
  ];
  const known = fields.map((field) => `'{${field}}'`).join(', ');
  if (/[{}]/.test(pattern.replace(FIELD, ''))) {
    return refuse('which is no pattern', `write it like 'dgx{n:02}', with ${known}`);
  }
  for (const [, text = ''] of pattern.matchAll(FIELD)) {
    const [, field = ''] = FIELD_FORM.exec(text) ?? [];
    if (fields.includes(field)) continue;
    if (field === 'rack') return refuse('and places follow from names, not names from racks', `use ${known}`);
    const hint = spellingHint(field === '' ? text : field, fields);
    return refuse(`and there is no '{${text}}'`, hint === undefined ? `use ${known}` : `did you mean '{${hint}}'?`);
  }
  return [];
}

/** A name by a pattern: `dgx{n:02}` with `n` 7 is `dgx07`. */
export function patternName(pattern: string, fields: NameFields): string {
  return pattern.replace(FIELD, (_, text: string) => {
    const [, field = '', digits = '1'] = FIELD_FORM.exec(text) ?? [];
    return String(fields[field] ?? '').padStart(Number(digits), '0');
  });
}

/** What is wrong with the names that a pattern gives, as one error: those that a reader does not take, and those that are alike. */
export function patternedErrors(input: NamePatternInput, names: readonly string[]): DesignError[] {
  const { owner, prop, pattern, fields } = input;
  const where = `${owner}: '${prop}' is '${pattern}', which`;
  const illegal = names.filter((name) => !HOST_LABEL.test(name));
  const [first] = illegal;
  if (first !== undefined) {
    return [
      new DesignError('names/not-taken', {
        problem: `${where} names ${illegal.length} of ${names.length} devices as no host in DNS can be called, '${oneLine(first)}' first`,
        remedy: "use letters a to z, digits and inner '-', 63 characters at most",
        object: owner,
        value: oneLine(first),
      }),
    ];
  }
  const holders = new Map<string, string>();
  // Neither DNS nor NetBox tells capitals from small letters.
  const alike = names.flatMap((name) => {
    const other = holders.get(name.toLowerCase());
    if (other === undefined) holders.set(name.toLowerCase(), name);
    return other === undefined ? [] : [[other, name] as const];
  });
  const [pair] = alike;
  if (pair === undefined) return [];
  const unused = fields.filter((field) => !pattern.includes(`{${field}`)).map((field) => `'{${field}}'`);
  return [
    new DesignError('names/alike', {
      problem: `${where} gives ${names.length} devices ${holders.size} names: '${pair[1]}' is there more than once`,
      remedy: `add ${unused.join(' or ')} to it, with as many of them as tell the devices apart`,
      object: owner,
      value: `${holders.size} names`,
      limit: `${names.length} devices`,
    }),
  ];
}

/** A pattern that would rename devices of the lock: `names/pattern-changed`. */
export function patternChanged(owner: string, prop: string, release: string): DesignError {
  return new DesignError('names/pattern-changed', {
    problem: `${owner}: '${prop}' gives other names than those that the lock holds places and numbers for`,
    remedy: `keep '${prop}' as it was, or start again with 'aifactory lock release ${release}', which may move its devices`,
    object: owner,
  });
}
