import AssignmentOutlined from '@mui/icons-material/AssignmentOutlined'
import DashboardOutlined from '@mui/icons-material/DashboardOutlined'
import QuizOutlined from '@mui/icons-material/QuizOutlined'
import { Guard } from '../auth/Guard'
import type { Feature } from '../shared/feature'
import { screen } from '../shared/screen'

export const recruiter: Feature = {
  entries: [
    { path: '/', label: 'area.overview', icon: <DashboardOutlined />, permission: 'assessments:read' },
    { path: '/questions', label: 'area.questions', icon: <QuizOutlined />, permission: 'questions:read' },
    { path: '/assessments', label: 'area.assessments', icon: <AssignmentOutlined />, permission: 'assessments:read' },
  ],
  routes: [
    {
      element: <Guard permission="assessments:read" />,
      children: [
        { path: '/', element: screen(async () => (await import('./dashboard/Dashboard')).Dashboard) },
        { path: '/assessments', element: screen(async () => (await import('./assessments/Assessments')).Assessments) },
        {
          path: '/assessments/:assessmentId',
          element: screen(async () => (await import('./assessments/AssessmentBuilder')).AssessmentBuilder),
        },
      ],
    },
    {
      element: <Guard permission="questions:read" />,
      children: [
        { path: '/questions', element: screen(async () => (await import('./questions/Questions')).Questions) },
        {
          path: '/questions/:questionId',
          element: screen(async () => (await import('./questions/QuestionEditor')).QuestionEditor),
        },
      ],
    },
    {
      element: <Guard permission="questions:write" />,
      children: [
        {
          path: '/questions/new/:kind',
          element: screen(async () => (await import('./questions/QuestionEditor')).NewQuestion),
        },
      ],
    },
  ],
}
