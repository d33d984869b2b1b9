import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icons.tsx'
import type { Notice } from './page.ts'

const SIGNS = { note: 'info', ok: 'check', error: 'warning' } as const satisfies Record<
  Notice['kind'],
  IconName
>

/** At most one on a page: a wash, an icon, first words bold if the children say so. */
export function NoticeBox(props: {
  readonly kind: Notice['kind']
  readonly id?: string
  readonly children: Child
}) {
  return (
    <div
      id={props.id}
      class={props.kind === 'note' ? 'notice' : `notice ${props.kind}`}
      role={props.kind === 'error' ? 'alert' : 'status'}
    >
      <Icon name={SIGNS[props.kind]} />
      <div>{props.children}</div>
    </div>
  )
}

/** The layout's own slot. */
export function NoticeBar({ notice }: { readonly notice: Notice | undefined }) {
  if (!notice) return null
  return (
    <NoticeBox kind={notice.kind}>
      <p>{notice.text}</p>
    </NoticeBox>
  )
}
