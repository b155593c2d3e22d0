import { MenuItem, TextField } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { api, listed } from '../shared/api/client'
import { useWords } from './words'

/** Ask for the assessments that have been opened to candidates. */
export function useAssessments() {
  return useQuery({
    queryKey: ['assessments', 'sent'],
    queryFn: async () => {
      const { items } = await listed(api.GET('/v1/assessments', { params: { query: { limit: 100 } } }))
      return items.filter(({ status }) => status !== 'draft')
    },
  })
}

/** Which assessment a screen is about, kept in its address. */
export function useChosen(): [string, (assessmentId: string) => void] {
  const [search, setSearch] = useSearchParams()
  const choose = (assessmentId: string) => {
    const next = new URLSearchParams(search)
    if (assessmentId) next.set('assessment', assessmentId)
    else next.delete('assessment')
    setSearch(next, { replace: true })
  }
  return [search.get('assessment') ?? '', choose]
}

/** The field that chooses an assessment; `all` offers every one of them together. */
export function AssessmentChoice({
  value,
  choose,
  all = false,
}: {
  value: string
  choose: (assessmentId: string) => void
  all?: boolean
}) {
  const t = useWords()
  const { data = [] } = useAssessments()
  const known = data.some(({ id }) => id === value)
  return (
    <TextField
      select
      size="small"
      label={t('assessment')}
      value={known ? value : ''}
      onChange={(event) => choose(event.target.value)}
      sx={{ minWidth: 240, maxWidth: 420 }}
      slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
    >
      <MenuItem value="">{t(all ? 'assessment.all' : 'assessment.choose')}</MenuItem>
      {data.map(({ id, title }) => (
        <MenuItem key={id} value={id}>
          {title}
        </MenuItem>
      ))}
    </TextField>
  )
}
