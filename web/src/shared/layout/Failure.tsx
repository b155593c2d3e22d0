import { Alert, Button, Stack, Typography } from '@mui/material'
import { Component, type ReactNode } from 'react'
import { Problem } from '../api/problem'
import { useTranslate } from '../i18n'

/** What a screen shows in place of itself when it can't be shown. */
export function Failure({ problem, again }: { problem: unknown; again?: () => void }) {
  const t = useTranslate()
  const known = problem instanceof Problem
  return (
    <Stack spacing={2} sx={{ maxWidth: 640 }}>
      <Typography variant="h1">{t('failure.title')}</Typography>
      <Alert severity="error">{known && problem.status > 0 ? problem.message : t('failure.text')}</Alert>
      {known && problem.requestId && <Typography>{t('failure.requestId', { id: problem.requestId })}</Typography>}
      <Button variant="contained" onClick={again ?? (() => location.reload())} sx={{ alignSelf: 'start' }}>
        {t('failure.again')}
      </Button>
    </Stack>
  )
}

/** Catch what a screen throws. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { problem: unknown }> {
  override state = { problem: null as unknown }

  static getDerivedStateFromError(problem: unknown) {
    return { problem }
  }

  override render() {
    return this.state.problem ? <Failure problem={this.state.problem} /> : this.props.children
  }
}
