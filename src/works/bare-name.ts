/** `pen (account)` signs as `pen`. */
export const bareName = (name: string): string => name.replace(/ \([^()]*\)$/, '')
