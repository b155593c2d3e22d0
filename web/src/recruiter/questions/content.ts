import type { Schemas } from '../../shared/api/client'

export type Content = Schemas['QuestionView']['content']
export type Coding = Extract<Content, { kind: 'coding' }>
export type Choices = Extract<Content, { kind: 'multiple_choice' }>
export type Numeric = Extract<Content, { kind: 'numeric' }>
export type Text = Extract<Content, { kind: 'free_text' }>
export type Upload = Extract<Content, { kind: 'file_upload' }>
export type Labels = Schemas['Labels']

/** What somebody edits. */
export interface Draft {
  content: Content
  labels: Labels
}

/** The kinds one can begin: those of the API, and SQL, which is a program to it. */
export const KINDS = ['coding', 'sql', 'multiple_choice', 'numeric', 'free_text', 'file_upload'] as const
export type Kind = (typeof KINDS)[number]

export const NO_LABELS: Labels = { tags: [], skills: [], difficulty: null }

const BASE = { title: '', prompt: '', parameters: [] }
const CODING: Coding = {
  ...BASE,
  kind: 'coding',
  form: { type: 'stdin' },
  languages: ['python'],
  starterCode: {},
  tests: [{ id: 'example', input: '', expectedOutput: '', stored: false, visible: true, weight: 1, group: null }],
  groups: [],
  checker: { type: 'tokens', caseSensitive: true },
  reference: { language: 'python', source: '' },
  solutions: [],
  limits: { cpuMs: 2000, memoryMib: 256 },
}

/** Return what a question of a kind begins with. */
export function blank(kind: Kind): Content {
  switch (kind) {
    case 'coding':
      return CODING
    case 'sql':
      return {
        ...CODING,
        form: { type: 'sql', setup: '' },
        languages: ['sql'],
        reference: { language: 'sql', source: '' },
        checker: { type: 'lines', caseSensitive: true },
      }
    case 'multiple_choice':
      return {
        ...BASE,
        kind,
        choices: ['a', 'b', 'c'].map((id) => ({ id, text: '' })),
        several: false,
        scoring: { kind: 'choice', correct: ['a'], credit: 'all_or_nothing', penalty: '0' },
      }
    case 'numeric':
      return {
        ...BASE,
        kind,
        unit: '',
        scoring: {
          kind: 'numeric',
          expected: '',
          parameter: null,
          absolute: '0',
          relative: '0',
          minimum: null,
          maximum: null,
          penalty: '0',
        },
      }
    case 'free_text':
      return {
        ...BASE,
        kind,
        maxLength: 5000,
        scoring: {
          kind: 'text',
          accepted: [],
          patterns: [],
          manual: true,
          caseSensitive: false,
          whiteSpace: 'collapsed',
          penalty: '0',
        },
      }
    case 'file_upload':
      return {
        ...BASE,
        kind,
        contentTypes: ['application/pdf'],
        maxBytes: 8 * 2 ** 20,
        scoring: { kind: 'manual' },
      }
  }
}

/** What a question is called in lists: SQL is a kind of its own to people. */
export function kindOf(kind: string, languages: string[]): Kind {
  return kind === 'coding' && languages.length === 1 && languages[0] === 'sql' ? 'sql' : (kind as Kind)
}

/** Return a name that none of those taken has: `test-4`. */
export function freshName(taken: string[], stem: string): string {
  let number = taken.length + 1
  while (taken.includes(`${stem}-${number}`)) number++
  return `${stem}-${number}`
}

/** Return the question as a candidate would be asked it. */
export function taskOf(content: Content): Schemas['Task'] {
  const { kind, title, prompt } = content
  const common = { questionId: '', section: 1, kind, title, prompt, points: '' }
  return {
    ...common,
    coding:
      content.kind === 'coding'
        ? {
            form: content.form,
            languages: content.languages,
            starterCode: content.starterCode ?? {},
            visibleTests: content.tests.filter(({ visible }) => visible),
            cpuMs: content.limits.cpuMs,
            memoryMib: content.limits.memoryMib,
          }
        : null,
    multipleChoice:
      content.kind === 'multiple_choice'
        ? { several: content.several, choices: content.choices.map(({ id, text }) => ({ id, text: text || '…' })) }
        : null,
    unit: content.kind === 'numeric' ? content.unit : null,
    maxLength: content.kind === 'free_text' ? content.maxLength : null,
    file: content.kind === 'file_upload' ? content : null,
  }
}

/** Return the content as it is saved: without the blank lines that typing leaves. */
export function tidied(content: Content): Content {
  if (content.kind !== 'free_text') return content
  const { accepted, patterns } = content.scoring
  const said = (lines: string[]) => lines.filter((line) => line.trim())
  return { ...content, scoring: { ...content.scoring, accepted: said(accepted), patterns: said(patterns) } }
}
