import { wordsOf } from '../../shared/i18n/catalogue'
import { de } from './de'
import { en } from './en'

export const words = { en, de }
export const useWords = wordsOf(words)
