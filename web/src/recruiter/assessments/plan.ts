import type { Schemas } from '../../shared/api/client'

export type Assessment = Schemas['AssessmentView']
export type Section = Assessment['sections'][number]
export type Pool = Section['pools'][number]

const FIELDS = [
  'title',
  'description',
  'instructions',
  'category',
  'difficulty',
  'tags',
  'timeLimitMinutes',
  'sections',
  'marking',
  'availability',
  'retakes',
  'results',
  'practice',
  'recording',
  'pairMode',
] as const

/** What the authors of an assessment decide. */
export type Plan = Pick<Assessment, (typeof FIELDS)[number]>

export const NEW_SECTION: Section = {
  title: '',
  instructions: '',
  timeLimitMinutes: null,
  questions: [],
  pools: [],
  shuffleQuestions: false,
  shuffleChoices: false,
}

/** Return what of an assessment its authors decide. */
export function planOf(assessment: Assessment): Plan {
  return Object.fromEntries(FIELDS.map((name) => [name, assessment[name]])) as unknown as Plan
}

/** Return every question that sections name. */
export function namedIn(sections: Section[]): string[] {
  return sections.flatMap(({ questions, pools }) => [
    ...questions.map(({ questionId }) => questionId),
    ...pools.flatMap(({ questionIds }) => questionIds),
  ])
}

/** Return how many questions each candidate is asked, and what they are worth. */
export function sumOf(sections: Section[]): { asked: number; points: number } {
  let asked = 0
  let hundredths = 0
  const add = (number: number, points: string) => {
    asked += number
    hundredths += Math.round(number * Number(points) * 100)
  }
  for (const { questions, pools } of sections) {
    for (const { points } of questions) add(1, points)
    for (const { draw, points } of pools) add(draw, points)
  }
  return { asked, points: (hundredths || 0) / 100 }
}

/** Return where a question stands among those that everybody is asked. */
export function placeOf(sections: Section[], questionId: string): { section: number; place: number } | null {
  for (const [section, { questions }] of sections.entries()) {
    const place = questions.findIndex((each) => each.questionId === questionId)
    if (place >= 0) return { section, place }
  }
  return null
}

/** Return the sections with a question moved to a place in one of them. */
export function moved(sections: Section[], questionId: string, section: number, place: number): Section[] {
  const from = placeOf(sections, questionId)
  const question = from && sections[from.section]?.questions[from.place]
  if (!question) return sections
  return sections.map((each, number) => {
    const questions = each.questions.filter((other) => other.questionId !== questionId)
    if (number === section) questions.splice(place, 0, question)
    return { ...each, questions }
  })
}

/** Return the sections with a question moved one place up (-1) or down (1), over the border of its section as well. */
export function stepped(sections: Section[], questionId: string, step: -1 | 1): Section[] {
  const from = placeOf(sections, questionId)
  if (!from) return sections
  const { section, place } = from
  const next = place + step
  if (next >= 0 && next < (sections[section]?.questions.length ?? 0)) {
    return moved(sections, questionId, section, next)
  }
  const neighbour = sections[section + step]
  if (!neighbour) return sections
  return moved(sections, questionId, section + step, step < 0 ? neighbour.questions.length : 0)
}

/** Return the sections with one moved up (-1) or down (1). */
export function swapped(sections: Section[], number: number, step: -1 | 1): Section[] {
  const [one, other] = [sections[number], sections[number + step]]
  if (!one || !other) return sections
  return sections.with(number, other).with(number + step, one)
}
