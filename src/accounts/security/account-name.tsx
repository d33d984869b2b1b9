/** Not seen: for the browser's keeper of passphrases, which asks whose it is. */
export const AccountName = ({ name }: { readonly name: string }) => (
  <input type="text" name="username" value={name} autocomplete="username" readonly hidden />
)
