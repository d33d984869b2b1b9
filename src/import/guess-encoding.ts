/**
 * Which encoding text is in when it is not UTF-8 and does not say: by letters that are common in the languages
 * an encoding was made for. Windows-1252 unless another is plainly better.
 */
/** Letters beside their own kind: a lone one between Latin letters is é or ï misread. */
const CYRILLIC =
  /(?<=\p{Script=Cyrillic})[оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфё]|[оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфё](?=\p{Script=Cyrillic})/gu

const CANDIDATES: readonly { readonly encoding: string; readonly common: RegExp }[] = [
  {
    encoding: 'gb18030',
    common: /[的一是不了在人有我他这个们中来上大为和国地到说时要就出会可你对生也子那得着下自之，。！？“”]/g,
  },
  {
    encoding: 'big5',
    common: /[的一是不了在人有我他這個們中來上大為和國地到說時要就出會可你對生也子那得著下自之，。！？「」]/g,
  },
  { encoding: 'shift_jis', common: /[ぁ-ゖァ-ヺー、。「」]/g },
  { encoding: 'euc-jp', common: /[ぁ-ゖァ-ヺー、。「」]/g },
  { encoding: 'euc-kr', common: /[가-힣]/g },
  { encoding: 'windows-1251', common: CYRILLIC },
  { encoding: 'koi8-r', common: CYRILLIC },
]

export function guessEncoding(bytes: Uint8Array): string {
  const sample = bytes.subarray(0, 64 * 1024)
  let best = { encoding: 'windows-1252', share: 0.4 }
  for (const { encoding, common } of CANDIDATES) {
    const share = commonShare(sample, encoding, common)
    if (share > best.share) best = { encoding, share }
  }
  return best.encoding
}

/** How much of what is not ASCII is made of an encoding's commonest characters; nothing if bytes do not fit it. */
function commonShare(sample: Uint8Array, encoding: string, common: RegExp): number {
  const text = new TextDecoder(encoding).decode(sample)
  const foreign = text.match(/[^\0-\x7f]/g)?.length ?? 0
  const broken = text.match(/[\uFFFD\uE000-\uF8FF\x80-\x9f]/g)?.length ?? 0
  if (foreign < 4 || broken > 1 + foreign / 200) return 0
  return (text.match(common)?.length ?? 0) / foreign
}
