import { DesignError } from '../../../errors/design-error';
import { spellingHint } from '../../../errors/spelling-hint';
import type { NodeSupply } from '../../../model/continuity-plan';

/** What a figure may be: at least 0, above 0, a share, or a whole number of 1 or more. */
type Bound = 'amount' | 'rate' | 'share' | 'count';

const BOUNDS: Readonly<Record<keyof NodeSupply, Bound>> = {
  contractWatts: 'rate',
  storedSeconds: 'amount',
  rechargeWatts: 'amount',
  startSeconds: 'amount',
  transferSeconds: 'amount',
  stepShare: 'share',
  stepSeconds: 'amount',
  requiredFuelHours: 'amount',
  fuelLitres: 'amount',
  fuelLitresPerKilowattHour: 'rate',
  rampWattsPerSecond: 'rate',
  stepWatts: 'rate',
  leastPowerFactor: 'share',
  mostVoltageDistortion: 'share',
  voltageDistortion: 'amount',
  turbines: 'count',
};

const HOLDS: Readonly<Record<Bound, { readonly holds: (value: number) => boolean; readonly remedy: string }>> = {
  amount: { holds: (value) => value >= 0, remedy: 'give a number of 0 or more' },
  rate: { holds: (value) => value > 0, remedy: 'give a number above 0' },
  share: { holds: (value) => value > 0 && value <= 1, remedy: 'give a share above 0 and up to 1, such as 0.3' },
  count: { holds: (value) => Number.isInteger(value) && value >= 1, remedy: 'give a whole number of 1 or more' },
};

/** What is wrong with the `supply` of a node: `power/invalid-supply`. A program without type-check, or a file, may hold anything. */
export function checkSupply(node: string, supply: NodeSupply | undefined): readonly DesignError[] {
  if (supply === undefined) return [];
  const refuse = (problem: string, remedy: string, value?: string): DesignError =>
    new DesignError('power/invalid-supply', {
      problem: `power node '${node}': ${problem}`,
      remedy,
      object: node,
      ...(value === undefined ? {} : { value }),
    });
  if (typeof supply !== 'object' || (supply as unknown) === null || Array.isArray(supply)) {
    const value = JSON.stringify(supply);
    return [refuse(`'supply' is ${value}`, 'give an object of figures, such as { storedSeconds: 300 }', value)];
  }
  return Object.entries(supply).flatMap(([name, value]: [string, unknown]) => {
    if (value === undefined) return [];
    if (!Object.hasOwn(BOUNDS, name)) {
      const hint = spellingHint(name, Object.keys(BOUNDS));
      return [
        refuse(
          `'supply' has '${name}', which it does not know`,
          hint === undefined ? `take it away; there are ${Object.keys(BOUNDS).join(', ')}` : `did you mean '${hint}'?`,
          name,
        ),
      ];
    }
    const { holds, remedy } = HOLDS[BOUNDS[name as keyof NodeSupply]];
    if (typeof value === 'number' && Number.isFinite(value) && holds(value)) return [];
    const text = typeof value === 'number' ? String(value) : JSON.stringify(value);
    return [refuse(`'supply.${name}' is ${text}`, remedy, text)];
  });
}
