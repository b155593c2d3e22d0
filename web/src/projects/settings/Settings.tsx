import { Stack } from '@mui/material'
import { useMay } from '../../shared/access'
import { Empty } from '../../shared/layout/Empty'
import { useInside } from '../data'
import { useWords } from '../words'
import { Away } from './Away'
import { CopyProject } from './CopyProject'
import { EditProject } from './EditProject'
import { Hours } from './Hours'
import { People } from './People'

/** What a project is, who is in it and when they work; only those in charge change it. */
export function Settings() {
  const t = useWords()
  const may = useMay()
  const { project, calendars } = useInside()
  const isOpen = project.status !== 'archived'
  if (!may('projects:update')) return <Empty title={t('settings.closed')} text={t('settings.closedText')} />
  return (
    <Stack spacing={2}>
      {isOpen && <EditProject key={project.updatedAt} />}
      {isOpen && <People />}
      {isOpen && <Hours key={JSON.stringify(calendars.own.hours)} />}
      {may('projects:write') && <CopyProject />}
      <Away />
    </Stack>
  )
}
