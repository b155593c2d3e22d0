import type { assessments as en } from '../en/assessments'

export const assessments: Record<keyof typeof en, string> = {
  'assessments.title': 'Tests',
  'assessments.none': 'Es gibt noch keine Tests.',
  'assessments.name': 'Titel',
  'assessments.status': 'Status',
  'assessments.minutes': 'Minuten',
  'assessments.created': 'Angelegt',
}
