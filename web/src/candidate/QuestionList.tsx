import { Button, List, ListItemButton, ListItemText, Stack, Typography } from '@mui/material'
import { type KeyboardEvent, memo } from 'react'
import { useTranslate } from '../shared/i18n'
import type { Response } from './buffer'
import type { SittingQuestion } from './Question'
import { isBlank } from './responses'

interface Parts {
  questions: SittingQuestion[]
  chosenId: string | undefined
  responses: Record<string, Response>
  choose: (questionId: string) => void
}

/** A section's questions; the key Tab stops at the chosen one only, arrows go from one to the next (see `walk`). */
export function QuestionList({ questions, chosenId, responses, choose }: Parts) {
  return (
    <List dense component="div">
      {questions.map(({ questionId, title, points }) => (
        <Entry
          key={questionId}
          questionId={questionId}
          title={title}
          points={points}
          isAnswered={!isBlank(responses[questionId])}
          isChosen={questionId === chosenId}
          choose={choose}
        />
      ))}
    </List>
  )
}

interface EntryParts {
  questionId: string
  title: string
  points: string | null
  isAnswered: boolean
  isChosen: boolean
  choose: (questionId: string) => void
}

/** One of perhaps hundreds: drawn only where it is in view, and anew only when something about it changes. */
const Entry = memo(function Entry({ questionId, title, points, isAnswered, isChosen, choose }: EntryParts) {
  const t = useTranslate()
  const worth = t('sitting.points', { points: Number(points) })
  return (
    <ListItemButton
      component="button"
      data-question={questionId}
      sx={{ width: '100%', textAlign: 'start', contentVisibility: 'auto', containIntrinsicSize: 'auto 56px' }}
      tabIndex={isChosen ? 0 : -1}
      selected={isChosen}
      aria-current={isChosen}
      onClick={() => choose(questionId)}
    >
      <ListItemText
        sx={{ overflowWrap: 'anywhere' }}
        primary={<bdi>{title}</bdi>}
        secondary={isAnswered ? `${worth} · ${t('sitting.answered')}` : worth}
      />
    </ListItemButton>
  )
})

/** Carry the focus along the questions of all sections by the arrows, Home and End. */
export function walk(event: KeyboardEvent<HTMLElement>): void {
  const entries = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-question]')]
  const place = entries.indexOf(event.target as HTMLElement)
  const to = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: entries.length - 1 }[event.key]
  if (place < 0 || to === undefined) return
  event.preventDefault()
  entries[to]?.focus()
}

/** Where one is among the questions, and the ways to the neighbours. */
export function Neighbours({ questions, chosenId, choose }: Omit<Parts, 'responses'>) {
  const t = useTranslate()
  const place = questions.findIndex(({ questionId }) => questionId === chosenId)
  if (questions.length < 2) return null
  const to = (target: number) => {
    const next = questions[target]
    if (next) choose(next.questionId)
  }
  return (
    <Stack direction="row" sx={{ alignItems: 'center', justifyContent: 'space-between', gap: 1 }}>
      <Button onClick={() => to(place - 1)} disabled={place === 0} aria-label={t('sitting.previousQuestion')}>
        {t('sitting.previous')}
      </Button>
      <Typography variant="body2" role="status" sx={{ color: 'text.secondary' }}>
        {t('sitting.place', { number: place + 1, all: questions.length })}
      </Typography>
      <Button
        onClick={() => to(place + 1)}
        disabled={place === questions.length - 1}
        aria-label={t('sitting.nextQuestion')}
      >
        {t('sitting.next')}
      </Button>
    </Stack>
  )
}
