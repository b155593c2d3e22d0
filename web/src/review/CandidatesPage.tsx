import { Tab, Tabs } from '@mui/material'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { Page } from '../shared/layout/Page'
import { useWords } from './words'

/** The head that the screens about inviting share. */
export function CandidatesPage({
  tab,
  actions,
  children,
}: {
  tab: 'invitations' | 'people' | 'links'
  actions?: ReactNode
  children: ReactNode
}) {
  const t = useWords()
  return (
    <Page
      title={t('candidates.title')}
      actions={actions}
      about={
        <Tabs value={tab} aria-label={t('candidates.title')}>
          <Tab value="invitations" label={t('invitations.title')} component={Link} to="/candidates" />
          <Tab value="people" label={t('people.title')} component={Link} to="/candidates/people" />
          <Tab value="links" label={t('links.title')} component={Link} to="/candidates/links" />
        </Tabs>
      }
    >
      {children}
    </Page>
  )
}
