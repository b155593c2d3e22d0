import type { Schemas } from '../../shared/api/client'
import { credentials, renewed } from '../../shared/api/credentials'
import { Problem, problemOf } from '../../shared/api/problem'

export interface Message {
  role: 'system' | 'user' | 'assistant'
  content: string
}

export interface Question {
  model: string
  messages: Message[]
  temperature?: number
  max_tokens?: number
  store?: boolean
  conversation?: string
}

export interface Used {
  prompt: number
  completion: number
  cached: number
}

/** What a piece of a stream adds to an answer. */
export interface Piece {
  text: string
  model: string
  used?: Used
  conversation?: string
}

type Chunk = Partial<Schemas['ChatCompletion']> & {
  choices?: { delta?: { content?: string | null } }[]
  error?: { code?: string; message?: string }
}

/** Take the whole events off what has come of a stream: their data, and what is left of one that is not whole. */
export function eventsOf(text: string): { data: string[]; rest: string } {
  const parts = text.replaceAll('\r\n', '\n').split('\n\n')
  const rest = parts.pop() ?? ''
  const data = parts.map((part) =>
    part
      .split('\n')
      .filter((line) => line.startsWith('data:'))
      .map((line) => line.slice(5).trimStart())
      .join('\n'),
  )
  return { data: data.filter(Boolean), rest }
}

/** Return what an event says; null for the one that ends a stream. Throw a Problem where it tells of one. */
export function pieceOf(data: string): Piece | null {
  if (data === '[DONE]') return null
  const chunk = JSON.parse(data) as Chunk
  if (chunk.error) throw problemOf(500, chunk)
  const { usage, conversation } = chunk
  return {
    text: chunk.choices?.[0]?.delta?.content ?? '',
    model: chunk.model ?? '',
    ...(usage && {
      used: {
        prompt: usage.prompt_tokens,
        completion: usage.completion_tokens,
        cached: usage.prompt_tokens_details.cached_tokens ?? 0,
      },
    }),
    ...(conversation && { conversation: conversation.id }),
  }
}

/** Ask a model for an app, and take its answer piece by piece; throw a Problem where it does not come whole. */
export async function ask(appId: string, question: Question, take: (piece: Piece) => void, signal: AbortSignal) {
  const send = () =>
    fetch(`/v1/chat/completions?appId=${encodeURIComponent(appId)}`, {
      method: 'POST',
      headers: { ...credentials(), 'Content-Type': 'application/json' },
      body: JSON.stringify({ ...question, stream: true, stream_options: { include_usage: true } }),
      signal,
    })
  let answer = await send()
  if (answer.status === 401 && (await renewed())) answer = await send()
  if (!answer.ok || !answer.body) throw problemOf(answer.status, await answer.json().catch(() => null))
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader()
  let kept = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) throw new Problem(0, 'broken_off', 'the answer broke off')
    const { data, rest } = eventsOf(kept + value)
    kept = rest
    for (const each of data) {
      const piece = pieceOf(each)
      if (piece === null) return
      take(piece)
    }
  }
}
