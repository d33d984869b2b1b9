/** Text with tags is HTML; text without becomes paragraphs at empty lines, and lines stay lines. */
export function settledText(given: string): string {
  if (/<\/?[a-z][^<>]*>/i.test(given)) return given
  const plain = given.replaceAll('\r\n', '\n').trim()
  if (!plain) return ''
  return plain
    .split(/\n\s*\n/)
    .map((part) => `<p>${escaped(part.trim()).replaceAll('\n', '<br>')}</p>`)
    .join('')
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
