import { create } from 'zustand'

export type Locale = 'en' | 'de'

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
