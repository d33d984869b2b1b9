/** The session cookie's name begins so, behind `__Secure-` on https (accounts/auth.ts makes it). */
export const SESSION_PREFIX = 'palimpsest.session_token='
