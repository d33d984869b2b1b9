import { type RawBuilder, sql } from 'kysely'
import { href, routes } from '../../routes.ts'

/** Who signed, as far as anybody may know it. */
export interface Signer {
  readonly pen: string
  /** Null: a name from elsewhere, or a pen name that is not shown to be anybody's. */
  readonly account: string | null
  /** The address of a pen name that is not shown to be anybody's. */
  readonly code: string | null
}

/** A `Signer`, where `pen_names` and, where there is one, its row of `people` are joined: the only way to ask for names. */
export const SIGNER: RawBuilder<Signer> = sql<Signer>`json_build_object('pen', pen_names.name,
  'account', case when pen_names.unlinked then null else people.name end,
  'code', case when pen_names.unlinked then pen_names.code end)`

/** The words of a byline, everywhere: `pen`, or `pen (account)` where the two differ. */
export const signature = ({ pen, account }: Pick<Signer, 'pen' | 'account'>): string =>
  account === null || pen.toLowerCase() === account.toLowerCase() ? pen : `${pen} (${account})`

/** Where a name leads: to its own page, or to the list of a name from elsewhere. */
export function signerAt({ pen, account, code }: Signer): string {
  if (code !== null) return href(routes.pen, { code })
  return account === null
    ? href(routes.creator, { name: pen })
    : href(routes.pseud, { name: account, pseud: pen })
}
