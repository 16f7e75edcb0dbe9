/** Columns of an order as CSV and in each sheet, in this order. */
export const ORDER_COLUMNS = [
  'supplier',
  'phase',
  'phase_date',
  'last_order_date',
  'category',
  'part_number',
  'description',
  'length_m',
  'unit',
  'quantity',
  'spares',
  'order_quantity',
  'unit_price',
  'currency',
  'amount',
] as const;

/** Column of an order. */
export type OrderColumn = (typeof ORDER_COLUMNS)[number];
