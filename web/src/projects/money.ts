/** Return an amount in the smallest unit of a currency as people write it. */
export function money(amount: number, currency: string, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency })
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}

/** Return what was written as an amount in the smallest unit of a currency. */
export function smallest(written: number, currency: string): number {
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits
  return Math.round(written * 10 ** (digits ?? 2))
}
