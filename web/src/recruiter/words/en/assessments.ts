/** The list of assessments, and the builder of one. */
export const assessments = {
  'assessments.title': 'Assessments',
  'assessments.none': 'There are no assessments yet.',
  'assessments.name': 'Title',
  'assessments.status': 'Status',
  'assessments.minutes': 'Minutes',
  'assessments.created': 'Created',
}
