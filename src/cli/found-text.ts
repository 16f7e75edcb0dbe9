import { createReadStream, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { createGunzip } from 'node:zlib';

import type { DiscoveredFabric } from '../design/as-built/discovered-fabric';
import { type DumpSource, jsonLinkLines, linkReader } from '../design/as-built/parse-discovered';
import { endLines, linePlainer, type LineReader, SAMPLE, TextDigest } from '../design/as-built/tool-text';
import { encodingOf } from '../design/text';
import { UsageError } from './cli-context';
import { readFound } from './read-plan';

/** Bytes of a file, packed or not, that is held as a whole; a longer one passes line by line. */
const MOST_HELD = 4 * 2 ** 20;

/** Bytes that are read at once. */
const CHUNK = 2 ** 18;

/** How many times smaller gzip makes a text at most in practice: a packed file below that share is held as a whole. */
const PACKING = 16;

/** A file of the command line that a tool wrote: held as a whole, or read line by line as often as it is asked for. */
export type FoundText = { readonly text: string } | { readonly lines: LongText };

/**
 * Opens a file that a tool or a spreadsheet wrote: in UTF-8, UTF-16 or CP949, or one of these packed with gzip. What is long is never held as a whole.
 *
 * @param path - as the user gave it
 * @param folder - folder that it counts from
 * @param mostHeld - bytes that are held as a whole
 * @throws UsageError for a file that cannot be read or unpacked, or of another encoding, which is named
 */
export async function openFound(path: string, folder: string, mostHeld = MOST_HELD): Promise<FoundText> {
  const file = resolve(folder, path);
  const facts = statSync(file, { throwIfNoEntry: false });
  // What is no file, such as a pipe, can be read once.
  if (facts?.isFile() !== true) return { text: readFound(path, folder) };
  if (facts.size <= mostHeld / PACKING) return { text: readFound(path, folder) };
  // One that may not be read is told by `readFound`.
  const beginning = await beginningOf(file).catch(() => new Uint8Array());
  const isPacked = beginning[0] === 0x1f && beginning[1] === 0x8b;
  if (!isPacked && facts.size <= mostHeld) return { text: readFound(path, folder) };
  const lines = new LongText(path, file, isPacked);
  return (await lines.isReadable()) ? { lines } : { text: readFound(path, folder) };
}

async function beginningOf(file: string): Promise<Uint8Array> {
  const stream = createReadStream(file, { end: SAMPLE - 1, highWaterMark: SAMPLE });
  for await (const bytes of stream as AsyncIterable<Uint8Array>) return bytes;
  return new Uint8Array();
}

/** A text that passes line by line, each plain: without marks of launchers, colours and carriage returns. */
export class LongText {
  private encoding = 'utf-8';
  private plain: (line: string) => string = (line) => line;

  public constructor(
    private readonly path: string,
    private readonly file: string,
    private readonly isPacked: boolean,
  ) {}

  /** Whether its beginning is text in an encoding that is read; what else it is, `readFound` says. */
  public async isReadable(): Promise<boolean> {
    for await (const bytes of this.bytes()) {
      const encoding = encodingOf(bytes.subarray(0, SAMPLE));
      if (encoding === undefined) return false;
      this.encoding = encoding;
      const text = new TextDecoder(encoding).decode(bytes.subarray(0, SAMPLE), { stream: true });
      this.plain = linePlainer(text.replace(/\r\n?/g, '\n'));
      return true;
    }
    return false;
  }

  /**
   * Passes every line, from the first to the last.
   *
   * @throws UsageError where it cannot be unpacked, or is in another encoding further down
   */
  public async each(take: (line: string) => void): Promise<void> {
    let rest = '';
    const decoder = new TextDecoder(this.encoding, { fatal: true });
    const pass = (text: string, isEnd: boolean): void => {
      // A carriage return at the end may be half a line end.
      const whole = rest + text;
      const held = !isEnd && whole.endsWith('\r') ? 1 : 0;
      const ready = held === 0 ? whole : whole.slice(0, -1);
      const plain = ready.includes('\r') ? ready.replace(/\r\n?/g, '\n') : ready;
      let from = 0;
      for (let end = plain.indexOf('\n'); end >= 0; end = plain.indexOf('\n', from)) {
        take(this.plain(plain.slice(from, end)));
        from = end + 1;
      }
      rest = plain.slice(from) + (held === 0 ? '' : '\r');
      if (isEnd) take(this.plain(rest));
    };
    for await (const bytes of this.bytes()) pass(this.decoded(decoder, bytes), false);
    pass(this.decoded(decoder), true);
  }

  /** What tells of it what it is of. */
  public async digest(): Promise<string> {
    const digest = new TextDigest();
    await this.each((line) => {
      digest.take(line);
    });
    return digest.text;
  }

  /** Runs a reader over all lines. */
  public async read<T>(reader: LineReader<T>): Promise<T> {
    reader.next();
    await this.each((line) => {
      reader.next(line);
    });
    return endLines(reader);
  }

  /** Links of a dump; undefined where it is another text, or one that is understood as a whole alone. */
  public async links(source: DumpSource): Promise<DiscoveredFabric | undefined> {
    const reader = linkReader(await this.digest(), source);
    return this.read(reader ?? jsonLinkLines(source));
  }

  /** All of it, for a form that is understood as a whole alone. */
  public whole(folder: string): string {
    return readFound(this.path, folder);
  }

  private decoded(decoder: InstanceType<typeof TextDecoder>, bytes?: Uint8Array): string {
    try {
      return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
    } catch {
      throw new UsageError(
        `the file '${this.path}' begins in ${this.encoding.toUpperCase()} and is not so to its end`,
        'copy the whole file again, or save it as UTF-8',
      );
    }
  }

  private async *bytes(): AsyncGenerator<Uint8Array> {
    const source = createReadStream(this.file, { highWaterMark: CHUNK });
    const stream = this.isPacked ? source.pipe(createGunzip({ chunkSize: CHUNK })) : source;
    source.on('error', (error) => stream.destroy(error));
    try {
      for await (const bytes of stream as AsyncIterable<Uint8Array>) yield bytes;
    } catch (error) {
      throw new UsageError(
        `the file '${this.path}' ${this.isPacked ? 'is packed with gzip and cannot be unpacked' : 'cannot be read'}: ${error instanceof Error ? error.message : ''}`,
        'copy the whole file again, or unpack it',
      );
    } finally {
      source.destroy();
    }
  }
}
