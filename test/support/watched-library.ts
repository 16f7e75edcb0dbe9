/** A text that a program hands to the library: to which constructor, and as which prop. */
export type Leaf = string;

/** What exists between programs and the library: it counts the texts that they hand over, and puts another in the place of one. */
export const exchange: { leaves: Leaf[]; target: number; text: string } = { leaves: [], target: -1, text: '' };

function take(leaf: Leaf, value: string): string {
  exchange.leaves.push(leaf.replace(/\[\d+\]/g, '[]'));
  return exchange.leaves.length - 1 === exchange.target ? exchange.text : value;
}

/** Maps whose keys are names or texts of the user's. */
const NAMED_MAPS = /(tags|positions|slugs|rackTypes)$/;

/** Plain data with the text of the exchange in place of one of its own; entries of the catalogue were made elsewhere. */
function exchanged(leaf: Leaf, value: unknown): unknown {
  if (typeof value === 'string') return take(leaf, value);
  if (typeof value !== 'object' || value === null || /(system|switch|spec|server|instance)$/i.test(leaf)) return value;
  if (Array.isArray(value)) return value.map((member, index) => exchanged(`${leaf}[${index}]`, member));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  const result: object = {};
  for (const [key, member] of Object.entries(value)) {
    const name = NAMED_MAPS.test(leaf) ? take(`${leaf}.{key}`, key) : key;
    Object.defineProperty(result, name, { value: exchanged(`${leaf}.${key}`, member), enumerable: true });
  }
  return result;
}

/** Functions that make parts of props. */
const MAKERS = new Set(['acknowledge', 'ec2', 'eks', 'embedded', 'hyperPod', 'netbox', 'pcs', 'sized']);

/** An export as programs see it here. */
function watched(name: string, value: unknown): unknown {
  if (typeof value !== 'function') return value;
  const through = (leaf: string, args: unknown[]): unknown[] =>
    args.map((arg, index) => exchanged(index === 1 ? `${leaf}(id)` : leaf, arg));
  return new Proxy(value, {
    construct: (target, args: unknown[], wanted) =>
      Reflect.construct(target, through(name, args), wanted === target ? wanted : target) as object,
    apply: (target, self, args: unknown[]) =>
      Reflect.apply(target, self, name.startsWith('define') ? through(name, args) : args) as unknown,
    get: (target, key, receiver) => {
      const member: unknown = Reflect.get(target, key, receiver);
      if (typeof member !== 'function' || !MAKERS.has(String(key))) return member;
      return (...args: unknown[]): unknown =>
        Reflect.apply(member, target, through(`${name}.${String(key)}`, args)) as unknown;
    },
  });
}

/** A module whose constructors and vendors hand their texts through the exchange. */
export function watchedModule(module: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(module).map(([name, value]) => [name, watched(name, value)]));
}
