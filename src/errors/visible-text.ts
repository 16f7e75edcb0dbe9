/** What a terminal would act on rather than show: control characters, marks that turn the direction of writing, halves of a character. */
const HIDDEN = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/**
 * Text for a terminal: a control character stands there as its code, `\u001b`, so that a name cannot colour, move or hide what is written. Line ends and
 * tabs stay. Within JSON the code means the same character.
 */
export function visibleText(text: string): string {
  return text.replace(HIDDEN, (found) => (found === '\n' || found === '\t' ? found : codeOf(found)));
}

/** Text that stays on one line, whatever it holds: a name cannot begin a line that the program did not write. */
export function oneLine(text: string): string {
  return text.replace(HIDDEN, codeOf);
}

/** A text on one line for a message, cut where it is longer than anybody reads. */
export function shortText(text: string, most = 100): string {
  const characters = characterCount(text);
  if (characters <= most) return oneLine(text);
  // A character is two units at most.
  const first = Array.from(text.slice(0, 2 * most)).slice(0, most);
  return `${oneLine(first.join(''))}… (${characters} characters)`;
}

/** Two units that are one character. */
const PAIR = /[\ud800-\udbff][\udc00-\udfff]/g;

/** Characters of a text of any length; half of one counts as one. */
export function characterCount(text: string): number {
  return text.length - (text.match(PAIR)?.length ?? 0);
}

function codeOf(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\t') return '\\t';
  if (character === '\r') return '\\r';
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
