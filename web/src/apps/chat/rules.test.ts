import { describe, expect, it } from 'vitest'
import { aliasesOf, aliasLines } from './rules'

describe('aliases of models', () => {
  it('come back from their lines', () => {
    const aliases = [
      {
        name: 'fast',
        targets: [
          { model: 'openai/gpt-5-mini', weight: 3 },
          { model: 'ollama/llama3:8b', weight: 0 },
        ],
      },
      { name: 'parrot', targets: [{ model: 'echo/echo', weight: 1 }] },
    ]
    expect(aliasesOf(aliasLines(aliases))).toEqual(aliases)
    expect(aliasesOf('parrot = echo/echo\n\n')).toEqual([aliases[1]])
  })

  it('are refused where one can’t be read, or is there twice', () => {
    const wrong = ['fast', 'fast = ', 'fast = gpt 5 6', 'a = x/y 2000', 'a = x/y\na = x/z', 'a b = x/y']
    expect(wrong.map(aliasesOf)).toEqual(wrong.map(() => null))
  })
})
