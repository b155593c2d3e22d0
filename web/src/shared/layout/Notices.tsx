import { Alert, Snackbar } from '@mui/material'
import { useTranslate } from '../i18n'
import { notices } from '../notices'

/** The message at the foot of the page. */
export function Notices() {
  const t = useTranslate()
  const { notice, close } = notices()
  return (
    <Snackbar
      open={notice !== null}
      onClose={(_, reason) => reason !== 'clickaway' && close()}
      autoHideDuration={notice?.severity === 'success' ? 4_000 : 10_000}
    >
      <Alert severity={notice?.severity ?? 'error'} onClose={close} closeText={t('notice.close')}>
        {notice?.text} {notice?.requestId && t('failure.requestId', { id: notice.requestId })}
      </Alert>
    </Snackbar>
  )
}
