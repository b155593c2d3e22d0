import { wordsOf } from '../../shared/i18n/catalogue'
import { de } from './de'
import { en } from './en'

export const words = { en, de }
export type Word = keyof typeof en
export const useWords = wordsOf(words)
