import type { Schemas } from '../../shared/api/client'

type Serve = Schemas['FlagDefinition-Output']['otherwise']

/** Return which part of people gets which variant, in percent. */
export function shares(serve: Serve): { variant: string; percent: number }[] {
  if (serve.variant) return [{ variant: serve.variant, percent: 100 }]
  const split = serve.split ?? []
  const total = split.reduce((sum, { weight }) => sum + weight, 0)
  return split.map(({ variant, weight }) => ({
    variant,
    percent: total ? Math.round((1000 * weight) / total) / 10 : 0,
  }))
}

/** Return what serves one of two variants to a part of people, and the other to the rest. */
export function rolledOut(variant: string, rest: string, percent: number): Serve {
  if (percent >= 100) return { variant, split: [] }
  if (percent <= 0) return { variant: rest, split: [] }
  const tenths = Math.round(percent * 10)
  return {
    variant: null,
    split: [
      { variant, weight: tenths },
      { variant: rest, weight: 1000 - tenths },
    ],
  }
}
