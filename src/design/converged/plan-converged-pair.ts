import { DesignErrors } from '../../errors/design-error';
import type { ConvergedInput, ConvergedPlan, WireRow } from '../../model/core-pair';
import { checkConvergedInput } from './check-converged-input';
import { checkRoom } from './check-converged-ports';
import { coreCables } from './wire-rows';
import { placeRuns, sizeRuns } from './runs';
import { portKey, portMap, UNUSED, wireRows } from './wire-rows';

/**
 * Plans a small site whose networks share one pair of core switches: every cage, its breakout, and every cable. A device's place in its
 * group decides its ports, so a group that grows within `keepDevices` moves no cable.
 *
 * @throws DesignError one of the `converged/...` codes, `DesignErrors` for several
 */
export function planConvergedPair(input: ConvergedInput): ConvergedPlan {
  checkConvergedInput(input);
  const sizes = placeRuns(input.cores, sizeRuns(input));
  DesignErrors.throwAll(checkRoom(input, sizes));
  const cables = coreCables(input, sizes);
  const index = new Map(cables.map((cable) => [portKey(cable.core, cable.cage, cable.sub), cable]));
  const cores = [portMap(input, 0, sizes, index), portMap(input, 1, sizes, index)] as const;
  const rows = wireRows(input, cables, index, cores);
  return {
    name: input.name,
    rows,
    cores,
    runs: sizes.map(({ run, at, cabled }) => ({ name: run.name, cages: at, cabled })),
    counts: countByKind(rows),
  };
}

function countByKind(rows: readonly WireRow[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { kind } of rows) if (kind !== UNUSED) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return Object.fromEntries(counts);
}
