import type { editor } from 'monaco-editor/editor'
import type { Text, YTextEvent } from 'yjs'

/** Keep an editor and a shared text in step; returns what parts them. Both count in UTF-16 units. */
export function bind(text: Text, shown: editor.IStandaloneCodeEditor): () => void {
  const model = shown.getModel()
  if (!model) return () => {}
  let theirs = false
  model.setEOL(0)
  const place = (from: number, to = from) => {
    const [start, end] = [model.getPositionAt(from), model.getPositionAt(to)]
    return {
      startLineNumber: start.lineNumber,
      startColumn: start.column,
      endLineNumber: end.lineNumber,
      endColumn: end.column,
    }
  }
  const heard = (event: YTextEvent) => {
    if (event.transaction.origin === model) return
    theirs = true
    let at = 0
    for (const { retain, insert, delete: gone } of event.delta) {
      if (retain) at += retain
      if (typeof insert === 'string') {
        model.applyEdits([{ range: place(at), text: insert }])
        at += insert.length
      }
      if (gone) model.applyEdits([{ range: place(at, at + gone), text: '' }])
    }
    theirs = false
  }
  const written = model.onDidChangeContent(({ changes }) => {
    if (theirs) return
    const write = () => {
      for (const each of [...changes].sort((one, other) => other.rangeOffset - one.rangeOffset)) {
        text.delete(each.rangeOffset, each.rangeLength)
        text.insert(each.rangeOffset, each.text)
      }
    }
    if (text.doc) text.doc.transact(write, model)
  })
  text.observe(heard)
  return () => {
    text.unobserve(heard)
    written.dispose()
  }
}
