import { t } from '../web/say.ts'

/** What a work skin is tried on: the parts of a work, with the words of nobody's. */
export const SkinSample = () => (
  <section class="skin-sample" aria-label={t('How a work looks in it')}>
    <div class="skin-bounds">
      <div id="workskin">
        <div class="preface group">
          <h2 class="title heading">{t('The Title of a Work')}</h2>
          <h3 class="byline heading">{t('somebody')}</h3>
          <div class="summary module">
            <h3 class="heading">{t('Summary')}</h3>
            <blockquote class="userstuff">
              <p>{t('What it is about, in a sentence or two.')}</p>
            </blockquote>
          </div>
        </div>
        <div id="chapters">
          <div class="chapter">
            <div class="userstuff module">
              <p>
                {t('The lamp had been burning since noon, and nobody had asked why.')}{' '}
                <em>{t('Not even the cat,')}</em> <strong>{t('who asked everything.')}</strong>
              </p>
              <blockquote>
                <p>{t('Come at once. Bring the umbrella.')}</p>
              </blockquote>
              <hr />
              <ul>
                <li>{t('one thing')}</li>
                <li>
                  {t('another thing, with')} <a href="#workskin">{t('a link')}</a>
                </li>
              </ul>
            </div>
          </div>
        </div>
      </div>
    </div>
  </section>
)
