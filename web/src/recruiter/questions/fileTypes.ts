const OFFICE = 'application/vnd.openxmlformats-officedocument'

/** The files that an answer may be, by media type. */
export const FILE_TYPES: Record<string, string> = {
  'application/pdf': 'PDF',
  'application/zip': 'ZIP',
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
  'text/csv': 'CSV',
  'text/plain': 'TXT',
  [`${OFFICE}.wordprocessingml.document`]: 'DOCX',
  [`${OFFICE}.spreadsheetml.sheet`]: 'XLSX',
  [`${OFFICE}.presentationml.presentation`]: 'PPTX',
}
