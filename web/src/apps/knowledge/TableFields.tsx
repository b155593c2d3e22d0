import AddOutlined from '@mui/icons-material/AddOutlined'
import DeleteOutlined from '@mui/icons-material/DeleteOutlined'
import { Box, Button, Checkbox, FormControlLabel, IconButton, TextField, Typography } from '@mui/material'
import { useWords } from '../words'
import { type Table, withColumn, withoutColumn } from './writing'

/** A table and its columns; keys and relations that a file brought follow the columns. */
export function TableFields({
  table,
  isNew,
  change,
}: {
  table: Table
  isNew: boolean
  change: (table: Table) => void
}) {
  const t = useWords()
  const columns = table.columns ?? []
  return (
    <>
      <TextField
        required
        label={t('kb.tableName')}
        value={table.name}
        disabled={!isNew}
        onChange={(event) => change({ ...table, name: event.target.value })}
        slotProps={{ htmlInput: { maxLength: 300 } }}
      />
      <TextField
        multiline
        minRows={2}
        maxRows={8}
        label={t('kb.description')}
        value={table.description}
        onChange={(event) => change({ ...table, description: event.target.value })}
      />
      <Box role="group" aria-label={t('kb.columns')}>
        <Typography variant="h3" component="h3">
          {t('kb.columns')}
        </Typography>
        {columns.map((column, place) => {
          const isKey = (table.primaryKey ?? []).includes(column.name)
          const put = (changed: Partial<typeof column>, key = isKey) =>
            change(withColumn(table, place, { ...column, ...changed }, key))
          const number = place + 1
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: what is being written has no other name
            <Box key={place} sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, pt: 1.5, alignItems: 'center' }}>
              <TextField
                required
                size="small"
                label={t('kb.column', { number })}
                value={column.name}
                onChange={(event) => put({ name: event.target.value })}
                sx={{ flex: 1, minWidth: 140 }}
              />
              <TextField
                size="small"
                label={t('kb.type', { number })}
                value={column.type}
                onChange={(event) => put({ type: event.target.value })}
                sx={{ width: 140 }}
              />
              <IconButton
                aria-label={t('kb.removeColumn', { number })}
                onClick={() => change(withoutColumn(table, place))}
              >
                <DeleteOutlined />
              </IconButton>
              <TextField
                size="small"
                fullWidth
                label={t('kb.meaning', { number })}
                value={column.description}
                onChange={(event) => put({ description: event.target.value })}
              />
              <FormControlLabel
                label={t('kb.nullable')}
                control={
                  <Checkbox
                    checked={column.nullable ?? true}
                    onChange={(_, nullable) => put({ nullable })}
                    slotProps={{ input: { 'aria-label': t('kb.nullableOf', { number }) } }}
                  />
                }
              />
              <FormControlLabel
                label={t('kb.primary')}
                control={
                  <Checkbox
                    checked={isKey}
                    disabled={!column.name.trim()}
                    onChange={(_, key) => put({}, key)}
                    slotProps={{ input: { 'aria-label': t('kb.primaryOf', { number }) } }}
                  />
                }
              />
            </Box>
          )
        })}
        <Button
          size="small"
          startIcon={<AddOutlined />}
          sx={{ mt: 1 }}
          onClick={() =>
            change({
              ...table,
              columns: [...columns, { name: '', type: '', nullable: true, default: null, description: '' }],
            })
          }
        >
          {t('kb.addColumn')}
        </Button>
      </Box>
    </>
  )
}
