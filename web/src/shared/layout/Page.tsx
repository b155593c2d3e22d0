import { Box, Breadcrumbs, Link, Stack, Typography } from '@mui/material'
import { type ReactNode, useEffect } from 'react'
import { Link as RouterLink } from 'react-router'

interface Props {
  title: string
  /** What stands below the title: a sentence, chips, tabs. */
  about?: ReactNode
  actions?: ReactNode
  /** Where the page lies, from the outermost: paths and names. */
  trail?: { path: string; name: string }[]
  children?: ReactNode
}

/** A screen's head with its title and actions, and what it shows. */
export function Page({ title, about, actions, trail = [], children }: Props) {
  useEffect(() => {
    document.title = `${title} · Ella`
  }, [title])
  return (
    <Stack spacing={3}>
      <Stack spacing={1}>
        {trail.length > 0 && (
          <Breadcrumbs aria-label={title}>
            {trail.map(({ path, name }) => (
              <Link key={path} component={RouterLink} to={path} underline="hover" color="text.secondary">
                {name}
              </Link>
            ))}
          </Breadcrumbs>
        )}
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2 }}>
          <Typography variant="h1" sx={{ flexGrow: 1, overflowWrap: 'anywhere' }}>
            {title}
          </Typography>
          {actions && <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>{actions}</Box>}
        </Box>
        {about && <Box sx={{ color: 'text.secondary' }}>{about}</Box>}
      </Stack>
      {children}
    </Stack>
  )
}
