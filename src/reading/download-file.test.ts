import { expect, it } from 'vitest'
import { workId } from '../../test/preview/made-up-works.ts'
import { downloadFile } from './download-file.ts'

const named = (title: string): string => downloadFile({ id: workId(7), title }, 'epub')

it('cuts a long title at a word, as AO3 does', () => {
  expect(named('The Adventure of the Second Key')).toBe('The_Adventure_of_the.epub')
})

it('writes other letters plainly, and has a name where no letter is left', () => {
  expect(named('Café “Noir”')).toBe('Cafe_Noir.epub')
  expect(named('雾中来信')).toBe('Work_7.epub')
})
