/** What the command line sees of the world. */
export interface CliContext {
  /** Takes results. */
  readonly out: (text: string) => void;
  /** Takes errors, and help that nobody asked for. */
  readonly err: (text: string) => void;
  /** Folder in which lock files are looked for. Absent: that of the process. */
  readonly cwd?: string;
  /** Whether errors come with their stack. Absent: no. */
  readonly isDebug?: boolean;
  /** Token of NetBox. Absent: NetBox is asked without one. */
  readonly netboxToken?: string;
}
