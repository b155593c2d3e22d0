import type { frame as en } from '../en/frame'

export const frame: Record<keyof typeof en, string> = {
  'settings.parts': 'Teile der Einstellungen',
  'group.you': 'Sie',
  'group.organisation': 'Organisation',
  'group.connections': 'Verbindungen',
  'group.records': 'Nachweise',
  'act.save': 'Speichern',
  'act.saved': 'Gespeichert.',
  'act.edit': 'Bearbeiten',
  'act.actions': 'Aktionen',
  'act.until': 'bis {at}',
  'secret.once': 'Jetzt kopieren: Das wird nur dieses eine Mal gezeigt.',
  'secret.copy': 'Kopieren',
  'secret.copied': 'Kopiert',
  'secret.done': 'Fertig',
  'switch.label': 'Organisation',
}
