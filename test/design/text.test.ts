import { decodeUtf8 } from '../../src/design/text';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string, isBig = false): Uint8Array =>
  Uint8Array.from(
    [...text].flatMap((letter) => {
      const code = letter.charCodeAt(0);
      return isBig ? [code >> 8, code & 255] : [code & 255, code >> 8];
    }),
  );
const latin = (text: string): Uint8Array => Uint8Array.from([...text], (letter) => letter.charCodeAt(0));

const convert = (from: string): string => `save it as 'CSV UTF-8', or convert it: 'iconv -f ${from} -t UTF-8 a.csv'`;
const CP949 = 'is not in UTF-8, but in CP949 (EUC-KR)';
const UTF16 = 'is not in UTF-8, but in UTF-16';
const LATIN = 'is not in UTF-8, but in Latin-1';

test.each([
  ['ASCII', bytes('device,rack\n'), 'device,rack\n'],
  ['UTF-8', bytes('장비,위치\n'), '장비,위치\n'],
  ['UTF-8 with a mark', bytes('\uFEFF장비\n'), '장비\n'],
  ['nothing', bytes(''), ''],
])('%s is read', (_what, file, text) => {
  expect(decodeUtf8(file, 'a.csv')).toEqual({ text });
});

// Of 40 bytes, 20 of each place: more than 40 / 8 = 5 zeroes in one place, and in the other fewer than an eighth of them.
test.each([
  [6, 0, 'UTF-16BE'],
  [5, 0, undefined],
  [9, 1, 'UTF-16BE'],
  [8, 1, undefined],
  [0, 6, 'UTF-16LE'],
  [0, 5, undefined],
  [1, 9, 'UTF-16LE'],
  [1, 8, undefined],
])('fails for %i zeroes in even and %i in odd places: %s', (even, odd, order) => {
  const file = Uint8Array.from({ length: 40 }, (_, at) =>
    Math.floor(at / 2) < (at % 2 === 0 ? even : odd) ? 0 : 0x41,
  );
  const refused =
    order === undefined
      ? { problem: 'is no text: it holds NUL bytes', remedy: 'write it again, as text in UTF-8' }
      : { problem: UTF16, remedy: convert(order) };
  expect(decodeUtf8(file, 'a.csv')).toEqual({ refused });
});

test.each([
  // '장비' (device), then '가산' after a header in ASCII.
  ['CP949', Uint8Array.of(0xc0, 0xe5, 0xba, 0xf1), CP949, convert('CP949')],
  [
    'CP949 in a table',
    Uint8Array.from([...bytes('device,hall\nn1,'), 0xb0, 0xa1, 0xbb, 0xea, 0x0a]),
    CP949,
    convert('CP949'),
  ],
  ['UTF-16 with a mark', Uint8Array.of(0xff, 0xfe, ...utf16('device')), UTF16, convert('UTF-16')],
  [
    'UTF-16 of the other order with a mark',
    Uint8Array.of(0xfe, 0xff, ...utf16('device', true)),
    UTF16,
    convert('UTF-16'),
  ],
  ['UTF-16 without a mark', utf16('device,rack\n'), UTF16, convert('UTF-16LE')],
  ['UTF-16 of the other order without a mark', utf16('device,rack\n', true), UTF16, convert('UTF-16BE')],
  ['Latin-1', latin('Gerät,Höhe\n'), LATIN, convert('LATIN1')],
  [
    'a cut',
    bytes('device,장').subarray(0, -1),
    'is not in UTF-8 to its end: it is cut off within a character',
    'copy the whole file again',
  ],
  [
    'a workbook',
    Uint8Array.of(0x50, 0x4b, 3, 4, 20),
    'is no text, but a workbook or an archive (ZIP)',
    "save the table in it as 'CSV UTF-8', or unpack it",
  ],
  [
    'a packed file',
    Uint8Array.of(0x1f, 0x8b, 8),
    'is no text, but packed with gzip',
    "save the table in it as 'CSV UTF-8', or unpack it",
  ],
  [
    'NUL',
    bytes('device,rack\n\0more of the table'),
    'is no text: it holds NUL bytes',
    'write it again, as text in UTF-8',
  ],
  [
    'what is nothing of these',
    Uint8Array.of(0x89, 0x50, 0xff),
    'is not in UTF-8',
    "save it as 'CSV UTF-8'; spreadsheets write CP949 or UTF-16 by default",
  ],
])('fails for %s, and names it', (_what, file, problem, remedy) => {
  expect(decodeUtf8(file, 'a.csv')).toEqual({ refused: { problem, remedy } });
});

describe('files that are no text', () => {
  const WHAT = [
    [[0x50, 0x4b, 0x03, 0x04], 'a workbook or an archive (ZIP)'],
    [[0xd0, 0xcf, 0x11, 0xe0], 'an old workbook (XLS)'],
    [[0x1f, 0x8b], 'packed with gzip'],
    [[0x25, 0x50, 0x44, 0x46], 'a PDF'],
    [[0x89, 0x50, 0x4e, 0x47], 'a picture (PNG)'],
  ] as const;

  test.each(WHAT)('are told by their first bytes: %j', (magic, what) => {
    const told = {
      refused: { problem: `is no text, but ${what}`, remedy: "save the table in it as 'CSV UTF-8', or unpack it" },
    };
    expect(decodeUtf8(Uint8Array.from([...magic, 0x41]), 'a.csv')).toEqual(told);
    for (const at of magic.keys()) {
      const other = Uint8Array.from([...magic, 0x41], (byte, place) => (place === at ? 0x41 : byte));
      expect(decodeUtf8(other, 'a.csv')).not.toEqual(told);
    }
  });
});

// A letter of two, three and four bytes, without its last byte, its last two and so on: none but its first is there.
test.each(['é', '가', '😀'])('fails on a file that ends within %s', (letter) => {
  const whole = bytes(`rack${letter}`);
  const size = bytes(letter).length;
  for (let short = 1; short < size; short += 1) {
    expect(decodeUtf8(whole.subarray(0, whole.length - short), 'a.csv')).toEqual({
      refused: {
        problem: 'is not in UTF-8 to its end: it is cut off within a character',
        remedy: 'copy the whole file again',
      },
    });
  }
  expect(decodeUtf8(whole, 'a.csv')).toEqual({ text: `rack${letter}` });
});
