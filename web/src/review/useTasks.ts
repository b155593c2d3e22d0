import { useQuery } from '@tanstack/react-query'
import { answered, api } from '../shared/api/client'

/** Ask for an assessment's questions as candidates see them. */
export function useTasks(assessmentId: string) {
  return useQuery({
    queryKey: ['tasks', assessmentId],
    queryFn: async () => {
      const params = { path: { assessmentId } }
      const { questions } = await answered(api.GET('/v1/assessments/{assessmentId}/preview', { params }))
      return questions
    },
    enabled: assessmentId !== '',
  })
}
