/** Order of texts by code units, alike on every machine. */
export function textOrder(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
