import { Field } from '../web/form.tsx'
import { NoticeBox } from '../web/notice.tsx'
import { t } from '../web/say.ts'
import { SkinSample } from './skin-sample.tsx'

/** What a site skin is looked at on: an entry of a list, a work's text, a notice and a field, with the words of nobody's. */
export const SiteSample = () => (
  <>
    <section class="skin-sample" aria-label={t('How a list looks in it')}>
      <h3 class="landmark heading">{t('List of works')}</h3>
      <ol class="work index group">
        <li class="work blurb group">
          <SampleHead />
          <ul class="tags commas">
            {[t('A warning'), t('One & Another'), t('A tag of three words')].map((tag) => (
              <li>
                <a class="tag" href="#skin-sample">
                  {tag}
                </a>
              </li>
            ))}
          </ul>
          <blockquote class="userstuff summary">
            <p>{t('What it is about, in a sentence or two.')}</p>
          </blockquote>
        </li>
      </ol>
      <NoticeBox kind="note">
        <p>{t('So the archive says something.')}</p>
      </NoticeBox>
      <Field name="sample" label={t('A field')} value={t('what somebody typed')} autocomplete="off" />
      <p class="actions">
        <button type="button" class="first">
          {t('A button')}
        </button>
        <button type="button">{t('Another')}</button>
      </p>
    </section>
    <SkinSample />
  </>
)

const SampleHead = () => (
  <header class="header module">
    <h4 class="heading">
      <a href="#skin-sample">{t('The Title of a Work')}</a>
    </h4>
    <h5 class="fandoms heading">
      <a class="tag" href="#skin-sample">
        {t('A Fandom')}
      </a>
    </h5>
  </header>
)
