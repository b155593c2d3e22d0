import AddOutlined from '@mui/icons-material/AddOutlined'
import DeleteOutlined from '@mui/icons-material/DeleteOutlined'
import { Box, Button, IconButton, MenuItem, Paper, Stack, TextField, Typography } from '@mui/material'
import { type Content, type Message, messagesOf, withMessages } from './draft'
import { useWords } from './words'

const ROLES = ['system', 'user', 'assistant'] as const

/** The prompt's messages. */
export function Messages({ content, change }: { content: Content; change: (content: Content) => void }) {
  const t = useWords()
  const messages = messagesOf(content)
  const put = (number: number, message: Message) => change(withMessages(content, messages.with(number, message)))
  return (
    <Paper variant="outlined" sx={{ p: 2 }}>
      <Typography variant="h2">{t('editor.messages')}</Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 2 }}>
        {t('editor.messagesHelp')}
      </Typography>
      <Stack spacing={2}>
        {messages.map((message, number) => (
          <Box
            // biome-ignore lint/suspicious/noArrayIndexKey: a message is its place in the conversation
            key={number}
            sx={{ borderLeft: 3, borderColor: message.role === 'system' ? 'primary.main' : 'divider', pl: 2 }}
          >
            <Box sx={{ display: 'flex', justifyContent: 'space-between', mb: 1 }}>
              <TextField
                select
                size="small"
                variant="standard"
                label={t('editor.role', { number: number + 1 })}
                value={message.role}
                onChange={(event) => put(number, { ...message, role: event.target.value as Message['role'] })}
                sx={{ minWidth: 140 }}
              >
                {ROLES.map((role) => (
                  <MenuItem key={role} value={role}>
                    {t(`role.${role}`)}
                  </MenuItem>
                ))}
              </TextField>
              <IconButton
                aria-label={t('editor.removeMessage', { number: number + 1 })}
                disabled={messages.length === 1}
                onClick={() => change(withMessages(content, messages.toSpliced(number, 1)))}
              >
                <DeleteOutlined />
              </IconButton>
            </Box>
            <TextField
              multiline
              fullWidth
              minRows={3}
              maxRows={24}
              label={t('editor.message', { number: number + 1 })}
              value={message.template}
              onChange={(event) => put(number, { ...message, template: event.target.value })}
              slotProps={{ htmlInput: { dir: 'auto', sx: { fontFamily: 'monospace', fontSize: '0.9rem' } } }}
            />
          </Box>
        ))}
      </Stack>
      <Button
        startIcon={<AddOutlined />}
        sx={{ mt: 2 }}
        onClick={() => change(withMessages(content, [...messages, { role: 'user', template: '' }]))}
      >
        {t('editor.addMessage')}
      </Button>
    </Paper>
  )
}
