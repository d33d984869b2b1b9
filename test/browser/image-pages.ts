import { keepImage } from '../../src/works/index.ts'
import { aDrawing, moving, noise } from '../pictures.ts'
import { aChapter, NOW, type World } from '../world.ts'
import type { PageKind } from './pages-in-browser.ts'

/** Pictures of a reader's: several, with long names, in a work and in none. */
export async function imagePages(world: World): Promise<PageKind[]> {
  const by = await world.known('reader')
  const sent = [
    [await noise(1300, 700).jpeg().toBuffer(), 'A street in the rain', 'street.jpg'],
    [
      await aDrawing(300, 900),
      `An endless description, ${'without an end '.repeat(20)}`,
      `${'long'.repeat(40)}.png`,
    ],
    [await moving(), 'شارع بيكر تحت المطر', 'مطر.gif'],
  ] as const
  const files: string[] = []
  for (const [bytes, alt, name] of sent) {
    const keeping = { db: world.db, files: world.files, room: 1e9, now: NOW }
    const kept = await keepImage(keeping, by, { bytes, alt, name })
    if (typeof kept === 'string') throw new Error(kept)
    files.push(kept.file)
  }
  const html = files.map((file) => `<p>Look:</p><p><img src="/images/${file}" alt="A picture"></p>`).join('')
  const id = await world.work(by, { title: 'With Pictures', chapters: [aChapter({ html })] })
  return [
    { name: 'own pictures', path: '/users/reader/images', as: 'reader' },
    {
      name: 'own pictures, one just sent',
      path: `/users/reader/images?done=kept&file=${files[0]}`,
      as: 'reader',
    },
    { name: 'own pictures, none', path: '/users/moderator/images', as: 'moderator' },
    {
      name: 'asked before a picture is deleted',
      path: `/users/reader/images/${files[1]}/confirm_delete`,
      as: 'reader',
    },
    { name: 'work with pictures', path: `/works/${id}`, as: null },
  ]
}
