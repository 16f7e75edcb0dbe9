import { present } from '../../units/present';
import { dbCsvRows, guidOf } from '../as-built/read-iblinkinfo';
import { type LineReader, linesOf, readLines } from '../as-built/tool-text';
import type { AdapterReading, CounterReading } from './measurement';

/** Counters that stay at 0 on a good link; waits and dropped multicasts do not tell of a fault. The project's own choice. */
const ERRORS = [
  'symbolerror',
  'linkerrorrecovery',
  'linkdown',
  'portrcverror',
  'portrcvremotephysicalerror',
  'portxmitdiscard',
  'portxmitconstrainterror',
  'portrcvconstrainterror',
  'locallinkintegrityerror',
  'excessivebufferoverrunerror',
];

/** Whether a counter, in the word of any of the tools, counts errors of a link. */
export function isErrorCounter(word: string): boolean {
  const plain = word.toLowerCase().replace(/[^a-z0-9]/g, '');
  const short = plain
    .replace(/(?:extended|ext)$/, '')
    .replace(/counter$/, '')
    .replace(/s$/, '');
  return ERRORS.includes(short) || short === 'linkdowned';
}

/** Whether a text is what `ibqueryerrors` prints. */
export function isIbqueryerrors(text: string): boolean {
  return /^Errors for (?:0x|")/m.test(text) || /^## Summary: \d+ nodes checked/m.test(text);
}

/**
 * Reads what `ibqueryerrors` prints: only ports with errors are in it.
 *
 * @see https://man7.org/linux/man-pages/man8/ibqueryerrors.8.html
 */
export function readIbqueryerrors(text: string): CounterReading[] {
  return readLines(ibqueryerrorsLines(), linesOf(text));
}

/** The same, line by line. */
export function* ibqueryerrorsLines(): LineReader<CounterReading[]> {
  const readings: CounterReading[] = [];
  let name: string | undefined;
  for (let line = yield; line !== undefined; line = yield) {
    const head = /^Errors for (?:0x[0-9a-f]+\s*)?"([^"]*)"/i.exec(line);
    if (head !== null) {
      name = head[1];
      continue;
    }
    const [, guid = '', port = '', rest = ''] = /^\s*GUID 0x([0-9a-f]+) port (\w+):(.*)$/i.exec(line) ?? [];
    if (port === '' || port.toUpperCase() === 'ALL') continue;
    const counters = new Map(
      [...rest.matchAll(/\[(\w+) == (\d+)/g)].map(([, word = '', count = '']) => [word, countOf(count) ?? 0]),
    );
    readings.push({ guid: guidOf(guid), ...present({ name }), port, counters });
  }
  return readings;
}

/** Whether a text is the `ibdiagnet2.db_csv` of ibdiagnet, with counters. */
export function isIbdiagnetCsv(text: string): boolean {
  return /^START_PM_INFO\b/m.test(text);
}

/** Reads the counters of `ibdiagnet2.db_csv`: sections `NODES` and `PM_INFO`, each with a header. */
export function readIbdiagnetCsv(text: string): CounterReading[] {
  return readLines(ibdiagnetCsvLines(), linesOf(text));
}

/** The same, line by line. */
export function* ibdiagnetCsvLines(): LineReader<CounterReading[]> {
  const names = new Map<string, string>();
  const readings: CounterReading[] = [];
  yield* dbCsvRows(['NODES', 'PM_INFO'], (section, cell, header) => {
    const guid = guidOf(cell('nodeguid'));
    if (section === 'NODES') {
      names.set(guid, cell('nodedesc'));
      return;
    }
    const counters = new Map<string, number | bigint>();
    for (const word of header) {
      const count = countOf(cell(word));
      // Of a counter and its wider twin the wider one counts, where it has a value.
      const isTwice = countOf(cell(`${word}ext`)) !== undefined || countOf(cell(`${word}extended`)) !== undefined;
      if (isErrorCounter(word) && count !== undefined && !isTwice) counters.set(word, count);
    }
    readings.push({ guid, port: cell('portnumber') || cell('portnum'), counters });
  });
  return readings.map((reading) => {
    const name = names.get(reading.guid ?? '');
    return name === undefined ? reading : { ...reading, name };
  });
}

/** A count with all of its digits; undefined for what is no number, as `N/A`. */
function countOf(text: string): number | bigint | undefined {
  if (!/^(?:0x[0-9a-f]+|\d+)$/i.test(text)) return undefined;
  const count = Number(text);
  return Number.isSafeInteger(count) ? count : BigInt(text);
}

/** Whether a text is the `ibdiagnet2.pm` of ibdiagnet. */
export function isIbdiagnetPm(text: string): boolean {
  return /^Port=\d+ .*GUID=0x/m.test(text);
}

/** Reads `ibdiagnet2.pm`: a line a port, then a counter a line, in hex digits. */
export function readIbdiagnetPm(text: string): CounterReading[] {
  return readLines(ibdiagnetPmLines(), linesOf(text));
}

/** The same, line by line. */
export function* ibdiagnetPmLines(): LineReader<CounterReading[]> {
  const readings: (CounterReading & { readonly counters: Map<string, number | bigint> })[] = [];
  for (let raw = yield; raw !== undefined; raw = yield) {
    const line = raw.trim();
    const [, port = '', rest = '', guid = ''] = /^Port=(\d+) (.*?GUID=0x([0-9a-f]+).*)$/i.exec(line) ?? [];
    if (port !== '') {
      const name = /Port Name=(\S+?)(?:\/U\d+)?(?:\/P?\w+)?$/.exec(rest)?.[1];
      readings.push({ guid: guidOf(guid), ...present({ name }), port, counters: new Map() });
      continue;
    }
    const [, word = '', count = ''] = /^([a-z0-9_]+)=(0x[0-9a-f]+|\d+)$/i.exec(line) ?? [];
    if (word !== '' && isErrorCounter(word)) readings.at(-1)?.counters.set(word, countOf(count) ?? 0);
  }
  return readings;
}

const GIGA = 1_000_000_000;

/** Whether a text is what `ibstat` prints. */
export function isIbstat(text: string): boolean {
  return /^\s*CA '[^']+'/m.test(text) && /Physical state:/.test(text);
}

/**
 * Reads what `ibstat` prints: adapters, and their ports with state, rate and GUID.
 *
 * @see https://man7.org/linux/man-pages/man8/ibstat.8.html
 */
export function readIbstat(text: string): AdapterReading[] {
  const adapters: AdapterReading[] = [];
  let adapter = '';
  let firmware = '';
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    const name = /^CA '([^']+)'/.exec(line)?.[1];
    if (name !== undefined) {
      adapter = name;
      firmware = '';
      continue;
    }
    const port = /^Port (\d+):$/i.exec(line)?.[1];
    if (port !== undefined) {
      const empty = { state: '', physicalState: '', rateBits: 0, linkLayer: '' };
      adapters.push({ adapter, port: Number(port), firmware, ...empty });
      continue;
    }
    const [, key = '', value = ''] = /^([A-Za-z ]+):\s*(.*)$/.exec(line) ?? [];
    if (key === 'Firmware version') firmware = value;
    const last = adapters.at(-1);
    if (last === undefined || last.adapter !== adapter) continue;
    adapters[adapters.length - 1] = { ...last, ...factOf(key, value) };
  }
  return adapters;
}

function factOf(key: string, value: string): Partial<AdapterReading> {
  switch (key) {
    case 'State':
      return { state: value };
    case 'Physical state':
      return { physicalState: value };
    case 'Rate':
      return { rateBits: Math.round(Number.parseFloat(value) * GIGA) || 0 };
    case 'Link layer':
      return { linkLayer: value };
    case 'Port GUID':
      return { guid: value.replace(/^0x/i, '').toLowerCase().padStart(16, '0') };
    default:
      return {};
  }
}
