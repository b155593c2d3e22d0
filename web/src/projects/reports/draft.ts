import type { Schemas } from '../../shared/api/client'
import { CHOICES, type Dimension, isWhole, type Measure, type Source } from './choices'

export type Report = Schemas['ReportView']
export type Format = Schemas['ReportFormat']
export type Every = Schemas['Every']
type Filters = Schemas['ReportFilters-Input']
export type FilterName = keyof Filters

export const FORMATS: Format[] = ['pdf', 'csv', 'json']
export const EVERY: Every[] = ['day', 'week', 'month']
/** What reports of each source may be limited by. */
export const FILTERS: Record<Source, FilterName[]> = {
  tasks: ['status', 'assigneeId', 'priority', 'tag', 'doneLastDays'],
  time: ['memberId', 'taskId', 'since', 'until', 'lastDays'],
}
const NUMBERS: FilterName[] = ['doneLastDays', 'lastDays']

/** A report while somebody writes it; what is empty limits nothing, and without `every` nothing is mailed. */
export interface Draft {
  name: string
  source: Source
  dimensions: Dimension[]
  measures: Measure[]
  format: Format
  filters: Partial<Record<FilterName, string>>
  every: Every | ''
  hour: number
  weekday: number
  dayOfMonth: number
  recipients: string[]
}

/** Return what a report says already, or where a new one begins. */
export function draftOf(report: Report | undefined): Draft {
  const { definition, schedule } = report ?? {}
  const source = definition?.source ?? 'tasks'
  const limits = FILTERS[source].map((name) => [name, definition?.filters?.[name]] as const)
  return {
    name: report?.name ?? '',
    source,
    dimensions: [...(definition?.dimensions ?? (['assignee'] as Dimension[]))],
    measures: [...((definition?.measures ?? ['tasks']) as Measure[])],
    format: report?.format ?? 'pdf',
    filters: Object.fromEntries(limits.filter(([, value]) => value).map(([name, value]) => [name, String(value)])),
    every: schedule?.every ?? '',
    hour: schedule?.hour ?? 8,
    weekday: schedule?.weekday ?? 1,
    dayOfMonth: schedule?.dayOfMonth ?? 1,
    recipients: [...(schedule?.recipientIds ?? [])],
  }
}

/** Return a report of something else, with what that can be put together by. */
export function ofSource(draft: Draft, source: Source): Draft {
  const { dimensions, measures } = CHOICES[source]
  return { ...draft, source, dimensions: dimensions.slice(0, 1), measures: measures.slice(0, 1), filters: {} }
}

/** Return whether days are told twice over, or end before they start. */
export function isTwisted({ filters: { since, until, lastDays } }: Draft): boolean {
  return Boolean((lastDays && (since || until)) || (since && until && until < since))
}

/** Return whether the report can be saved. */
export function isSound(draft: Draft): boolean {
  const isMailed = draft.every === '' || draft.recipients.length > 0
  return draft.name.trim() !== '' && isWhole(draft.dimensions, draft.measures) && !isTwisted(draft) && isMailed
}

/** Return a report as it is stored. */
export function bodyOf(draft: Draft) {
  const { name, source, dimensions, measures, format, every, hour, weekday, dayOfMonth, recipients } = draft
  const limits = FILTERS[source].map((each) => {
    const value = draft.filters[each]?.trim()
    return [each, value ? (NUMBERS.includes(each) ? Number(value) : value) : null]
  })
  const filters = Object.fromEntries(limits) as Filters
  return {
    name: name.trim(),
    definition: { source, dimensions, measures, filters },
    format,
    schedule: every ? { every, hour, weekday, dayOfMonth, recipientIds: recipients } : null,
  }
}
