/** What a site book tells of a finding. */
export interface SiteFinding {
  readonly severity: 'error' | 'warning' | 'info';
  readonly ruleId: string;
  readonly object: string;
  /** Construct path. */
  readonly path: string;
  readonly found: string;
  readonly limit?: string;
  readonly remedy: string;
}

/** A finding that someone bears for a time. */
export interface BorneFinding extends SiteFinding {
  readonly acknowledgement: {
    readonly reason: string;
    /** Last day on which it holds. */
    readonly until: string;
  };
}

/** Findings of a site; a policy report is one. */
export interface SiteFindings {
  /** Findings that count, gravest first. */
  readonly findings: readonly SiteFinding[];
  readonly acknowledged: readonly BorneFinding[];
}
