import type { Schemas } from '../../shared/api/client'

type Alias = Schemas['Alias-Output']

/** Return lines without blanks. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
}

/** Return aliases as lines such as `fast = openai/gpt-5 3, ollama/llama 1`: models and their weights. */
export function aliasLines(aliases: Alias[]): string {
  return aliases
    .map(({ name, targets }) => `${name} = ${targets.map(({ model, weight = 1 }) => `${model} ${weight}`).join(', ')}`)
    .join('\n')
}

/** Return the aliases of lines; null where one can't be read. */
export function aliasesOf(text: string): Alias[] | null {
  const aliases = linesOf(text).map((line) => {
    const [, name = '', models = ''] = /^([A-Za-z0-9][A-Za-z0-9._-]{0,99})\s*=\s*(.+)$/.exec(line) ?? []
    const targets = models.split(',').map((each) => {
      const [, model = '', weight = '1'] = /^\s*([^\s,]+)(?:\s+(\d{1,4}))?\s*$/.exec(each) ?? []
      return { model, weight: Number(weight) }
    })
    return { name, targets }
  })
  const readable = aliases.every(
    ({ name, targets }) => name && targets.every(({ model, weight }) => model && weight <= 1000),
  )
  return readable && new Set(aliases.map(({ name }) => name)).size === aliases.length ? aliases : null
}
