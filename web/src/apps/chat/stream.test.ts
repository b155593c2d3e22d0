import { describe, expect, it } from 'vitest'
import { eventsOf, pieceOf } from './stream'

describe('a stream', () => {
  it('is cut into events wherever its pieces end', () => {
    expect(eventsOf('data: {"a": 1}\n\ndata: {"b"')).toEqual({ data: ['{"a": 1}'], rest: 'data: {"b"' })
    expect(eventsOf('data: {"b": 2}\r\n\r\n: a comment\n\ndata: [DONE]\n\n')).toEqual({
      data: ['{"b": 2}', '[DONE]'],
      rest: '',
    })
  })

  it('tells text, and at its end what was used and where it was kept', () => {
    expect(pieceOf('{"model": "echo", "choices": [{"delta": {"content": "Hi"}}]}')).toEqual({
      text: 'Hi',
      model: 'echo',
    })
    const usage = { prompt_tokens: 3, completion_tokens: 2, prompt_tokens_details: { cached_tokens: 1 } }
    expect(pieceOf(JSON.stringify({ model: 'echo', choices: [], usage, conversation: { id: 'c1' } }))).toEqual({
      text: '',
      model: 'echo',
      used: { prompt: 3, completion: 2, cached: 1 },
      conversation: 'c1',
    })
    expect(pieceOf('[DONE]')).toBeNull()
  })

  it('throws what went wrong in it', () => {
    const wrong = '{"error": {"code": "budget_spent", "message": "the budget of today is spent"}}'
    expect(() => pieceOf(wrong)).toThrow('the budget of today is spent')
  })
})
