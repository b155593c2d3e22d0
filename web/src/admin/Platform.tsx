import { Stack, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { Outlet, useLocation } from 'react-router'
import { answered, api } from '../shared/api/client'
import { LinkTabs } from '../shared/layout/LinkTabs'
import { Page } from '../shared/layout/Page'
import { useWords } from './words'

/** The console of the platform's staff. */
export function Platform() {
  const t = useWords()
  const { pathname } = useLocation()
  const profile = useQuery({ queryKey: ['profile'], queryFn: () => answered(api.GET('/v1/profile')) })
  const tabs = [
    { path: '/platform', name: t('tenants.title') },
    { path: '/platform/service', name: t('service.title') },
    { path: '/platform/alerts', name: t('alerts.title') },
    { path: '/platform/dead-letters', name: t('letters.title') },
    { path: '/platform/announcements', name: t('news.title') },
    { path: '/platform/log', name: t('log.title') },
  ]
  return (
    <Page
      title={t('platform.title')}
      about={
        <Stack>
          <span>{t('platform.about')}</span>
          {profile.data && (
            <Typography variant="body2" component="span">
              {t('platform.number')} <code>{profile.data.id}</code>
            </Typography>
          )}
        </Stack>
      }
    >
      <LinkTabs
        label={t('platform.parts')}
        current={pathname.startsWith('/platform/runbooks') ? '/platform/alerts' : pathname}
        tabs={tabs}
      />
      <Outlet />
    </Page>
  )
}
