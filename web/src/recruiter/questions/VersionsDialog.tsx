import { Button, Dialog, DialogActions, DialogContent, DialogTitle, List, ListItem, ListItemText } from '@mui/material'
import { useWords } from '../words'

/** The published versions of a question, newest first: assessments go on asking the one they were activated with. */
export function VersionsDialog(props: { last: number; duplicate: (version: number) => void; close: () => void }) {
  const t = useWords()
  const { last, duplicate, close } = props
  const versions = Array.from({ length: last }, (_, before) => last - before)
  return (
    <Dialog open onClose={close} fullWidth maxWidth="xs" aria-labelledby="versions-title">
      <DialogTitle id="versions-title">{t('versions.title')}</DialogTitle>
      <DialogContent>
        {t('versions.text')}
        <List>
          {versions.map((version) => (
            <ListItem
              key={version}
              disableGutters
              secondaryAction={
                <Button
                  aria-label={t('edit.duplicateVersion', { version })}
                  onClick={() => {
                    close()
                    duplicate(version)
                  }}
                >
                  {t('edit.duplicate')}
                </Button>
              }
            >
              <ListItemText
                primary={t('bank.version', { version })}
                secondary={version === last ? t('versions.current') : undefined}
              />
            </ListItem>
          ))}
        </List>
      </DialogContent>
      <DialogActions>
        <Button onClick={close}>{t('do.close')}</Button>
      </DialogActions>
    </Dialog>
  )
}
