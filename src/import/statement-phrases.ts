import type { Allowed } from '../works/index.ts'
import type { Claim } from './statements.ts'

/**
 * English statements of permission, as a small grammar over one sentence. First every phrase that names something
 * to allow becomes one mark, a private character for its kind; then clauses are read over the marks:
 *
 *   clause := LEAD filler* LIST        do not · please ask before · feel free to  +  translate or podfic
 *           | LIST filler* TRAIL       podfic and translations  +  are welcome · not allowed · with permission
 *   LIST   := TOPIC ((',' | '/' | and | or) filler* TOPIC)*
 *
 * `without permission` anywhere turns a no into ask; `but please ask` turns a yes into ask.
 */
type Kind = Claim['permission']

const SITES =
  '(?:(?:to|on|onto|at|in|from) )?(?:(?:any|an|other|another|different|third[- ]party|outside) ){1,3}(?:web ?)?(?:sites?|platforms?|archives?|apps?|places?)|(?:to|on|onto) (?:wattpad|ff\\.?net|fanfiction\\.net|tumblr|lofter|tiktok|youtube|inkitt|spotify)|(?:off|outside) (?:of )?(?:ao3|this site)|elsewhere|anywhere(?: else)?'
const MINE =
  '(?:(?:this|these|my|any|the|of|all|or|any part of|part of|parts of|it|them|works?|fics?|fan ?fics?|fan ?fictions?|stor(?:y|ies)|writings?|texts?|content|stuff) ?){0,6}'
const BOTS =
  '(?:(?:an |any |your |the |generative )*(?:AI|A\\.I\\.|artificial intelligence|chat ?gpt|gpt|llms?|large language models?|language models?|machine learning|chat ?bots?|character\\.? ?ai|c\\.ai|data ?sets?)(?: (?:models?|tools?|bots?|programs?|software|generators?))?)'

const TOPICS: readonly (readonly [Kind, string])[] = [
  [
    'machines',
    `(?:feed(?:ing)?|put(?:ting)?|upload(?:ing)?|enter(?:ing)?|run(?:ning)?|give|giving|input(?:ting)?) ${MINE}(?:to|into|in|through|on) ${BOTS}`,
  ],
  [
    'machines',
    `(?:use|using|used) ${MINE}(?:for|to|in|with|by) (?:train(?:ing)? |the training of |feed(?:ing)? )?${BOTS}(?: training)?`,
  ],
  ['machines', `train(?:ing)? ${BOTS}(?: (?:on|with))?`],
  ['machines', `${BOTS}(?:'s)?[ -](?:training|scraping|scrapers?|learning|use|usage|feeding|datasets?)`],
  ['machines', 'machine learning|(?:data ?)?scrap(?:e|ing|ers?)|text and data mining'],
  [
    'copy',
    're-?post(?:s|ing|ed)?|re-?upload(?:s|ing|ed)?|re-?publish(?:ing|ed)?|cross-?post(?:s|ing|ed)?|re-?distribut(?:e|ing|ed|ion)|plagiari[sz](?:e|ing|ed)|plagiarism',
  ],
  [
    'copy',
    `(?:cop(?:y|ies|ied|ying)|shar(?:e|ing|ed)|post(?:ing|ed)?|mov(?:e|ing|ed)|upload(?:ing|ed)?|publish(?:ing|ed)?|host(?:ing|ed)?|mirror(?:ing|ed)?|archiv(?:e|ing|ed)) ${MINE}(?:${SITES})`,
  ],
  [
    'copy',
    `(?:cop(?:y|ying)|steal(?:ing)?|reproduc(?:e|ing)|archiv(?:e|ing)) (?:and paste )?(?:this|my|any of my|these|the)(?: \\w+)? (?:works?|fics?|fan ?fics?|stor(?:y|ies)|writing|text)`,
  ],
  [
    'copy',
    `(?:rec(?:ommend)?|list(?:ing)?|review(?:ing)?|add(?:ing)?|put(?:ting)?|post(?:ing)?) ${MINE}(?:on|to|onto) (?:goodreads|storygraph|the storygraph)|goodreads (?:listings?|reviews?|entries)`,
  ],
  [
    'copy',
    '(?:copy|steal)(?=$|[.!,]? ?(?:$|(?:and|or|&|/|,) ?(?:paste|re-?post|re-?upload|translate|post|share|upload)|without))',
  ],
  ['translation', 'translat(?:e|es|ed|ing|ions?)'],
  ['podfic', 'pod-?fic(?:s|k?ed|k?ing|ced|cing)?|audio ?(?:books?|fics?|versions?|recordings?)'],
  [
    'remix',
    'remix(?:es|ing|ed)?|transformative (?:fan ?)?(?:works?|use)|derivative (?:fan ?)?works?|fan ?works?|works? inspired by (?:this|mine|it)',
  ],
  [
    'print',
    '(?:fan|book)-?\\s?bind(?:s|ing|ings|ers?)?|(?:print(?:s|ed|ing)?|bind(?:ing)?|bound)(?! (?:by|to)\\b)|physical copies',
  ],
  ['download', 'download(?:s|ing|ed)?'],
]

/** One private character for each kind. */
const MARKS: readonly Kind[] = ['machines', 'copy', 'translation', 'podfic', 'remix', 'print', 'download']
const markOf = (kind: Kind): string => String.fromCharCode(0xe000 + MARKS.indexOf(kind))
const MARK = '[\\ue000-\\ue006]'

const topics = TOPICS.map(([kind, form]) => ({
  mark: markOf(kind),
  form: new RegExp(`(?<![\\p{L}\\p{N}])(?:${form})(?![\\p{L}\\p{N}])`, 'giu'),
}))

const marked = (sentence: string): string =>
  topics.reduce((text, { mark, form }) => text.replace(form, mark), sentence.replace(/[\ue000-\uf8ff]/g, ''))

const FILLER =
  "(?:(?:my|this|these|any|the|of|all|either|or|and|nor|for|to|in|on|be|being|it|them|me|you|i|i'm|if|a|please|ever|even|also|always|very|more|than|most|absolutely|totally|completely|both|want|wish|would|like|make|making|create|creating|do|doing|write|writing|record|recording|post|posting|works?|fics?|fan ?fics?|fan ?fictions?|stor(?:y|ies)|writings?|are|is|will)(?![\\p{L}'])[ ,/&+:—-]*){0,8}"
const LIST = `${MARK}(?:[ ,/&+]*${FILLER}${MARK}){0,12}`

/** `I don't`, `they never`: a story or an opinion, not a request. */
const NOT_ME = '(?<!\\b(?:I|we|they|he|she|it|you|who|that|people|really|could|would|to|if you) )'
const LEADS: readonly (readonly [Allowed, string])[] = [
  [
    'yes',
    "no need to ask (?:me )?(?:first )?(?:before|to|for|if)|you (?:do not|don'?t) (?:need|have) to ask (?:me )?(?:first )?(?:before|to|for|if)",
  ],
  [
    'yes',
    "feel (?:very )?free to|you (?:may|can|are free to|are welcome to|have my (?:full )?permission to)|free to|(?:i'?m |am )?(?:happy|fine|okay|ok|cool) (?:for (?:you|anyone|people) to|with)|permission (?:is )?(?:given|granted) (?:to|for)|blanket permission (?:is )?(?:given |granted )?(?:to|for)|go ahead and|welcome to|(?:i )?(?:allow|welcome|encourage)|open to|yes to",
  ],
  [
    'ask',
    "(?:please |just |always )*(?:ask|contact|message|email|dm|pm|check with|talk to)(?: (?:me|for (?:my )?permission|my permission|first|with me))*(?: first)? (?:before|prior to|if you(?: want to|'d like to| would like to| wish to| plan to|'re interested in)|to|for|about|in order to)",
  ],
  [
    'ask',
    '(?:need|require|get|obtain|request|have) (?:my )?permission (?:to|before|for)|permission (?:is )?(?:required|needed) (?:to|for|before)|(?:let me know|tell me) (?:before|prior to|if you want to|if you would like to)',
  ],
  [
    'no',
    `${NOT_ME}(?:do not|don'?t|dont|never)(?! (?:need|have|be afraid|hesitate|worry|mind|forget|know|think|own))`,
  ],
  [
    'no',
    "(?<!\\b(?:I|we|he|she|who) )(?:(?:may|must|should|can|could) ?not|mustn'?t|shouldn'?t|cannot)|you can'?t|not to be|not be|is not for|not for|(?:not|aren'?t|isn'?t) (?:allowed|permitted|okay|ok|authori[sz]ed) to|no permission (?:to|for)|refrain from|not (?:okay|ok|fine|comfortable) with",
  ],
  [
    'no',
    "I (?:do not|don'?t|never|will not|won'?t) (?:allow|permit|consent to|give (?:my )?(?:permission|consent) (?:for|to)|authori[sz]e|want|condone|agree to)|I forbid",
  ],
  [
    'no',
    '(?<!\\b(?:has|have|had|with|there is|there was|contains|is|are|was|were) )no(?: more| further)?(?! (?:need|problem|idea|longer))',
  ],
]
const TRAILS: readonly (readonly [Allowed, string])[] = [
  [
    'no',
    "(?:(?:is|are|was|were) )?(?:strictly |absolutely |not (?:be )?(?:currently )?|n't |un)(?:welcomed?|allowed|ok(?:ay)?|permitted|authori[sz]ed|wanted|forbidden|prohibited|fine)\\b|(?:is|are) (?:strictly )?(?:forbidden|prohibited|banned)|forbidden|prohibited",
  ],
  [
    'ask',
    '(?:is |are )?(?:only )?(?:allowed |welcome |okay |ok |fine )?(?:only )?(?:with|by|upon|on) (?:my |prior |explicit |written )*(?:permission|request|consent)|(?:only |but )?(?:please )?ask (?:me )?(?:first|permission|before)|please ask|requires? (?:my )?permission',
  ],
  [
    'yes',
    '(?:(?:is|are|always|very|more than|most|totally|absolutely|also|all) ){0,4}(?:welcomed?|allowed|ok(?:ay)?|permitted|encouraged|friendly|fine(?: by me| with me)?|appreciated|a-?ok)\\b|yes(?: please)?$',
  ],
]

const leads = LEADS.map(([says, form]) => ({
  says,
  form: new RegExp(`(?<![\\p{L}'])(?:${form})[ ,:]+${FILLER}(${LIST})`, 'giu'),
}))
const trails = TRAILS.map(([says, form]) => ({
  says,
  form: new RegExp(`(${LIST})[ :,—-]*${FILLER}(?:${form})(?![\\p{L}])`, 'giu'),
}))
const WITHOUT_LEAVE =
  /\bwithout (?:(?:my|prior|express|explicit|written|asking|first|getting|the|author'?s|any|for) ?){0,5}(?:permission|consent|asking|approval|authori[sz]ation)|\bwithout asking|\bunless (?:you (?:ask|have)|i |given|with)/i
const IF_ASKED =
  /\b(?:but|just|only|as long as|so long as|provided|if|please) (?:you |please |do )*(?:ask|check with me|contact me|message me|get (?:my )?permission)|\bask (?:me )?first\b|\bwith (?:my )?permission\b/i

export function readClaims(sentence: string): Claim[] {
  const text = marked(sentence)
  if (!/[\ue000-\ue006]/.test(text)) return blanketClaims(sentence, text)
  const claims = new Map<Kind, Allowed>()
  const taken: [number, number][] = []
  for (const { says, form } of [...leads, ...trails]) {
    for (const found of text.matchAll(form)) {
      const start = found.index
      const end = start + found[0].length
      if (taken.some(([from, to]) => start < to && from < end)) continue
      if (aboutMaking(text.slice(end)) && says === 'no') continue
      taken.push([start, end])
      for (const kind of kindsIn(found[1] ?? '')) claims.set(kind, tempered(says, sentence, found[0]))
    }
  }
  for (const { permission, says } of blanketClaims(sentence, text))
    if (claims.size === 0 || !claims.has(permission)) claims.set(permission, says)
  return [...claims].map(([permission, says]) => ({ permission, says }))
}

/** `No AI training was used in writing this` is about how it was made. */
const aboutMaking = (rest: string): boolean =>
  /^\s*(?:data )?(?:was|were|used|has been|went|yet|exists?|available)\b/i.test(rest)

const kindsIn = (list: string): Kind[] => MARKS.filter((kind) => list.includes(markOf(kind)))

function tempered(says: Allowed, sentence: string, claim: string): Allowed {
  if (says === 'no' && WITHOUT_LEAVE.test(sentence)) return 'ask'
  if (says === 'yes' && !/no need to ask|to ask/i.test(claim) && IF_ASKED.test(sentence)) return 'ask'
  return says
}

const BLANKET = /\bblanket (?:transformative (?:works? )?)?permission\b/i
const NO_BLANKET = /\b(?:no|not|don'?t|without|never)\b[^.]{0,30}\bblanket/i

/** The custom's own scope: podfic, translation and remix, unless the sentence names others. */
function blanketClaims(sentence: string, text: string): Claim[] {
  if (!BLANKET.test(sentence) || /[\ue000-\ue006]/.test(text)) return []
  const says = NO_BLANKET.test(sentence) ? 'ask' : 'yes'
  return (['podfic', 'translation', 'remix'] as const).map((permission) => ({ permission, says }))
}
