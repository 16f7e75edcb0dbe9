import { DesignError, spellingHint, shortText, DesignErrors } from '../../errors/design-error';
import { Quantity } from '../../units/quantity';
import type { Choice, NumberRange, PropKind, QuantityClass } from './prop-rule';

/** A value that is of another kind than its prop: nothing may read it. */
export class WrongKind extends DesignError {}

/** Whose value it is, in the words of a message, and where it stands in the props. */
interface Place {
  readonly owner: string;
  readonly prop: string;
}

/** More of anything than a site has: above it a number is a slip, and naming them all would take for ever. */
export const MOST = 1_000_000;

/** How a quantity is written. */
export const EXAMPLES: Readonly<Record<string, string>> = {
  ApparentPower: 'ApparentPower.kilovoltAmperes(2_500)',
  Attenuation: 'Attenuation.decibels(0.5)',
  Consumption: 'Consumption.litresPerKilowattHour(0.27)',
  Current: 'Current.amperes(63)',
  DataRate: 'DataRate.gigabitsPerSecond(400)',
  DataSize: 'DataSize.petabytes(4)',
  Duration: 'Duration.minutes(5)',
  Energy: 'Energy.kilowattHours(500)',
  FloorLoad: 'FloorLoad.kilogramsPerSquareMetre(1_200)',
  Frequency: 'Frequency.hertz(60)',
  FlowRate: 'FlowRate.litresPerMinute(300)',
  Length: 'Length.metres(2)',
  Mass: 'Mass.kilograms(900)',
  Power: 'Power.kilowatts(14)',
  Temperature: 'Temperature.celsius(20)',
  TokenRate: 'TokenRate.tokensPerSecond(40)',
  Volume: 'Volume.litres(10_000)',
  Voltage: 'Voltage.volts(415)',
};

/** What is wrong with a value by its kind; what a table of its own describes is read elsewhere. */
export function kindErrors(place: Place, value: unknown, kind: PropKind): readonly DesignError[] {
  const { quantity, number, count, choices, object, oneOf, length, filled } = kind;
  if (quantity !== undefined) return quantityErrors(place, value, quantity, kind);
  if (number !== undefined) return numberErrors(place, value, number, kind);
  if (count !== undefined) return countErrorsOf(count, place, value);
  if (choices !== undefined) return choiceErrorsOf(place, value, choices, kind);
  if (kind.isFlag === true)
    return typeof value === 'boolean'
      ? []
      : [wrongKind(place, value, 'give true or false', kind.kindCode ?? kind.code)];
  if (kind.isText === true) return textErrors(place, value, kind);
  if (object !== undefined && !hasAll(value, object.has))
    return [
      wrongKind(
        place,
        value,
        kind.remedy ?? `give ${object.meant?.(value) ?? object.name}`,
        kind.kindCode ?? kind.code,
      ),
    ];
  if (oneOf !== undefined) return oneOfErrors(place, value, oneOf, kind);
  if (kind.isList === true) {
    if (!Array.isArray(value))
      return [wrongKind(place, value, 'give a list, such as [one, other]', kind.kindCode ?? kind.code)];
    if (length !== undefined && value.length !== length) {
      return [
        wrongKind(place, value, `give a list of ${length}`, kind.kindCode ?? kind.code, `a list of ${value.length}`),
      ];
    }
    if (value.length === 0 && filled !== undefined) {
      const { owner, prop } = place;
      const problem = `${owner}: '${prop}' is empty`;
      return [new DesignError(filled.code, { problem, remedy: filled.remedy, object: owner, limit: '1' })];
    }
    return eachErrors(place, value.entries(), kind, (index) => `[${index}]`);
  }
  if (kind.isMap === true) {
    if (!isPlain(value))
      return [
        wrongKind(place, value, kind.remedy ?? 'give an object, such as { name: value }', kind.kindCode ?? kind.code),
      ];
    return eachErrors(place, Object.entries(value), kind, (key) => `.${key}`);
  }
  return [];
}

function eachErrors<K>(
  { owner, prop }: Place,
  entries: Iterable<readonly [K, unknown]>,
  { each }: PropKind,
  placed: (key: K) => string,
): readonly DesignError[] {
  if (each === undefined) return [];
  return [...entries].flatMap(([key, entry]) => {
    const place = { owner, prop: `${prop}${placed(key)}` };
    if (entry === undefined) return [wrongKind(place, entry, 'give a value, or take it away')];
    return kindErrors(place, entry, each);
  });
}

function oneOfErrors(
  place: Place,
  value: unknown,
  kinds: readonly PropKind[],
  { remedy, code }: PropKind,
): readonly DesignError[] {
  const each = kinds.map((kind) => kindErrors(place, value, kind));
  if (each.some((errors) => errors.length === 0)) return [];
  // Of the right kind and out of its range: the range is what to tell.
  const inKind = each.find((errors) =>
    errors.every((error) => !(error instanceof WrongKind) && error.code !== 'props/no-such-choice'),
  );
  const words = remedy ?? each.flatMap(([first]) => first?.remedy ?? []).join(', or ');
  return inKind ?? [wrongKind(place, value, words, code)];
}

function quantityErrors(place: Place, value: unknown, quantity: QuantityClass, kind: PropKind): readonly DesignError[] {
  if (!isOf(quantity, value)) {
    const example = EXAMPLES[quantity.name];
    const name = `give a ${quantity.name}${example === undefined ? '' : `, such as ${example}`}`;
    return [wrongKind(place, value, name, kind.kindCode ?? kind.code)];
  }
  const amount = value as Quantity<never>;
  const { isAboveZero, between, inUnit } = kind;
  if (isAboveZero === true && amount.compareTo(amount.minus(amount as never)) <= 0) {
    return [outOfRange(place, amount.toString(), 'more than nothing', kind.remedy ?? 'give more than nothing', kind)];
  }
  if (inUnit !== undefined) {
    const number = (amount as unknown as Readonly<Record<string, unknown>>)[inUnit.member];
    const [wrong] = kindErrors(place, number, inUnit.number);
    if (wrong === undefined) return [];
    return [outOfRange(place, amount.toString(), wrong.limit ?? '', kind.remedy ?? wrong.remedy, wrong)];
  }
  if (between === undefined) return [];
  const [least, most] = between;
  if (least.compareTo(amount as never) <= 0 && most.compareTo(amount as never) >= 0) return [];
  const range = `from ${least.toString()} to ${most.toString()}`;
  return [outOfRange(place, amount.toString(), range, kind.remedy ?? `give a ${quantity.name} ${range}`, kind)];
}

function numberErrors(place: Place, value: unknown, range: NumberRange, kind: PropKind): readonly DesignError[] {
  const words = rangeWords(range);
  if (typeof value !== 'number')
    return [wrongKind(place, value, kind.remedy ?? `give a ${words}`, kind.kindCode ?? kind.code)];
  if (isInRange(value, range)) return [];
  return [outOfRange(place, String(value), words, kind.remedy ?? `give a ${words}`, kind)];
}

/** Whether a number is in a range; what is not finite is in none. */
function isInRange(value: number, { least, above, most, below, step }: NumberRange): boolean {
  if (!Number.isFinite(value)) return false;
  if (step !== undefined && !Number.isInteger(value / step)) return false;
  if (least !== undefined && value < least) return false;
  if (above !== undefined && value <= above) return false;
  if (most !== undefined && value > most) return false;
  return below === undefined || value < below;
}

/** The range in words: `whole number from 1 to 4094`. */
function rangeWords({ least, above, most, below, step }: NumberRange): string {
  const noun = step === 1 ? 'whole number' : 'number';
  const stepped = step === undefined || step === 1 ? '' : ` in steps of ${step}`;
  const upper = most === undefined ? (below === undefined ? undefined : `below ${below}`) : `up to ${most}`;
  if (least !== undefined && most !== undefined) return `${noun} from ${least} to ${most}${stepped}`;
  const lower = least === undefined ? (above === undefined ? undefined : `above ${above}`) : `of at least ${least}`;
  const bounds = [lower, upper].flatMap((bound) => bound ?? []).join(' and ');
  return bounds === '' ? `${noun}${stepped}` : `${noun} ${bounds}${stepped}`;
}

function countErrorsOf(code: string, { owner, prop }: Place, value: unknown): readonly DesignError[] {
  if (Number.isSafeInteger(value) && (value as number) >= 1 && (value as number) <= MOST) return [];
  const isTooMany = typeof value === 'number' && value > MOST;
  const parts = {
    problem: `${owner}: '${prop}' is ${shown(value)}`,
    remedy: isTooMany ? `give at most ${MOST}` : 'give a whole number of at least 1',
    object: owner,
    value: shown(value),
    limit: String(isTooMany ? MOST : 1),
  };
  return [typeof value === 'number' ? new DesignError(code, parts) : new WrongKind(code, parts)];
}

function choiceErrorsOf(
  { owner, prop }: Place,
  value: unknown,
  choices: readonly Choice[],
  { code = 'props/no-such-choice', remedy }: PropKind,
): readonly DesignError[] {
  if ((choices as readonly unknown[]).includes(value)) return [];
  const hint = typeof value === 'string' ? spellingHint(value, choices.map(String)) : undefined;
  const listed = choices.map((one) => (typeof one === 'string' ? `'${one}'` : `${one}`));
  const all =
    listed.length > 20
      ? `one of the ${listed.length} words for it`
      : [listed.slice(0, -1).join(', '), ...listed.slice(-1)].filter((part) => part !== '').join(' or ');
  return [
    new DesignError(code, {
      problem: `${owner}: '${prop}' is ${shown(value)}`,
      remedy: remedy ?? (hint === undefined ? `choose ${all}` : `did you mean '${hint}'?`),
      object: owner,
      value: typeof value === 'string' ? value : shown(value),
    }),
  ];
}

/** An error where a prop holds a word that is none of the choices, as a program that runs without type-check may: `props/no-such-choice`. */
export function choiceErrors(
  owner: string,
  prop: string,
  value: unknown,
  choices: readonly string[],
): readonly DesignError[] {
  return choiceErrorsOf({ owner, prop }, value, choices, {});
}

/** Props that count something, by name; those that are not given are right. */
type Counts = Readonly<Record<string, number | undefined>>;

/** An error for each count that is not a whole number from 1 to a million. */
export function countErrors(code: string, owner: string, counts: Counts): readonly DesignError[] {
  return Object.entries(counts).flatMap(([prop, value]) =>
    value === undefined ? [] : countErrorsOf(code, { owner, prop }, value),
  );
}

function textErrors(place: Place, value: unknown, kind: PropKind): readonly DesignError[] {
  if (typeof value !== 'string')
    return [wrongKind(place, value, kind.remedy ?? 'give a text', kind.kindCode ?? kind.code)];
  const { pattern } = kind;
  if (pattern !== undefined) {
    if (pattern.test(value)) return [];
    return [outOfRange(place, shown(value), pattern.source, kind.remedy ?? 'write it in another way', kind)];
  }
  if (value.trim() !== '') return [];
  return [outOfRange(place, "''", 'a text', kind.remedy ?? 'give a text that says something, or leave it out', kind)];
}

function wrongKind(
  { owner, prop }: Place,
  value: unknown,
  remedy: string,
  code = 'props/wrong-kind',
  text = shown(value),
): WrongKind {
  return new WrongKind(code, {
    problem: `${owner}: '${prop}' is ${text}`,
    remedy,
    object: owner,
    value: text,
  });
}

function outOfRange(
  { owner, prop }: Place,
  value: string,
  limit: string,
  remedy: string,
  { code }: { readonly code?: string },
): DesignError {
  return new DesignError(code ?? 'props/out-of-range', {
    problem: `${owner}: '${prop}' is ${value}`,
    remedy,
    object: owner,
    value,
    limit,
  });
}

/** Whether a value is an instance of a class of quantities. */
export function isOf({ prototype }: QuantityClass, value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.prototype.isPrototypeOf.call(prototype, value);
}

function hasAll(value: unknown, members: readonly string[]): boolean {
  return typeof value === 'object' && value !== null && members.every((member) => member in value);
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Quantity);
}

/** A value as a message shows it: what has no short text is called by its kind. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return `'${shortText(value, 60)}'`;
  if (value instanceof Quantity) return value.toString();
  if (typeof value === 'function') return 'a function';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}

/** A site, or what may be one. */
interface SiteLike {
  readonly node?: { readonly path: string };
}

/** Objects that a construct was given, by the prop that they came in. */
export type Given = Readonly<Record<string, readonly object[] | undefined>>;

/**
 * Refuses constructs of another site: their places, loads and names are not part of this one; and, as a program that runs without type-check may give it,
 * what is no construct.
 *
 * @throws DesignError `site/other-site`, `props/wrong-kind`
 */
export function checkSameSite(owner: string, site: SiteLike, given: Given): void {
  DesignErrors.throwAll(sameSiteErrors(owner, site, given));
}

/** What is wrong with the constructs that a construct was given. */
export function sameSiteErrors(owner: string, site: SiteLike, given: Given): readonly DesignError[] {
  return Object.entries(given).flatMap(([prop, members]) =>
    (members ?? []).flatMap((member: unknown) => {
      if (!isObject(member)) return [noConstruct(owner, prop, member)];
      if (!('node' in member) && !hasName(member)) return [noConstruct(owner, prop, member)];
      const pool = otherPool(owner, prop, site, member);
      if (pool !== undefined) return [pool];
      const other = siteOf(member);
      if (other === undefined || other.site === site) return [];
      return [
        new DesignError('site/other-site', {
          problem: `${owner}: '${prop}' has '${other.path}', which is of site '${pathOf(other.site)}', and not of '${pathOf(site)}'`,
          remedy: 'give constructs of one site',
          object: other.path,
        }),
      ];
    }),
  );
}

/** A name that is a text, as what the site's props describe has it. */
function hasName(member: object): boolean {
  const { name } = member as { readonly name?: unknown };
  return typeof name === 'string' && name !== '';
}

/** An address pool with the name of one of the site that is another block. */
function otherPool(owner: string, prop: string, site: SiteLike, member: object): DesignError | undefined {
  const { name, cidr } = member as { readonly name?: unknown; readonly cidr?: unknown };
  const { addressPools } = site as {
    readonly addressPools?: readonly { readonly name: string; readonly cidr: string }[];
  };
  const own = cidr === undefined ? undefined : addressPools?.find((pool) => pool.name === name);
  if (own === undefined || own.cidr === cidr) return undefined;
  return new DesignError('site/other-pool', {
    problem: `${owner}: '${prop}' has address pool '${own.name}' with ${shown(cidr)}, and that of the site has '${own.cidr}'`,
    remedy: "give a pool of 'addressPools' of the site, or its name",
    object: owner,
  });
}

function pathOf({ node }: SiteLike): string {
  return node?.path ?? '';
}

/** A construct, or ports with a name that stand for some. */
function isObject(member: unknown): member is object {
  if (typeof member !== 'object' || member === null) return false;
  return 'node' in member || 'name' in member;
}

function noConstruct(owner: string, prop: string, member: unknown): DesignError {
  const text = member === undefined ? 'nothing' : shown(member);
  return new WrongKind('props/wrong-kind', {
    problem: `${owner}: '${prop}' has ${text}, which is no construct`,
    remedy: 'give the construct itself, not its name',
    object: owner,
  });
}

function siteOf(member: object): { readonly site: SiteLike; readonly path: string } | undefined {
  const { site, node } = member as SiteLike & { readonly site?: SiteLike };
  return site === undefined || node === undefined ? undefined : { site, path: node.path };
}

/** Constructs among constructs and names. */
export function constructsIn(named: readonly (object | string)[]): readonly object[] {
  return named.filter((one) => typeof one === 'object');
}
