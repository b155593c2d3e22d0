import { Box } from '@mui/material'
import { lazy, Suspense } from 'react'
import { SignOut } from '../auth/SignOut'
import { session } from '../shared/session'

const Head = lazy(async () => ({ default: (await import('./Head')).Head }))
const Announcements = lazy(async () => ({ default: (await import('./Head')).Announcements }))

/** The end of the page's head for whoever is signed in; it comes after the page, in a chunk of its own. */
export function HeadOfMembers() {
  const kind = session((state) => state.kind)
  if (kind !== 'member') return null
  return (
    <Box sx={{ display: 'flex', justifyContent: 'flex-end', alignItems: 'center', gap: 1, minWidth: 0 }}>
      <Suspense>
        <Head />
      </Suspense>
      <SignOut />
    </Box>
  )
}

/** What the platform tells everybody who is signed in, over whatever page they are at. */
export function AboveMembers() {
  const kind = session((state) => state.kind)
  if (kind !== 'member') return null
  return (
    <Suspense>
      <Announcements />
    </Suspense>
  )
}
