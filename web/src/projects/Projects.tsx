import AddOutlined from '@mui/icons-material/AddOutlined'
import { Avatar, Box, Button, Card, CardActionArea, Chip, Stack, Typography } from '@mui/material'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useMay } from '../shared/access'
import { api, listed, type Schemas } from '../shared/api/client'
import { language } from '../shared/i18n'
import { Empty } from '../shared/layout/Empty'
import { Failure } from '../shared/layout/Failure'
import { Loading } from '../shared/layout/Loading'
import { Page } from '../shared/layout/Page'
import { Choice } from './Choice'
import { CreateProject } from './CreateProject'
import { dayText } from './days'
import { money } from './money'
import { useWords } from './words'

type Status = Schemas['ProjectStatus']
const STATUSES: Status[] = ['planned', 'active', 'on_hold', 'completed', 'cancelled', 'archived']

/** The tenant's projects, newest first. */
export function Projects() {
  const t = useWords()
  const may = useMay()
  const [creating, setCreating] = useState(false)
  const [search, setSearch] = useSearchParams()
  const status = (search.get('status') ?? '') as Status | ''
  const projects = useInfiniteQuery({
    queryKey: ['projects', status],
    queryFn: ({ pageParam }) => {
      const query = { limit: 50, ...(status && { status }), ...(pageParam && { cursor: pageParam }) }
      return listed(api.GET('/v1/projects', { params: { query } }))
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })
  const create = may('projects:write') && (
    <Button variant="contained" startIcon={<AddOutlined />} onClick={() => setCreating(true)}>
      {t('projects.create')}
    </Button>
  )
  const shown = projects.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <Page
      title={t('projects.title')}
      about={t('projects.about')}
      actions={
        <>
          {may('time:write') && (
            <Button component={Link} to="/projects/timesheet">
              {t('timesheet.title')}
            </Button>
          )}
          {create}
        </>
      }
    >
      <Box>
        <Choice
          label={t('projects.status')}
          value={status}
          options={[
            { value: '', name: t('all') },
            ...STATUSES.map((value) => ({ value, name: t(`projectStatus.${value}`) })),
          ]}
          choose={(value) => setSearch(value ? { status: value } : {}, { replace: true })}
        />
      </Box>
      {projects.error && <Failure problem={projects.error} again={projects.refetch} />}
      {projects.isPending && <Loading />}
      {projects.data && shown.length === 0 && (
        <Empty
          title={t(status ? 'projects.noneSuch' : 'projects.none')}
          text={t(status ? 'projects.noneSuchText' : 'projects.noneText')}
          action={status ? undefined : create}
        />
      )}
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'repeat(auto-fill, minmax(min(280px, 100%), 1fr))' }}>
        {shown.map((project) => (
          <ProjectCard key={project.id} project={project} />
        ))}
      </Box>
      {projects.hasNextPage && (
        <Button onClick={() => projects.fetchNextPage()} disabled={projects.isFetchingNextPage}>
          {t('more')}
        </Button>
      )}
      {creating && <CreateProject close={() => setCreating(false)} />}
    </Page>
  )
}

function ProjectCard({ project }: { project: Schemas['ProjectSummary'] }) {
  const t = useWords()
  const locale = language((state) => state.locale)
  const { startOn, endOn, budget } = project
  const days = [startOn, endOn].map((day) => (day ? dayText(day, locale) : '…')).join(' – ')
  return (
    <Card variant="outlined">
      <CardActionArea component={Link} to={`/projects/${project.id}`} sx={{ p: 2.5, height: '100%' }}>
        <Stack spacing={1.5}>
          <Stack direction="row" spacing={1.5} sx={{ alignItems: 'center' }}>
            <Avatar variant="rounded" sx={{ bgcolor: 'primary.main', color: 'primary.contrastText' }} aria-hidden>
              {project.name.slice(0, 1).toUpperCase()}
            </Avatar>
            <Typography variant="h3" component="h2" sx={{ overflowWrap: 'anywhere' }}>
              {project.name}
            </Typography>
          </Stack>
          <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap' }}>
            <Chip size="small" label={t(`projectStatus.${project.status}`)} />
            <Chip size="small" variant="outlined" label={t('projects.people', { count: project.memberIds.length })} />
            {budget && (
              <Chip size="small" variant="outlined" label={money(budget.amount, budget.currency ?? 'USD', locale)} />
            )}
          </Stack>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {startOn || endOn ? days : t('projects.noDates')}
          </Typography>
        </Stack>
      </CardActionArea>
    </Card>
  )
}
