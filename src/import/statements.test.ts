import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aChapter, aRecord } from '../../test/records.ts'
import { NOTHING_SAID, type Statement } from '../works/index.ts'
import { findStatements, permissionsFrom, type Spoken } from './statements.ts'

const silent: Spoken = { additionalTags: [], summary: '', notes: '', endNotes: '', chapters: [] }
const inTags = (tag: string) => findStatements({ ...silent, additionalTags: [tag] })
const told = (statements: readonly Statement[]) =>
  statements.map(({ permission, says }) => `${permission} ${says}`).sort()

describe('what creators say', () => {
  test.each([
    ["Don't copy to another site", ['copy no']],
    ['Don’t Copy To Another Site', ['copy no']],
    ['do not copy to another site', ['copy no']],
    ['DO NOT REPOST', ['copy no']],
    ['Do not repost or translate', ['copy no', 'translation no']],
    ['Please do not repost, translate, or podfic my work.', ['copy no', 'podfic no', 'translation no']],
    ['Do not post this on any other website.', ['copy no']],
    ['Do not repost to wattpad', ['copy no']],
    ['Do not copy.', ['copy no']],
    ['No reposts', ['copy no']],
    ["don't rec on goodreads", ['copy no']],
    ['Please do not list my fics on Goodreads', ['copy no']],
    ['I do not give permission for my works to be reposted', ['copy no']],
    ['Do not repost without permission.', ['copy ask']],
    ['Reposting is not allowed', ['copy no']],
    ['My works may not be reposted elsewhere.', ['copy no']],
    ['Podfic Welcome', ['podfic yes']],
    ['podfics welcome', ['podfic yes']],
    ['Podfic Friendly', ['podfic yes']],
    ['no podfic', ['podfic no']],
    ['No Podfics Please', ['podfic no']],
    ['Podfic not welcome', ['podfic no']],
    ['Please ask before podficcing', ['podfic ask']],
    ['Podfic with permission', ['podfic ask']],
    ['Podfic welcome, but please ask first', ['podfic ask']],
    ['please ask before translating', ['translation ask']],
    ['Ask me before you translate or podfic this', ['podfic ask', 'translation ask']],
    ['translations welcome', ['translation yes']],
    ['Translations are always welcome!', ['translation yes']],
    ['Feel free to translate this', ['translation yes']],
    ['You may translate my works', ['translation yes']],
    ['No need to ask before translating', ['translation yes']],
    ['Do Not Translate', ['translation no']],
    ['No translations without permission', ['translation ask']],
    ['Podfic, translations and remixes welcome', ['podfic yes', 'remix yes', 'translation yes']],
    ['podfic/translations/fanworks welcome', ['podfic yes', 'remix yes', 'translation yes']],
    ['transformative works welcome', ['remix yes']],
    ['Feel free to remix', ['remix yes']],
    ['blanket permission', ['podfic yes', 'remix yes', 'translation yes']],
    ['I have blanket permission for podfic and translation.', ['podfic yes', 'translation yes']],
    ['I do not give blanket permission.', ['podfic ask', 'remix ask', 'translation ask']],
    ['no AI training', ['machines no']],
    ['Do not feed to AI', ['machines no']],
    ['do not feed this to ChatGPT', ['machines no']],
    ['Do not use my work to train AI.', ['machines no']],
    ['Please do not put my fics into character.ai', ['machines no']],
    ['I do not consent to AI scraping', ['machines no']],
    ['AI training is forbidden', ['machines no']],
    ['please do not download', ['download no']],
    ['Feel free to download', ['download yes']],
    ['not to be printed or bound', ['print no']],
    ['fanbinding welcome', ['print yes']],
    ['Do not bind', ['print no']],
    ['Do not print, bind or sell this work', ['print no']],
    ['Podfic welcome, no translations', ['podfic yes', 'translation no']],
    ['No resubir ni traducir', ['copy no']],
    ['No copiar sin mi permiso', ['copy ask']],
    ['Se permiten traducciones', ['translation yes']],
    ['Ne pas republier', ['copy no']],
    ['Traductions bienvenues', ['translation yes']],
    ['Bitte nicht kopieren', ['copy no']],
    ['Keine Übersetzungen ohne meine Erlaubnis', ['translation ask']],
    ['禁止转载', ['copy no']],
    ['請勿轉載', ['copy no']],
    ['未经授权禁止转载', ['copy ask']],
    ['转载请联系作者', ['copy ask']],
    ['欢迎翻译', ['translation yes']],
    ['禁止投喂AI', ['machines no']],
    ['Не копировать', ['copy no']],
    ['Публикация на других ресурсах: Запрещено', ['copy no']],
    ['Публикация на других ресурсах: Уточняйте у автора', ['copy ask']],
    ['Переводы приветствуются', ['translation yes']],
  ])('%s', (said, expected) => {
    expect(told(inTags(said))).toEqual([...expected].sort())
  })

  test.each([
    'copy of the letter',
    "I don't own these characters",
    'do not copy me, said Alice',
    'Translation',
    'Translated from Spanish',
    'A translation of The Wet Umbrella',
    'Lost in Translation',
    'I don’t know if the translation works',
    "I don't think I could translate this",
    'Thank you for the translation, feel free to comment',
    'Podfic',
    'Podfic Available',
    'Podfic & Podficced Works',
    'No podfic was made of this yet',
    'AI',
    'Artificial Intelligence',
    'No AI was used in writing this',
    'Not written with ChatGPT',
    'No AI training was used',
    'Comments welcome',
    'Concrit welcome',
    'prompts are always welcome',
    'Bound by duty',
    'Do not be bound to the past',
    'Blood Bond',
    'Printing Press',
    'Download the soundtrack',
    'I downloaded the game',
    'Remix',
    'Remix of a work by a friend',
    'Fanworks Exchange',
    'he never copied his homework',
    'She had no permission to leave',
    'Permission',
    'Watson is welcome anywhere',
    'Stealing hearts',
    'Steal My Heart',
    'Please ask me anything on tumblr!',
    'The umbrella was copied in brass',
    'We never print the legend',
    'I cannot translate Latin',
    'Kein Ausweg',
    'No quiero traducir sus silencios a palabras ajenas, dijo',
    '翻译',
    '转载',
  ])('says nothing: %s', (said) => {
    expect(told(inTags(said))).toEqual([])
  })
})

describe('where they say it', () => {
  const chapter = {
    position: 1,
    title: 'No podfic',
    summary: '<p>Translations welcome.</p>',
    notes: '',
    endNotes: '<p>Please do not download.</p>',
    words: 3,
    published: null,
    html: '<p>“Do not repost,” said Alice. No podfic!</p>',
  }

  test('in tags, summary, notes and end notes, of the work and of chapters, but not in the story', () => {
    const record: Spoken = {
      additionalTags: ['Fog', 'No AI training'],
      summary: '<p>Rain.</p>',
      notes: '<p>Thanks to my reader. Do not repost &amp; enjoy! Podfic welcome.</p>',
      endNotes: '<p>No fanbinding.</p>',
      chapters: [chapter],
    }
    expect(told(findStatements(record))).toEqual([
      'copy no',
      'download no',
      'machines no',
      'podfic yes',
      'print no',
      'translation yes',
    ])
  })

  test('quotes the sentence, and no more than 300 characters of it', () => {
    const long = `Do not repost ${'this story of rain and umbrellas '.repeat(40)}`
    expect(inTags('Do not repost this.')[0]?.quote).toBe('Do not repost this.')
    const quote = inTags(long)[0]?.quote ?? ''
    expect(quote.length).toBeLessThanOrEqual(300)
    expect(quote).toMatch(/^Do not repost .*…$/)
  })

  test('any text at all is read without failing', () => {
    fc.assert(fc.property(fc.string({ maxLength: 300, unit: 'binary' }), (said) => void inTags(said)))
  })

  test('a megabyte of words that nearly say something is read', () => {
    for (const words of ['do not my this any ', 'translate, podfic or ', 'please ask please ', 'no need to '])
      expect(Array.isArray(inTags(words.repeat(50_000)))).toBe(true)
  })
})

describe('the permissions they make', () => {
  const said = (permission: Statement['permission'], says: Statement['says'], quote = 'so') => ({
    permission,
    says,
    quote,
  })

  test('fill what was unsaid, with the words themselves', () => {
    const made = permissionsFrom([said('podfic', 'yes', 'Podfic welcome')], NOTHING_SAID)
    expect(made).toEqual({ ...NOTHING_SAID, podfic: 'yes', words: 'Podfic welcome' })
  })

  test('are the stricter of two, in either order, and of what was set before', () => {
    const no = said('copy', 'no', 'No reposts')
    const yes = said('copy', 'yes', 'Share it')
    expect(permissionsFrom([no, yes], NOTHING_SAID).copy).toBe('no')
    expect(permissionsFrom([yes, no], NOTHING_SAID).copy).toBe('no')
    expect(permissionsFrom([yes], { ...NOTHING_SAID, copy: 'ask' }).copy).toBe('ask')
    expect(permissionsFrom([no], { ...NOTHING_SAID, copy: 'yes' }).copy).toBe('no')
  })

  test('keep words already there, and say each once', () => {
    const base = { ...NOTHING_SAID, words: 'Be kind' }
    const made = permissionsFrom([said('copy', 'no', 'Be kind'), said('print', 'no', 'No print')], base)
    expect(made.words).toBe('Be kind\nNo print')
  })
})

test('each sentence is quoted with its place', () => {
  const record = aRecord({
    additionalTags: ['Podfic Welcome'],
    notes: '<p>Please do not repost this work.</p>',
    chapters: [aChapter(), aChapter({ endNotes: '<p>Please ask before you translate this.</p>' })],
  })
  expect(findStatements(record).map(({ permission, where }) => [permission, where])).toEqual([
    ['podfic', 'tags'],
    ['copy', 'notes'],
    ['translation', { chapter: 2, part: 'end-notes' }],
  ])
})
