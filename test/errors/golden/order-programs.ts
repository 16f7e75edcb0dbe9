import { parseExchangeRate, planOrders, planWaves, readPricesCsv } from 'cdktf-ai-factory/operations';
import { planLabels } from 'cdktf-ai-factory/reports';
import type { SiteProps } from 'cdktf-ai-factory';
import type { OrderOptions } from 'cdktf-ai-factory/operations';
import type { LabelOptions } from 'cdktf-ai-factory/reports';
import { twentySystems } from '../../design/orders/ordered-sites';
import type { Programs } from './program';

const HEADER = 'part,description,length_m,supplier,unit_price,currency';

function prices(...lines: readonly string[]): unknown {
  const entries = readPricesCsv(`${lines.join('\n')}\n`, 'prices.csv');
  return planOrders(twentySystems(false), { prices: entries });
}

const orders = (options: OrderOptions): unknown => planOrders(twentySystems(true), options);
const labels = (options: LabelOptions): unknown => planLabels(twentySystems(false), 'devices', options);
const spares = (...given: NonNullable<SiteProps['spares']>): unknown => twentySystems(false, { spares: given });

/** Wrong spares, price files, rates and label schemes. */
export const orderPrograms: Programs = {
  'spares-several-wrong': () => spares({ rate: 0.1 }, { part: 'MFP7E10', rate: 2 }, { category: 'fibre', count: -1 }),
  'spares-of-an-unknown-part': () => spares({ part: 'MFP7E01', rate: 0.02 }),
  'spares-of-an-unknown-model': () => spares({ model: 'QM9790', count: 1 }),
  'spares-twice': () => spares({ part: 'MFP7E10', rate: 0.02 }, { part: 'MFP7E10', count: 2 }),
  'prices-missing-column': () => prices('part,currency', 'MFP7E10,USD'),
  'prices-unknown-column': () => prices('part,unit_prise,currency', 'MFP7E10,1.00,USD'),
  'prices-unknown-part': () => prices(HEADER, 'MFP7E01,,,,1.00,USD'),
  'prices-unknown-currency': () => prices(HEADER, 'MFP7E10,,,,1.00,EUR'),
  'prices-several-wrong': () => prices(HEADER, 'MFP7E10,,,,-1,USD', ',,,,1,USD', 'MFP7E10,,2m,,1,USD'),
  'prices-of-one-part-twice': () => prices(HEADER, 'MFP7E10,,,,1.00,USD', 'MFP7E10,,,,2.00,USD'),
  'prices-row-too-short': () => prices(HEADER, 'MFP7E10,,,1.00,USD'),
  'prices-open-quote': () => prices(HEADER, 'MFP7E10,"x,,,1.00,USD'),
  'prices-of-a-million-lines': () => prices(HEADER, 'A,,,,1,USD\n'.repeat(1_000_000)),
  'rate-without-date': () => parseExchangeRate('1USD=1380KRW'),
  'rate-of-a-bad-date': () => parseExchangeRate('1USD=1380KRW@2026-02-30'),
  'rate-of-a-number': () => parseExchangeRate('1380'),
  'orders-of-an-unknown-supplier': () => orders({ supplier: 'NVIDA' }),
  'orders-of-an-unknown-phase': () => orders({ phase: 'frist' }),
  'waves-of-unknown-devices': () => planWaves(twentySystems(false), ['swich', 'haein-0x1']),
  'labels-unknown-word': () => labels({ scheme: '{rack}-{unit}' }),
  'labels-ambiguous-scheme': () => labels({ scheme: '{rack}' }),
};
