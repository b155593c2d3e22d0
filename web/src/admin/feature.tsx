import AdminPanelSettingsOutlined from '@mui/icons-material/AdminPanelSettingsOutlined'
import type { Feature } from '../shared/feature'
import { screen } from '../shared/screen'
import { StaffGuard } from './StaffGuard'

export const platform: Feature = {
  entries: [{ path: '/platform', label: 'area.platform', icon: <AdminPanelSettingsOutlined />, permission: 'staff' }],
  routes: [
    {
      element: <StaffGuard />,
      children: [
        {
          element: screen(async () => (await import('./Platform')).Platform),
          children: [
            { path: '/platform', element: screen(async () => (await import('./Tenants')).Tenants) },
            { path: '/platform/service', element: screen(async () => (await import('./service/Service')).Service) },
            { path: '/platform/alerts', element: screen(async () => (await import('./service/Alerts')).Alerts) },
            {
              path: '/platform/runbooks/:name',
              element: screen(async () => (await import('./service/Runbook')).Runbook),
            },
            {
              path: '/platform/dead-letters',
              element: screen(async () => (await import('./DeadLetters')).DeadLetters),
            },
            { path: '/platform/announcements', element: screen(async () => (await import('./News')).News) },
            { path: '/platform/log', element: screen(async () => (await import('./StaffLog')).StaffLog) },
          ],
        },
      ],
    },
  ],
}
