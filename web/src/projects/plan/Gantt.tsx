import ZoomInOutlined from '@mui/icons-material/ZoomInOutlined'
import ZoomOutOutlined from '@mui/icons-material/ZoomOutOutlined'
import { Alert, Box, Button, Chip, IconButton, Stack, Typography } from '@mui/material'
import { useMemo, useState } from 'react'
import { useMay } from '../../shared/access'
import { Empty } from '../../shared/layout/Empty'
import { Failure } from '../../shared/layout/Failure'
import { Loading } from '../../shared/layout/Loading'
import { hoursOf, useDates } from '../calendar'
import { type ListedTask, MOST_TASKS, useAllTasks, useInside } from '../data'
import { useWords } from '../words'
import { later } from '../zone'
import { scaleOf, ZOOMS } from './chart'
import { type Assumed, useDependencies, useMilestones, useTimeline } from './data'
import { EditMilestone } from './EditMilestone'
import { GanttChart } from './GanttChart'
import { type Change, Impact } from './Impact'
import { Milestones } from './Milestones'
import { MoveTask } from './MoveTask'

/** A project's plan as bars; what a change would move is shown before it is stored. */
export function Gantt() {
  const t = useWords()
  const may = useMay()
  const dates = useDates()
  const { project, calendars } = useInside()
  const projectId = project.id
  const [timeline, listedTasks, dependencies] = [
    useTimeline(projectId),
    useAllTasks(projectId),
    useDependencies(projectId),
  ]
  const milestones = useMilestones(projectId)
  const [zoom, setZoom] = useState(2)
  const [change, setChange] = useState<Change | null>(null)
  const [opened, setOpened] = useState<ListedTask | null>(null)
  const [adding, setAdding] = useState(false)
  const tasks = useMemo(() => new Map(listedTasks.data?.map((task) => [task.id, task])), [listedTasks.data])
  const asked = [timeline, listedTasks, dependencies, milestones]
  const failed = asked.find(({ error }) => error)
  if (failed) return <Failure problem={failed.error} again={() => void failed.refetch()} />
  if (timeline.data === undefined || !listedTasks.data || !dependencies.data || !milestones.data) return <Loading />
  const mayPlan = may('projects:update')
  const mayMove = (task: ListedTask) =>
    mayPlan && may('tasks:write') && task.stage !== 'done' && task.plan.actualStartAt === null
  const plan = timeline.data
  const schedule = mayPlan && (
    <Button variant="contained" onClick={() => setChange({ by: 'dates', assume: [] })}>
      {t('plan.schedule')}
    </Button>
  )
  const move = (task: ListedTask, days: number) => {
    const row = plan?.rows.find(({ taskId }) => taskId === task.id)
    if (!row) return
    const asked: Assumed['plan'] = {
      ...task.plan,
      constraint: 'SNET',
      constraintAt: later(row.start, days, dates.zone),
    }
    setChange({ by: 'dates', assume: [{ taskId: task.id, plan: asked }] })
  }
  return (
    <Stack spacing={2}>
      {plan === null && <Empty title={t('plan.none')} text={t('plan.noneText')} action={schedule} />}
      {plan && (
        <>
          <Stack direction="row" spacing={1.5} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
            <Typography sx={{ flexGrow: 1 }}>
              {t('plan.span', { start: dates.moment(plan.start), finish: dates.moment(plan.finish) })}{' '}
              {t('plan.zone', { zone: dates.zone.replaceAll('_', ' ') })}
            </Typography>
            <Box>
              <IconButton aria-label={t('plan.zoomOut')} disabled={zoom === 0} onClick={() => setZoom(zoom - 1)}>
                <ZoomOutOutlined />
              </IconButton>
              <IconButton
                aria-label={t('plan.zoomIn')}
                disabled={zoom === ZOOMS.length - 1}
                onClick={() => setZoom(zoom + 1)}
              >
                <ZoomInOutlined />
              </IconButton>
            </Box>
            {mayPlan && <Button onClick={() => setAdding(true)}>{t('milestone.create')}</Button>}
            {mayPlan && <Button onClick={() => setChange({ by: 'levelling' })}>{t('level.open')}</Button>}
            {schedule}
          </Stack>
          {plan.rows.length >= MOST_TASKS && <Alert severity="info">{t('tasks.most', { count: MOST_TASKS })}</Alert>}
          <GanttChart
            timeline={plan}
            tasks={tasks}
            dependencies={dependencies.data}
            milestones={milestones.data}
            calendars={hoursOf(calendars)}
            scale={scaleOf(plan.start, plan.finish, ZOOMS[zoom] ?? 22, dates.zone)}
            mayMove={mayMove}
            open={setOpened}
            move={move}
          />
          <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
            <Chip size="small" label={t('plan.critical')} sx={{ borderLeft: 12, borderColor: 'error.main' }} />
            <Chip size="small" label={t('plan.normal')} sx={{ borderLeft: 12, borderColor: 'primary.main' }} />
            {plan.levelled && <Chip size="small" label={t('plan.levelled')} />}
            {mayPlan && (
              <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                {t('plan.how')}
              </Typography>
            )}
          </Stack>
        </>
      )}
      <Milestones projectId={projectId} milestones={milestones.data} />
      {opened && (
        <MoveTask
          projectId={projectId}
          task={opened}
          tasks={tasks}
          {...(mayMove(opened) && {
            propose: (asked: Assumed['plan']) => {
              setChange({ by: 'dates', assume: [{ taskId: opened.id, plan: asked }] })
              setOpened(null)
            },
          })}
          close={() => setOpened(null)}
        />
      )}
      {change && <Impact projectId={projectId} tasks={tasks} change={change} close={() => setChange(null)} />}
      {adding && <EditMilestone projectId={projectId} close={() => setAdding(false)} />}
    </Stack>
  )
}
