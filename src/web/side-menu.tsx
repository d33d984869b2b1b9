import type { Page } from './page.ts'

export interface MenuGroup {
  /** Said over its links; a menu of one group may do without. */
  readonly title?: string
  readonly links: readonly { readonly href: string; readonly label: string }[]
}

interface SideMenuProps {
  readonly page: Page
  readonly label: string
  readonly groups: readonly MenuGroup[]
}

/** Beside a page that is one of several; folded on a phone. One of the two is always out of sight and of the way. */
export function SideMenu({ page, label, groups }: SideMenuProps) {
  const here = page.path.split('?')[0] ?? ''
  return (
    <>
      <nav class="own-menu" aria-label={label}>
        <Groups groups={groups} here={here} />
      </nav>
      <details class="own-menu">
        <summary>{label}</summary>
        <nav aria-label={label}>
          <Groups groups={groups} here={here} />
        </nav>
      </details>
    </>
  )
}

const Groups = ({ groups, here }: { readonly groups: readonly MenuGroup[]; readonly here: string }) => (
  <>
    {groups.map(({ title, links }) => (
      <div>
        {title && <p class="label">{title}</p>}
        <ul>
          {links.map(({ href, label }) => (
            <li>
              <a href={href} aria-current={href === here ? 'page' : undefined}>
                {label}
              </a>
            </li>
          ))}
        </ul>
      </div>
    ))}
  </>
)
