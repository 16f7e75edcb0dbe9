import type { Rule } from '../rule';
import { rideThroughRules } from './ride-through-rules';
import { swingRules } from './swing-rules';

/** Rules about what happens when a source is lost or a job swings: stores, generators, fuel, steps, ramps and the quality of supply. */
export const continuityPack: readonly Rule[] = [...rideThroughRules, ...swingRules];
