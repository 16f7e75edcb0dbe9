import type * as ajv from 'ajv';
import type { AnySchemaObject, ErrorObject, ValidateFunction } from 'ajv';
import { parseCidr } from '../model/address-plan';

/** Most problems of one file that are told: a file that is wrong at more places is another file. */
const MOST_PROBLEMS = 20;

/** Longest value that is printed whole. */
const LONGEST_VALUE = 120;

/**
 * The shape of a file as a JSON Schema, held against what was read from it.
 *
 * The schema that a reader holds a file against is the one that is published for other programs, so that the two never differ. It is compiled at
 * its first use.
 *
 * @see https://json-schema.org/draft-07
 */
export class FileSchema {
  private compiled: ValidateFunction | undefined;

  public constructor(private readonly schema: () => AnySchemaObject) {}

  /**
   * All that is wrong with a value, each as a clause that names the place, what is there and what may stand there; empty where nothing is. Of more
   * than 20 problems the last clause counts the rest.
   */
  public problems(value: unknown): readonly string[] {
    this.compiled ??= compile(this.schema());
    if (this.compiled(value)) return [];
    // Of two clauses on one place the first is enough: a wrong type breaks ranges too.
    const clauses = new Map<string, string>();
    for (const error of this.compiled.errors ?? []) {
      if (COMBINING.has(error.keyword)) continue;
      const place = `${error.instancePath}#${memberOf(error) ?? ''}`;
      if (!clauses.has(place)) clauses.set(place, clauseOf(error));
    }
    const all = [...clauses.values()];
    if (all.length <= MOST_PROBLEMS) return all;
    return [...all.slice(0, MOST_PROBLEMS), `${all.length - MOST_PROBLEMS} places more are wrong`];
  }
}

/** Keywords that only say that one of those below them failed. */
const COMBINING = new Set(['if', 'propertyNames']);

function compile(schema: AnySchemaObject): ValidateFunction {
  // Most programs read no file with a schema, and the compiler takes longer to load than all engines together.
  const { Ajv } = require('ajv') as typeof ajv;
  // Tests hold the schemas themselves; short code compiles in half the time, and runs as fast.
  const compiler = new Ajv({
    allErrors: true,
    verbose: true,
    strict: true,
    strictTypes: false,
    validateSchema: false,
    inlineRefs: false,
    code: { optimize: false },
  });
  compiler.addFormat('address', (text: string) => parseCidr(text) !== undefined);
  return compiler.compile(schema);
}

function clauseOf(error: ErrorObject): string {
  const { keyword, data, propertyName } = error;
  const place = placeOf(error.instancePath);
  const member = memberOf(error);
  if (propertyName !== undefined) return `${place} has the member '${propertyName}', and ${needOf(error)} is needed`;
  if (keyword === 'required') return `${place} lacks '${member ?? ''}'`;
  if (keyword === 'additionalProperties') return `${place} has '${member ?? ''}', which is not known`;
  return `${place} is ${shown(data)}, and ${needOf(error)} is needed`;
}

/** Member that an error of its parent is about. */
function memberOf({ keyword, params, propertyName }: ErrorObject): string | undefined {
  const named = params as { readonly missingProperty?: string; readonly additionalProperty?: string };
  if (keyword === 'required') return named.missingProperty;
  return keyword === 'additionalProperties' ? named.additionalProperty : propertyName;
}

/** What a schema asks for at a place, in words. */
function needOf({ keyword, parentSchema = {}, params }: ErrorObject): string {
  const schema = parentSchema as {
    readonly description?: string;
    readonly type?: string | readonly string[];
    readonly minimum?: number;
    readonly maximum?: number;
    readonly enum?: readonly unknown[];
    readonly const?: unknown;
    readonly minItems?: number;
    readonly maxItems?: number;
    readonly minLength?: number;
    readonly maxLength?: number;
  };
  switch (keyword) {
    case 'enum':
      return `one of ${(schema.enum ?? []).map(shown).join(', ')}`;
    case 'const':
      return shown(schema.const);
    case 'pattern':
      return schema.description ?? 'another text';
    case 'format':
      return "an address with prefix length such as '10.20.0.17/22'";
    case 'minLength':
    case 'maxLength':
      return `a text of ${ranged(schema.minLength ?? 0, schema.maxLength, 'character')}`;
    case 'minItems':
    case 'maxItems':
      return `a list of ${ranged(schema.minItems ?? 0, schema.maxItems, 'value')}`;
    case 'type':
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
      return typed(schema);
    case 'uniqueItems':
      return 'a list without two that are alike';
    default:
      return `what '${keyword}' of its schema (${JSON.stringify(params)}) says`;
  }
}

function typed(schema: {
  readonly type?: string | readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
}): string {
  const { type, minimum, maximum } = schema;
  const kinds = (type === undefined ? [] : [type].flat()).map((kind) => WORDS[kind] ?? kind);
  const range =
    minimum === undefined && maximum === undefined
      ? ''
      : maximum === undefined
        ? ` of ${minimum ?? 0} or more`
        : ` from ${minimum ?? 0} to ${maximum}`;
  return `${kinds.join(' or ')}${range}`;
}

const WORDS: Readonly<Record<string, string>> = {
  object: 'a JSON object',
  array: 'a list',
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  null: 'null',
};

function ranged(least: number, most: number | undefined, thing: string): string {
  const things = (count: number): string => `${count} ${thing}${count === 1 ? '' : 's'}`;
  return most === undefined ? `${things(least)} or more` : `${least} to ${things(most)}`;
}

/** A place in a file for people: `'haein-001' of 'slots.haein'`. */
function placeOf(pointer: string): string {
  const parts = pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  const last = parts.pop();
  if (last === undefined) return 'it';
  return parts.length === 0 ? `'${last}'` : `'${last}' of '${parts.join('.')}'`;
}

function shown(value: unknown): string {
  const text = value === undefined ? 'missing' : JSON.stringify(value);
  return text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE)}...`;
}
