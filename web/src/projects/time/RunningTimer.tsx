import StopOutlined from '@mui/icons-material/StopOutlined'
import { Alert, Button } from '@mui/material'
import { useWords } from '../words'
import { hoursText } from './clock'
import { useElapsed, useStopTimer, useTimer } from './timer'

/** The timer that runs, wherever it was started. */
export function RunningTimer() {
  const t = useWords()
  const timer = useTimer()
  const elapsed = useElapsed(timer.data)
  const stop = useStopTimer()
  const running = timer.data
  if (!running) return null
  return (
    <Alert
      severity="info"
      action={
        <Button
          color="inherit"
          startIcon={<StopOutlined />}
          disabled={stop.isPending}
          onClick={() => stop.mutate(running.id)}
        >
          {t('time.stop', { time: hoursText(elapsed ?? 0) })}
        </Button>
      }
    >
      {t('time.running')}
    </Alert>
  )
}
