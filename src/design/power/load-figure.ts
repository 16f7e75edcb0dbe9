/** By which of a device's figures a load is reckoned, from the label down. */
export const LOAD_FIGURES = ['nameplate', 'peak', 'tdp', 'capped', 'measured', 'idle'] as const;

/**
 * A figure of a device's draw: `nameplate` what its circuit must carry, `peak` its short peak (EDPp), `tdp` its thermal design power, `capped` what a cap
 * leaves it (Max-Q, or a cap of its own), `measured` what a benchmark took, `idle` what it draws at rest.
 */
export type LoadFigure = (typeof LOAD_FIGURES)[number];

/** Draws of a device beside its nameplate, W at its input. Absent: not known, and the nameplate stands for it. */
export type LoadFigures = Readonly<Partial<Record<Exclude<LoadFigure, 'nameplate'>, number>>>;
