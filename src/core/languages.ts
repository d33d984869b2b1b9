/** Languages works are written in: BCP 47 code, the language's own name, AO3's code where it differs. */
interface Language {
  readonly code: string
  readonly name: string
  readonly ao3?: string
  readonly rtl?: true
}

export const LANGUAGES: readonly Language[] = [
  { code: 'af', name: 'Afrikaans' },
  { code: 'id', name: 'Bahasa Indonesia' },
  { code: 'ms', name: 'Bahasa Malaysia' },
  { code: 'bg', name: 'Български' },
  { code: 'bn', name: 'বাংলা' },
  { code: 'ca', name: 'Català' },
  { code: 'cs', name: 'Čeština' },
  { code: 'cy', name: 'Cymraeg' },
  { code: 'da', name: 'Dansk' },
  { code: 'de', name: 'Deutsch' },
  { code: 'et', name: 'eesti keel' },
  { code: 'el', name: 'Ελληνικά' },
  { code: 'en', name: 'English' },
  { code: 'es', name: 'Español' },
  { code: 'eo', name: 'Esperanto' },
  { code: 'eu', name: 'Euskara' },
  { code: 'fa', name: 'فارسی', rtl: true },
  { code: 'fil', name: 'Filipino' },
  { code: 'fr', name: 'Français' },
  { code: 'ga', name: 'Gaeilge' },
  { code: 'gd', name: 'Gàidhlig' },
  { code: 'gl', name: 'Galego' },
  { code: 'ko', name: '한국어' },
  { code: 'hi', name: 'हिन्दी' },
  { code: 'hr', name: 'Hrvatski' },
  { code: 'is', name: 'Íslenska' },
  { code: 'it', name: 'Italiano' },
  { code: 'he', name: 'עברית', rtl: true },
  { code: 'la', name: 'Lingua latina' },
  { code: 'lv', name: 'Latviešu valoda' },
  { code: 'lt', name: 'Lietuvių kalba' },
  { code: 'hu', name: 'Magyar' },
  { code: 'mr', name: 'मराठी' },
  { code: 'nl', name: 'Nederlands' },
  { code: 'ja', name: '日本語' },
  { code: 'no', name: 'Norsk' },
  { code: 'uk', name: 'Українська' },
  { code: 'pl', name: 'Polski' },
  { code: 'pt-BR', name: 'Português brasileiro', ao3: 'ptBR' },
  { code: 'pt-PT', name: 'Português europeu', ao3: 'ptPT' },
  { code: 'ro', name: 'Română' },
  { code: 'ru', name: 'Русский' },
  { code: 'sq', name: 'Shqip' },
  { code: 'sk', name: 'Slovenčina' },
  { code: 'sl', name: 'Slovenščina' },
  { code: 'sr', name: 'Српски' },
  { code: 'fi', name: 'Suomi' },
  { code: 'sv', name: 'Svenska' },
  { code: 'ta', name: 'தமிழ்' },
  { code: 'th', name: 'ไทย' },
  { code: 'vi', name: 'Tiếng Việt' },
  { code: 'tr', name: 'Türkçe' },
  { code: 'ur', name: 'اُردُو', rtl: true },
  { code: 'ar', name: 'العربية', rtl: true },
  { code: 'zh', name: '中文-普通话 國語' },
  { code: 'yue', name: '中文-广东话 粵語' },
  { code: 'nan', name: '中文-吴語', ao3: 'wuu' },
  { code: 'mul', name: 'Multiple languages' },
  { code: 'und', name: 'Unknown language' },
]

const byCode = new Map<string, Language>()
const byName = new Map<string, Language>()
const fold = (name: string): string => name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim()
for (const language of LANGUAGES) {
  byCode.set(language.code.toLowerCase(), language)
  if (language.ao3) byCode.set(language.ao3.toLowerCase(), language)
  byName.set(fold(language.name), language)
}
/** Names AO3 has used for the same language, and English names people write. */
for (const [name, code] of [
  ['Bahasa Melayu', 'ms'],
  ['עִבְרִית', 'he'],
  ['Hebrew', 'he'],
  ['Arabic', 'ar'],
  ['Persian', 'fa'],
  ['Chinese', 'zh'],
  ['中文', 'zh'],
  ['Japanese', 'ja'],
  ['Korean', 'ko'],
  ['German', 'de'],
  ['French', 'fr'],
  ['Spanish', 'es'],
  ['Italian', 'it'],
  ['Russian', 'ru'],
  ['Portuguese', 'pt-PT'],
  ['Polish', 'pl'],
  ['Dutch', 'nl'],
  ['Latin', 'la'],
  ['Greek', 'el'],
  ['Turkish', 'tr'],
  ['Ukrainian', 'uk'],
  ['Swedish', 'sv'],
  ['Finnish', 'fi'],
  ['Danish', 'da'],
  ['Norwegian', 'no'],
  ['Thai', 'th'],
  ['Vietnamese', 'vi'],
  ['Hindi', 'hi'],
  ['Latina', 'la'],
  ['Português', 'pt-PT'],
] as const) {
  const language = byCode.get(code)
  if (language) byName.set(fold(name), language)
}

/** By code (`en`, `pt-BR`, `ptBR`, `zh-Hans` falls back to `zh`) or by name in any case. */
export function languageOf(codeOrName: string): Language | undefined {
  const asked = codeOrName.trim()
  return (
    byCode.get(asked.toLowerCase()) ??
    byName.get(fold(asked)) ??
    byCode.get(asked.toLowerCase().split('-')[0] ?? '')
  )
}

export const languageName = (code: string): string => languageOf(code)?.name ?? code
export const direction = (code: string): 'ltr' | 'rtl' => (languageOf(code)?.rtl ? 'rtl' : 'ltr')
