export function plainText(html: string): string {
  return html
}
