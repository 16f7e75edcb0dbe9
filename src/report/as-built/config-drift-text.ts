import type { ConfigDrift, ConfigReport } from '../../design/as-built/compare-config';
import { oneLine } from '../../errors/visible-text';
import { counted, rate } from '../in-figures';

/** Writes what switches are told otherwise than planned as text: a sentence each, with rack, unit, device and port. */
export function renderConfigDriftText(reports: readonly ConfigReport[]): string {
  return reports
    .map(({ fabric, device, ports, portsInFile, drift }) => {
      const head = `switch ${oneLine(device)} of fabric ${fabric}: ${counted(ports, 'port')} planned, ${counted(drift.length, 'difference')}`;
      const open =
        portsInFile === ports
          ? []
          : [`  the file speaks of ${portsInFile} of the ${counted(ports, 'port')}: of the others nothing is known`];
      return `${[head, ...open, ...drift.map((each) => `  ${each.kind.padEnd(9)}  ${oneLine(driftSentence(each))}`)].join('\n')}\n`;
    })
    .join('\n');
}

/** A difference as a sentence. */
export function driftSentence({ kind, at, cage, planned, configured }: ConfigDrift): string {
  const place = at.rack === '' ? at.device : `rack ${at.rack} U${at.u} ${at.device}`;
  switch (kind) {
    case 'breakout':
      return `${place} cage ${cage} should give ${counted(Number(planned), 'port')}, but the configuration gives ${configured ?? 'none'}`;
    case 'speed':
      return `${place} port ${at.port} should run at ${rate(Number(planned))}, but is set to ${rate(Number(configured))}`;
    case 'neighbour':
      return `${place} port ${at.port} should meet ${planned}, but the configuration names ${configured ?? 'no device'}`;
  }
}
