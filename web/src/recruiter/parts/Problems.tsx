import { Alert, AlertTitle } from '@mui/material'
import { useWords } from '../words'
import { complaints } from './complaints'

/** What the server found wrong with what somebody wrote, place by place. */
export function Problems({ problem }: { problem: unknown }) {
  const t = useWords()
  const found = complaints(problem)
  if (found.length === 0) return null
  return (
    <Alert severity="error" role="alert">
      <AlertTitle>{t('problems.title')}</AlertTitle>
      <ul style={{ margin: 0, paddingInlineStart: '1.2em' }}>
        {found.map(({ place, message }) => (
          <li key={place + message}>
            {place && <strong>{place}: </strong>}
            {message}
          </li>
        ))}
      </ul>
    </Alert>
  )
}
