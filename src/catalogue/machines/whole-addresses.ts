/** Clean HTML whose links and pictures lead here from anywhere: many feed readers know of no base. */
export const wholeAddresses = (html: string, base: string): string =>
  html.includes('="/')
    ? html.replace(/<(?:a|img)\b[^<>]*>/g, (tag) => tag.replace(/="\/(?!\/)/g, () => `="${base}/`))
    : html
