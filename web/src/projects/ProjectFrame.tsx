import { Box, Button, Chip, Stack } from '@mui/material'
import { Suspense } from 'react'
import { Link, Outlet, useLocation, useParams } from 'react-router'
import { type Permission, useMay } from '../shared/access'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { Page } from '../shared/layout/Page'
import { useShownPart } from '../shared/layout/useShownPart'
import { useCalendars } from './calendar'
import { type Inside, useMe, usePeople, useProject } from './data'
import { useWords, type Word } from './words'

const TABS: { path: string; word: Word; permission?: Permission }[] = [
  { path: '', word: 'tab.tasks' },
  { path: 'board', word: 'tab.board' },
  { path: 'plan', word: 'tab.plan' },
  { path: 'forecast', word: 'tab.forecast' },
  { path: 'flow', word: 'tab.flow' },
  { path: 'budget', word: 'tab.budget' },
  { path: 'reports', word: 'tab.reports' },
  { path: 'exchange', word: 'tab.exchange' },
  { path: 'settings', word: 'tab.settings', permission: 'projects:update' },
]

/** A project's head and tabs, around each of its screens. */
export function ProjectFrame() {
  const t = useWords()
  const may = useMay()
  const { projectId = '' } = useParams()
  const { pathname } = useLocation()
  const project = useProject(projectId)
  const people = usePeople(projectId)
  const calendars = useCalendars(projectId)
  const me = useMe()
  const part = pathname.split('/')[3] ?? ''
  const strip = useShownPart(project.data && people.data && calendars.data && me.data ? `/${part}` : '')
  const problem = project.error ?? people.error ?? calendars.error ?? me.error
  if (problem) return <Failure problem={problem} again={() => void project.refetch()} />
  if (!project.data || !people.data || !calendars.data || !me.data) return <Loading />
  const inside: Inside = {
    project: project.data,
    people: people.data,
    calendars: calendars.data,
    me: me.data.id,
  }
  const chosen = TABS.some(({ path }) => path === part) ? part : ''
  return (
    <Page
      title={project.data.name}
      trail={[{ path: '/projects', name: t('projects.title') }]}
      about={
        <Stack spacing={1}>
          <Stack direction="row" spacing={1}>
            <Chip size="small" label={t(`projectStatus.${project.data.status}`)} />
            <Chip size="small" variant="outlined" label={t('projects.people', { count: people.data.length })} />
          </Stack>
          {project.data.description && <span>{project.data.description}</span>}
        </Stack>
      }
    >
      <Box
        ref={strip}
        component="nav"
        aria-label={t('project.parts')}
        sx={{ display: 'flex', gap: 0.5, overflowX: 'auto', borderBottom: 1, borderColor: 'divider' }}
      >
        {TABS.filter(({ permission }) => !permission || may(permission)).map(({ path, word }) => (
          <Button
            key={path}
            component={Link}
            to={`/projects/${projectId}${path && `/${path}`}`}
            color={path === chosen ? 'primary' : 'inherit'}
            aria-current={path === chosen ? 'page' : undefined}
            sx={{
              flexShrink: 0,
              borderRadius: 0,
              borderBottom: 2,
              borderColor: path === chosen ? 'primary.main' : 'transparent',
            }}
          >
            {t(word)}
          </Button>
        ))}
      </Box>
      <Suspense fallback={<Loading />}>
        <Outlet context={inside} />
      </Suspense>
    </Page>
  )
}
