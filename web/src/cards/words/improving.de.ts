import type { improving as en } from './improving.en'

/** What reviews, searches, allowances and comments say, in German. */
export const improving: Record<keyof typeof en, string> = {
  'review.injections': 'Einschleusungen',
  'review.again': 'Noch einmal prüfen',
  'review.clean': 'Nichts im Entwurf sieht nach einer Einschleusung aus.',
  'review.incomplete': 'Die Prüfung kam nicht bis ans Ende des Textes.',
  'severity.low': 'Gering',
  'severity.medium': 'Mittel',
  'severity.high': 'Hoch',
  'review.suggestions': 'Vorschläge',
  'review.noSuggestions': 'Nichts fällt auf.',
  'review.costs': 'Etwa {tokens} Tokens hinein, {output} heraus je Aufruf',
  'review.perThousand': 'Tausend Aufrufe',
}
