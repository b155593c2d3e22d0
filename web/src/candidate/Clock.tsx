import { Box, Chip, Typography } from '@mui/material'
import { useEffect, useRef, useState } from 'react'
import { useTranslate } from '../shared/i18n'
import { announcement, clockFace, clockOffset, secondsLeft } from './clock'
import type { Saving } from './saving'

/** The time that is left by the server's clock, said aloud at a few marks only; `over` is called once at the end. */
export function Clock({
  deadline,
  serverTime,
  stands,
  over,
}: {
  deadline: string
  serverTime: string
  stands: boolean
  over: () => void
}) {
  const t = useTranslate()
  const [offset, setOffset] = useState(() => clockOffset(serverTime, Date.now()))
  const [left, setLeft] = useState(() => secondsLeft(deadline, offset, Date.now()))
  const [said, setSaid] = useState('')
  const before = useRef(left)
  const told = useRef('')
  useEffect(() => setOffset(clockOffset(serverTime, Date.now())), [serverTime])
  useEffect(() => {
    if (stands) return
    const timer = setInterval(() => setLeft(secondsLeft(deadline, offset, Date.now())), 500)
    return () => clearInterval(timer)
  }, [deadline, offset, stands])
  useEffect(() => {
    const minutes = announcement(before.current, left)
    if (minutes !== null) setSaid(t('clock.minutesLeft', { minutes }))
    before.current = left
    if (left === 0 && told.current !== deadline) {
      told.current = deadline
      over()
    }
  }, [left, deadline, over, t])
  return (
    <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 1 }}>
      <Typography component="span" variant="body2">
        {t('sitting.timeLeft')}
      </Typography>
      <Typography component="time" data-testid="clock" sx={{ fontVariantNumeric: 'tabular-nums', fontWeight: 700 }}>
        {clockFace(left)}
      </Typography>
      <Box
        component="span"
        role="status"
        sx={{ position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' }}
      >
        {said}
      </Box>
    </Box>
  )
}

/** Whether what was written has arrived, and how many receipts tell so. */
export function SaveState({ saving }: { saving: Saving }) {
  const t = useTranslate()
  const count = Object.values(saving.receipts).filter((each) => each.receipt).length
  const colour = {
    saved: 'success',
    saving: 'default',
    offline: 'warning',
    elsewhere: 'error',
    refused: 'error',
  } as const
  return (
    <Box role="status">
      <Chip
        size="small"
        variant="outlined"
        color={colour[saving.standing]}
        label={`${t(`saving.${saving.standing}`)}${count ? ` · ${t('saving.receipts', { count })}` : ''}`}
      />
    </Box>
  )
}
