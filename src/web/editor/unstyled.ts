/**
 * Markup without styles and scripts that a browser would read: the page's policy forbids them, even in a document that
 * is never shown, and says so for each. What they said of a pasted text is still there, as `data-style`.
 */
export const unstyled = (markup: string): string =>
  markup
    .replace(/<(\/?)style\b/gi, '<$1template')
    .replace(/<[a-z][^<>]*>/gi, (tag) =>
      tag.replace(/\sstyle\s*=/gi, ' data-style=').replace(/\son[a-z]+\s*=/gi, ' data-deed='),
    )
