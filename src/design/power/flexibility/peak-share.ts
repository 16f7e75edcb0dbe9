import { PeakShare } from '../../../model/placement-plan';

const POLCA = 'POLCA, ASPLOS 2024 (arXiv 2308.12908): one row of 40 DGX A100 servers, six weeks';

const GOOGLE =
  'Fan, Weber, Barroso: Power Provisioning for a Warehouse-sized Computer, ISCA 2007: a cluster of CPU servers';

/**
 * Published peaks of many systems over what was provisioned for them. Each holds for the machines that it was measured on; for others it is an
 * assumption to acknowledge, and one's own meters are better.
 */
export const peakShares = {
  /** 97 %: jobs of training peak together, so that next to nothing can be over-subscribed. */
  POLCA_TRAINING: { share: 0.97, source: `${POLCA}, training` },
  /** 79 %. */
  POLCA_INFERENCE: { share: 0.79, source: `${POLCA}, inference` },
  /** 93 %: the smaller end of the published gap of 7 to 16 %. */
  GOOGLE_CLUSTER_HIGH: { share: 0.93, source: `${GOOGLE}, gap of 7 %` },
  /** 84 %: the larger end of it. */
  GOOGLE_CLUSTER_LOW: { share: 0.84, source: `${GOOGLE}, gap of 16 %` },
} as const satisfies Readonly<Record<string, PeakShare>>;
