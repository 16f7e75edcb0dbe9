/** A stack as plain data. */
export interface StackJson {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly output?: Readonly<Record<string, unknown>>;
  readonly check?: Readonly<Record<string, unknown>>;
}

const REFERENCE = /(?<![\w.])(data\.)?((?:aws|terraform)_[a-z0-9_]+)\.([A-Za-z_][\w-]*)/g;

/** Addresses of all blocks, such as `aws_vpc.main` and `data.aws_partition.main`. */
export function addressesOf({ resource = {}, data = {} }: StackJson): ReadonlyMap<string, unknown> {
  return new Map([...blocksOf(resource, ''), ...blocksOf(data, 'data.')]);
}

/** References to blocks that the stack does not have. What a check reads from its own data is its own. */
export function danglingReferences(stack: StackJson): string[] {
  const known = addressesOf(stack);
  const own = Object.values(stack.check ?? {}).flatMap((check) => [...addressesOf(check as StackJson).keys()]);
  const all = new Set([...known.keys(), ...own]);
  return [...new Set(referencesIn(stack))].filter((address) => !all.has(address)).sort();
}

/** What blocks wait for that is no whole block of this stack: Terraform refuses it. */
export function badDependencies(stack: StackJson): string[] {
  const blocks = addressesOf(stack);
  return [...blocks].flatMap(([address, block]) =>
    ((block as { readonly depends_on?: readonly string[] }).depends_on ?? [])
      .filter((to) => !blocks.has(to))
      .map((to) => `${address} waits for ${to}`),
  );
}

/** A cycle of references, as the addresses on it; empty where there is none. */
export function dependencyCycle(stack: StackJson): string[] {
  const blocks = addressesOf(stack);
  const edges = new Map(
    [...blocks].map(([address, block]) => [address, referencesIn(block).filter((to) => blocks.has(to))]),
  );
  const done = new Set<string>();
  const visit = (address: string, path: readonly string[]): string[] => {
    if (path.includes(address)) return [...path.slice(path.indexOf(address)), address];
    if (done.has(address)) return [];
    for (const to of edges.get(address) ?? []) {
      const cycle = to === address ? [address, address] : visit(to, [...path, address]);
      if (cycle.length > 0) return cycle;
    }
    done.add(address);
    return [];
  };
  for (const address of blocks.keys()) {
    const cycle = visit(address, []);
    if (cycle.length > 0) return cycle;
  }
  return [];
}

function blocksOf(
  kinds: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  prefix: string,
): [string, unknown][] {
  return Object.entries(kinds).flatMap(([type, items]) =>
    Object.entries(items).map(([name, block]): [string, unknown] => [`${prefix}${type}.${name}`, block]),
  );
}

/** Addresses in expressions and in `depends_on`. */
function referencesIn(value: unknown): string[] {
  if (typeof value === 'string') {
    return [...value.matchAll(REFERENCE)]
      .filter(() => value.includes('${') || /^(data\.)?(aws|terraform)_\w+\.[\w-]+$/.test(value))
      .map(([, data = '', type = '', name = '']) => `${data}${type}.${name}`);
  }
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => (key === '//' ? [] : referencesIn(member)));
}
