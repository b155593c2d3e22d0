import { type Locale, language } from './language'

export type Values = Record<string, string | number>
export type Words<Key extends string> = Record<Locale, Record<Key, string>>

/** Return a message with its `{values}` put in; of `{value|one|other}` the first where the value is 1. */
export function filled(text: string, values: Values = {}): string {
  return text.replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (whole, name: string, one?: string, other?: string) =>
    one === undefined ? String(values[name] ?? whole) : ((String(values[name]) === '1' ? one : other) ?? whole),
  )
}

/** Return the hook that translates by a catalogue; a feature's catalogue stays in the feature's chunks. */
export function wordsOf<Key extends string>(words: Words<Key>): () => (key: Key, values?: Values) => string {
  return () => {
    const locale = language((state) => state.locale)
    return (key, values) => filled(words[locale][key], values)
  }
}
