import { Dialog, DialogContent, DialogTitle, Typography } from '@mui/material'
import { useTranslate } from '../shared/i18n'
import { session } from '../shared/session'
import { CodeForm } from './CodeForm'
import { SignInForm } from './SignIn'

/** Shown over the page when a session has ended: the page keeps its state and goes on afterwards. */
export function SignInAgain() {
  const t = useTranslate()
  const { resume, kind, door } = session()
  return (
    <Dialog open={resume !== null} aria-labelledby="again-title" maxWidth="xs" fullWidth>
      <DialogTitle id="again-title">{t('signInAgain.title')}</DialogTitle>
      <DialogContent>
        <Typography gutterBottom>{t('signInAgain.text')}</Typography>
        {resume && (kind === 'candidate' && door ? <CodeForm door={door} asked={false} /> : <SignInForm />)}
      </DialogContent>
    </Dialog>
  )
}
