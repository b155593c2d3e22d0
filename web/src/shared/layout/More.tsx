import { Box, Button } from '@mui/material'
import { useTranslate } from '../i18n'

/** The button below a list that has more pages. */
export function More({ more, asking }: { more: (() => void) | undefined; asking: boolean }) {
  const t = useTranslate()
  if (!more) return null
  return (
    <Box sx={{ textAlign: 'center' }}>
      <Button onClick={more} loading={asking}>
        {t('list.more')}
      </Button>
    </Box>
  )
}
