import * as fc from 'fast-check';

/** What is in the place of a value of a JSON file. */
const STRANGE: readonly unknown[] = [
  null,
  true,
  '',
  'x',
  '\u0000',
  'a\nb',
  '__proto__',
  '${file("/etc/hostname")}',
  -1,
  0,
  0.5,
  1e9,
  2 ** 40,
  1e308,
  '1e999',
  [],
  {},
  [null],
  { a: 1 },
  [[[]]],
];

/** A share from 0 up to 1, as often in the middle as at the ends. */
const share = fc.noBias(fc.integer({ min: 0, max: 9_999 })).map((part) => part / 10_000);

/** A place of a JSON value: at each step the child at this share of all. */
const way = fc.array(share, { minLength: 1, maxLength: 8 });

/** What is done to a file; a failure prints it in words, and not the whole file. */
export interface Damage {
  readonly words: string;
  readonly to: (text: string) => string | Uint8Array;
}

/** What is done to a JSON file. */
export const jsonDamage: fc.Arbitrary<Damage> = fc
  .tuple(way, fc.constantFrom('replace', 'delete', 'double', 'rename'), fc.constantFrom(...STRANGE))
  .map(([steps, what, strange]): Damage => ({
    words: `${what} at ${steps.join('/')}, ${JSON.stringify(strange)}`,
    to: (text) => damagedJson(text, steps, { what, strange }),
  }));

/** What is done to any text: cut, a byte, a line. Bytes come out, for a file may end within a character. */
export const textDamage: fc.Arbitrary<Damage> = fc
  .tuple(
    fc.constantFrom(
      'cut',
      'byte',
      'insert',
      'drop-line',
      'double-line',
      'swap-lines',
      'drop-column',
      'empty',
      'crlf',
      'bom',
    ),
    share,
    fc.constantFrom(0, 9, 10, 13, 34, 44, 92, 127, 128, 195, 255),
  )
  .map(([what, share, byte]): Damage => ({
    words: `${what} at ${share}, byte ${byte}`,
    to: (text) => damagedText(text, what, { share, byte }),
  }));

function damagedJson(
  text: string,
  steps: readonly number[],
  { what, strange }: { readonly what: string; readonly strange: unknown },
): string {
  const value: unknown = JSON.parse(text);
  let holder = value;
  for (const [index, step] of steps.entries()) {
    if (typeof holder !== 'object' || holder === null) break;
    const record = holder as Record<string, unknown>;
    const keys = Object.keys(record);
    const key = keys[Math.floor(step * keys.length)];
    if (key === undefined) break;
    const child = record[key];
    const isLast = index === steps.length - 1 || typeof child !== 'object' || child === null;
    if (!isLast) {
      holder = child;
      continue;
    }
    if (what === 'delete') Reflect.deleteProperty(record, key);
    else if (what === 'double' && Array.isArray(holder)) holder.push(structuredClone(child));
    else if (what === 'rename') Object.defineProperty(record, '__proto__', { value: child, enumerable: true });
    else record[key] = strange;
    break;
  }
  return JSON.stringify(value);
}

function damagedText(
  text: string,
  what: string,
  { share, byte }: { readonly share: number; readonly byte: number },
): Uint8Array {
  const bytes = Buffer.from(text);
  const at = Math.floor(share * bytes.length);
  const lines = text.split('\n');
  const line = Math.floor(share * lines.length);
  const [found = ''] = lines.slice(line);
  switch (what) {
    case 'cut':
      return bytes.subarray(0, at);
    case 'byte':
      return Buffer.concat([bytes.subarray(0, at), Buffer.of(byte), bytes.subarray(at + 1)]);
    case 'insert':
      return Buffer.concat([bytes.subarray(0, at), Buffer.of(byte), bytes.subarray(at)]);
    case 'drop-line':
      return Buffer.from([...lines.slice(0, line), ...lines.slice(line + 1)].join('\n'));
    case 'double-line':
      return Buffer.from([...lines.slice(0, line), found, ...lines.slice(line)].join('\n'));
    case 'swap-lines':
      return Buffer.from([...lines.slice(line), ...lines.slice(0, line)].join('\n'));
    case 'drop-column':
      return Buffer.from(lines.map((each) => each.split(',').slice(1).join(',')).join('\n'));
    case 'crlf':
      return Buffer.from(lines.join('\r\n'));
    case 'bom':
      return Buffer.from(`\uFEFF${text}`);
    default:
      return Buffer.alloc(0);
  }
}
