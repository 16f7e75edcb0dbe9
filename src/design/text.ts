/** Why bytes are no text in UTF-8. */
interface NoUtf8 {
  /** Clause that follows the name of the file. */
  readonly problem: string;
  readonly remedy: string;
}

/** Text of a file, or why it has none. */
type DecodedText = { readonly text: string } | { readonly refused: NoUtf8 };

/** First bytes of files that are no text, with what they are. */
const MAGIC: readonly (readonly [readonly number[], string])[] = [
  [[0x50, 0x4b, 0x03, 0x04], 'a workbook or an archive (ZIP)'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'an old workbook (XLS)'],
  [[0x1f, 0x8b], 'packed with gzip'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF'],
  [[0x89, 0x50, 0x4e, 0x47], 'a picture (PNG)'],
];

/**
 * Text in UTF-8, without a byte order mark. Other encodings are refused by their name: read with the wrong one, a table keeps its shape and has other
 * names.
 *
 * UTF-16 is told by its mark or by where its zeroes stand, CP949 by pairs of bytes of its Hangul, and Latin-1 by having no control characters.
 *
 * @param bytes - the file
 * @param name - its name, for the remedy
 * @see https://encoding.spec.whatwg.org/
 */
export function decodeUtf8(bytes: Uint8Array, name: string): DecodedText {
  const other = MAGIC.find(([magic]) => magic.every((byte, at) => bytes[at] === byte));
  if (other !== undefined) {
    return refused(`is no text, but ${other[1]}`, "save the table in it as 'CSV UTF-8', or unpack it");
  }
  const utf16 = utf16Order(bytes);
  if (utf16 !== undefined) return encoded('UTF-16', utf16, name);
  if (bytes.includes(0)) return refused('is no text: it holds NUL bytes', 'write it again, as text in UTF-8');
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    if (isCutOff(bytes)) {
      return refused('is not in UTF-8 to its end: it is cut off within a character', 'copy the whole file again');
    }
    if (isCp949(bytes)) return encoded('CP949 (EUC-KR)', 'CP949', name);
    if (isLatin1(bytes)) return encoded('Latin-1', 'LATIN1', name);
    return refused('is not in UTF-8', "save it as 'CSV UTF-8'; spreadsheets write CP949 or UTF-16 by default");
  }
}

/**
 * Text of a file that a tool or a spreadsheet wrote, in UTF-8, UTF-16 or CP949: each is told as `decodeUtf8` tells it. Others are refused by their name.
 *
 * Node has the decoders of the Encoding Standard, whose `euc-kr` is CP949, so that no package is needed for them.
 *
 * @param bytes - the file
 * @param name - its name, for the remedy
 * @see https://encoding.spec.whatwg.org/#euc-kr
 */
export function decodeText(bytes: Uint8Array, name: string): DecodedText {
  const utf8 = decodeUtf8(bytes, name);
  if ('text' in utf8) return utf8;
  const utf16 = utf16Order(bytes);
  const isBigEnd = utf16 === 'UTF-16BE' || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const label = utf16 === undefined ? (isCp949(bytes) ? 'euc-kr' : undefined) : isBigEnd ? 'utf-16be' : 'utf-16le';
  if (label === undefined || MAGIC.some(([magic]) => magic.every((byte, at) => bytes[at] === byte))) return utf8;
  try {
    return { text: new TextDecoder(label, { fatal: true }).decode(bytes) };
  } catch {
    return utf8;
  }
}

/** Label of the Encoding Standard for a text of which only the beginning is held; undefined where `decodeText` refuses that. */
export function encodingOf(beginning: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | 'euc-kr' | undefined {
  if (MAGIC.some(([magic]) => magic.every((byte, at) => beginning[at] === byte))) return undefined;
  const utf16 = utf16Order(beginning);
  if (utf16 !== undefined) {
    return utf16 === 'UTF-16BE' || (beginning[0] === 0xfe && beginning[1] === 0xff) ? 'utf-16be' : 'utf-16le';
  }
  if (beginning.includes(0)) return undefined;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(beginning, { stream: true });
    return 'utf-8';
  } catch {
    return isCp949(beginning) ? 'euc-kr' : undefined;
  }
}

function encoded(encoding: string, iconv: string, name: string): DecodedText {
  return refused(
    `is not in UTF-8, but in ${encoding}`,
    `save it as 'CSV UTF-8', or convert it: 'iconv -f ${iconv} -t UTF-8 ${name}'`,
  );
}

function refused(problem: string, remedy: string): DecodedText {
  return { refused: { problem, remedy } };
}

/** UTF-16 by its mark, or by zeroes that stand in nearly every second byte, as in a text of mostly Latin letters. */
function utf16Order(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'UTF-16';
  if (first === 0xfe && second === 0xff) return 'UTF-16';
  const zeroes = [0, 0];
  const length = Math.min(bytes.length, 4_096);
  for (let at = 0; at < length; at += 1) if (bytes[at] === 0) zeroes[at % 2] = (zeroes[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeroes;
  if (odd > length / 8 && even < odd / 8) return 'UTF-16LE';
  return even > length / 8 && odd < even / 8 ? 'UTF-16BE' : undefined;
}

/** Whether all but the beginning of a last character is UTF-8. */
function isCutOff(bytes: Uint8Array): boolean {
  for (let short = 1; short <= 3 && short < bytes.length; short += 1) {
    const lead = bytes[bytes.length - short] ?? 0;
    if (lead < 0xc2) continue;
    const needed = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (needed <= short || bytes.length <= short) return false;
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, bytes.length - short));
      return true;
    } catch {
      return false;
    }
  }
  return false;
}

/** Whether most of what is not ASCII are pairs of bytes that are Hangul in CP949. */
function isCp949(bytes: Uint8Array): boolean {
  let hangul = 0;
  let others = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) continue;
    const trail = bytes[at + 1] ?? 0;
    const isHangul = lead >= 0xb0 && lead <= 0xc8 && trail >= 0xa1 && trail <= 0xfe;
    if (isHangul) hangul += 1;
    else others += 1;
    if (trail >= 0x80) at += 1;
  }
  return hangul > others;
}

/** Whether no byte is a control character of Latin-1, line ends and tabs aside. */
function isLatin1(bytes: Uint8Array): boolean {
  return bytes.every((byte) => (byte >= 0x20 && byte < 0x7f) || byte >= 0xa0 || (byte >= 0x09 && byte <= 0x0d));
}

/** Order of texts by code units, alike on every machine. */
export function textOrder(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
