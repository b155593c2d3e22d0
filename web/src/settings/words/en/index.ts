import { billing } from './billing'
import { connections } from './connections'
import { frame } from './frame'
import { notices } from './notices'
import { operations } from './operations'
import { organisation } from './organisation'
import { permissions } from './permissions'
import { records } from './records'
import { you } from './you'

export const en = {
  ...frame,
  ...you,
  ...notices,
  ...operations,
  ...organisation,
  ...billing,
  ...connections,
  ...permissions,
  ...records,
}
