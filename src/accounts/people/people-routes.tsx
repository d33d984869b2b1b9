import { Hono } from 'hono'
import { href, nameFromPart, routes } from '../../routes.ts'
import { type Env, formOf, type Handler } from '../../web/app-env.ts'
import { withDone } from '../../web/done.ts'
import { render } from '../../web/layout.tsx'
import { localeCookie } from '../../web/locale.ts'
import { ownIn } from '../../web/own-in.ts'
import { t } from '../../web/say.ts'
import { refuseSuspended } from '../while-suspended.ts'
import { distanceTo } from './keep-away.ts'
import { keepAwayRoutes } from './keep-away-routes.tsx'
import { preferenceFaults } from './preference-faults.ts'
import { type PreferenceForm, preferencesOf, preferencesTyped, savePreferences } from './preferences.ts'
import { PreferencesPage } from './preferences-page.tsx'
import { givenProfile, isOwn, publicProfile, writeProfile } from './profile.ts'
import { ProfileForm, profileFaults } from './profile-form.tsx'
import { ProfilePage } from './profile-page.tsx'

/** Who a person is to others, and what they prefer. */
export function peopleRoutes() {
  return new Hono<Env>()
    .route('/', keepAwayRoutes())
    .get(routes.profile, async (c) => {
      const profile = await publicProfile(c.var.deps.db, nameFromPart(c.req.param('name')))
      if (!profile) return c.notFound()
      const page = { ...withDone(c.var.page, c.req.query('done'), DONE), robots: profile.indexed }
      const distance = await distanceTo(c.var.deps.db, c.var.actor, profile.id)
      const shown = { page, profile, own: isOwn(c.var.actor, profile.name), distance }
      return c.html(render(<ProfilePage {...shown} />))
    })

    .get(routes.profileEdit, async (c) => {
      const own = ownIn(c)
      if (!own.is) return own.answer
      const typed = await givenProfile(c.var.deps.db, own.is)
      return c.html(render(<ProfileForm page={c.var.page} sent={{ typed, faults: {} }} />))
    })

    .post(routes.profileEdit, async (c) => {
      const own = ownIn(c)
      if (!own.is) return own.answer
      await refuseSuspended(c.var.deps, own.is)
      const { title = '', text = '' } = await formOf(c)
      const outcome = await writeProfile(c.var.deps.db, own.is, { title, text })
      if (outcome === 'written')
        return c.redirect(href(routes.profile, { name: own.is.name }, { done: 'saved' }), 303)
      const sent = { typed: { title, text }, faults: profileFaults(outcome) }
      return c.html(render(<ProfileForm page={c.var.page} sent={sent} />), 422)
    })

    .get(routes.preferences, async (c) => {
      const own = ownIn(c)
      if (!own.is) return own.answer
      const page = withDone(c.var.page, c.req.query('done'), DONE)
      const chosen = await preferencesOf(c.var.deps.db, own.is)
      return c.html(render(<PreferencesPage page={page} chosen={chosen} faults={{}} />))
    })

    .post(routes.preferences, async (c) => {
      const own = ownIn(c)
      if (!own.is) return own.answer
      const form = await formOf(c)
      const outcome = await savePreferences(c.var.deps.db, own.is, form)
      if (outcome !== 'saved') {
        const all = { chosen: preferencesTyped(form), faults: preferenceFaults(outcome) }
        return c.html(render(<PreferencesPage page={c.var.page} {...all} />), 422)
      }
      tellLanguage(c, form)
      return c.redirect(href(routes.preferences, { name: own.is.name }, { done: 'saved' }), 303)
    })
}

const DONE = { saved: () => t('Saved.') }

/** The language chosen is spoken from the next page on. */
function tellLanguage(c: Handler, { language }: PreferenceForm): void {
  if (language) c.header('set-cookie', localeCookie(language), { append: true })
}
