import { routes } from '../../routes.ts'
import { Choice, Csrf, Field } from '../../web/form.tsx'
import { t } from '../../web/say.ts'
import type { KeepJoiningProps } from './keep-joining-page.tsx'

/** Three ways to give invitations: to an address, as codes, to members. */
export function GiveForms({ page, sent: { typed, faults } }: KeepJoiningProps) {
  const number = (name: string, label: string, hint: string) => (
    <Field
      name={name}
      label={label}
      hint={hint}
      value={typed[name]}
      fault={faults[name]}
      needed="of-course"
      autocomplete="off"
      maxlength={4}
    />
  )
  return (
    <section aria-labelledby="giving">
      <h3 class="ruled" id="giving">
        {t('Give invitations')}
      </h3>
      <div class="givings">
        <form method="post" action={routes.keepJoining}>
          <Csrf page={page} />
          <Field
            name="email"
            type="email"
            label={t('Mail one to this address')}
            value={typed.email}
            fault={faults.email}
            needed="of-course"
            autocomplete="off"
          />
          <Deed name="invite" says={t('Mail the invitation')} />
        </form>
        <form method="post" action={routes.keepJoining}>
          <Csrf page={page} />
          {number('codes', t('Make so many codes'), t('From 1 to 1000. They stand below, to be handed on.'))}
          <Deed name="codes" says={t('Make codes')} />
        </form>
        <form method="post" action={routes.keepJoining}>
          <Csrf page={page} />
          {number('each', t('Give members so many each'), t('From 1 to 10.'))}
          <Choice
            name="whom"
            legend={t('To whom')}
            chosen={typed.whom === 'all' ? 'all' : 'without'}
            options={[
              { value: 'without', label: t('Members who have none unused') },
              { value: 'all', label: t('Every member') },
            ]}
          />
          <Deed name="give" says={t('Give them')} />
        </form>
      </div>
    </section>
  )
}

const Deed = ({ name, says }: { readonly name: string; readonly says: string }) => (
  <p class="actions">
    <button type="submit" name="deed" value={name}>
      {says}
    </button>
  </p>
)
