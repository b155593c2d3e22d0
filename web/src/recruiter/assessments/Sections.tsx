import {
  type Announcements,
  closestCorners,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import { sortableKeyboardCoordinates } from '@dnd-kit/sortable'
import AddOutlined from '@mui/icons-material/AddOutlined'
import { Button, Stack } from '@mui/material'
import { useWords } from '../words'
import { useSummaries } from './names'
import { moved, NEW_SECTION, namedIn, placeOf, type Section, stepped, swapped } from './plan'
import { SectionFields } from './SectionFields'

/** The sections of an assessment; questions are dragged within and between them, by pointer or keyboard. */
export function Sections({ sections, write }: { sections: Section[]; write: (sections: Section[]) => void }) {
  const t = useWords()
  const named = namedIn(sections)
  const summaries = useSummaries(named)
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  )
  const dropped = ({ active, over }: DragEndEvent) => {
    if (!over) return
    const target = targetOf(sections, String(over.id))
    if (target) write(moved(sections, String(active.id), target.section, target.place))
  }
  const nameOf = (id: string) => {
    const section = sectionOf(id)
    if (section !== null) return t('build.section', { number: section + 1 })
    return summaries?.get(id)?.title ?? t('build.unknown')
  }
  const announcements: Announcements = {
    onDragStart: ({ active }) => t('build.picked', { title: nameOf(String(active.id)) }),
    onDragOver: ({ active, over }) =>
      over ? t('build.over', { title: nameOf(String(active.id)), over: nameOf(String(over.id)) }) : undefined,
    onDragEnd: ({ active }) => t('build.dropped', { title: nameOf(String(active.id)) }),
    onDragCancel: ({ active }) => t('build.cancelled', { title: nameOf(String(active.id)) }),
  }
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCorners}
      onDragEnd={dropped}
      accessibility={{ announcements, screenReaderInstructions: { draggable: t('build.dragHint') } }}
    >
      <Stack spacing={2}>
        {sections.map((section, place) => (
          <SectionFields
            // biome-ignore lint/suspicious/noArrayIndexKey: a section has nothing but its place to be known by
            key={place}
            number={place + 1}
            section={section}
            named={named}
            summaries={summaries}
            change={(changed) => write(sections.with(place, changed))}
            remove={sections.length > 1 ? () => write(sections.filter((_, at) => at !== place)) : undefined}
            swap={(step) => write(swapped(sections, place, step))}
            step={(questionId, step) => write(stepped(sections, questionId, step))}
          />
        ))}
        <Button
          startIcon={<AddOutlined />}
          disabled={sections.length >= 20}
          onClick={() => write([...sections, NEW_SECTION])}
          sx={{ alignSelf: 'start' }}
        >
          {t('build.addSection')}
        </Button>
      </Stack>
    </DndContext>
  )
}

function sectionOf(id: string): number | null {
  const found = /^section (\d+)$/.exec(id)
  return found ? Number(found[1]) : null
}

function targetOf(sections: Section[], id: string): { section: number; place: number } | null {
  const section = sectionOf(id)
  if (section === null) return placeOf(sections, id)
  return { section, place: sections[section]?.questions.length ?? 0 }
}
