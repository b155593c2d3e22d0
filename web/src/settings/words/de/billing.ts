import type { billing as en } from '../en/billing'

export const billing: Record<keyof typeof en, string> = {
  'usage.title': 'Tarif und Verbrauch',
  'usage.plan': 'Ihr Tarif: {plan}',
  'usage.of': '{used} von {limit}',
  'usage.resets': 'beginnt neu am {date}',
  'usage.months': 'Monat für Monat',
  'usage.month': 'Monat',
  'usage.plans': 'Was Tarife umfassen',
  'usage.change': 'Den Tarif ändert der Betrieb der Plattform für Sie.',
  'plan.free': 'Free',
  'plan.team': 'Team',
  'plan.business': 'Business',
  'quota.members': 'Mitglieder',
  'quota.assessments': 'Einladungen im Monat',
  'quota.execution_seconds': 'Rechenzeit im Monat',
  'quota.storage_bytes': 'Dateien',
}
