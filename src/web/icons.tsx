import { raw } from 'hono/html'

/** The archive's signs: one stroke on a 20 grid, always beside words (seen or `.said`). */

const PATHS = {
  aloud: 'M3 8v4h3l4 3.5v-11L6 8zm10 -.8a4 4 0 0 1 0 5.6m2.2-7.8a7 7 0 0 1 0 10',
  book: 'M10 5.2C8.2 4 5.6 3.6 3 4v11.5c2.6-.4 5.2 0 7 1.2m0-11.5C11.8 4 14.4 3.6 17 4v11.5c-2.6-.4-5.2 0-7 1.2m0-11.5v11.5',
  bookmark: 'M5.5 3h9v14L10 13.6 5.5 17z',
  check: 'm4 10.5 4 4 8-9',
  clock: 'M3 10a7 7 0 1 0 14 0 7 7 0 1 0-14 0M10 5.8V10l3 2',
  close: 'm5.5 5.5 9 9m0-9-9 9',
  comment: 'M3 4.5h14v9.5H9.5L6 17v-3H3z',
  download: 'M10 3v9.5m-4-4 4 4 4-4M4 16.8h12',
  edit: 'm4 16 .8-3.6L13.6 3.6l2.8 2.8-8.8 8.8zm7.8-10.6 2.8 2.8',
  feed: 'M4.6 15.4v.1M4 9.5a6.5 6.5 0 0 1 6.5 6.5M4 4a12 12 0 0 1 12 12',
  file: 'M5 2.8h6.5L15.5 7v10.2H5zm6.3.2v4.2h4',
  filter: 'M3 5.5h14M5.5 10h9M8 14.5h4',
  home: 'M3 9.5 10 3.5l7 6M5 8v9h3.8v-5h2.4v5H15V8',
  inbox: 'M3 4.5h14v11H3zm0 .5 7 6 7-6',
  info: 'M2.8 10a7.2 7.2 0 1 0 14.4 0 7.2 7.2 0 1 0-14.4 0M10 9v5M10 6.2v.3',
  kudos:
    'M10 15.5C5.2 12.6 3 10 3 7.2A3.3 3.3 0 0 1 6.4 4C8 4 9.3 4.9 10 6.3 10.7 4.9 12 4 13.6 4A3.3 3.3 0 0 1 17 7.2c0 2.8-2.2 5.4-7 8.3zm0-9.2v5.2m0 4c0 1.8 1.4 2.6 3.2 2',
  link: 'M8.5 11.5a3 3 0 0 1 0-4.2l2-2a3 3 0 0 1 4.2 4.2l-1 1m-2.2-2a3 3 0 0 1 0 4.2l-2 2a3 3 0 0 1-4.2-4.2l1-1',
  list: 'M7.5 5H17M7.5 10H17M7.5 15H17M3 5h1.2M3 10h1.2M3 15h1.2',
  lock: 'M4 9h12v8H4zM7 9V6.5a3 3 0 0 1 6 0V9',
  moon: 'M16.5 11.8A7 7 0 0 1 8.2 3.5a6.8 6.8 0 1 0 8.3 8.3z',
  offline: 'M3 4h14v9H3zM7 17h6M10 6v4.5m-2.2-2 2.2 2.2 2.2-2.2',
  next: 'M7.5 4.5 13 10l-5.5 5.5',
  pause: 'M6.5 4.5v11m7-11v11',
  person: 'M6.8 6.5a3.2 3.2 0 1 0 6.4 0 3.2 3.2 0 1 0-6.4 0M3.5 17c.6-3.4 3-5 6.5-5s5.9 1.6 6.5 5',
  picture: 'M3 4h14v12H3zm0 9.5 4-4 4 4 2.5-2.5L17 14.5',
  play: 'M6 4l10 6-10 6z',
  previous: 'M12.5 4.5 7 10l5.5 5.5',
  quotation: 'M4 6h12M7 10h9M7 14h9M4 9.5v5',
  redo: 'm13 5 3.5 3.5L13 12M16 8.5H8a4 4 0 0 0 0 8h4',
  search: 'M3 8.5a5.5 5.5 0 1 0 11 0 5.5 5.5 0 1 0-11 0M12.6 12.6l4.6 4.6',
  settings:
    'M3 6h8.5m3.5 0h2M3 14h2m3.5 0H17M11.5 6a1.7 1.7 0 1 0 3.4 0 1.7 1.7 0 1 0-3.4 0M5 14a1.7 1.7 0 1 0 3.4 0A1.7 1.7 0 1 0 5 14',
  share: 'M10 12V3m-3.5 3.5L10 3l3.5 3.5M6 9.5H4v7.5h12V9.5h-2',
  sun: 'M6.5 10a3.5 3.5 0 1 0 7 0 3.5 3.5 0 1 0-7 0M10 2.5v1.6m0 11.8v1.6M2.5 10h1.6m11.8 0h1.6M4.7 4.7l1.1 1.1m8.4 8.4 1.1 1.1m0-10.6-1.1 1.1m-8.4 8.4-1.1 1.1',
  'text-size': 'M2.5 15.5 7 4.5l4.5 11M4 12h6m4.5 3.5L17 9l2 6.5',
  undo: 'M7 5 3.5 8.5 7 12M4 8.5h8a4 4 0 0 1 0 8H8',
  upload: 'M10 12.8V3.3m-4 4 4-4 4 4M4 16.8h12',
  warning: 'M10 3 2.5 16.5h15zM10 8v4M10 14.2v.1',
} as const

export type IconName = keyof typeof PATHS

interface IconProps {
  readonly name: IconName
  /** As large as the text it stands in. */
  readonly inline?: boolean
  /** Points along the line, so it mirrors itself in right-to-left pages. */
  readonly turns?: boolean
}

/** Each is drawn once: a list holds dozens, and the same few. */
export function Icon(props: IconProps) {
  const key = `${props.name} ${props.inline} ${props.turns}`
  const known = drawn.get(key)
  if (known) return known
  const made = raw(String(draw(props)))
  drawn.set(key, made)
  return made
}

const drawn = new Map<string, ReturnType<typeof raw>>()

function draw({ name, inline, turns }: IconProps) {
  const kinds = ['icon', inline && 'inline', turns && 'turns'].filter(Boolean).join(' ')
  return (
    <svg
      class={kinds}
      width="20"
      height="20"
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  )
}

/** An ink P over a pale P turned a quarter, as the Archimedes palimpsest was turned. */
export function Emblem() {
  return (
    <svg
      class="emblem"
      width="28"
      height="28"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      aria-hidden="true"
    >
      <path class="under" d="M2 16.5h20M20.8 16.5v-6a5 5 0 0 0-10 0v6" />
      <path class="over" d="M7.5 2.5v19M7.5 3.2h6a5 5 0 0 1 0 10h-6M4.5 21.8h6" />
    </svg>
  )
}

/** The facing page of an empty or error page: ruled, one line begun. */
export function Rulings() {
  const lines = Array.from({ length: 12 }, (_, line) => `M0 ${10 + 34 * line}h1000`).join('')
  return (
    <svg
      class="rulings"
      width="320"
      height="120"
      viewBox="0 0 1000 400"
      fill="none"
      stroke="currentColor"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path d={lines} />
      <path class="ink" d="M0 10h240" />
    </svg>
  )
}
