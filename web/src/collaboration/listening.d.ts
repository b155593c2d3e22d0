import type { Firestore } from 'firebase/firestore'
import type { Listen } from './provider'

export function roomListener(firestore: Firestore, tenantId: string, userId: string): Listen
