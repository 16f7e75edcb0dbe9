import { RE2JS, RE2JSException } from 're2js';
import { DesignError } from '../../errors/design-error';

/** Rewrites names that a pattern finds something in. */
export interface NameRule {
  /** The rule as it was written. */
  readonly text: string;
  /** The name with what the pattern finds first replaced; undefined where it finds nothing. */
  readonly apply: (name: string) => string | undefined;
}

/** Longest pattern, characters: no rule of names comes near it, and the time of a search grows with it. */
const LONGEST_PATTERN = 1_000;

const FORM = "write the rule as 's/^(.*) HCA-.*$/$1/' or '^(.*) HCA-.*$=>$1'";

/**
 * Reads a rule: `s/pattern/replacement/`, with any mark for the slash, or `pattern=>replacement`, with `$1` for the first group. Undefined where the text is neither.
 *
 * Patterns are RE2's: a search takes time in step with the length of the name, whatever the pattern and the name are, where JavaScript's own may take for ever
 * (`^(a+)+$`). In return there is no look-ahead and no back-reference. RE2JS is the port of RE2 that is kept up and needs no compiled code.
 *
 * @throws DesignError `as-built/bad-rule`
 * @see https://github.com/google/re2/wiki/Syntax
 */
export function parseNameRule(text: string): NameRule | undefined {
  const [, , pattern, replacement] = /^s([^\w\s\\])(.*)\1(.*)\1$/.exec(text) ?? splitRule(text);
  if (pattern === undefined || replacement === undefined) return undefined;
  if (pattern.length > LONGEST_PATTERN) {
    throw new DesignError('as-built/bad-rule', {
      problem: `rule '${text.slice(0, 20)}..': its pattern has ${pattern.length} characters`,
      remedy: `write a pattern of at most ${LONGEST_PATTERN} characters, or give a table 'found,plan'`,
      value: `${pattern.length}`,
      limit: `${LONGEST_PATTERN}`,
    });
  }
  const compiled = compile(pattern, text);
  return { text, apply: (name) => applied(compiled, replacement, name) };
}

/** A name by the first of several rules that finds something in it; undefined where none does. */
export function applyFirst(rules: readonly NameRule[], name: string): string | undefined {
  for (const rule of rules) {
    const renamed = rule.apply(name);
    if (renamed !== undefined) return renamed;
  }
  return undefined;
}

function compile(pattern: string, text: string): RE2JS {
  try {
    return RE2JS.compile(pattern);
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    const isJavaScript = /\(\?<?[=!]|\\[1-9]|\\k</.test(pattern);
    throw new DesignError('as-built/bad-rule', {
      problem: isJavaScript
        ? `rule '${text}': '${pattern}' looks ahead, behind or back`
        : `rule '${text}': '${pattern}' is no regular expression`,
      remedy: isJavaScript ? "write it without '(?=', '(?!', '(?<' and '\\1', which RE2 does not have" : FORM,
      value: pattern,
    });
  }
}

function applied(pattern: RE2JS, replacement: string, name: string): string | undefined {
  const matcher = pattern.matcher(name);
  if (!matcher.find()) return undefined;
  // As JavaScript's own `replace` has it, for rules that were written for it.
  const text = replacement.replace(/\$(\$|&|[1-9])/g, (whole, mark: string) => {
    if (mark === '$') return '$';
    if (mark === '&') return matcher.group() ?? '';
    return Number(mark) <= matcher.groupCount() ? (matcher.group(Number(mark)) ?? '') : whole;
  });
  return `${name.slice(0, matcher.start())}${text}${name.slice(matcher.end())}`;
}

function splitRule(text: string): readonly (string | undefined)[] {
  const at = text.lastIndexOf('=>');
  return at < 0 ? [] : [text, '', text.slice(0, at), text.slice(at + 2)];
}
