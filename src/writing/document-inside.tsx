import { raw } from 'hono/html'
import type { ChapterInside } from '../import/index.ts'
import { fitHeadings, scopeAnchors, surelyClean } from '../prose/index.ts'
import { href, routes } from '../routes.ts'
import { Csrf } from '../web/form.tsx'
import { Layout } from '../web/layout.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'

interface InsideProps {
  readonly page: Page
  readonly documentId: string
  readonly chapter: ChapterInside
}

/** One chapter as it was read; before each of its paragraphs another may begin. */
export function DocumentInside({ page, documentId, chapter }: InsideProps) {
  const there = href(routes.document, { documentId })
  const title = chapter.title || t('A chapter without a title')
  return (
    <Layout page={{ ...page, robots: false }} title={title} active="post">
      <div class="page-head">
        <p class="kind">
          <a href={`${there}#chapter-${chapter.id}`}>{t('What was read')}</a>
        </p>
        <h2 class="heading" dir="auto">
          {title}
        </h2>
        <p>{t('Where another chapter begins, say so: what follows becomes a chapter of its own.')}</p>
      </div>
      <form class="chapter-inside" method="post" action={there}>
        <Csrf page={page} />
        {chapter.blocks.map((block, at) => (
          <>
            {at > 0 && (
              <button type="submit" name="deed" value={`split ${chapter.id} ${at}`}>
                {t('Begin a chapter here')}
                <span class="said">: {t('before paragraph {n, number}', { n: at + 1 })}</span>
              </button>
            )}
            <div class="userstuff" dir="auto">
              {raw(scopeAnchors(fitHeadings(surelyClean(block), 3), `block-${at}`))}
            </div>
          </>
        ))}
      </form>
    </Layout>
  )
}
