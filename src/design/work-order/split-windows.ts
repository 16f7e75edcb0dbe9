import type { WorkBreach, WorkLoss, WorkStep, WorkWindow } from './work-order-plan';

/** Steps with their windows. */
export interface SplitOrder {
  readonly steps: readonly WorkStep[];
  readonly windows: readonly WorkWindow[];
  readonly breaches: readonly Omit<WorkBreach, 'isAccepted'>[];
}

/**
 * Splits an order into windows, each as full as it gets. A window ends only where nothing is lost and all stands as planned between two jobs; what lies
 * between two such moments is not parted, and is a breach where it is longer than a window.
 */
export function splitWindows(steps: readonly WorkStep[], windowMinutes: number, minutesPerStep: number): SplitOrder {
  const breaches: Omit<WorkBreach, 'isAccepted'>[] = [];
  const most = Math.floor(windowMinutes / minutesPerStep);
  const made: WorkStep[] = [];
  let window = 1;
  let used = 0;
  for (const block of blocksOf(steps)) {
    if (used > 0 && used + block.length > most) {
      window += 1;
      used = 0;
    }
    if (block.length > most) breaches.push(tooLong(block, windowMinutes, minutesPerStep));
    used += block.length;
    for (const step of block) made.push({ ...step, window });
  }
  return { steps: made, windows: windowsOf(made, minutesPerStep), breaches };
}

/** First and last steps of the windows. */
export function windowsOf(steps: readonly WorkStep[], minutesPerStep?: number): WorkWindow[] {
  const windows = new Map<number, WorkWindow>();
  for (const { number, window } of steps) {
    const { firstStep = number } = windows.get(window) ?? {};
    const minutes = minutesPerStep === undefined ? {} : { minutes: (number - firstStep + 1) * minutesPerStep };
    windows.set(window, { number: window, firstStep, lastStep: number, ...minutes });
  }
  return [...windows.values()];
}

function blocksOf(steps: readonly WorkStep[]): WorkStep[][] {
  const blocks: WorkStep[][] = [];
  let block: WorkStep[] = [];
  for (const [index, step] of steps.entries()) {
    block.push(step);
    const next = steps[index + 1];
    const isBetween = next?.job !== step.job || step.kind === 'cable-in' || step.kind === 'address';
    if (next !== undefined && !(isBetween && isWhole(step.after))) continue;
    blocks.push(block);
    block = [];
  }
  return blocks;
}

function isWhole({ bandwidth, drained, feeds, devicesOut }: WorkLoss): boolean {
  return bandwidth.length + drained.length + feeds.length + devicesOut.length === 0;
}

function tooLong(
  block: readonly WorkStep[],
  windowMinutes: number,
  minutesPerStep: number,
): Omit<WorkBreach, 'isAccepted'> {
  const [first, last] = [block[0], block[block.length - 1]];
  const minutes = block.length * minutesPerStep;
  return {
    promise: 'window',
    code: 'work-order/window',
    step: first?.number ?? 0,
    object: first?.job ?? '',
    found: `steps ${first?.number ?? 0} to ${last?.number ?? 0} (from ${first?.job ?? ''}) take ${minutes} minutes, and nothing is whole in between; a window has ${windowMinutes}`,
    arithmetic: `${block.length} steps x ${minutesPerStep} minutes = ${minutes} > ${windowMinutes}`,
    remedy: 'give a longer window or fewer minutes a step, or change less at once',
  };
}
