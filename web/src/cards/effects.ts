import type { Schemas } from '../shared/api/client'
import { modelName } from './runs'

type Comparison = Schemas['ComparisonResult']
type Fields = Record<string, unknown>

const ALPHA = 0.05

/** How one model did in two runs: what differs, and how many cases passed in which. */
export interface ModelEffects {
  model: string
  comparisons: Comparison[]
  cases: { both: number; before: number; now: number; neither: number }
  errors: number
  unpaired: number
}

interface Names {
  passes: string
  score: string
  now: string
  before: string
}

/** Return what an operation that compared two runs came to, by model; a p-value takes in all figures of its model. */
export function effectsOf(result: Fields | null, names: Names): ModelEffects[] {
  return rows(result?.models).map((model) => ({
    model: modelName({ provider: '', ...(model.model as object) }),
    comparisons: [
      comparison(names.passes, model.passes, names, true),
      comparison(names.score, model.score, names, false),
      ...Object.entries(fields(model.metrics)).map(([name, found]) => comparison(name, found, names, false)),
    ],
    cases: {
      both: Number(model.bothPass),
      before: Number(model.onlyBefore),
      now: Number(model.onlyNow),
      neither: Number(model.neither),
    },
    errors: Number(model.errors) + Number(model.errorsBefore),
    unpaired: Number(model.unpaired),
  }))
}

// One case alone has no interval: it may be anything.
function comparison(metric: string, found: unknown, names: Names, isPrimary: boolean): Comparison {
  const { n, effect, low, high, pValue } = fields(found)
  return {
    metric,
    isPrimary,
    variant: names.now,
    baseline: names.before,
    effect: Number(effect),
    low: Number(low ?? Number.NEGATIVE_INFINITY),
    high: Number(high ?? Number.POSITIVE_INFINITY),
    n: Number(n),
    baselineN: Number(n),
    pValue: Number(pValue),
    isSignificant: Number(pValue) <= ALPHA,
  }
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {}
}

function rows(value: unknown): Fields[] {
  return Array.isArray(value) ? value.map(fields) : []
}
