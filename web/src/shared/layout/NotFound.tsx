import { Typography } from '@mui/material'
import { useTranslate } from '../i18n'

export function NotFound() {
  const t = useTranslate()
  return (
    <>
      <Typography variant="h1">{t('notFound.title')}</Typography>
      <Typography sx={{ mt: 1 }}>{t('notFound.text')}</Typography>
    </>
  )
}
