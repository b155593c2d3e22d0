import type { Response } from './buffer'

/** Whether nothing is answered. */
export function isBlank(response: Response | undefined): boolean {
  switch (response?.kind) {
    case undefined:
      return true
    case 'coding':
      return !response.source.trim()
    case 'multiple_choice':
      return response.chosen.length === 0
    case 'numeric':
      return !response.value.trim()
    case 'free_text':
      return !response.text.trim()
    case 'file_upload':
      return !response.uploadId
  }
}
