import type { AssetFinding, AssetReport } from '../../design/as-built/compare-assets';
import { oneLine } from '../../errors/visible-text';
import { count, counted } from '../in-figures';

/** Writes what a list of assets says otherwise than the plan as text: a sentence each. */
export function renderAssetDriftText({ counts, findings }: AssetReport): string {
  const { devices, alike, differing, extra } = counts;
  const head = `assets: ${counted(devices, 'device')} compared, ${count(alike)} alike, ${count(differing)} not, ${count(extra)} extra`;
  return `${[head, ...findings.map((each) => `  ${each.kind.padEnd(9)}  ${oneLine(assetSentence(each))}`)].join('\n')}\n`;
}

/** A difference as a sentence. */
export function assetSentence({ kind, device, place = '', field = '', planned, found }: AssetFinding): string {
  const where = place === '' || place === 'no rack' ? device : `${place} ${device}`;
  switch (kind) {
    case 'missing':
      return `${where} is there by the plan, but the list does not name it`;
    case 'extra':
      return `${device} is no device of the site`;
    case 'differs':
      return `${where}: ${field} is ${planned ?? 'empty'} in the plan, and ${found ?? 'empty'} in the list`;
  }
}
