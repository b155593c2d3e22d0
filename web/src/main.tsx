import { CssBaseline } from '@mui/material'
import { ThemeProvider } from '@mui/material/styles'
import { MutationCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router'
import { SignInAgain } from './auth/SignInAgain'
import { router } from './routes'
import { Problem } from './shared/api/problem'
import { language } from './shared/i18n'
import { ErrorBoundary } from './shared/layout/Failure'
import { Notices } from './shared/layout/Notices'
import { tellProblem } from './shared/notices'
import { theme } from './shared/theme'

document.documentElement.lang = language.getState().locale

const queries = new QueryClient({
  mutationCache: new MutationCache({ onError: tellProblem }),
  defaultOptions: {
    queries: { retry: (failures, problem) => failures < 3 && problem instanceof Problem && problem.passes },
  },
})

const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <StrictMode>
      <ThemeProvider theme={theme}>
        <CssBaseline />
        <QueryClientProvider client={queries}>
          <ErrorBoundary>
            <RouterProvider router={router} />
            <SignInAgain />
            <Notices />
          </ErrorBoundary>
        </QueryClientProvider>
      </ThemeProvider>
    </StrictMode>,
  )
