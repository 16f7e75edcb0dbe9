import type { RackLimits } from '../../model/placement-plan';
import { defineRule } from '../define-rule';
import { inWords } from '../in-words';
import { judgeEach } from '../judge-each';
import type { Rule } from '../rule';
import { failed, indeterminate } from '../verdict';
import { bodyOf, racksOf, rowsOf } from './row-space';

/** A rack unit, hundredths of a millimetre: 44.45 mm. */
const UNIT_HUNDREDTHS = 4_445;

const rowLongerThanHall = defineRule({
  id: 'space/row-longer-than-hall',
  severity: 'error',
  title: 'the racks of a row fit between the walls of its hall',
  why: {
    text: 'Positions that are beyond the wall are planned, fed and bought, and cannot be built.',
    source: "Layout of the hall ('width', 'rackPitch')",
  },
  check: (plan) =>
    judgeEach(
      rowsOf(plan).filter(({ hall }) => hall.widthMillimetres !== undefined),
      ({ hall, row, path, object }) => {
        const width = hall.widthMillimetres ?? Infinity;
        const length = row.racks * hall.rackPitchMillimetres;
        if (length <= width) return undefined;
        const [is, has, over] = [length, width, length - width].map(inWords.millimetres);
        return failed({
          path,
          object,
          found: `${is} long`,
          limit: `${has}`,
          required: `${is}`,
          available: `${has}`,
          shortfall: `${over}`,
          arithmetic: `${inWords.count(row.racks, 'rack')} x ${inWords.millimetres(hall.rackPitchMillimetres)} = ${is}; ${is} - ${has} = ${over}`,
          remedy: `give the row at most ${Math.floor(width / hall.rackPitchMillimetres)} 'racks', or correct 'width' of the hall`,
        });
      },
      "no hall states its 'width'",
    ),
});

const rackWiderThanPitch = defineRule({
  id: 'space/rack-wider-than-pitch',
  severity: 'error',
  title: 'a rack is at most as wide as its position',
  why: {
    text: 'Racks whose centres are closer than they are wide stand in each other.',
    source: "Layout of the hall ('rackPitch'); width of the rack by its maker",
  },
  check: (plan) =>
    judgeEach(
      rowsOf(plan).filter(({ row }) => bodyOf(row, 'widthMillimetres').most !== undefined),
      ({ hall, row, path, object }) => {
        const most = bodyOf(row, 'widthMillimetres').most ?? 0;
        const pitch = hall.rackPitchMillimetres;
        if (most <= pitch) return undefined;
        const [is, has, over] = [most, pitch, most - pitch].map(inWords.millimetres);
        return failed({
          path,
          object,
          found: `a rack ${is} wide`,
          limit: `${has}`,
          shortfall: `${over}`,
          arithmetic: `${is} - ${has} = ${over}`,
          remedy: "raise 'rackPitch' of the hall, or use narrower racks ('width')",
        });
      },
      "no rack states its 'width'",
    ),
});

const rackAboveDoor = defineRule({
  id: 'space/rack-above-door',
  severity: 'error',
  title: 'every rack passes the lowest door on its way in',
  why: {
    text: 'Racks of this kind come populated and upright; one that is taller than a door is not delivered.',
    source: "Layout of the hall ('doorHeight'); height of the rack by its maker",
  },
  check: (plan) =>
    judgeEach(
      rowsOf(plan).filter(({ hall }) => hall.doorMillimetres !== undefined),
      ({ hall, row, path, object }) => {
        const door = hall.doorMillimetres ?? Infinity;
        const { most, isKnown } = bodyOf(row, 'heightMillimetres');
        if (most !== undefined && most > door) {
          const [is, has, over] = [most, door, most - door].map(inWords.millimetres);
          return failed({
            path,
            object,
            found: `a rack ${is} tall`,
            limit: `${has}`,
            shortfall: `${over}`,
            arithmetic: `${is} - ${has} = ${over}`,
            remedy: "use lower racks ('height'), another way in ('doorHeight'), or have them built up in the hall",
          });
        }
        if (isKnown) return undefined;
        return indeterminate({
          path,
          object,
          unknown: 'the height of its racks',
          givenBy: "give 'height' of the rack",
        });
      },
      "no hall states its 'doorHeight'",
    ),
});

const unitsAboveRack = defineRule({
  id: 'space/units-above-rack',
  severity: 'error',
  title: 'the units of a rack fit in its height',
  why: {
    text: 'A rack of 48 U is at least 2,133.6 mm tall; more units than the body holds are places that do not exist.',
    source: 'EIA-310, a unit is 44.45 mm',
  },
  check: (plan) =>
    judgeEach(
      rowsOf(plan).flatMap((at) =>
        racksOf(at.row).flatMap((rack) => (rack.body?.heightMillimetres === undefined ? [] : [{ ...at, rack }])),
      ),
      ({ path, object, rack }) => {
        const height = rack.body?.heightMillimetres ?? Infinity;
        if (rack.heightU * UNIT_HUNDREDTHS <= height * 100) return undefined;
        return failed({
          path,
          object: `${object}: rack '${rack.model}'`,
          found: `${rack.heightU} U in ${inWords.millimetres(height)}`,
          limit: `${Math.floor((height * 100) / UNIT_HUNDREDTHS)} U`,
          arithmetic: `${rack.heightU} U x 44.45 mm = ${tall(rack)} mm; ${tall(rack)} mm - ${inWords.number(height)} mm = ${inWords.number((rack.heightU * UNIT_HUNDREDTHS) / 100 - height)} mm`,
          remedy: "correct 'units' or 'height' of the rack",
        });
      },
      "no rack states its 'height'",
    ),
});

/** Rules about what fits in the room of a hall. */
export const roomRules: readonly Rule[] = [rowLongerThanHall, rackWiderThanPitch, rackAboveDoor, unitsAboveRack];

function tall({ heightU }: RackLimits): string {
  return inWords.number((heightU * UNIT_HUNDREDTHS) / 100);
}
