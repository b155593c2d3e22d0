import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  FormControlLabel,
  Stack,
  TextField,
  Typography,
} from '@mui/material'
import { useDeferredValue, useState } from 'react'
import { kindOf } from '../questions/content'
import { useQuestions } from '../questions/Questions'
import { useWords } from '../words'

interface Props {
  /** Questions that are asked already. */
  named: string[]
  add: (ids: string[]) => void
  close: () => void
}

/** Choose among the published questions. */
export function Picker({ named, add, close }: Props) {
  const t = useWords()
  const [typed, type] = useState('')
  const [chosen, choose] = useState<string[]>([])
  const q = useDeferredValue(typed.trim())
  const { data, hasNextPage, fetchNextPage } = useQuestions({ status: 'published', ...(q ? { q } : {}) })
  const offered = data?.pages.flatMap(({ items }) => items).filter(({ id }) => !named.includes(id))
  const mark = (id: string, on: boolean) => choose(on ? [...chosen, id] : chosen.filter((each) => each !== id))
  return (
    <Dialog open onClose={close} fullWidth maxWidth="sm" aria-labelledby="pick-title">
      <DialogTitle id="pick-title">{t('pick.title')}</DialogTitle>
      <DialogContent>
        <TextField
          fullWidth
          autoFocus
          type="search"
          label={t('pick.search')}
          value={typed}
          onChange={({ target }) => type(target.value)}
          sx={{ mt: 1, mb: 1 }}
        />
        {offered?.length === 0 && <Typography>{t('pick.none')}</Typography>}
        <Stack>
          {offered?.map(({ id, title, kind, languages, labels }) => (
            <FormControlLabel
              key={id}
              control={<Checkbox checked={chosen.includes(id)} onChange={(_, on) => mark(id, on)} />}
              label={
                <>
                  {title}{' '}
                  <Typography component="span" variant="body2" sx={{ color: 'text.secondary' }}>
                    {t(`kind.${kindOf(kind, languages)}`)}
                    {labels.difficulty && `, ${t(`difficulty.${labels.difficulty}`)}`}
                  </Typography>
                </>
              }
            />
          ))}
        </Stack>
        {hasNextPage && <Button onClick={() => fetchNextPage()}>{t('do.loadMore')}</Button>}
      </DialogContent>
      <DialogActions>
        <Button onClick={close}>{t('do.cancel')}</Button>
        <Button variant="contained" disabled={chosen.length === 0} onClick={() => add(chosen)}>
          {t('pick.add', { number: chosen.length })}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
