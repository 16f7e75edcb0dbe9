import { type KepcoContract, kepcoContract } from '../../catalog/economics';
import type { CostCurrency, TariffInput } from '../../model/costs-plan';
import { Power } from '../../units/power';
import { present } from '../../units/present';
import { optional, type PropNames, required, TEXT } from '../props/prop-rule';

const SHARE = { number: { least: 0, most: 1 } };

/** One price of a kWh. */
export interface FlatTariffProps {
  /** Kind of tariff. */
  readonly kind: 'flat';
  /** Of a kWh, in the major unit of the currency of the costs. */
  readonly price: number;
  /** Where it is from, in free words. */
  readonly source: string;
}

/** An agreement for a share of the energy. */
export interface AgreementProps {
  /** Kind of tariff. */
  readonly kind: 'agreement';
  /** Of a kWh by the agreement, in the major unit of the currency of the costs. */
  readonly price: number;
  /** Share of energy that it brings, from 0 to 1. */
  readonly share: number;
  /** Of a kWh of the rest. */
  readonly rest: number;
  /** Where it is from, in free words. */
  readonly source: string;
}

/** A contract of KEPCO with prices by season and hour. */
export interface KepcoTariffProps {
  /** Kind of tariff. */
  readonly kind: 'kepco';
  /** Contract of the catalogue: `kepcoContract('industrial-b-hv-b-2')`. */
  readonly contract: KepcoContract;
  /**
   * Power of the contract.
   *
   * @default - that of the last phase, or of the supply of the site
   */
  readonly contractPower?: Power;
  /**
   * Hours of light, middle and peak load of a day from November to February, 24 together. No source confirms them.
   *
   * @default - the price of a year is not known
   */
  readonly winterHours?: readonly [number, number, number];
}

const PRICE_OF_KWH = required({ number: { above: 0, most: 1e6 } });

/** Names of the props of `FlatTariffProps`. */
export const FLAT_NAMES: PropNames<FlatTariffProps> = {
  kind: required({ choices: ['flat'] }),
  price: PRICE_OF_KWH,
  source: required(TEXT),
};

/** Names of the props of `AgreementProps`. */
export const AGREEMENT_NAMES: PropNames<AgreementProps> = {
  kind: required({ choices: ['agreement'] }),
  price: PRICE_OF_KWH,
  share: required(SHARE),
  rest: PRICE_OF_KWH,
  source: required(TEXT),
};

/** Names of the props of `KepcoTariffProps`. */
export const KEPCO_NAMES: PropNames<KepcoTariffProps> = {
  kind: required({ choices: ['kepco'] }),
  contract: required({
    object: { name: "a contract, such as kepcoContract('industrial-b-hv-b-2')", has: ['base', 'summer'] },
    ways: {
      kepcoContract: { of: { id: required(TEXT) }, make: ({ id }: { readonly id: string }) => kepcoContract(id) },
    },
  }),
  contractPower: optional({ quantity: Power, isAboveZero: true }),
  winterHours: optional({ isList: true, length: 3, each: { number: { least: 0, most: 24 } } }),
};

/** What a kWh costs. */
export type TariffProps = FlatTariffProps | AgreementProps | KepcoTariffProps;

/** The tariff as the engine takes it. */
export function tariffInput(tariff: TariffProps, currency: CostCurrency): TariffInput {
  if (tariff.kind !== 'kepco') return { ...tariff, currency };
  const { contract, contractPower, winterHours } = tariff;
  return { kind: 'kepco', contract, ...present({ contractKilowatts: contractPower?.inKilowatts, winterHours }) };
}
