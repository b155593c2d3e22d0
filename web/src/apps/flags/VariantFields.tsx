import AddOutlined from '@mui/icons-material/AddOutlined'
import DeleteOutlined from '@mui/icons-material/DeleteOutlined'
import { Box, Button, IconButton, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { useWords } from '../words'
import { type Type, typedOf, variantOf } from './editing'

type Variants = Record<string, unknown>

/** A flag's variants by name, each with its value; `used` ones can't be removed. */
export function VariantFields({
  type,
  variants,
  used,
  change,
}: {
  type: Type
  variants: Variants
  used: string[]
  change: (variants: Variants) => void
}) {
  const t = useWords()
  const [name, setName] = useState('')
  const isNew = /^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/.test(name) && !(name in variants)
  return (
    <Box role="group" aria-label={t('flags.variants')}>
      <Typography variant="h3" component="h3">
        {t('flags.variants')}
      </Typography>
      {Object.entries(variants).map(([each, value]) => (
        <Box key={each} sx={{ display: 'flex', gap: 1, pt: 1.5, alignItems: 'flex-start' }}>
          <Value name={each} type={type} value={value} change={(next) => change({ ...variants, [each]: next })} />
          <IconButton
            disabled={used.includes(each)}
            aria-label={t('flags.removeVariant', { name: each })}
            onClick={() => change(Object.fromEntries(Object.entries(variants).filter(([other]) => other !== each)))}
          >
            <DeleteOutlined />
          </IconButton>
        </Box>
      ))}
      {type !== 'boolean' && (
        <Box sx={{ display: 'flex', gap: 1, pt: 1.5 }}>
          <TextField
            size="small"
            label={t('flags.newVariant')}
            value={name}
            onChange={(event) => setName(event.target.value)}
            sx={{ flexGrow: 1 }}
          />
          <Button
            startIcon={<AddOutlined />}
            disabled={!isNew}
            onClick={() => {
              change({ ...variants, [name]: type === 'number' ? 0 : type === 'string' ? '' : {} })
              setName('')
            }}
          >
            {t('flags.add')}
          </Button>
        </Box>
      )}
    </Box>
  )
}

function Value({
  name,
  type,
  value,
  change,
}: {
  name: string
  type: Type
  value: unknown
  change: (value: unknown) => void
}) {
  const t = useWords()
  const [text, setText] = useState(typedOf(type, value))
  const wrong = variantOf(type, text) === undefined
  return (
    <TextField
      size="small"
      multiline={type === 'object' || type === 'string'}
      maxRows={8}
      label={t('flags.valueOf', { name })}
      value={text}
      disabled={type === 'boolean'}
      error={wrong}
      helperText={wrong ? t(`flags.wrong.${type}`) : null}
      onChange={(event) => {
        setText(event.target.value)
        change(variantOf(type, event.target.value))
      }}
      sx={{ flexGrow: 1 }}
    />
  )
}
