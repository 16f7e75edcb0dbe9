import { DesignError } from '../../errors/design-error';
import type { DiscoveredFabric } from './discovered-fabric';
import { linksOfDevice } from './lldp-neighbour';
import { isMembers } from './lldp-values';
import { parseIbnetdiscover } from './parse-ibnetdiscover';
import { lldpctlDevice, lldpctlProblem, readLldpctl } from './read-lldpctl';
import { isNvueInterfaces, nvueLldpProblem, readNvueLldp } from './read-nvue-lldp';

/** Where a dump comes from. */
export interface DumpSource {
  /** Name of the file, for errors. */
  readonly file: string;
  /** Device that wrote an LLDP dump, where the dump does not name it itself. */
  readonly device: string;
}

const FORMATS =
  "the output of 'ibnetdiscover', of 'lldpctl -f json' or of 'nv show interface --output json', one file a subnet or device";

/**
 * Reads a dump of links, in whichever of the known formats it is.
 *
 * @throws DesignError `as-built/unknown-format`, `as-built/not-json`, `as-built/bad-dump`, `as-built/bad-line`
 */
export function parseDiscovered(text: string, { file, device }: DumpSource): DiscoveredFabric {
  const start = text.trimStart();
  if (start.startsWith('{') || start.startsWith('[')) {
    const json = readJson(start, file);
    if (isMembers(json) && ('lldp' in json || 'local-chassis' in json)) {
      refuse(file, "'lldpctl -f json'", lldpctlProblem(json));
      return linksOfDevice(lldpctlDevice(json) ?? device, readLldpctl(json));
    }
    if (isNvueInterfaces(json)) {
      refuse(file, "'nv show interface --output json'", nvueLldpProblem(json));
      return linksOfDevice(device, readNvueLldp(json));
    }
  } else if (/^(Switch|Ca|Rt)\s+\d+\s+"[SHR]-/m.test(text)) {
    return parseIbnetdiscover(text.replace(/^\uFEFF/, ''), file);
  }
  throw new DesignError('as-built/unknown-format', {
    problem: `'${file}' is no dump of links in a known format`,
    remedy: `give ${FORMATS}`,
    object: file,
  });
}

function refuse(file: string, command: string, problem: string | undefined): void {
  if (problem === undefined) return;
  throw new DesignError('as-built/bad-dump', {
    problem: `'${file}' begins as the output of ${command}, but ${problem}`,
    remedy: `give the whole output of ${command}`,
    object: file,
  });
}

function readJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new DesignError('as-built/not-json', {
      problem: `'${file}' begins as JSON but is none, or a part of it is missing`,
      remedy: `give ${FORMATS}`,
      object: file,
    });
  }
}
