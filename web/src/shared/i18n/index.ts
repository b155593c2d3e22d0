import { create } from 'zustand'
import { de } from './de'
import { en } from './en'

export type Key = keyof typeof en
export type Locale = 'en' | 'de'
export const CATALOGUES: Record<Locale, Record<Key, string>> = { en, de }

const STORED = 'ella-locale'

function preferred(): Locale {
  const stored = globalThis.localStorage?.getItem(STORED)
  const wanted = stored ?? globalThis.navigator?.language ?? 'en'
  return wanted.startsWith('de') ? 'de' : 'en'
}

interface Language {
  locale: Locale
  choose(locale: Locale): void
}

export const language = create<Language>((set) => ({
  locale: preferred(),
  choose(locale) {
    localStorage.setItem(STORED, locale)
    document.documentElement.lang = locale
    set({ locale })
  },
}))

/** Return a message with its `{values}` put in. */
export function message(locale: Locale, key: Key, values: Record<string, string | number> = {}): string {
  return CATALOGUES[locale][key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

export type Translate = (key: Key, values?: Record<string, string | number>) => string

/** Return what translates into the chosen language. */
export function useTranslate(): Translate {
  const locale = language((state) => state.locale)
  return (key, values) => message(locale, key, values)
}
