import { DataRate, Length, Money, Power } from 'cdktf-ai-factory';
import type { Programs } from './program';

/** Texts and numbers that are no quantity. */
export const unitPrograms: Programs = {
  'unit-wrong-case': () => Power.parse('14.3 kw'),
  'unit-nan-text': () => Power.parse('NaN W'),
  'unit-nan-number': () => Power.kilowatts(Number.NaN),
  'unit-negative-text': () => Power.parse('-1 kW'),
  'unit-negative-number': () => Length.metres(-2),
  'unit-missing': () => Power.parse('14.3'),
  'unit-bytes-for-bits': () => DataRate.parse('400 GB'),
  'unit-too-large': () => Power.megawatts(1e60),
  'unit-unknown-currency': () => Money.parse('100 XXQ'),
};
