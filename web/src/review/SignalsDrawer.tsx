import { Box, Button, Drawer, Stack, Typography } from '@mui/material'
import type { Running } from './running'
import { Timeline } from './Timeline'
import { useWords } from './words'

/** What has happened in an attempt, beside the monitor. */
export function SignalsDrawer({ attempt, close }: { attempt: Running; close: () => void }) {
  const t = useWords()
  return (
    <Drawer open anchor="right" onClose={close} slotProps={{ paper: { 'aria-labelledby': 'signals-title' } }}>
      <Box sx={{ width: { xs: '100vw', sm: 420 }, p: 3 }}>
        <Stack spacing={2}>
          <Typography id="signals-title" variant="h2">
            {t('signals.title', { name: attempt.name })}
          </Typography>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {t('signals.text')}
          </Typography>
          <Timeline attemptId={attempt.id} changed={`${attempt.runs} ${attempt.isOver} ${attempt.deadline}`} />
          <Button onClick={close} sx={{ alignSelf: 'start' }}>
            {t('close')}
          </Button>
        </Stack>
      </Box>
    </Drawer>
  )
}
