import type { ChildProcess } from 'node:child_process';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Exit codes of a run that a signal ended: 128 and the signal's number. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Signals closer together are one: a terminal and npm both send what a user presses once. */
const SAME_PRESS_MILLISECONDS = 1_000;

const PARENT_CHECK_MILLISECONDS = 500;

/**
 * Hands signals on to the command that is running: the first lets it finish what it has begun, a later one stops it at once.
 *
 * Commands run in a process group of their own, for Terraform takes a second signal as "stop at once" and may then lose state.
 */
export class Interruption {
  private signal: (typeof SIGNALS)[number] | undefined;
  private child: ChildProcess | undefined;
  private lastMilliseconds = -Infinity;
  private readonly parent = process.ppid;
  private readonly parentCheck = setInterval(() => this.checkParent(), PARENT_CHECK_MILLISECONDS).unref();
  private readonly listeners = SIGNALS.map((signal) => ({ signal, listener: () => this.receive(signal) }));

  public constructor(private readonly print: (text: string) => void) {
    for (const { signal, listener } of this.listeners) process.on(signal, listener);
  }

  /** Exit code of an interrupted run; undefined for one that was not. */
  public get exitCode(): number | undefined {
    return this.signal === undefined ? undefined : EXIT_CODES[this.signal];
  }

  /** Says which command gets the signals from now on; undefined for none. */
  public watch(child: ChildProcess | undefined): void {
    this.child = child;
  }

  /** Lets go of the signals. */
  public end(): void {
    clearInterval(this.parentCheck);
    for (const { signal, listener } of this.listeners) process.off(signal, listener);
  }

  /** A signal to npm alone ends the shell between npm and this process, which hears of it only so. */
  private checkParent(): void {
    if (process.ppid !== this.parent && this.signal === undefined) this.receive('SIGTERM');
  }

  private receive(signal: (typeof SIGNALS)[number]): void {
    const now = performance.now();
    if (now - this.lastMilliseconds < SAME_PRESS_MILLISECONDS) return;
    this.lastMilliseconds = now;
    this.print(
      this.signal === undefined
        ? `\ninterrupted: finishing what has begun; press again to stop at once\n`
        : `\nstopping at once\n`,
    );
    this.signal ??= signal;
    const pid = this.child?.pid;
    if (pid === undefined) return;
    try {
      process.kill(-pid, 'SIGINT');
    } catch {
      // It has just ended.
    }
  }
}
