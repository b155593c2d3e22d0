import DarkModeOutlined from '@mui/icons-material/DarkModeOutlined'
import LightModeOutlined from '@mui/icons-material/LightModeOutlined'
import { AppBar, Box, Button, Container, Link, Toolbar, Typography } from '@mui/material'
import { useColorScheme } from '@mui/material/styles'
import { type ReactNode, Suspense } from 'react'
import { Outlet } from 'react-router'
import type { Entry } from '../feature'
import { language, useTranslate } from '../i18n'
import { Loading } from './Loading'
import { Navigation, NavigationButton } from './Navigation'

/** The frame of every screen: `aside` stands at its head's end, `above` over what it shows, `entries` are the areas. */
export function Shell({
  aside,
  above,
  entries = [],
  children,
}: {
  aside?: ReactNode
  above?: ReactNode
  entries?: Entry[]
  children?: ReactNode
}) {
  const t = useTranslate()
  return (
    <>
      <Link
        href="#main"
        sx={{
          position: 'absolute',
          left: -9999,
          '&:focus': { left: 8, top: 8, zIndex: 2000, p: 1, bgcolor: 'background.paper' },
        }}
      >
        {t('shell.skip')}
      </Link>
      <AppBar position="static" color="inherit" elevation={0} sx={{ borderBottom: 1, borderColor: 'divider' }}>
        <Toolbar variant="dense" sx={{ columnGap: { xs: 0.5, sm: 2 }, flexWrap: 'wrap' }}>
          <NavigationButton entries={entries} />
          <Typography component="span" sx={{ fontWeight: 700, color: 'primary.main' }}>
            Ella
          </Typography>
          <Box sx={{ flexGrow: 1 }}>{aside}</Box>
          <Switches />
        </Toolbar>
      </AppBar>
      <Box sx={{ display: 'flex' }}>
        <Navigation entries={entries} />
        <Container component="main" id="main" maxWidth="xl" tabIndex={-1} sx={{ py: 3, outline: 'none', minWidth: 0 }}>
          {above}
          <Suspense fallback={<Loading />}>{children ?? <Outlet />}</Suspense>
        </Container>
      </Box>
    </>
  )
}

function Switches() {
  const t = useTranslate()
  const { locale, choose } = language()
  const { mode, systemMode, setMode } = useColorScheme()
  const dark = (mode === 'system' ? systemMode : mode) === 'dark'
  const other = locale === 'en' ? 'de' : 'en'
  return (
    <Box component="nav" aria-label={t('shell.appearance')} sx={{ display: 'flex', gap: { sm: 1 } }}>
      <Button size="small" color="inherit" lang={other} onClick={() => choose(other)}>
        {other === 'de' ? 'Deutsch' : 'English'}
      </Button>
      <Button
        size="small"
        color="inherit"
        aria-label={t(dark ? 'shell.light' : 'shell.dark')}
        sx={{ minWidth: { xs: 40, sm: 64 } }}
        onClick={() => setMode(dark ? 'light' : 'dark')}
      >
        <Box component="span" sx={{ display: { xs: 'none', sm: 'inline' } }}>
          {t(dark ? 'shell.light' : 'shell.dark')}
        </Box>
        <Box component="span" sx={{ display: { xs: 'inline-flex', sm: 'none' } }}>
          {dark ? <LightModeOutlined fontSize="small" /> : <DarkModeOutlined fontSize="small" />}
        </Box>
      </Button>
    </Box>
  )
}
