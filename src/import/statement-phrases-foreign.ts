import type { Allowed } from '../works/index.ts'
import type { Claim } from './statements.ts'

/** The commonest forms in Spanish, French, German, Chinese and Russian, the asking ones before the bare no. */
export const FOREIGN_PHRASES: readonly {
  readonly phrase: RegExp
  readonly permissions: readonly Claim['permission'][]
  readonly says: Allowed
}[] = [
  // Spanish
  {
    phrase:
      /\bno (?:copi(?:ar|es|en)|resub(?:ir|as|an)|republi(?:car|ques|quen)|repostear|subir (?:esta historia |este fic )?a otr[oa]s? (?:p[áa]ginas?|sitios?|plataformas?))(?![^.]*\bsin\b)|\bprohibid[oa] (?:su |la )?(?:copia|reproducci[óo]n|resubida|copiar|resubir|republicar)/i,
    permissions: ['copy'],
    says: 'no',
  },
  {
    phrase:
      /\bno (?:copi(?:ar|es|en)|resub(?:ir|as|an)|republi(?:car|ques|quen)|repostear|subir)\b[^.]*\bsin (?:mi )?(?:permiso|autorizaci[óo]n)/i,
    permissions: ['copy'],
    says: 'ask',
  },
  {
    phrase:
      /\bno (?:traduc(?:ir|zcas|zcan)|(?:se )?(?:permito|permiten|acepto|aceptan) traducciones)(?![^.]*\bsin\b)|\bprohibid[oa] (?:su |la )?(?:traducci[óo]n|traducir)/i,
    permissions: ['translation'],
    says: 'no',
  },
  {
    phrase:
      /\b(?:no traduc(?:ir|zcas|zcan)\b[^.]*\bsin (?:mi )?(?:permiso|autorizaci[óo]n)|(?:pedir|pide|pidan) permiso (?:antes de|para) traducir)/i,
    permissions: ['translation'],
    says: 'ask',
  },
  {
    phrase: /(?<!\bno )\b(?:se (?:permiten|aceptan) traducciones|traducciones (?:permitidas|bienvenidas))/i,
    permissions: ['translation'],
    says: 'yes',
  },
  // French
  {
    phrase:
      /\bne pas (?:republier|reposter|copier|re-?poster|publier ailleurs)(?![^.]*\bsans\b)|\b(?:interdiction de|interdit de) (?:copier|republier|reposter|reproduire)/i,
    permissions: ['copy'],
    says: 'no',
  },
  {
    phrase:
      /\bne pas (?:republier|reposter|copier|publier ailleurs)\b[^.]*\bsans (?:ma |mon )?(?:permission|autorisation|accord)/i,
    permissions: ['copy'],
    says: 'ask',
  },
  {
    phrase: /\bne pas traduire(?![^.]*\bsans\b)|\btraductions? interdites?/i,
    permissions: ['translation'],
    says: 'no',
  },
  {
    phrase:
      /\bne pas traduire\b[^.]*\bsans (?:ma |mon )?(?:permission|autorisation|accord)|\bdemande[rz]? (?:ma |la )?permission (?:avant de|pour) traduire/i,
    permissions: ['translation'],
    says: 'ask',
  },
  {
    phrase: /\btraductions? (?:sont )?(?:bienvenues?|autorisées?)/i,
    permissions: ['translation'],
    says: 'yes',
  },
  // German
  {
    phrase:
      /\bnicht (?:kopieren|weiterverbreiten|(?:woanders|anderswo) (?:posten|hochladen|veröffentlichen)|reposten)|\bkeine? reposts?\b/i,
    permissions: ['copy'],
    says: 'no',
  },
  {
    phrase:
      /\bnicht ohne (?:meine )?(?:Erlaubnis|Genehmigung|Zustimmung) (?:kopieren|weiterverbreiten|veröffentlichen|posten)|\bohne (?:meine )?(?:Erlaubnis|Genehmigung|Zustimmung) (?:nicht )?(?:kopieren|weiterverbreiten|posten)/i,
    permissions: ['copy'],
    says: 'ask',
  },
  {
    phrase: /\b(?:bitte )?nicht übersetzen|\bkeine übersetzung(?:en)?\b(?! ohne)/i,
    permissions: ['translation'],
    says: 'no',
  },
  {
    phrase:
      /\bkeine übersetzung(?:en)? ohne|\bnicht ohne (?:meine )?(?:Erlaubnis|Genehmigung|Zustimmung) übersetzen|\bvor (?:dem|einer) übersetz(?:en|ung)[^.]* fragen/i,
    permissions: ['translation'],
    says: 'ask',
  },
  {
    phrase: /(?:^|[^\p{L}])übersetzungen (?:sind )?(?:willkommen|erlaubt)/iu,
    permissions: ['translation'],
    says: 'yes',
  },
  // Chinese
  {
    phrase:
      /未[经經](?:作者|本人)?(?:授[权權]|允[许許]|同意|[许許]可)[^。]{0,8}(?:禁止|[请請]勿|不得|勿|[严嚴]禁)[^。]{0,8}(?:[转轉][载載]|搬[运運])/,
    permissions: ['copy'],
    says: 'ask',
  },
  {
    phrase:
      /[转轉][载載][^。]{0,4}(?:[请請](?:先)?(?:[联聯][系繫絡络]|告知|[询詢][问問]|私信)|需(?:要)?授[权權])/,
    permissions: ['copy'],
    says: 'ask',
  },
  {
    phrase:
      /^(?!.*未[经經]).*(?:(?:禁止|[请請]勿|[谢謝][绝絕]|不要|[严嚴]禁|拒[绝絕])(?:任何|一切|[无無][断斷])?(?:二次)?(?:[转轉][载載]|搬[运運]|上[传傳])|禁[转轉]|勿[转轉](?:[载載])?)/,
    permissions: ['copy'],
    says: 'no',
  },
  { phrase: /(?:禁止|[请請]勿|[谢謝][绝絕])翻[译譯]/, permissions: ['translation'], says: 'no' },
  { phrase: /[欢歡]迎翻[译譯]|可以翻[译譯]/, permissions: ['translation'], says: 'yes' },
  {
    phrase:
      /(?:禁止|[请請]勿|不要|勿)(?:将|將|把)?[^。]{0,12}(?:投喂|[训訓][练練]|[餵喂][给給]?)\s*(?:AI|人工智[能慧])?|(?:禁止|[请請]勿)[^。]{0,8}AI/i,
    permissions: ['machines'],
    says: 'no',
  },
  // Russian
  {
    phrase:
      /(?:^|[^\p{L}])(?:не (?:копир(?:овать|уйте)|репост(?:ить|ите)|перезалив(?:ать|айте))|запрещен[оаы]? (?:копирование|репост|перепост|публикация)|(?:публикация|размещение) на других ресурсах: запрещен[оа])(?!.*без)/iu,
    permissions: ['copy'],
    says: 'no',
  },
  {
    phrase:
      /(?:публикация|размещение) на других ресурсах: (?:уточняйте|уточнять|только с разрешения)|не (?:копир|публик)[^.]*без (?:моего |моей )?(?:разрешения|согласия)|без (?:моего )?(?:разрешения|согласия)[^.]* не (?:копир|публик)/iu,
    permissions: ['copy'],
    says: 'ask',
  },
  {
    phrase: /(?:^|[^\p{L}])(?:не переводить|перевод запрещ[её]н|переводы запрещены)/iu,
    permissions: ['translation'],
    says: 'no',
  },
  {
    phrase: /(?:^|[^\p{L}])перевод(?:ы)? (?:приветству[ею]тся|разреш[её]н(?:ы)?)/iu,
    permissions: ['translation'],
    says: 'yes',
  },
]
