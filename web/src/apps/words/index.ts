import { wordsOf } from '../../shared/i18n/catalogue'
import { de as casesDe } from './cases.de'
import { en as casesEn } from './cases.en'
import { de as chatDe } from './chat.de'
import { en as chatEn } from './chat.en'
import { de } from './de'
import { en } from './en'
import { de as flagsDe } from './flags.de'
import { en as flagsEn } from './flags.en'
import { de as knowledgeDe } from './knowledge.de'
import { en as knowledgeEn } from './knowledge.en'
import { de as simulationsDe } from './simulations.de'
import { en as simulationsEn } from './simulations.en'
import { de as tracesDe } from './traces.de'
import { en as tracesEn } from './traces.en'

export const words = {
  en: { ...en, ...knowledgeEn, ...chatEn, ...casesEn, ...tracesEn, ...flagsEn, ...simulationsEn },
  de: { ...de, ...knowledgeDe, ...chatDe, ...casesDe, ...tracesDe, ...flagsDe, ...simulationsDe },
}
export const useWords = wordsOf(words)
