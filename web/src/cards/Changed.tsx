import { Alert, Button, Stack, Typography } from '@mui/material'
import { useMutation, useQuery } from '@tanstack/react-query'
import { answered, api } from '../shared/api/client'
import { useFormats } from '../shared/format'
import { ConfirmButton } from '../shared/layout/ConfirmButton'
import type { Conflict } from './autosave'
import { same } from './tagged'
import { useWords } from './words'

interface Props<T> {
  conflict: Conflict<T>
  /** The card that was changed, whose history tells by whom. */
  cardId?: string
  copy: () => Promise<unknown>
}

/** Tell that somebody else changed the same draft, what and who, and offer the ways out. */
export function Changed<T extends object>({ conflict, cardId, copy }: Props<T>) {
  const t = useWords()
  const { time } = useFormats()
  const { data } = useQuery({
    queryKey: ['card-changes', cardId, 'last', conflict.theirs],
    queryFn: async () => {
      const query = { kind: 'draft_edited' as const, limit: 1 }
      return answered(api.GET('/v1/cards/{cardId}/changes', { params: { path: { cardId: cardId ?? '' }, query } }))
    },
    enabled: cardId !== undefined,
  })
  const keep = useMutation({
    mutationFn: copy,
    onSuccess: conflict.load,
  })
  const [last] = data ?? []
  const { before, theirs } = conflict
  const fields = (Object.keys(theirs) as (keyof T)[]).filter((each) => !same(before[each], theirs[each]))
  return (
    <Alert severity="warning">
      <Typography gutterBottom>
        {last ? t('changed.by', { name: last.byName ?? last.by, at: time(last.at) }) : t('changed.somebody')}{' '}
        {t('changed.what', { fields: fields.map((each) => t(`changed.${String(each)}` as 'changed.name')).join(', ') })}{' '}
        {t('changed.kept')}
      </Typography>
      <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap' }}>
        <Button variant="contained" size="small" loading={keep.isPending} onClick={() => keep.mutate()}>
          {t('changed.copy')}
        </Button>
        <ConfirmButton
          size="small"
          color="inherit"
          question={t('changed.loadQuestion')}
          text={t('changed.loadText')}
          act={conflict.load}
        >
          {t('changed.load')}
        </ConfirmButton>
        <Button size="small" color="inherit" onClick={conflict.insist}>
          {t('changed.insist')}
        </Button>
      </Stack>
    </Alert>
  )
}
