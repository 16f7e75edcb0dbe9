import { DesignError } from '../../errors/design-error';
import { parseDiscovered } from '../as-built/parse-discovered';
import type { Measurement } from './measurement';
import {
  isDcgmDiag,
  isFio,
  isIpmitool,
  isNcclTests,
  isRedfish,
  readDcgmDiag,
  readFio,
  readIpmitool,
  readNcclTests,
  readRedfish,
} from './read-host-tools';
import {
  isIbdiagnetCsv,
  isIbdiagnetPm,
  isIblinkinfo,
  isIbqueryerrors,
  isIbstat,
  readIbdiagnetCsv,
  readIbdiagnetPm,
  readIblinkinfo,
  readIbqueryerrors,
  readIbstat,
} from './read-link-tools';

/** Output of a tool, with the file that it is in. */
export interface ResultFile {
  /** Path as it was given. */
  readonly file: string;
  readonly text: string;
  /** Device that the file is of, where its output does not tell. */
  readonly device?: string;
}

const FORMATS =
  "the output of iblinkinfo, ibnetdiscover, lldpctl -f json, ibqueryerrors, ibdiagnet ('ibdiagnet2.db_csv' or '.pm'), ibstat, nccl-tests, fio --output-format=json, dcgmi diag --json, ipmitool or Redfish";

/**
 * Reads the output of a tool, which is recognised by what it holds.
 *
 * @throws DesignError `commissioning/unknown-format`, `commissioning/not-json`, `commissioning/empty`, and errors of `parseDiscovered`
 */
export function readResult({ file, text, device = '' }: ResultFile): Measurement {
  const start = text.replace(/^\uFEFF/, '').trimStart();
  if (start === '') {
    throw new DesignError('commissioning/empty', {
      problem: `'${file}' is empty`,
      remedy: `give ${FORMATS}, or leave the file out`,
      object: file,
    });
  }
  const measurement = isJson(start) ? readJson(file, start, device) : readText(file, start);
  if (measurement !== undefined) return measurement;
  throw new DesignError('commissioning/unknown-format', {
    problem: `'${file}' is of no known tool, or holds no result`,
    remedy: `give ${FORMATS}`,
    object: file,
  });
}

/** Tools print notes before their JSON: the object begins with a line of its own. */
function isJson(text: string): boolean {
  return /^[[{]/.test(text) || (/^\{\s*$/m.test(text) && /^fio:|^Successfully/m.test(text));
}

function readJson(file: string, text: string, device: string): Measurement | undefined {
  let value: unknown;
  try {
    value = JSON.parse(/^[[{]/.test(text) ? text : text.slice(text.search(/^\{\s*$/m)));
  } catch {
    throw new DesignError('commissioning/not-json', {
      problem: `'${file}' begins as JSON but is none, or a part of it is missing`,
      remedy: `give the whole file: ${FORMATS}`,
      object: file,
    });
  }
  if (isFio(value)) return { kind: 'storage', rates: readFio(value) };
  if (isDcgmDiag(value)) {
    const results = readDcgmDiag(value);
    return results.length === 0 ? undefined : { kind: 'diagnostics', results };
  }
  if (isRedfish(value)) return { kind: 'sensors', sensors: readRedfish(value) };
  return { kind: 'links', discovered: parseDiscovered(text, { file, device }) };
}

function readText(file: string, text: string): Measurement | undefined {
  if (isNcclTests(text)) {
    const run = readNcclTests(text);
    return run === undefined ? undefined : { kind: 'nccl', run };
  }
  if (isIbdiagnetCsv(text)) return { kind: 'counters', readings: readIbdiagnetCsv(text), isErrorsAlone: false };
  if (isIbdiagnetPm(text)) return { kind: 'counters', readings: readIbdiagnetPm(text), isErrorsAlone: false };
  if (isIbqueryerrors(text)) return { kind: 'counters', readings: readIbqueryerrors(text), isErrorsAlone: true };
  if (isIbstat(text)) return { kind: 'adapters', adapters: readIbstat(text) };
  if (/^(Switch|Ca|Rt)\s+\d+\s+"[SHR]-/m.test(text)) {
    return { kind: 'links', discovered: parseDiscovered(text, { file, device: '' }) };
  }
  if (isIblinkinfo(text)) return { kind: 'links', discovered: readIblinkinfo(text) };
  if (isIpmitool(text)) {
    const sensors = readIpmitool(text);
    return sensors.temperatures.length === 0 && sensors.watts === undefined ? undefined : { kind: 'sensors', sensors };
  }
  return undefined;
}

/**
 * The device whose name is in the name of a file, `ibstat-haein-033.txt` or `haein-033.fio.json`; undefined where there is none. Of two, the longer.
 *
 * @param name - name of the file without its folder
 * @param isKnown - whether there is a device of a name
 */
export function deviceOfFile(name: string, isKnown: (device: string) => boolean): string | undefined {
  const words = name.split(/([^A-Za-z0-9]+)/);
  let best: string | undefined;
  for (let from = 0; from < words.length; from += 2) {
    let text = '';
    for (let to = from; to < words.length && to < from + MOST_WORDS; to += 1) {
      text += words[to] ?? '';
      if (to % 2 === 0 && text.length > (best?.length ?? 0) && isKnown(text)) best = text;
    }
  }
  return best;
}

/** Words and what parts them: a name of more words is none that a site gives. */
const MOST_WORDS = 25;
