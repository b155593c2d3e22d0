import type { dashboard as en } from '../en/dashboard'

export const dashboard: Record<keyof typeof en, string> = {
  'home.title': 'Überblick',
  'home.welcome': 'Willkommen. Wir haben Ihnen einen Link geschickt, der Ihre Adresse bestätigt.',
  'home.sendAgain': 'Noch einmal schicken',
  'home.sent': 'Er ist unterwegs.',
  'home.active': 'Aktive Tests',
  'home.running': 'Laufen gerade',
  'home.toScore': 'Warten auf ein Ergebnis',
  'home.toGrade': 'Von Ihnen zu bewerten',
  'home.pending': 'Nicht geöffnete Einladungen',
  'home.published': 'Veröffentlichte Aufgaben',
  'home.weeks': 'Versuche nach Wochen',
  'home.weeksAbout': 'Die letzten acht Wochen, nach dem Tag des Beginns.',
  'home.passed': 'Bestanden',
  'home.failed': 'Nicht bestanden',
  'home.scored': 'Gewertet, ohne Bestehensgrenze',
  'home.unscored': 'Noch nicht gewertet',
  'home.passRate': 'Bestehensquote',
  'home.passRateAbout': 'Unter den Versuchen, für die eine Bestehensgrenze galt.',
  'home.noRate':
    'Setzen Sie in den Einstellungen eines Tests eine Bestehensgrenze, um zu sehen, wie viele sie erreichen.',
  'home.attention': 'Braucht Ihre Aufmerksamkeit',
  'home.nothing': 'Nichts wartet auf Sie.',
  'home.runsUntil': '{name} arbeitet bis {time} an „{title}“',
  'home.expires': 'Die Einladung von {name} zu „{title}“ endet {time}',
  'home.refused': 'Die Aufgabe „{title}“ hat ihre Prüfungen nicht bestanden',
  'home.startTitle': 'Verschicken Sie Ihren ersten Test',
  'home.startText':
    'Schreiben oder importieren Sie Aufgaben, stellen Sie daraus einen Test zusammen und laden Sie per E-Mail ein.',
  'home.writeQuestion': 'Aufgabe schreiben',
  'home.buildAssessment': 'Test zusammenstellen',
}
