import { Alert, Box, Button, Paper, Stack, TextField, Typography } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { Problem } from '../../shared/api/problem'
import { useFormats } from '../../shared/format'
import { Empty } from '../../shared/layout/Empty'
import type { App } from '../AppPart'
import { useWords } from '../words'
import type { Settings } from './Playground'
import { ask, type Message, type Question, type Used } from './stream'

/** A message and, of an answer, who gave it, what it used and how long it took. */
interface Said extends Message {
  model?: string
  used?: Used
  milliseconds?: number
  stopped?: boolean
}

/** A talk with a model: answers come piece by piece and can be stopped; what failed can be sent again. */
export function Talk({ app, settings }: { app: App; settings: Settings }) {
  const t = useWords()
  const queries = useQueryClient()
  const [said, setSaid] = useState<Said[]>([])
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [conversation, setConversation] = useState<string | null>(null)
  const [running, setRunning] = useState<AbortController | null>(null)
  const end = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: follow the talk as it grows
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'nearest' })
  }, [said])
  useEffect(() => () => running?.abort(), [running])

  const send = async () => {
    const text = typed.trim()
    const before = said
    const control = new AbortController()
    const begun = performance.now()
    let answer: Said = { role: 'assistant', content: '' }
    const show = (more: Partial<Said>) => {
      answer = { ...answer, ...more }
      setSaid([...before, { role: 'user', content: text }, answer])
    }
    setTyped('')
    setProblem(null)
    setRunning(control)
    show({})
    try {
      const question = questionOf([...before, { role: 'user', content: text }], settings, conversation)
      await ask(
        app.id,
        question,
        (piece) => {
          show({
            content: answer.content + piece.text,
            ...(piece.model && { model: piece.model }),
            ...(piece.used && { used: piece.used }),
          })
          if (piece.conversation) setConversation(piece.conversation)
        },
        control.signal,
      )
      show({ milliseconds: performance.now() - begun })
    } catch (failure) {
      if (control.signal.aborted) show({ stopped: true })
      else {
        setSaid(before)
        setTyped(text)
        setProblem(failure instanceof Problem || failure instanceof Error ? failure.message : String(failure))
      }
    } finally {
      setRunning(null)
      if (settings.store) void queries.invalidateQueries({ queryKey: ['conversations', app.id] })
    }
  }

  return (
    <Stack spacing={2}>
      {said.length === 0 ? (
        <Empty title={t('chat.empty')} text={t('chat.emptyText')} />
      ) : (
        <Stack spacing={2} role="log" aria-label={t('chat.said')} aria-busy={running !== null}>
          {said.map((each, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: messages have no other name
            <Bubble key={place} said={each} />
          ))}
          <div ref={end} />
        </Stack>
      )}
      {problem && <Alert severity="error">{problem}</Alert>}
      <Stack
        component="form"
        spacing={1}
        onSubmit={(event) => {
          event.preventDefault()
          if (typed.trim() && !running) void send()
        }}
      >
        <TextField
          multiline
          minRows={2}
          maxRows={12}
          label={t('chat.message')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
            event.preventDefault()
            if (typed.trim() && !running) void send()
          }}
        />
        <Box sx={{ display: 'flex', gap: 1 }}>
          {running ? (
            <Button variant="outlined" onClick={() => running.abort()}>
              {t('chat.stop')}
            </Button>
          ) : (
            <Button type="submit" variant="contained" disabled={!typed.trim() || !settings.model.trim()}>
              {t('chat.send')}
            </Button>
          )}
          {said.length > 0 && !running && (
            <Button
              onClick={() => {
                setSaid([])
                setConversation(null)
                setProblem(null)
              }}
            >
              {t('chat.new')}
            </Button>
          )}
        </Box>
      </Stack>
    </Stack>
  )
}

function questionOf(said: Said[], settings: Settings, conversation: string | null): Question {
  const { model, system, temperature, maxTokens, store } = settings
  const messages = said.map(({ role, content }) => ({ role, content }))
  return {
    model: model.trim(),
    messages: system.trim() ? [{ role: 'system', content: system }, ...messages] : messages,
    ...(temperature && { temperature: Number(temperature) }),
    ...(maxTokens && { max_tokens: Number(maxTokens) }),
    ...(store && (conversation ? { conversation } : { store: true })),
  }
}

function Bubble({ said }: { said: Said }) {
  const t = useWords()
  const { number, milliseconds } = useFormats()
  const mine = said.role === 'user'
  const facts = [
    said.used && t('chat.tokens', { input: number(said.used.prompt), output: number(said.used.completion) }),
    said.used && said.used.cached > 0 && t('chat.cached', { count: number(said.used.cached) }),
    said.milliseconds !== undefined && t('chat.after', { time: milliseconds(Math.round(said.milliseconds)) }),
    said.stopped && t('chat.stopped'),
  ]
  return (
    <Paper
      variant="outlined"
      sx={{ p: 1.5, maxWidth: '90%', alignSelf: mine ? 'end' : 'start', bgcolor: mine ? 'action.hover' : 'inherit' }}
    >
      <Typography variant="caption" sx={{ color: 'text.secondary' }}>
        {mine ? t('chat.you') : (said.model ?? '…')}
      </Typography>
      <Typography dir="auto" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', minHeight: '1.5em' }}>
        {said.content}
      </Typography>
      {facts.some(Boolean) && (
        <Typography variant="caption" sx={{ color: 'text.secondary' }}>
          {facts.filter(Boolean).join(' · ')}
        </Typography>
      )}
    </Paper>
  )
}
