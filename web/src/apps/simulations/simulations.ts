import type { Schemas } from '../../shared/api/client'

export type Persona = Schemas['PersonaView']
export type User = Schemas['SimulatedUser']
export type Simulation = Schemas['SimulationView']
export type Conversation = Schemas['SimulatedConversationView']

export const MOST_CONVERSATIONS = 50

/** Return the lines of a text, without empty ones and the blanks around them. */
export function linesIn(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
}

/** Tell whether nothing more will come of a simulation. */
export function isOver({ status }: Simulation): boolean {
  return status !== 'queued' && status !== 'running'
}

/** Tell whether a model has to play one of some personas, for want of lines of their own. */
export function needsSimulator(personas: Persona[]): boolean {
  return personas.some(({ user }) => (user.lines ?? []).length === 0)
}
