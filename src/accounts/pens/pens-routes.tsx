import { Hono } from 'hono'
import type { Member } from '../../core/actor.ts'
import { href, nameFromPart, routes } from '../../routes.ts'
import { readFile } from '../../storage/files.ts'
import { type Env, fileOf, formOf, type Handler } from '../../web/app-env.ts'
import { render } from '../../web/layout.tsx'
import { forOwner } from '../../web/own-in.ts'
import { refuseSuspended } from '../while-suspended.ts'
import { iconHash } from './icon-address.ts'
import { keepPenName, type PenNameFaults, type TypedPenName } from './keep-pen-name.ts'
import { PenFormPage } from './pen-form.tsx'
import { ownPenName, type PenName } from './pen-names-read.ts'

/** Making and changing pen names, and their pictures. Where they are listed, linked and deleted: src/catalogue/pens/. */
export const penRoutes = () =>
  new Hono<Env>()
    .get(routes.newPseud, (c) => forOwner(c, (by) => showForm(c, by, null, EMPTY)))
    .post(routes.newPseud, (c) => forOwner(c, (by) => keep(c, by, null)))

    .get(routes.editPseud, (c) =>
      forOwner(c, async (by) => {
        const pen = await penOf(c, by)
        return pen ? showForm(c, by, pen, typedAs(pen)) : c.notFound()
      }),
    )
    .post(routes.editPseud, (c) =>
      forOwner(c, async (by) => {
        const pen = await penOf(c, by)
        return pen ? keep(c, by, pen) : c.notFound()
      }),
    )

    .get(routes.icon, async (c) => {
      const hash = iconHash(c.req.param('file'))
      const file = hash && (await readFile(c.var.deps.db, hash))
      if (!file) return c.notFound()
      c.header('content-type', file.type)
      c.header('cache-control', 'public, max-age=31536000, immutable')
      // Opened by itself it is a picture in a box, whatever a browser takes it for.
      c.header('content-security-policy', "sandbox; default-src 'none'")
      c.header('cross-origin-resource-policy', 'same-origin')
      return c.body(new Uint8Array(file.bytes))
    })

type Typed = Omit<TypedPenName, 'picture'>

const EMPTY: Typed = { name: '', about: '', iconAlt: '', removeIcon: false, isDefault: false }

const typedAs = ({ name, aboutGiven, icon }: PenName): Typed => ({
  ...{ ...EMPTY, name, about: aboutGiven, iconAlt: icon?.alt ?? '' },
})

const penOf = (c: Handler, by: Member): Promise<PenName | undefined> =>
  ownPenName(c.var.deps.db, by, nameFromPart(c.req.param('pseud') ?? ''))

async function keep(c: Handler, by: Member, pen: PenName | null) {
  await refuseSuspended(c.var.deps, by)
  const form = await formOf(c)
  const { name = '', about = '', iconAlt = '' } = form
  const ticks = { removeIcon: 'removeIcon' in form, isDefault: 'isDefault' in form }
  const typed: TypedPenName = { name, about, iconAlt, ...ticks, picture: await fileOf(c, 'icon') }
  const outcome = await keepPenName(c.var.deps.db, by, typed, pen ?? undefined)
  if ('faults' in outcome) return showForm(c, by, pen, typed, outcome.faults)
  return c.redirect(href(routes.pseuds, { name: by.name }, { done: pen ? 'changed' : 'made' }), 303)
}

function showForm(c: Handler, by: Member, pen: PenName | null, typed: Typed, faults: PenNameFaults = {}) {
  const all = { account: by.name, pen, typed, faults }
  return c.html(
    render(<PenFormPage page={c.var.page} {...all} />),
    Object.keys(faults).length > 0 ? 422 : 200,
  )
}
