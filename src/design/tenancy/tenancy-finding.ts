/** Something that does not hold, with what to do. */
export interface TenancyFinding {
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'not-known';
  readonly object: string;
  readonly message: string;
  readonly remedy: string;
}
