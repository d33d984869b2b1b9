import type { Reading, ReadingPlace, ReadingState } from '../../library/index.ts'
import { KeepListOffline } from '../../web/keep-offline.tsx'
import type { Page } from '../../web/page.ts'
import type { WorkBlurb } from '../../works/index.ts'
import { WorksPage } from '../works-page.tsx'
import type { WorksListView } from '../works-view.ts'
import { EntriesForm, EntryLine, GoneEntry } from './entry-line.tsx'
import { ReadingsBar } from './readings-bar.tsx'

interface ReadingsPageProps {
  readonly page: Page
  readonly name: string
  readonly state: ReadingState | null
  readonly counts: Readonly<Partial<Record<ReadingState, number>>>
  readonly list: WorksListView
  /** What is to be shown of them, of works and of what is left of deleted ones. */
  readonly entries: readonly Reading[]
  readonly gone: GonePlaces
}

/** Which deleted works stood before a work of the page, and which after the last. */
export interface GonePlaces {
  readonly before: ReadonlyMap<number, readonly ReadingPlace['id'][]>
  readonly after: readonly ReadingPlace['id'][]
}

/** A reader's history, or one of their lists, with everything that can be asked of any list of works. */
export function ReadingsPage({ page, name, state, counts, list, entries, gone }: ReadingsPageProps) {
  const byWork = new Map(entries.map((entry) => [entry.work, entry]))
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  const lost = (ids: readonly ReadingPlace['id'][] = []) =>
    ids.flatMap((id) => byId.get(id) ?? []).map((entry) => <GoneEntry entry={entry} />)
  const under = (work: WorkBlurb) => {
    const entry = byWork.get(work.id)
    return entry ? <EntryLine work={work} entry={entry} back={page.path} /> : null
  }
  const beside = {
    under,
    before: (work: WorkBlurb) => lost(gone.before.get(work.id)),
    after: lost(gone.after),
    form: <EntriesForm page={page} name={name} />,
  }
  return (
    <WorksPage page={page} list={list} beside={beside}>
      <ReadingsBar name={name} open={state} counts={counts} />
      {list.total > 0 && <KeepListOffline />}
    </WorksPage>
  )
}
