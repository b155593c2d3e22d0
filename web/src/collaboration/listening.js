// Hears what others write in a room, from Firestore as its rules allow: what was written while one was in it.
import { collection, onSnapshot, query, where } from 'firebase/firestore'

export function roomListener(firestore, tenantId, userId) {
  return (roomId, { update, awareness, lost }) => {
    const heard = (name, field, take) => {
      const mine = [where('roomId', '==', roomId), where('readers', 'array-contains', userId)]
      const wanted = query(collection(firestore, `tenants/${tenantId}/${name}`), ...mine)
      return onSnapshot(
        wanted,
        (snapshot) => {
          for (const change of snapshot.docChanges()) {
            if (change.type !== 'removed') take(change.doc.get(field).toUint8Array())
          }
        },
        lost,
      )
    }
    const stops = [heard('roomUpdates', 'update', update), heard('roomAwareness', 'message', awareness)]
    return () => stops.forEach((stop) => stop())
  }
}
