import UploadFileOutlined from '@mui/icons-material/UploadFileOutlined'
import { Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material'
import { useMutation } from '@tanstack/react-query'
import { type ChangeEvent, useRef, useState } from 'react'
import { answered, api, type Schemas } from '../shared/api/client'
import { useWords } from './words'

interface Props {
  caseSetId: string
  blocked: boolean
  done: (set: Schemas['CaseSetView']) => Promise<void>
}

/** Take cases from a CSV file, beside those that are there or in their place. */
export function ImportCases({ caseSetId, blocked, done }: Props) {
  const t = useWords()
  const chooser = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<{ name: string; csv: string } | null>(null)
  const take = useMutation({
    mutationFn: (append: boolean) =>
      answered(
        api.POST('/v1/case-sets/{caseSetId}/import', {
          params: { path: { caseSetId } },
          body: { csv: file?.csv ?? '', append },
        }),
      ),
    onSuccess: async (set) => {
      setFile(null)
      await done(set)
    },
  })
  const chosen = async (event: ChangeEvent<HTMLInputElement>) => {
    const picked = event.target.files?.[0]
    event.target.value = ''
    if (picked) setFile({ name: picked.name, csv: await picked.text() })
  }
  return (
    <>
      <Button startIcon={<UploadFileOutlined />} disabled={blocked} onClick={() => chooser.current?.click()}>
        {t('sets.import')}
      </Button>
      <input ref={chooser} hidden type="file" accept=".csv,text/csv" aria-label={t('sets.import')} onChange={chosen} />
      <Dialog open={file !== null} onClose={() => setFile(null)} aria-labelledby="import-cases">
        <DialogTitle id="import-cases">{t('sets.importTitle', { name: file?.name ?? '' })}</DialogTitle>
        <DialogContent>
          <Typography>{t('sets.importText')}</Typography>
        </DialogContent>
        <DialogActions>
          <Button onClick={() => setFile(null)}>{t('cancel')}</Button>
          <Button color="error" disabled={take.isPending} onClick={() => take.mutate(false)}>
            {t('sets.replace')}
          </Button>
          <Button variant="contained" disabled={take.isPending} onClick={() => take.mutate(true)}>
            {t('sets.append')}
          </Button>
        </DialogActions>
      </Dialog>
    </>
  )
}
