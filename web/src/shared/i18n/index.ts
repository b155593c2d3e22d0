import { filled, type Values, wordsOf } from './catalogue'
import { de } from './de'
import { en } from './en'
import type { Locale } from './language'

export { wordsOf } from './catalogue'
export { type Locale, language } from './language'

export type Key = keyof typeof en
/** The words of the frame, of signing in and of the candidate's path; every other feature brings its own. */
export const words: Record<Locale, Record<Key, string>> = { en, de }

/** Return a message with its `{values}` put in. */
export function message(locale: Locale, key: Key, values?: Values): string {
  return filled(words[locale][key], values)
}

export type Translate = (key: Key, values?: Values) => string

/** Return what translates into the chosen language. */
export const useTranslate = wordsOf(words)
