export const en = {
  'assessments.title': 'Assessments',
  'assessments.none': 'There are no assessments yet.',
  'assessments.name': 'Title',
  'assessments.status': 'Status',
  'assessments.minutes': 'Minutes',
  'assessments.created': 'Created',
}
