import { Autocomplete, Box, Button, Paper, Stack, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { useMay } from '../shared/access'
import { answered, api } from '../shared/api/client'
import { ConfirmButton } from '../shared/layout/ConfirmButton'
import type { Kept } from './autosave'
import { CardPart } from './CardTabs'
import { Changed } from './Changed'
import { type Card, useCardChange, useDraft } from './cards'
import { KeptChip } from './KeptChip'
import { Messages } from './Messages'
import { Preview } from './Preview'
import { Provider } from './Provider'
import { SaveVersion } from './SaveVersion'
import { Variables } from './Variables'
import { useWords } from './words'

/** Write a card's draft beside what a model would be sent. */
export function CardEditor() {
  return <CardPart part="">{(card) => <Draft key={card.id} card={card} />}</CardPart>
}

function Draft({ card }: { card: Card }) {
  const t = useWords()
  const may = useMay()
  const { value: content, change, kept, conflict, copy } = useDraft(card)
  const [values, setValues] = useState<Record<string, string>>({})
  const writes = may('cards:write') && card.status === 'active'
  return (
    <Stack spacing={2}>
      {writes && <Bar card={card} kept={kept} />}
      {conflict && <Changed conflict={conflict} cardId={card.id} copy={copy} />}
      <Box
        sx={{
          display: 'grid',
          gap: 3,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 3fr) minmax(0, 2fr)' },
        }}
      >
        <Stack component="fieldset" disabled={!writes} spacing={3} sx={{ border: 0, p: 0, m: 0, minWidth: 0 }}>
          <Messages content={content} change={change} />
          <Variables content={content} change={change} />
          <Provider content={content} change={change} />
          <Paper variant="outlined" sx={{ p: 2 }}>
            <Typography variant="h2" gutterBottom>
              {t('editor.about')}
            </Typography>
            <Stack spacing={2}>
              <TextField
                required
                size="small"
                label={t('cards.name')}
                value={content.name}
                onChange={(event) => change({ ...content, name: event.target.value })}
              />
              <TextField
                multiline
                size="small"
                label={t('editor.description')}
                value={content.description ?? ''}
                onChange={(event) => change({ ...content, description: event.target.value })}
              />
              <Autocomplete
                multiple
                freeSolo
                size="small"
                disabled={!writes}
                options={[] as string[]}
                value={content.tags ?? []}
                onChange={(_, tags) => change({ ...content, tags: tags.map((tag) => tag.trim().toLowerCase()) })}
                renderInput={(params) => (
                  <TextField {...params} label={t('editor.tags')} helperText={t('editor.tagsHelp')} />
                )}
              />
            </Stack>
          </Paper>
        </Stack>
        <Preview card={card} content={content} kept={kept} values={values} setValues={setValues} />
      </Box>
    </Stack>
  )
}

function Bar({ card, kept }: { card: Card; kept: Kept }) {
  const t = useWords()
  const [saving, setSaving] = useState(false)
  const archive = useCardChange(card.id, () =>
    answered(api.POST('/v1/cards/{cardId}/archive', { params: { path: { cardId: card.id } } })),
  )
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
      <KeptChip kept={kept} />
      <ConfirmButton
        color="inherit"
        question={t('card.archiveQuestion')}
        text={t('card.archiveText')}
        act={() => archive.mutate()}
      >
        {t('card.archive')}
      </ConfirmButton>
      <Button variant="contained" disabled={kept !== 'saved' || card.saved} onClick={() => setSaving(true)}>
        {t('versions.save')}
      </Button>
      <SaveVersion card={card} open={saving} close={() => setSaving(false)} />
    </Box>
  )
}
