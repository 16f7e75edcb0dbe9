import { ASSET_STATES, type AssetEvent, type AssetState } from '../../model/asset';
import { isCalendarDay } from '../../model/phase';
import { isAllowedStep, NEXT_STATES } from './asset-steps';

const EVENT = /^(\d{4}-\d{2}-\d{2}|-) ([a-z-]+)(?: ([^\s();]+))?(?: \(([^();]*)\))?$/;

/** What a serial number may hold, so that it can stand in a history: no spaces, brackets or semicolons. */
export function isPlainSerial(text: string): boolean {
  return /^[^\s();,"]+$/.test(text);
}

/** Events as the cell `history`: `2026-03-01 delivered S1; 2026-03-09 racked S1 (note)`. A day that is not known is `-`. */
export function historyText(events: readonly AssetEvent[]): string {
  return events
    .map(({ day = '-', state, serial, note }) => {
      const words = [day, state, ...(serial === undefined ? [] : [serial])].join(' ');
      return note === undefined ? words : `${words} (${note.replace(/[();]/g, ' ')})`;
    })
    .join('; ');
}

/** Reads the cell `history`; what is wrong with it, as a text, where it cannot be read. */
export function parseHistory(text: string): readonly AssetEvent[] | string {
  const events: AssetEvent[] = [];
  for (const part of text.split(';').map((each) => each.trim())) {
    if (part === '') continue;
    const [, day = '', word = '', serial, note] = EVENT.exec(part) ?? [];
    const state = ASSET_STATES.find((name) => name === word);
    if (state === undefined) return `history '${part}' has no day and state`;
    if (day !== '-' && !isCalendarDay(day)) return `history '${part}': '${day}' is no day of the calendar`;
    events.push({
      ...(day === '-' ? {} : { day }),
      state,
      ...(serial === undefined ? {} : { serial }),
      ...(note === undefined ? {} : { note }),
    });
  }
  return events;
}

/** What is wrong with a history: days out of order, a step that is not allowed, or an end that is not the present state. */
export function historyProblem(events: readonly AssetEvent[], present: AssetState): string | undefined {
  let day = '';
  let before: AssetEvent | undefined;
  for (const event of events) {
    if (event.day !== undefined && event.day < day) return `history goes back from ${day} to ${event.day}`;
    day = event.day ?? day;
    const isOther = before?.serial !== event.serial;
    if (before !== undefined && !isOther && before.state !== event.state && !isAllowedStep(before.state, event.state)) {
      const next = NEXT_STATES[before.state].join(', ');
      return `history goes from '${before.state}' to '${event.state}', and ${next} may follow`;
    }
    before = event;
  }
  if (before === undefined || before.state === present) return undefined;
  return `history ends with '${before.state}', and the state is '${present}'`;
}
