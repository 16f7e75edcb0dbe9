/** A change of one value of a site file. */
export interface FileEdit {
  /** Members from the top of the file, such as `PowerZone`, `zone-a`, `rating`. */
  readonly at: readonly string[];
  /** Value as it is written. Absent: the member is new. */
  readonly before?: string;
  readonly after: string;
}

/** A remedy that was tried: with it the finding is gone, and no other has come. */
export interface Remedy {
  readonly rule: string;
  readonly object: string;
  /** What it does, in a few words. */
  readonly what: string;
  readonly edits: readonly FileEdit[];
  /** The difference of the site file, line by line. */
  readonly diff: string;
}

/** What could be mended of a site file. */
export interface FixAnswer {
  readonly site: string;
  readonly remedies: readonly Remedy[];
  /** Findings for which no remedy was found that breaks no other rule. */
  readonly without: readonly { readonly rule: string; readonly object: string; readonly remedy: string }[];
  /** How often the site was planned. */
  readonly dryRuns: number;
}

/** The lines that differ of two texts of which one has a few values changed or added, each with its number. */
export function lineDiff(before: string, after: string): string {
  const [was, is] = [before.split('\n'), after.split('\n')];
  const lines: string[] = [];
  let [left, right] = [0, 0];
  while (left < was.length || right < is.length) {
    if (was[left] === is[right]) {
      left += 1;
      right += 1;
      continue;
    }
    const isAdded = is.length - right > was.length - left;
    if (!isAdded && left < was.length) lines.push(`-${left + 1}: ${was[left] ?? ''}`);
    if (right < is.length) lines.push(`+${right + 1}: ${is[right] ?? ''}`);
    if (!isAdded) left += 1;
    right += 1;
  }
  return lines.join('\n');
}
