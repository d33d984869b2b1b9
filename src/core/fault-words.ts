/**
 * What a fault says, for a log: what somebody typed is taken out. PostgreSQL quotes a value it cannot read (its class
 * 22) in the message itself, and the row in the detail, which is never told.
 */
export function faultWords(fault: Error): { readonly message: string; readonly stack: string } {
  const { message, stack = '' } = fault
  const code = 'code' in fault ? String(fault.code) : ''
  if (!/^22.{3}$/.test(code)) return { message, stack }
  const bare = message.replace(/"[^"]*"|\([^()]*\)/g, '…')
  return { message: bare, stack: stack.replaceAll(message, bare) }
}
