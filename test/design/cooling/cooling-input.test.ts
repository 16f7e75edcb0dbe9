import { type DesignError, DesignErrors } from '../../../src/errors/design-error';
import { airLoop, cooled, type CoolingParts, deschutes, facilityLoop, technologyLoop } from './cooling-fixture';

/** The text of what is refused. */
function refusal(parts: CoolingParts): string {
  try {
    cooled(parts);
  } catch (error) {
    return error instanceof DesignErrors ? error.errors.map(text).join('\n') : text(error as DesignError);
  }
  throw new Error('nothing was refused');
}

function text({ message }: DesignError): string {
  return message;
}

test('fails for two loops of one name', () => {
  expect(refusal({ loops: [facilityLoop(), facilityLoop()] })).toBe(
    "more than one cooling loop is named 'fws'; give each a name of its own [cooling/duplicate-loop]",
  );
});

test('fails for two groups of units of one name', () => {
  const units = [deschutes({ count: 1 }), deschutes({ count: 1 })];
  expect(refusal({ loops: [technologyLoop()], units })).toBe(
    "more than one group of cooling units is named 'cdus'; give each a name of its own [cooling/duplicate-units]",
  );
});

test('fails for a loop that rejects to one that is not there, with a hint', () => {
  expect(refusal({ loops: [technologyLoop({ rejectsTo: 'fwss' }), facilityLoop()] })).toBe(
    "cooling loop 'tcs' rejects to cooling loop 'fwss', which is not there; did you mean 'fws'? [cooling/unknown-loop]",
  );
});

test('fails for units on a loop that is not there', () => {
  expect(refusal({ units: [deschutes()] })).toBe(
    "cooling units 'cdus' stand on cooling loop 'tcs', which is not there; name a cooling loop of the site; there is none yet [cooling/unknown-loop]",
  );
});

test('fails for a loop that rejects to a kind that cannot take its heat', () => {
  expect(refusal({ loops: [airLoop({ rejectsTo: 'tcs' }), technologyLoop()] })).toBe(
    "cooling loop 'hall-air' of kind 'air' rejects to 'tcs' of kind 'technology'; let it reject to a loop of kind 'facility' [cooling/wrong-loop]",
  );
});

test('fails for units on a loop of a kind that they are not for', () => {
  expect(refusal({ loops: [facilityLoop()], units: [deschutes({ loop: 'fws' })] })).toBe(
    "cooling units 'cdus' of kind 'cdu' stand on loop 'fws' of kind 'facility'; such a loop takes units of kind 'dry-cooler', 'cooling-tower', 'chiller', 'heat-exchanger', 'pump' [cooling/wrong-unit]",
  );
});

test('fails for a row on two loops of one kind, and takes one of liquid and one of air', () => {
  expect(() => cooled({ loops: [technologyLoop(), airLoop()] })).not.toThrow();
  expect(refusal({ loops: [technologyLoop(), technologyLoop({ name: 'other' })] })).toBe(
    "row 'hall-1/A' is served by cooling loops 'tcs' and 'other' of kind 'technology'; name it in one of them; put the units of both on that loop [cooling/row-in-two-loops]",
  );
});

test('fails for a row that a loop names twice', () => {
  expect(refusal({ loops: [technologyLoop({ rows: ['hall-1/A', 'hall-1/A'] })] })).toBe(
    "row 'hall-1/A' is served twice by cooling loop 'tcs' of kind 'technology'; name it in one of them; put the units of both on that loop [cooling/row-in-two-loops]",
  );
});

test('fails for rows of a facility loop', () => {
  expect(refusal({ loops: [facilityLoop({ rows: ['hall-1/A'] })] })).toBe(
    "cooling loop 'fws': a facility loop serves no rows, and 'rows' has 1; name the rows in a loop of kind 'technology' or 'air' that rejects to it [cooling/rows-of-facility]",
  );
});

test('fails for a store that a loop of its kind has not', () => {
  expect(refusal({ loops: [facilityLoop({ roomCubicMetres: 500 })] })).toBe(
    "cooling loop 'fws' of kind 'facility' has no air of a room, and 'roomAir' is given; give 'roomAir' of the loop of kind 'air' that serves the room [cooling/store-of-other-kind]",
  );
  expect(refusal({ loops: [airLoop({ bufferLitres: 500 })] })).toContain(
    "of kind 'air' has no water, and 'buffer' is given; give 'buffer' of the loop of liquid that takes its heat [cooling/store-of-other-kind]",
  );
});

test('fails for numbers that cannot be, all at once', () => {
  const units = [deschutes({ count: 1.5, spare: -1, capacityWatts: NaN, coefficientOfPerformance: 0 })];
  const loops = [technologyLoop({ riseMillicelsius: 0, pipeDiameterMillimetres: -100 })];
  expect(refusal({ loops, units }).split('\n')).toEqual([
    "cooling loop 'tcs': 'riseMillicelsius' is 0; give a whole number of 1 or more [cooling/invalid-number]",
    "cooling loop 'tcs': 'pipeDiameterMillimetres' is -100; give a whole number of 1 or more [cooling/invalid-number]",
    "cooling units 'cdus': 'count' is 1.5; give a whole number of 1 or more [cooling/invalid-number]",
    "cooling units 'cdus': 'spare' is -1; give a whole number of 0 or more [cooling/invalid-number]",
    "cooling units 'cdus': 'capacityWatts' is NaN; give a whole number of 1 or more [cooling/invalid-number]",
    "cooling units 'cdus': 'coefficientOfPerformance' is 0; give a number above 0, such as 6 [cooling/invalid-number]",
  ]);
});

test('fails for two groups that would each take what the load leaves', () => {
  expect(refusal({ loops: [technologyLoop()], units: [deschutes(), deschutes({ name: 'more' })] })).toBe(
    "cooling loop 'tcs': 'cdus' and 'more' have no 'count', and one load cannot size both; give 'count' for all but one of them [cooling/two-open-groups]",
  );
});

test('fails for loops that reject to each other in a circle', () => {
  const loops = [facilityLoop({ rejectsTo: 'b' }), facilityLoop({ name: 'b', rejectsTo: 'fws' })];
  expect(refusal({ loops })).toBe(
    "cooling loops 'fws', 'b' reject heat to each other in a circle; let the last of them reject to none: take its 'rejectsTo' away [cooling/circle]",
  );
});
