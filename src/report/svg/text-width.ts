/**
 * Widths of characters in shares of the font size, a little above those of the widest common interface fonts (Verdana apart), since
 * a drawing cannot know which font a reader has.
 */
const NARROW = 0.34;
const MEDIUM = 0.6;
const CAPITAL = 0.72;
const WIDE = 0.95;

/** Width of a text on one line, on the safe side. */
export function textWidth(text: string, fontSize: number): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width * fontSize;
}

/** The text, or as much of it as fits in `width` with an ellipsis at its end; empty where not even one character does. */
export function fitText(text: string, fontSize: number, width: number): string {
  if (textWidth(text, fontSize) <= width) return text;
  const characters = Array.from(text);
  while (characters.length > 0) {
    characters.pop();
    const cut = `${characters.join('').trimEnd()}…`;
    if (characters.length > 0 && textWidth(cut, fontSize) <= width) return cut;
  }
  return '';
}

function characterWidth(character: string): number {
  if (/[ijl.,:;'|!()[\]/ ]/.test(character)) return NARROW;
  if (/[mwMW@%…]/.test(character)) return WIDE;
  if (/[A-Z]/.test(character)) return CAPITAL;
  return /[\u0020-\u024f]/.test(character) ? MEDIUM : 1;
}
