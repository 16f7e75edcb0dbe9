import { ASSET_STATES, type AssetEvent, type AssetState } from '../../model/asset';
import { isCalendarDay } from '../../model/phase';
import { present } from '../../units/present';

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
      ...present({ serial, note }),
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

/** States that may follow each state. What is installed may fail at any time; what failed comes back as far as it was taken down. */
export const NEXT_STATES: Readonly<Record<AssetState, readonly AssetState[]>> = {
  planned: ['ordered', 'delivered'],
  ordered: ['planned', 'delivered'],
  delivered: ['racked', 'failed', 'retired'],
  racked: ['delivered', 'cabled', 'failed', 'retired'],
  cabled: ['racked', 'accepted', 'failed', 'retired'],
  accepted: ['cabled', 'in-service', 'failed', 'retired'],
  'in-service': ['drained', 'failed'],
  drained: ['cabled', 'accepted', 'in-service', 'failed', 'retired'],
  failed: ['delivered', 'racked', 'cabled', 'accepted', 'drained', 'in-service', 'retired'],
  retired: ['planned', 'ordered', 'delivered'],
};

/** Whether hardware may go from one state to another. */
export function isAllowedStep(from: AssetState, to: AssetState): boolean {
  return NEXT_STATES[from].includes(to);
}

const MAC = /^[0-9a-f]{2}([:-])[0-9a-f]{2}(?:\1[0-9a-f]{2}){4}$/;

const GUID = /^(?:0x)?([0-9a-f]{16})$/;

/** A MAC address written with colons or hyphens, in any case, as `aa:bb:cc:00:11:22`; undefined where it is none. */
export function toMac(text: string): string | undefined {
  const small = text.toLowerCase();
  return MAC.test(small) ? small.replaceAll('-', ':') : undefined;
}

/** A GUID of 16 hex digits, with or without `0x`, as 16 small digits; undefined where it is none. */
export function toGuid(text: string): string | undefined {
  return GUID.exec(text.toLowerCase())?.[1];
}
