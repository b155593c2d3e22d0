import { Button } from '@mui/material'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { useTranslate } from '../shared/i18n'
import { session } from '../shared/session'
import { signOutMember } from './members'

/** End the session; what was read for it is forgotten. */
export function SignOut() {
  const t = useTranslate()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const kind = session((state) => state.kind)
  const signOut = useMutation({
    mutationFn: signOutMember,
    onSuccess: async () => {
      await navigate('/sign-in')
      queries.clear()
    },
  })
  if (kind !== 'member') return null
  return (
    <Button size="small" color="inherit" onClick={() => signOut.mutate()} disabled={signOut.isPending}>
      {t('signOut')}
    </Button>
  )
}
