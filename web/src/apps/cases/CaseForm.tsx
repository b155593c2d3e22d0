import AddOutlined from '@mui/icons-material/AddOutlined'
import DeleteOutlined from '@mui/icons-material/DeleteOutlined'
import { Box, Button, IconButton, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { cellValue } from '../../cards/cases'
import { written } from '../../cards/draft'
import { useAct } from '../../shared/acts'
import { answered, api } from '../../shared/api/client'
import { FormDialog } from '../../shared/layout/FormDialog'
import type { App } from '../AppPart'
import { useWords } from '../words'
import { Assertions } from './Assertions'
import { type Case, hasTwins, isFolder, type Variable, variablesOf, varsOf } from './cases'
import { FolderField } from './FolderField'

/** Write a case, or change one: what the app is asked, and what must hold of its answer. */
export function CaseForm({ app, of, folders, close }: { app: App; of?: Case; folders: string[]; close: () => void }) {
  const t = useWords()
  const [title, setTitle] = useState(of?.title ?? '')
  const [folder, setFolder] = useState(of?.folder ?? '')
  const [variables, setVariables] = useState(variablesOf(of?.vars ?? {}))
  const [assertions, setAssertions] = useState(of?.assertions ?? [])
  const [threshold, setThreshold] = useState(of?.threshold == null ? '' : String(of.threshold))
  const save = useAct(async () => {
    const body = {
      title: title.trim(),
      folder,
      vars: varsOf(variables),
      assertions,
      threshold: threshold.trim() ? Number(threshold) : null,
    }
    const path = { appId: app.id }
    if (of)
      await answered(
        api.PATCH('/v1/apps/{appId}/cases/{caseId}', { params: { path: { ...path, caseId: of.id } }, body }),
      )
    else await answered(api.POST('/v1/apps/{appId}/cases', { params: { path }, body }))
    close()
  }, 'cases')
  const part = Number(threshold)
  const ready =
    Boolean(title.trim()) &&
    isFolder(folder) &&
    !hasTwins(variables) &&
    part >= 0 &&
    part <= 1 &&
    assertions.every(({ type }) => type)
  return (
    <FormDialog
      open
      title={t(of ? 'cases.edit' : 'cases.create')}
      submit={t(of ? 'save' : 'create')}
      busy={save.isPending}
      ready={ready}
      close={close}
      act={() => save.mutate()}
    >
      <TextField
        autoFocus
        required
        label={t('cases.title')}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 200 } }}
      />
      <FolderField folder={folder} known={folders} change={setFolder} />
      <Variables title={t('cases.variables')} variables={variables} change={setVariables} />
      <Assertions title={t('cases.assertions')} assertions={assertions} change={setAssertions} />
      <TextField
        label={t('cases.threshold')}
        helperText={t('cases.thresholdHelp')}
        value={threshold}
        error={!(part >= 0 && part <= 1)}
        onChange={(event) => setThreshold(event.target.value)}
        slotProps={{ htmlInput: { inputMode: 'decimal' } }}
      />
    </FormDialog>
  )
}

/** Variables by name, each with its content. */
export function Variables({
  title,
  variables,
  change,
}: {
  title: string
  variables: Variable[]
  change: (variables: Variable[]) => void
}) {
  const t = useWords()
  return (
    <Box role="group" aria-label={title}>
      <Typography variant="h3" component="h3" gutterBottom>
        {title}
      </Typography>
      {variables.map((variable, place) => (
        <Box
          // biome-ignore lint/suspicious/noArrayIndexKey: what is being written has no other name
          key={place}
          sx={{ display: 'flex', gap: 1, pt: 1, flexWrap: { xs: 'wrap', sm: 'nowrap' }, alignItems: 'flex-start' }}
        >
          <TextField
            size="small"
            label={t('cases.variable', { number: place + 1 })}
            value={variable.name}
            onChange={(event) => change(variables.with(place, { ...variable, name: event.target.value }))}
            sx={{ width: 200, flexShrink: 0 }}
          />
          <TextField
            multiline
            size="small"
            maxRows={10}
            label={t('cases.content', { number: place + 1 })}
            value={written(variable.value)}
            onChange={(event) =>
              change(variables.with(place, { ...variable, value: cellValue(event.target.value, variable.value) }))
            }
            sx={{ flexGrow: 1 }}
          />
          <IconButton
            aria-label={t('cases.removeVariable', { number: place + 1 })}
            onClick={() => change(variables.toSpliced(place, 1))}
          >
            <DeleteOutlined />
          </IconButton>
        </Box>
      ))}
      {hasTwins(variables) && <Typography color="error">{t('cases.twins')}</Typography>}
      <Button
        size="small"
        startIcon={<AddOutlined />}
        sx={{ mt: 1 }}
        onClick={() => change([...variables, { name: '', value: '' }])}
      >
        {t('cases.addVariable')}
      </Button>
    </Box>
  )
}
