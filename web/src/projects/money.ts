export const CURRENCIES = ['EUR', 'USD', 'GBP', 'CHF', 'JPY']

/** Return an amount in the smallest unit of a currency as people write it. */
export function money(amount: number, currency: string, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(inUnits(amount, currency))
}

/** Return what was written as an amount in the smallest unit of a currency. */
export function smallest(written: number, currency: string): number {
  return Math.round(written * 10 ** digitsOf(currency))
}

/** Return an amount in the smallest unit of a currency in whole units. */
export function inUnits(amount: number, currency: string): number {
  return amount / 10 ** digitsOf(currency)
}

function digitsOf(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  return format.resolvedOptions().maximumFractionDigits ?? 2
}
