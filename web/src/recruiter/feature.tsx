import AssignmentOutlined from '@mui/icons-material/AssignmentOutlined'
import { Guard } from '../auth/Guard'
import type { Feature } from '../shared/feature'
import { screen } from '../shared/screen'

export const recruiter: Feature = {
  entries: [
    { path: '/assessments', label: 'area.assessments', icon: <AssignmentOutlined />, permission: 'assessments:read' },
  ],
  routes: [
    {
      element: <Guard permission="assessments:read" />,
      children: [{ path: '/assessments', element: screen(async () => (await import('./Assessments')).Assessments) }],
    },
  ],
}
