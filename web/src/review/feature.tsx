import FactCheckOutlined from '@mui/icons-material/FactCheckOutlined'
import InsightsOutlined from '@mui/icons-material/InsightsOutlined'
import PeopleOutlined from '@mui/icons-material/PeopleOutlined'
import SensorsOutlined from '@mui/icons-material/SensorsOutlined'
import { Guard } from '../auth/Guard'
import type { Feature } from '../shared/feature'
import { screen } from '../shared/screen'

export const review: Feature = {
  entries: [
    { path: '/candidates', label: 'area.candidates', icon: <PeopleOutlined />, permission: 'invitations:read' },
    { path: '/live', label: 'area.live', icon: <SensorsOutlined />, permission: 'attempts:read' },
    { path: '/results', label: 'area.results', icon: <InsightsOutlined />, permission: 'attempts:read' },
    { path: '/grading', label: 'area.grading', icon: <FactCheckOutlined />, permission: 'gradings:grade' },
  ],
  routes: [
    {
      element: <Guard permission="invitations:read" />,
      children: [
        { path: '/candidates', element: screen(async () => (await import('./Invitations')).Invitations) },
        { path: '/candidates/people', element: screen(async () => (await import('./People')).People) },
        { path: '/candidates/links', element: screen(async () => (await import('./PublicLinks')).PublicLinks) },
      ],
    },
    {
      element: <Guard permission="attempts:read" />,
      children: [
        { path: '/live', element: screen(async () => (await import('./Live')).Live) },
        { path: '/results', element: screen(async () => (await import('./Results')).Results) },
        { path: '/attempts/:attemptId', element: screen(async () => (await import('./Report')).Report) },
      ],
    },
    {
      element: <Guard permission="attempts:pair" />,
      children: [{ path: '/attempts/:attemptId/pair', element: screen(async () => (await import('./Pair')).Pair) }],
    },
    {
      element: <Guard permission="gradings:grade" />,
      children: [
        { path: '/grading', element: screen(async () => (await import('./Gradings')).Gradings) },
        { path: '/grading/:gradingId', element: screen(async () => (await import('./Grade')).Grade) },
      ],
    },
  ],
}
