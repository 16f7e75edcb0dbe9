import { type Evidence, EVIDENCE_KINDS, ISOLATION_KINDS, type Tenancy, type TenancyTenant } from './tenancy';

const DAY = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'a day as year-month-day in quotes' };

const NAME = { type: 'string', minLength: 1, maxLength: 100 };

const LEASE = {
  type: 'object',
  required: ['name', 'since'],
  additionalProperties: false,
  properties: {
    name: NAME,
    nodes: { type: 'array', items: NAME },
    racks: { type: 'array', items: NAME },
    gpus: { type: 'integer' },
    cluster: NAME,
    since: DAY,
    until: DAY,
    heldUntil: DAY,
    price: {
      type: 'string',
      pattern: '^\\d+(\\.\\d+)? [A-Z]{3}$',
      description: "a price such as '2.34 USD'",
    },
  },
};

const SHARE = {
  type: 'object',
  required: ['pool', 'guaranteed', 'since'],
  additionalProperties: false,
  properties: {
    pool: NAME,
    guaranteed: { type: 'integer' },
    burst: { type: 'integer' },
    lends: { type: 'integer' },
    weight: { type: 'number' },
    since: DAY,
    until: DAY,
  },
};

/** Shape of a tenancy file. */
export const TENANCY_SCHEMA = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Tenants of a site, and their nodes by date',
  type: 'object',
  required: ['site', 'tenants'],
  additionalProperties: false,
  properties: {
    site: NAME,
    sanitisingDays: { type: 'integer', minimum: 0, maximum: 365 },
    evidence: { type: 'array', items: { enum: [...EVIDENCE_KINDS] }, uniqueItems: true },
    tenants: {
      type: 'array',
      items: {
        type: 'object',
        required: ['name'],
        additionalProperties: false,
        properties: {
          name: NAME,
          isolation: { type: 'array', items: { enum: [...ISOLATION_KINDS] }, uniqueItems: true },
          pkey: { type: 'integer' },
          vni: { type: 'integer' },
          vlan: { type: 'integer' },
          export: NAME,
          namespace: NAME,
          account: NAME,
          nvlink: NAME,
          largestLoss: { type: 'number' },
          shares: { type: 'array', items: SHARE },
          leases: {
            type: 'array',
            items: LEASE,
          },
        },
      },
    },
    pools: {
      type: 'array',
      items: {
        type: 'object',
        required: ['name', 'leases'],
        additionalProperties: false,
        properties: { name: NAME, leases: { type: 'array', items: LEASE } },
      },
    },
    proofs: {
      type: 'array',
      items: {
        type: 'object',
        required: ['node', 'date', 'proven'],
        additionalProperties: false,
        properties: { node: NAME, date: DAY, proven: { type: 'array', items: { enum: [...EVIDENCE_KINDS] } } },
      },
    },
  },
};

/** What of a tenancy a file may leave out. */
export interface RawTenancy extends Omit<Tenancy, 'tenants' | 'sanitisingDays' | 'proofs'> {
  readonly sanitisingDays?: number;
  readonly tenants: readonly (Omit<TenancyTenant, 'isolation' | 'leases'> &
    Partial<Pick<TenancyTenant, 'isolation' | 'leases'>>)[];
  readonly proofs?: readonly Evidence[];
}

/** Days between two tenants on one node, where nothing states them. */
export const SANITISING_DAYS = 1;

/** The tenancy that a file states, with what it leaves out. */
export function tenancyOf({ tenants, sanitisingDays = SANITISING_DAYS, proofs = [], ...rest }: RawTenancy): Tenancy {
  return {
    ...rest,
    sanitisingDays,
    proofs,
    tenants: tenants.map((tenant) => ({ ...tenant, isolation: tenant.isolation ?? [], leases: tenant.leases ?? [] })),
  };
}
