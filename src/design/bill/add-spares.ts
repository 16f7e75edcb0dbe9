import { DesignError, DesignErrors } from '../../errors/design-error';
import { spellingHint } from '../../errors/spelling-hint';
import type { BillLine, ModelFacts, SpareInput } from '../../model/bill-plan';
import { spareName } from './spare-input';

/** What a decimal rate may be off by in binary: 7 % of 100 is 7, not 8. */
const ROUNDING = 1e-9;

/** A line with the number of its phase, counted from 0 in order of dates. */
export interface PhasedLine {
  readonly line: BillLine;
  readonly phase: number;
}

/**
 * Lines with their spares. A rate is rounded up over the whole site: a phase brings what the pieces that are there by then need beyond what is there.
 * Pieces that differ in length alone share their spares, which are of the longest: it reaches wherever a shorter one does. A count comes with the first phase.
 *
 * @throws DesignError `bill/unknown-spare` for a spare of nothing that the bill has
 */
export function addSpares(
  lines: readonly PhasedLine[],
  spares: readonly SpareInput[],
  models: ReadonlyMap<string, ModelFacts>,
): BillLine[] {
  if (spares.length === 0) return lines.map(({ line }) => line);
  checkKnown(lines, spares, models);
  const kinds = new Map<string, PhasedLine[]>();
  for (const each of lines) {
    const { category, partNumber = '', description } = each.line;
    const key = JSON.stringify([category, partNumber, description]);
    const kind = kinds.get(key);
    if (kind === undefined) kinds.set(key, [each]);
    else kind.push(each);
  }
  const spareOf = new Map<BillLine, number>();
  for (const kind of kinds.values()) {
    const spare = spareFor(kind, spares, models);
    if (spare !== undefined) shareOut(kind, spare, spareOf);
  }
  return lines.map(({ line }) => {
    const count = spareOf.get(line) ?? 0;
    return count === 0 ? line : { ...line, spares: count };
  });
}

function shareOut(kind: readonly PhasedLine[], { rate, count = 0 }: SpareInput, spareOf: Map<BillLine, number>): void {
  let pieces = 0;
  let given = 0;
  for (const phase of [...new Set(kind.map((each) => each.phase))].sort((a, b) => a - b)) {
    const there = kind.filter((each) => each.phase === phase).map(({ line }) => line);
    pieces += there.reduce((sum, { quantity }) => sum + quantity, 0);
    const needed = rate === undefined ? count : Math.ceil(rate * pieces - ROUNDING);
    const longest = there.reduce((best, line) =>
      (line.lengthMillimetres ?? 0) > (best.lengthMillimetres ?? 0) ? line : best,
    );
    spareOf.set(longest, needed - given);
    given = needed;
  }
}

function spareFor(
  kind: readonly PhasedLine[],
  spares: readonly SpareInput[],
  models: ReadonlyMap<string, ModelFacts>,
): SpareInput | undefined {
  const line = kind[0]?.line;
  if (line === undefined) return undefined;
  const matching = spares.filter((spare) => matches(spare, line, models));
  return (
    matching.find(({ part }) => part !== undefined) ?? matching.find(({ model }) => model !== undefined) ?? matching[0]
  );
}

function matches(
  { part, model, category }: SpareInput,
  line: BillLine,
  models: ReadonlyMap<string, ModelFacts>,
): boolean {
  if (part !== undefined) return line.partNumber === part;
  if (model !== undefined) return line.description === (models.get(model)?.description ?? model);
  return line.category === category;
}

function checkKnown(
  lines: readonly PhasedLine[],
  spares: readonly SpareInput[],
  models: ReadonlyMap<string, ModelFacts>,
): void {
  const unknown = spares.filter((spare) => lines.every(({ line }) => !matches(spare, line, models)));
  DesignErrors.throwAll(
    unknown.map((spare) => {
      const { part, model } = spare;
      const known =
        part === undefined ? lines.map(({ line }) => line.description) : lines.map(({ line }) => line.partNumber ?? '');
      const hint = spellingHint(part ?? model ?? '', new Set(known.filter((name) => name !== '')));
      return new DesignError('bill/unknown-spare', {
        problem: `'spares' name ${spareName(spare)}, which is not in the bill of materials`,
        remedy:
          hint === undefined ? "name what 'bill-of-materials.csv' has, or take it away" : `did you mean '${hint}'?`,
        object: spareName(spare),
      });
    }),
  );
}
