import { Button } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useAct } from '../../shared/acts'
import { answered, api, listed, type Schemas } from '../../shared/api/client'
import { Empty } from '../../shared/layout/Empty'
import { Page } from '../../shared/layout/Page'
import { Rows } from '../../shared/layout/Rows'
import { useOperation } from '../../shared/operation'
import { usePages } from '../../shared/pages'
import { useWords } from '../words'
import { BackupRow, useBackupHead } from './BackupRow'
import { OperationProgress } from './OperationProgress'
import { RestoreDialog } from './RestoreDialog'

type Backup = Schemas['BackupView']

/** What the organisation could be restored from; one is made each day, and one now where somebody wants it. */
export function Backups() {
  const t = useWords()
  const head = useBackupHead()
  const queries = useQueryClient()
  const [chosen, setChosen] = useState<Backup | null>(null)
  const [operationId, setOperationId] = useState<string | null>(null)
  const operation = useOperation(operationId)
  const backups = usePages(['backups'], (cursor) =>
    listed(api.GET('/v1/backups', { params: { query: { limit: 20, cursor } } })),
  )
  const create = useAct(async () => setOperationId((await answered(api.POST('/v1/backups'))).id), 'backups')
  const finishedAt = operation.data?.finishedAt
  useEffect(() => {
    if (finishedAt) queries.invalidateQueries({ queryKey: ['backups'] })
  }, [finishedAt, queries])
  const add = (
    <Button variant="contained" loading={create.isPending} onClick={() => create.mutate()}>
      {t('backups.create')}
    </Button>
  )
  return (
    <Page title={t('backups.title')} about={t('backups.about')} actions={backups.items?.length ? add : undefined}>
      {operation.data && <OperationProgress operation={operation.data} />}
      <Rows
        name={t('backups.title')}
        list={backups}
        head={head}
        row={(each) => <BackupRow key={each.id} backup={each} restore={() => setChosen(each)} />}
        empty={<Empty title={t('backups.none')} text={t('backups.noneText')} action={add} />}
      />
      {chosen && (
        <RestoreDialog
          backup={chosen}
          close={() => setChosen(null)}
          begin={async (body) => {
            const params = { path: { backupId: chosen.id } }
            const begun = await answered(api.POST('/v1/backups/{backupId}/restore', { params, body }))
            setOperationId(begun.id)
          }}
        />
      )}
    </Page>
  )
}
