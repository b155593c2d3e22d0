import { describe, expect, it } from 'vitest'
import { type Content, changesOf, isIncomplete, messagesOf, readAs, undeclared, variable, withMessages } from './draft'

const TEXT: Content = {
  name: 'Greeting',
  prompt: { kind: 'text', template: 'Greet {{ name }} as {{tone | upper}}, {{name}}.' },
  variables: [variable('name')],
  description: '',
  provider: null,
  tags: [],
}

describe('a draft', () => {
  it('tells which names of its templates are not declared, each once', () => {
    expect(undeclared(TEXT)).toEqual(['tone'])
  })

  it('stays one text as long as it has one message of the user', () => {
    expect(withMessages(TEXT, messagesOf(TEXT)).prompt).toEqual(TEXT.prompt)
    const system = { role: 'system' as const, template: 'Be short.' }
    expect(withMessages(TEXT, [system, ...messagesOf(TEXT)]).prompt.kind).toBe('chat')
  })

  it('is not kept while a name or a message is empty', () => {
    expect(isIncomplete(TEXT)).toBe(false)
    expect(isIncomplete({ ...TEXT, name: ' ' })).toBe(true)
    expect(isIncomplete({ ...TEXT, prompt: { kind: 'text', template: '' } })).toBe(true)
    expect(isIncomplete({ ...TEXT, variables: [variable('a'), variable('a')] })).toBe(true)
  })

  it('sends what changed, and names what went', () => {
    const before: Content = {
      ...TEXT,
      provider: { provider: 'echo', model: '', parameters: { temperature: 1, seed: 2 } },
    }
    const after: Content = { ...before, provider: { provider: 'echo', model: '', parameters: { seed: 2 } } }
    expect(changesOf(before, after)).toEqual({
      provider: { provider: 'echo', model: '', parameters: { temperature: null, seed: 2 } },
    })
    expect(changesOf(before, before)).toEqual({})
  })

  it('drops the messages of a prompt that becomes one text', () => {
    const chat: Content = { ...TEXT, prompt: { kind: 'chat', messages: [{ role: 'user', template: 'Hi' }] } }
    expect(changesOf(chat, TEXT).prompt).toMatchObject({ kind: 'text', messages: null })
  })
})

describe('a value', () => {
  it('is read by the type of its variable', () => {
    expect(readAs('string', '5')).toBe('5')
    expect(readAs('number', '5')).toBe(5)
    expect(readAs('number', 'five')).toBeUndefined()
    expect(readAs('boolean', 'false')).toBe(false)
    expect(readAs('json', '{"a": 1}')).toEqual({ a: 1 })
    expect(readAs('list', 'warm, dry')).toEqual(['warm', 'dry'])
    expect(readAs('list', '')).toBeUndefined()
  })
})
