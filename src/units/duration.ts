import { Measure } from './quantity';
import { Scale, unit } from './scale';

const WEEK = unit('wk', 604_800_000n, { aliases: ['weeks', 'week'], isPrinted: false });
const DAY = unit('d', 86_400_000n, { aliases: ['days', 'day'] });
const HOUR = unit('h', 3_600_000n, { aliases: ['hours', 'hour'] });
const MINUTE = unit('min', 60_000n, { aliases: ['minutes', 'minute'] });
const SECOND = unit('s', 1_000n, { aliases: ['seconds', 'second'] });
const MILLISECOND = unit('ms', 1n);
const SCALE = new Scale({
  name: 'duration',
  units: [WEEK, DAY, HOUR, MINUTE, SECOND, MILLISECOND],
  isSigned: false,
  printedDecimals: undefined,
});

/** A span of time, kept as whole milliseconds. A day is 24 hours. */
export class Duration extends Measure<Duration> {
  /** Nothing of it. */
  public static readonly ZERO = new Duration(0n);

  /** Weeks of seven days. */
  public static weeks(amount: number): Duration {
    return new Duration(SCALE.amountOf(amount, WEEK));
  }

  public static days(amount: number): Duration {
    return new Duration(SCALE.amountOf(amount, DAY));
  }

  public static hours(amount: number): Duration {
    return new Duration(SCALE.amountOf(amount, HOUR));
  }

  public static minutes(amount: number): Duration {
    return new Duration(SCALE.amountOf(amount, MINUTE));
  }

  public static seconds(amount: number): Duration {
    return new Duration(SCALE.amountOf(amount, SECOND));
  }

  public static milliseconds(amount: number): Duration {
    return new Duration(SCALE.amountOf(amount, MILLISECOND));
  }

  private constructor(amount: bigint) {
    super(amount);
  }

  public get inWeeks(): number {
    return SCALE.inUnit(this.amount, WEEK);
  }

  public get inDays(): number {
    return SCALE.inUnit(this.amount, DAY);
  }

  public get inHours(): number {
    return SCALE.inUnit(this.amount, HOUR);
  }

  public get inMinutes(): number {
    return SCALE.inUnit(this.amount, MINUTE);
  }

  public get inSeconds(): number {
    return SCALE.inUnit(this.amount, SECOND);
  }

  public get inMilliseconds(): number {
    return SCALE.inUnit(this.amount, MILLISECOND);
  }

  protected override scale(): Scale {
    return SCALE;
  }

  protected override withAmount(amount: bigint): Duration {
    return new Duration(amount);
  }
}
