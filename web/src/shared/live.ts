import { type FirebaseApp, getApps, initializeApp } from 'firebase/app'
import {
  collection,
  connectFirestoreEmulator,
  type DocumentData,
  type Firestore,
  getFirestore,
  onSnapshot,
  type QueryConstraint,
  query,
} from 'firebase/firestore'
import { answered, api } from './api/client'
import { renewed } from './api/credentials'
import { session } from './session'

// Import this by `import()` alone: it brings Firestore's library with it.

interface Place {
  project: string
  firestore: string | null
}

type Heard = (token: string | null) => void

const CLOUD = 'https://firestore.googleapis.com'
const EARLY = 60_000

/** What Firestore's library asks for in place of Firebase's own sign-in: a token that only listens. */
class ListeningAuth {
  private token = ''
  private expiresAt = 0

  constructor(private readonly userId: string) {}

  async getToken(again = false) {
    if (session.getState().kind === 'candidate') return candidatesToken(again)
    if (again || Date.now() > this.expiresAt - EARLY) {
      const given = await answered(api.POST('/v1/auth/listening-token'))
      this.token = given.token
      this.expiresAt = Date.now() + given.expiresIn * 1000
    }
    return { accessToken: this.token }
  }

  getUid() {
    return this.userId
  }

  addAuthTokenListener(heard: Heard) {
    this.getToken().then(
      ({ accessToken }) => heard(accessToken),
      () => heard(null),
    )
  }

  removeAuthTokenListener() {}
}

interface Component {
  name: string
  type: string
  instanceFactory: () => object
  instantiationMode: string
  multipleInstances: boolean
  serviceProps: object
  onInstanceCreated: null
}

/** Give an app what its Firestore takes for Firebase's sign-in: no public function does. */
function authenticate(app: FirebaseApp, userId: string): void {
  const { container } = app as unknown as { container: { addComponent(component: Component): void } }
  container.addComponent({
    name: 'auth-internal',
    type: 'PRIVATE',
    instanceFactory: () => new ListeningAuth(userId),
    instantiationMode: 'LAZY',
    multipleInstances: false,
    serviceProps: {},
    onInstanceCreated: null,
  })
}

// Candidates have no cookies: what they call functions with is theirs to listen with as well.
async function candidatesToken(again: boolean) {
  if (again) await renewed()
  return { accessToken: session.getState().accessToken ?? '' }
}

let place: Promise<Place> | null = null

function whereLive(): Promise<Place> {
  place ??= fetch('/config.json').then((answer) => answer.json() as Promise<Place>)
  return place
}

/** Return where somebody's live documents come from, null where there are none; each person has an app of their own. */
export async function firestoreOf(userId: string): Promise<Firestore | null> {
  const { firestore, project } = await whereLive()
  if (!firestore) return null
  const known = getApps().find(({ name }) => name === userId)
  if (known) return getFirestore(known)
  const app = initializeApp({ projectId: project }, userId)
  authenticate(app, userId)
  const opened = getFirestore(app)
  if (firestore !== CLOUD) {
    const { hostname, port } = new URL(firestore)
    connectFirestoreEmulator(opened, hostname, Number(port))
  }
  return opened
}

export type LiveDocument = DocumentData & { id: string }

/** Hear the documents of a tenant's collection now and whenever they change; returns what stops it. */
export function heard(
  firestore: Firestore,
  tenantId: string,
  name: string,
  wanted: QueryConstraint[],
  take: (documents: LiveDocument[]) => void,
  lost: (problem: Error) => void,
): () => void {
  return onSnapshot(
    query(collection(firestore, `tenants/${tenantId}/${name}`), ...wanted),
    (snapshot) => take(snapshot.docs.map((each) => ({ ...each.data(), id: each.id }))),
    lost,
  )
}

export { documentId, limit, orderBy, where } from 'firebase/firestore'
