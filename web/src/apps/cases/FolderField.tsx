import { Autocomplete, TextField } from '@mui/material'
import { useWords } from '../words'
import { isFolder } from './cases'

/** A folder: one that is there, or a new one; `known` are those that are there. */
export function FolderField({
  folder,
  known,
  change,
}: {
  folder: string
  known: string[]
  change: (folder: string) => void
}) {
  const t = useWords()
  return (
    <Autocomplete
      freeSolo
      options={known}
      inputValue={folder}
      onInputChange={(_, value) => change(value)}
      renderInput={(params) => (
        <TextField
          {...params}
          label={t('cases.folder')}
          error={!isFolder(folder)}
          helperText={t(isFolder(folder) ? 'cases.folderHelp' : 'cases.folderWrong')}
        />
      )}
    />
  )
}
