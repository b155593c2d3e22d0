import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMay } from '../../shared/access'
import { answered, api, listed, type Schemas } from '../../shared/api/client'
import { useFormats } from '../../shared/format'
import { Failure } from '../../shared/layout/Failure'
import { Loading } from '../../shared/layout/Loading'
import { More } from '../../shared/layout/More'
import { usePages } from '../../shared/pages'
import { useWords } from '../words'

/** What a flag was before, and the way back to it. */
export function History({ flag, close }: { flag: Schemas['FlagView']; close: () => void }) {
  const t = useWords()
  const may = useMay()
  const { time } = useFormats()
  const queries = useQueryClient()
  const path = { appId: flag.appId, environment: flag.environment, flagKey: flag.key }
  const versions = usePages(['flag-versions', flag.appId, flag.environment, flag.key, flag.version], (cursor) =>
    listed(
      api.GET('/v1/apps/{appId}/environments/{environment}/flags/{flagKey}/versions', {
        params: { path, query: { cursor: cursor ?? null } },
      }),
    ),
  )
  const restore = useMutation({
    mutationFn: (version: number) =>
      answered(
        api.POST('/v1/apps/{appId}/environments/{environment}/flags/{flagKey}/versions/{version}/restore', {
          params: { path: { ...path, version: String(version) } },
          body: {},
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['flags', flag.appId, flag.environment] })
      close()
    },
  })
  return (
    <Dialog open onClose={close} fullWidth maxWidth="sm" aria-labelledby="flag-history">
      <DialogTitle id="flag-history">{t('flags.historyOf', { key: flag.key })}</DialogTitle>
      <DialogContent>
        {versions.error && <Failure problem={versions.error} again={versions.again} />}
        {!versions.items && !versions.error && <Loading />}
        {(versions.items ?? []).map((version) => (
          <Box key={version.number} sx={{ display: 'flex', gap: 1, alignItems: 'center', py: 0.5 }}>
            <Typography sx={{ flexGrow: 1 }}>
              {version.number}. {t(`flags.${version.change}`)} · {time(version.madeAt)}
              {version.note && ` · ${version.note}`}
            </Typography>
            {may('flags:write') && version.number !== flag.version && (
              <Button size="small" disabled={restore.isPending} onClick={() => restore.mutate(version.number)}>
                {t('flags.restore')}
              </Button>
            )}
          </Box>
        ))}
        <More more={versions.more} asking={versions.asking} />
      </DialogContent>
      <DialogActions>
        <Button onClick={close}>{t('close')}</Button>
      </DialogActions>
    </Dialog>
  )
}
