import type { AdapterReading } from './measurement';

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
