import { Alert, Button } from '@mui/material'
import { useMutation } from '@tanstack/react-query'
import { Link as RouterLink, useSearchParams } from 'react-router'
import { answered, api } from '../shared/api/client'
import { Entrance } from './Entrance'
import { useWords } from './words'

/** What the link in the mail opens; the address is confirmed by a press, not by whatever scans mails. */
export function VerifyEmail() {
  const t = useWords()
  const token = useSearchParams()[0].get('token') ?? ''
  const confirm = useMutation({
    mutationFn: () => answered(api.POST('/v1/auth/email-verification/confirm', { body: { token } })),
  })
  if (confirm.isSuccess) {
    return (
      <Entrance title={t('verify.title')}>
        <Alert severity="success">{t('verify.done')}</Alert>
        <Button variant="contained" component={RouterLink} to="/">
          {t('verify.go')}
        </Button>
      </Entrance>
    )
  }
  return (
    <Entrance title={t('verify.title')} text={t('verify.text')}>
      {!token && <Alert severity="warning">{t('link.broken')}</Alert>}
      <Button variant="contained" disabled={!token || confirm.isPending} onClick={() => confirm.mutate()}>
        {t('verify.submit')}
      </Button>
    </Entrance>
  )
}
