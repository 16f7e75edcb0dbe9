import type { CounterReading } from './measurement';

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
  const readings: CounterReading[] = [];
  let name: string | undefined;
  for (const line of text.split('\n')) {
    const head = /^Errors for (?:0x[0-9a-f]+\s*)?"([^"]*)"/i.exec(line);
    if (head !== null) {
      name = head[1];
      continue;
    }
    const [, guid = '', port = '', rest = ''] = /^\s*GUID 0x([0-9a-f]+) port (\w+):(.*)$/i.exec(line) ?? [];
    if (port === '' || port.toUpperCase() === 'ALL') continue;
    const counters = new Map(
      [...rest.matchAll(/\[(\w+) == (\d+)/g)].map(([, word = '', count]) => [word, Number(count)]),
    );
    readings.push({ guid: padded(guid), ...(name === undefined ? {} : { name }), port, counters });
  }
  return readings;
}

/** Whether a text is the `ibdiagnet2.db_csv` of ibdiagnet, with counters. */
export function isIbdiagnetCsv(text: string): boolean {
  return /^START_PM_INFO\b/m.test(text);
}

/** Reads the counters of `ibdiagnet2.db_csv`: sections `NODES` and `PM_INFO`, each with a header. */
export function readIbdiagnetCsv(text: string): CounterReading[] {
  const names = new Map<string, string>();
  const readings: CounterReading[] = [];
  let section = '';
  let header: readonly string[] = [];
  for (const raw of text.split('\n')) {
    const line = raw.trimEnd();
    if (line.startsWith('START_')) {
      section = line.slice('START_'.length);
      header = [];
    } else if (line.startsWith('END_')) section = '';
    else if (section !== 'NODES' && section !== 'PM_INFO') continue;
    else if (header.length === 0) header = line.split(',').map((word) => word.trim().toLowerCase());
    else {
      const cells = cellsOf(line);
      const guid = padded((cells[header.indexOf('nodeguid')] ?? '').replace(/^0x/i, ''));
      if (section === 'NODES') names.set(guid, cells[header.indexOf('nodedesc')] ?? '');
      else {
        const port = cells[header.findIndex((word) => word === 'portnumber' || word === 'portnum')] ?? '';
        const counters = new Map<string, number>();
        header.forEach((word, at) => {
          if (!isErrorCounter(word)) return;
          const count = Number(cells[at]);
          if (Number.isFinite(count) && cells[at] !== '') counters.set(word, count);
        });
        readings.push({ guid, port, counters });
      }
    }
  }
  return readings.map((reading) => {
    const name = names.get(reading.guid ?? '');
    return name === undefined ? reading : { ...reading, name };
  });
}

/** Whether a text is the `ibdiagnet2.pm` of ibdiagnet. */
export function isIbdiagnetPm(text: string): boolean {
  return /^Port=\d+ .*GUID=0x/m.test(text);
}

/** Reads `ibdiagnet2.pm`: a line a port, then a counter a line, in hex digits. */
export function readIbdiagnetPm(text: string): CounterReading[] {
  const readings: (CounterReading & { readonly counters: Map<string, number> })[] = [];
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    const [, port = '', rest = '', guid = ''] = /^Port=(\d+) (.*?GUID=0x([0-9a-f]+).*)$/i.exec(line) ?? [];
    if (port !== '') {
      const name = /Port Name=(\S+?)(?:\/U\d+)?(?:\/P?\w+)?$/.exec(rest)?.[1];
      readings.push({ guid: padded(guid), ...(name === undefined ? {} : { name }), port, counters: new Map() });
      continue;
    }
    const [, word = '', count = ''] = /^([a-z0-9_]+)=(0x[0-9a-f]+|\d+)$/i.exec(line) ?? [];
    if (word !== '' && isErrorCounter(word)) readings.at(-1)?.counters.set(word, Number(count));
  }
  return readings;
}

function cellsOf(line: string): string[] {
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = '']) => cell.trim().replace(/^"|"$/g, ''));
}

function padded(digits: string): string {
  return digits.toLowerCase().padStart(16, '0');
}
