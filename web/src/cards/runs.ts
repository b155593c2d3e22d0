import { useQuery } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../shared/api/client'

export type Run = Schemas['SuiteRunView']
export type Result = Schemas['CaseResultSummary']

/** One case of a run: its results by model, each with all its repeats. */
export interface Row {
  caseNumber: number
  description: string
  cells: Result[][]
}

/** Whether nothing more comes of a run. */
export function isOver(run: Run): boolean {
  return run.finishedAt !== null
}

/** Return a run's results as a grid of cases and models, in the order of the cases. */
export function gridOf(results: Result[], targets: number): Row[] {
  const rows = new Map<number, Row>()
  for (const result of results) {
    const row = rows.get(result.caseNumber) ?? {
      caseNumber: result.caseNumber,
      description: result.description,
      cells: Array.from({ length: targets }, () => []),
    }
    rows.set(result.caseNumber, row)
    row.cells[result.target]?.push(result)
  }
  return [...rows.values()].sort((one, other) => one.caseNumber - other.caseNumber)
}

/** Return a model as people call it. */
export function modelName({ provider, model }: { provider: string; model?: string | null }): string {
  return model ? `${provider} · ${model}` : provider
}

/** Ask for a run, again and again until it is over. */
export function useRun(runId: string) {
  return useQuery({
    queryKey: ['run', runId],
    queryFn: () => answered(api.GET('/v1/suite-runs/{runId}', { params: { path: { runId } } })),
    refetchInterval: ({ state }) => (state.data && !isOver(state.data) ? 1500 : false),
  })
}
