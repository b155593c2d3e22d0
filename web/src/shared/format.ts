import { type Locale, language } from './i18n'

const NANOS = 1_000_000_000

/** Return what writes dates, figures and money the way of a locale. */
export function formats(locale: Locale) {
  const number = (value: number, digits = 0) => value.toLocaleString(locale, { maximumFractionDigits: digits })
  const dollars = (value: number) =>
    value.toLocaleString(locale, {
      style: 'currency',
      currency: 'USD',
      maximumFractionDigits: value !== 0 && Math.abs(value) < 0.1 ? 6 : 2,
    })
  return {
    number,
    dollars,
    nanos: (value: number) => dollars(value / NANOS),
    percent: (value: number, digits = 0) =>
      value.toLocaleString(locale, { style: 'percent', maximumFractionDigits: digits }),
    milliseconds: (value: number) =>
      value < 1000 ? `${number(value, 1)}\u00a0ms` : `${number(value / 1000, 2)}\u00a0s`,
    date: (at: string) => new Date(at).toLocaleDateString(locale, { dateStyle: 'medium' }),
    time: (at: string) => new Date(at).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short' }),
  }
}

/** Return what writes dates, figures and money in the chosen language. */
export function useFormats() {
  return formats(language((state) => state.locale))
}
