import { useQuery } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../../shared/api/client'

const MOST = 100

/** Ask for what questions are called and where they stand, by id; undefined while they are asked for. */
export function useSummaries(ids: string[]): Map<string, Schemas['QuestionSummary']> | undefined {
  const sorted = [...ids].sort()
  const { data } = useQuery({
    queryKey: ['questions', 'batch', sorted],
    queryFn: () => summaries(sorted),
    placeholderData: (before) => before,
  })
  return data
}

async function summaries(ids: string[]): Promise<Map<string, Schemas['QuestionSummary']>> {
  const parts = Array.from({ length: Math.ceil(ids.length / MOST) }, (_, n) => ids.slice(n * MOST, (n + 1) * MOST))
  const batches = await Promise.all(
    parts.map((some) => answered(api.GET('/v1/batch/questions', { params: { query: { ids: some } } }))),
  )
  return new Map(batches.flatMap(({ items }) => items).map((each) => [each.id, each]))
}
