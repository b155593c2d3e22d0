import type { Locale } from '../../shared/i18n'

/** Return an amount that is told in a currency's smallest unit: 4900 of EUR are 49 euros, of JPY 4900 yen. */
export function money(amount: number, currency: string, locale: Locale): string {
  if (!/^[A-Za-z]{3}$/.test(currency)) return amount.toLocaleString(locale)
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency })
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}
