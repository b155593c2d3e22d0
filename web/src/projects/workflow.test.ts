import { describe, expect, it } from 'vitest'
import { followers, mayFollow, type Workflow } from './workflow'

const workflow: Workflow = {
  statuses: [
    { key: 'open', name: 'Open', stage: 'to_do' },
    { key: 'doing', name: 'Doing', stage: 'under_way' },
    { key: 'done', name: 'Done', stage: 'done' },
  ],
  transitions: { open: ['done', 'doing'], doing: ['done'] },
}
const keys = (status: string) => followers(workflow, status).map(({ key }) => key)

describe('a workflow', () => {
  it('offers the status itself and what follows it, in the order of the workflow', () => {
    expect(keys('open')).toEqual(['open', 'doing', 'done'])
    expect(keys('done')).toEqual(['done'])
  })

  it('lets a task whose status is gone take any', () => {
    expect(keys('waiting')).toEqual(['open', 'doing', 'done'])
  })

  it('says what may follow', () => {
    expect(mayFollow(workflow, 'doing', 'done')).toBe(true)
    expect(mayFollow(workflow, 'doing', 'open')).toBe(false)
  })
})
