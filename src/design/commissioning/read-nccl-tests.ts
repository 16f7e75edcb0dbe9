import type { NcclRun } from './measurement';

const GIGA = 1_000_000_000;
const RANK = /^#\s+Rank\s+\d+\s+(?:Group\s+\d+\s+)?Pid\s+\d+\s+on\s+(\S+)\s+device\s/;

/** Whether a text is what one of the nccl-tests prints. */
export function isNcclTests(text: string): boolean {
  return /^#.*\bbusbw\b/m.test(text);
}

/**
 * Reads what nccl-tests print: ranks by host, and the highest bus bandwidth of all rows. The columns `busbw` and `#wrong` are found by the header.
 *
 * @see https://github.com/NVIDIA/nccl-tests/blob/master/doc/PERFORMANCE.md
 */
export function readNcclTests(text: string): NcclRun | undefined {
  const ranks = new Map<string, number>();
  let fromEnd:
    { readonly bus: readonly number[]; readonly wrong: readonly number[]; readonly columns: number } | undefined;
  let best = { bus: -1, size: 0 };
  let wrong = 0;
  let tail = 0;
  for (const raw of text.split('\n')) {
    const line = raw.trimEnd();
    const host = RANK.exec(line)?.[1];
    if (host !== undefined) ranks.set(host, (ranks.get(host) ?? 0) + 1);
    if (/^#.*\bbusbw\b/.test(line)) {
      const words = line.replace(/^#\s*/, '').split(/\s+/);
      fromEnd = { bus: placesOf(words, 'busbw'), wrong: placesOf(words, '#wrong'), columns: words.length };
    } else if (fromEnd !== undefined && /^\s*\d+\s+\d+\s/.test(line)) {
      const cells = line.trim().split(/\s+/);
      if (cells.length !== fromEnd.columns) continue;
      for (const at of fromEnd.bus) {
        const bus = Number(cells[at]);
        if (bus > best.bus) best = { bus, size: Number(cells[0]) };
      }
      for (const at of fromEnd.wrong) wrong += Number(cells[at]) || 0;
    }
    tail = Math.max(tail, Number(/^# Out of bounds values\s*:\s*(\d+)/.exec(line)?.[1] ?? 0));
  }
  if (best.bus < 0) return undefined;
  return {
    ranks,
    busBytesPerSecond: Math.round(best.bus * GIGA),
    sizeBytes: best.size,
    wrong: Math.max(wrong, tail),
  };
}

function placesOf(words: readonly string[], word: string): number[] {
  return words.flatMap((each, index) => (each === word ? [index] : []));
}
