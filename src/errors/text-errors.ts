import { DesignError } from './design-error';
import { characterCount, oneLine, shortText } from './visible-text';

/** Characters of a text that is no name: a tag, a reason, a model. */
const LONGEST_TEXT = 1_000;

/** What no file and no program takes: control characters but line ends and tabs, and halves of a character. */
const IMPOSSIBLE = /[^\P{Cc}\n\r\t]|\p{Cs}/u;

/** What is wrong with a text that is no name; none for one that files and programs take. Line ends are right here. */
export function textErrors(owner: string, text: string, longest = LONGEST_TEXT): DesignError[] {
  const impossible = IMPOSSIBLE.exec(text)?.[0];
  if (impossible !== undefined) {
    return [
      new DesignError('names/bad-text', {
        problem: `${oneLine(owner)}: '${shortText(text, 40)}' holds ${oneLine(impossible)}, which is no character of a text`,
        remedy: 'take it out: files and programs would drop it or stop there',
        object: owner,
        value: oneLine(impossible),
      }),
    ];
  }
  const characters = text.length <= longest ? 0 : characterCount(text);
  if (characters <= longest) return [];
  return [
    new DesignError('names/text-too-long', {
      problem: `${oneLine(owner)}: '${shortText(text, 40)}' has ${characters} characters`,
      remedy: `shorten it: ${longest} at most`,
      object: owner,
      value: `${characters} characters`,
      limit: `${longest} characters`,
    }),
  ];
}
