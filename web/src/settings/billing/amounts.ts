import type { Schemas } from '../../shared/api/client'
import type { Locale } from '../../shared/i18n'

const GIB = 2 ** 30
const MIB = 2 ** 20

/** Return so much of a quota as people read it. */
export function amountOf(quota: Schemas['Quota'], amount: number, locale: Locale): string {
  const figure = (value: number) => value.toLocaleString(locale, { maximumFractionDigits: 1 })
  if (quota === 'storage_bytes') return amount >= GIB ? `${figure(amount / GIB)} GiB` : `${figure(amount / MIB)} MiB`
  if (quota === 'execution_seconds') return amount >= 3600 ? `${figure(amount / 3600)} h` : `${figure(amount)} s`
  return figure(amount)
}

/** Return a month (`2026-03`) as people read it. */
export function monthName(month: string, locale: Locale): string {
  const [year, number] = month.split('-').map(Number)
  return new Date(Date.UTC(year ?? 0, (number ?? 1) - 1)).toLocaleDateString(locale, {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
}
