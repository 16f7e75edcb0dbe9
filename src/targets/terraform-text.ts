import { Construct, Tokenization } from '../host';

/** A text that cdktf made of a token. */
const TOKEN = /\$\{TfToken\[[\w:.-]+\]\}|[-|\d.+]+e[-|\d.eE+]+/g;
const TOKEN_IN_LIST_OR_MAP = /^[#&]\{TfToken\[[\w:.-]+\]\}$/;

/** What begins a template of Terraform, or looks like a token of cdktf, which it would look for even in a text that is escaped. */
const SPECIAL = /\$+\{(?=TfToken\[)|[#&]\{(?=TfToken\[)|[$%]\{|[-|\d.+]+e[-|\d.eE+]+/g;

/**
 * A text for Terraform, which takes every text of a stack for a template: `${file("/etc/hostname")}` in a serial number would be run by its apply.
 * Never a token: for what files and plans say.
 *
 * @see https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences
 */
export function terraformText(text: string): string {
  return text.replace(SPECIAL, (found, at: number) => {
    const isMarker = text.startsWith('TfToken[', at + found.length);
    if (found.endsWith('{')) {
      if (!isMarker) return `${found.charAt(0)}${found}`;
      const before = found.slice(0, -1);
      return /[#&]/.test(before) ? `${before}\${"{"}` : `\${"${before}"}{`;
    }
    return looksLikeNumberToken(found) ? found.replace('e', '${"e"}') : found;
  });
}

/** A text in quotes, for the inside of an expression: `local.racks["A01"]`. Never a token. */
export function terraformQuoted(text: string): string {
  return `"${terraformText(inQuotes(text).replaceAll('\n', '\\n'))}"`;
}

/** Plain data, keys too, none of which is a token. */
export function terraformData(value: unknown): unknown {
  return mapped(value, terraformText, terraformText);
}

/** Arguments of a resource, keys too: text is escaped, tokens and constructs stay, as in a tag that holds the id of a resource. */
export function terraformArguments<T>(value: T): T {
  return mapped(value, argumentText, argumentText) as T;
}

/** Arguments of a function of Terraform: cdktf writes them into quotes, and escapes line ends and `${` of values alone. */
export function functionArguments<T>(value: T): T {
  const text = (part: string): string => inQuotes(part).replaceAll('%{', '%%{');
  const key = (part: string): string => text(part).replaceAll('\n', '\\n').replaceAll('${', '$${');
  return mapped(
    value,
    (whole) => aroundTokens(whole, text),
    (whole) => aroundTokens(whole, key),
  ) as T;
}

type Writer = (text: string) => string;

function mapped(value: unknown, text: Writer, key: Writer): unknown {
  if (typeof value === 'string') return text(value);
  if (typeof value !== 'object' || value === null || isTokenOrConstruct(value)) return value;
  if (Array.isArray(value)) return value.map((member: unknown) => mapped(member, text, key));
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [key(name), mapped(member, text, key)]));
}

/** What cdktf resolves by itself: tokens, lists and maps that stand for one, constructs, and whatever is no plain data. */
function isTokenOrConstruct(value: object): boolean {
  if (Construct.isConstruct(value) || Tokenization.isResolvable(value)) return true;
  const members: readonly unknown[] = Array.isArray(value) ? value : Object.keys(value);
  const [first, second] = members;
  if (second === undefined && typeof first === 'string' && TOKEN_IN_LIST_OR_MAP.test(first)) {
    return isKnown(() =>
      Array.isArray(value) ? Tokenization.reverseList([first]) : Tokenization.reverseMap({ [first]: '' }),
    );
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  return !Array.isArray(value) && prototype !== Object.prototype && prototype !== null;
}

function argumentText(text: string): string {
  // `$${` would be an escaped `${`, where a token follows a `$`.
  return aroundTokens(text, terraformText, (part) => part.replace(/\$+$/, (dollars) => `\${"${dollars}"}`));
}

/** Tokens as they are, and what exists around them as it is to be written. */
function aroundTokens(text: string, literal: Writer, beforeToken: Writer = (part) => part): string {
  let result = '';
  let end = 0;
  for (const { 0: found, index } of text.matchAll(TOKEN)) {
    const isToken = isKnown(() =>
      found.endsWith('}') ? Tokenization.reverseString(found).tokens[0] : Tokenization.reverseNumber(parseFloat(found)),
    );
    if (!isToken) continue;
    result += beforeToken(literal(text.slice(end, index))) + found;
    end = index + found.length;
  }
  return result + literal(text.slice(end));
}

/** Whether cdktf made a token: it throws where a text has the look of one. */
function isKnown(reverse: () => unknown): boolean {
  try {
    return reverse() !== undefined;
  } catch {
    return false;
  }
}

/** cdktf keeps tokens in numbers that nobody writes; of those that it does not know, it throws. */
function looksLikeNumberToken(text: string): boolean {
  try {
    return Tokenization.reverseNumber(parseFloat(text)) !== undefined;
  } catch {
    return true;
  }
}

function inQuotes(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\r', '\\r').replaceAll('\t', '\\t');
}
