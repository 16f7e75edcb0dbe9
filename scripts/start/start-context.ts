import type { Interruption } from './interruption';

/** What a run sees of the world. */
export interface StartWorld {
  /** Folder of the program: it holds `cdktf.json`. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly print: (text: string) => void;
  /** Whether the output takes colours. Absent: no. */
  readonly hasColours?: boolean;
}

/** A run that is going on. */
export interface StartContext extends StartWorld {
  readonly interruption: Interruption;
}

/** Stops a run. The message has been written for people. */
export class StartError extends Error {
  public constructor(
    message: string,
    public readonly exitCode: 1 | 2 = 1,
  ) {
    super(message);
  }
}
