import type { LimitDomain, LimitRow } from './limit-row';

/** One level of a domain: what of it runs out, and for how many more systems it lasts. */
export interface LimitLevel {
  readonly domain: LimitDomain;
  readonly level: string;
  /** The objects of the level, the tightest first. */
  readonly rows: readonly LimitRow[];
  /** Systems that the level still takes: of all its objects together where each takes its own, of the tightest where every system needs all of them. */
  readonly moreSystems?: number;
  /** The same in whole scalable units. */
  readonly moreUnits?: number;
}

/** What a site runs out of, the first first. */
export interface LimitsPlan {
  readonly site: string;
  /** Cluster whose systems are counted. Absent: the site has none. */
  readonly cluster?: string;
  /** Systems of one scalable unit of it. */
  readonly unitSystems?: number;
  /** Levels that limit systems, by the systems that they still take; then those whose limit in systems is not known, by the share that is used. */
  readonly levels: readonly LimitLevel[];
}
