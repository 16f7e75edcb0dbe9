import { DesignError } from '../../errors/design-error';
import { isCalendarDay } from '../../model/phase';
import type { Asset, AssetEvent, AssetState } from '../../model/asset';
import { present } from '../../units/present';
import { isAllowedStep, NEXT_STATES } from './asset';

/** A step in the life of a device's hardware. */
export interface StateChange {
  readonly state: AssetState;
  /** Day on which the state begins, `YYYY-MM-DD`. */
  readonly day: string;
  /**
   * Why, for the scheduler and for people.
   *
   * @default - none is kept
   */
  readonly reason?: string;
}

/** Marks that would part a reason from what exists around it, in the file or in the commands of a scheduler. */
const UNFIT_FOR_REASON = /["\\();\r\n]/;

/**
 * The asset in its next state, with the step in its history.
 *
 * @throws DesignError `assets/bad-date`, `assets/bad-reason`, `assets/bad-step`
 */
export function changeState(asset: Asset, { state, day, reason }: StateChange): Asset {
  checkDay(asset, day);
  if (reason !== undefined && (reason.trim() === '' || UNFIT_FOR_REASON.test(reason))) {
    throw new DesignError('assets/bad-reason', {
      problem: `'${asset.device}': the reason '${reason}' is empty or has quotes, brackets, a semicolon, a backslash or a line end`,
      remedy: 'give it in plain words',
      object: asset.device,
      value: reason,
    });
  }
  if (!isAllowedStep(asset.state, state)) {
    throw new DesignError('assets/bad-step', {
      problem: `'${asset.device}' is '${asset.state}' and cannot become '${state}'`,
      remedy: `let it become one of ${NEXT_STATES[asset.state].join(', ')}`,
      object: asset.device,
      value: state,
    });
  }
  const { reason: past, ...rest } = asset;
  const note = reason ?? (past === undefined ? undefined : `no longer: ${past}`);
  const event: AssetEvent = {
    day,
    state,
    ...present({ serial: asset.serial, note }),
  };
  return {
    ...rest,
    state,
    since: day,
    ...present({ reason }),
    history: [...eventsOf(asset), event],
  };
}

/**
 * Refuses a day that is none, or lies before what the file knows of the device.
 *
 * @throws DesignError `assets/bad-date`
 */
export function checkDay(asset: Asset, day: string): void {
  const { device } = asset;
  if (!isCalendarDay(day)) {
    throw new DesignError('assets/bad-date', {
      problem: `'${device}': '${day}' is no day of the calendar`,
      remedy: 'write the day as YYYY-MM-DD',
      object: device,
      value: day,
    });
  }
  const last = lastDay(asset);
  if (last === undefined || last <= day) return;
  throw new DesignError('assets/bad-date', {
    problem: `'${device}': ${day} lies before ${last}, the last day that the asset file knows of it`,
    remedy: 'give the day on which it was done, or correct the file',
    object: device,
    value: day,
    limit: last,
  });
}

/** The history so far; that of a row without one begins with what the row says. */
export function eventsOf({ history = [], state, since, serial }: Asset): readonly AssetEvent[] {
  if (history.length > 0 || (state === 'planned' && since === undefined)) return history;
  return [{ ...present({ day: since }), state, ...present({ serial }) }];
}

function lastDay({ history = [], since }: Asset): string | undefined {
  const days = [...history.map(({ day }) => day), since].filter((day) => day !== undefined);
  return days.reduce<string | undefined>((last, day) => (last === undefined || day > last ? day : last), undefined);
}
