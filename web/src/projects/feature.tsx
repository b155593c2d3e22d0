import ViewKanbanOutlined from '@mui/icons-material/ViewKanbanOutlined'
import { Guard } from '../auth/Guard'
import type { Feature } from '../shared/feature'
import { screen } from '../shared/screen'

export const projects: Feature = {
  entries: [{ path: '/projects', label: 'area.projects', icon: <ViewKanbanOutlined />, permission: 'projects:read' }],
  routes: [
    {
      path: '/projects',
      element: <Guard permission="projects:read" />,
      children: [
        { index: true, element: screen(async () => (await import('./Projects')).Projects) },
        { path: 'timesheet', element: screen(async () => (await import('./time/Timesheet')).Timesheet) },
        {
          path: ':projectId',
          element: screen(async () => (await import('./ProjectFrame')).ProjectFrame),
          children: [
            { index: true, element: screen(async () => (await import('./tasks/Tasks')).Tasks) },
            { path: 'tasks/:taskId', element: screen(async () => (await import('./tasks/TaskPage')).TaskPage) },
            { path: 'plan', element: screen(async () => (await import('./plan/Gantt')).Gantt) },
            { path: 'forecast', element: screen(async () => (await import('./figures/Forecast')).Forecast) },
            { path: 'flow', element: screen(async () => (await import('./figures/Flow')).Flow) },
            { path: 'budget', element: screen(async () => (await import('./figures/Budget')).Budget) },
            { path: 'reports', element: screen(async () => (await import('./reports/Reports')).Reports) },
            { path: 'exchange', element: screen(async () => (await import('./exchange/Exchange')).Exchange) },
            { path: 'settings', element: screen(async () => (await import('./settings/Settings')).Settings) },
            { path: 'board', element: screen(async () => (await import('./board/Board')).Board) },
          ],
        },
      ],
    },
  ],
}
