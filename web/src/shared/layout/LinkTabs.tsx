import { Box, Link } from '@mui/material'
import { Link as RouterLink } from 'react-router'
import { useShownPart } from './useShownPart'

/** The parts of something, each with an address of its own; `current` is the path of the one that is shown. */
export function LinkTabs({
  label,
  current,
  tabs,
}: {
  label: string
  current: string
  tabs: { path: string; name: string }[]
}) {
  const strip = useShownPart(current)
  return (
    <Box
      ref={strip}
      component="nav"
      aria-label={label}
      sx={{ display: 'flex', gap: 3, borderBottom: 1, borderColor: 'divider', overflowX: 'auto', whiteSpace: 'nowrap' }}
    >
      {tabs.map(({ path, name }) => (
        <Link
          key={path}
          component={RouterLink}
          to={path}
          underline="none"
          aria-current={path === current ? 'page' : undefined}
          sx={{
            py: 1,
            color: 'text.secondary',
            borderBottom: 2,
            borderColor: 'transparent',
            '&:hover': { color: 'text.primary' },
            '&[aria-current]': { color: 'primary.main', borderColor: 'primary.main', fontWeight: 650 },
          }}
        >
          {name}
        </Link>
      ))}
    </Box>
  )
}
