/** Stand-in until the real one below lands. */
export const assetHref = (path: string): string => `/assets/0/${path}`
