import DeleteOutlined from '@mui/icons-material/DeleteOutlined'
import { Autocomplete, Box, Button, IconButton, MenuItem, TextField, Typography } from '@mui/material'
import type { Schemas } from '../../shared/api/client'
import { useWords } from '../words'

type Prerequisite = Schemas['Prerequisite']

interface Props {
  prerequisites: Prerequisite[]
  flags: Schemas['FlagView'][]
  change: (prerequisites: Prerequisite[]) => void
}

/** Other flags that must serve certain variants, or this one is off. */
export function Prerequisites({ prerequisites, flags, change }: Props) {
  const t = useWords()
  if (flags.length === 0 && prerequisites.length === 0) return null
  const keys = [...new Set([...prerequisites.map(({ flag }) => flag), ...flags.map(({ key }) => key)])].filter(Boolean)
  return (
    <Box role="group" aria-label={t('flags.prerequisites')}>
      <Typography variant="h3" component="h3">
        {t('flags.prerequisites')}
      </Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {t('flags.prerequisitesText')}
      </Typography>
      {prerequisites.map((each, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what is being chosen has no other name
        <Box key={place} sx={{ display: 'flex', gap: 1, pt: 1.5, alignItems: 'center' }}>
          <TextField
            select
            size="small"
            label={t('flags.flag', { number: place + 1 })}
            value={each.flag}
            onChange={({ target }) => change(prerequisites.with(place, { flag: target.value, variants: [] }))}
            sx={{ minWidth: 150 }}
          >
            {keys.map((key) => (
              <MenuItem key={key} value={key}>
                {key}
              </MenuItem>
            ))}
          </TextField>
          <Autocomplete
            multiple
            size="small"
            options={Object.keys(flags.find(({ key }) => key === each.flag)?.definition.variants ?? {})}
            value={each.variants}
            onChange={(_, variants) => change(prerequisites.with(place, { ...each, variants }))}
            renderInput={(params) => <TextField {...params} label={t('flags.mustServe', { number: place + 1 })} />}
            sx={{ flexGrow: 1 }}
          />
          <IconButton
            aria-label={t('flags.removePrerequisite', { number: place + 1 })}
            onClick={() => change(prerequisites.toSpliced(place, 1))}
          >
            <DeleteOutlined />
          </IconButton>
        </Box>
      ))}
      {flags.length > 0 && (
        <Button sx={{ mt: 1 }} onClick={() => change([...prerequisites, { flag: flags[0]?.key ?? '', variants: [] }])}>
          {t('flags.addPrerequisite')}
        </Button>
      )}
    </Box>
  )
}
