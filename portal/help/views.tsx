import type { ComponentChildren } from 'preact'
import { Paragraphs } from '../../shared/html/prose.tsx'
import { Page } from '../frame.tsx'
import type { Shell } from '../page.ts'
import { CallCentre } from './call-centre.tsx'
import { type HelpSection, type HelpTexts, texts } from './texts.ts'

export function helpPage({ shell, now }: { shell: Shell; now: number }) {
  const { lang } = shell.frame
  return (
    <Page {...shell} title={texts[lang].title} current="help">
      <HelpBody texts={texts[lang]} callCentre={<CallCentre lang={lang} now={now} />} />
    </Page>
  )
}

/** The help page, without its frame. */
export function HelpBody({ texts: words, callCentre }: { texts: HelpTexts; callCentre: ComponentChildren }) {
  return (
    <div class="stack">
      <p>{words.intro}</p>
      {callCentre}
      <nav class="help__contents" aria-label={words.contents}>
        <ul class="help__list">
          {words.sections.map(({ id, title }) => (
            <li key={id}>
              <a href={`#${id}`}>{title}</a>
            </li>
          ))}
        </ul>
      </nav>
      {words.sections.map((section) => (
        <Section key={section.id} section={section} />
      ))}
    </div>
  )
}

/** The id stands on the answer, not on the accordion: a browser opens a closed accordion for a target inside it. */
function Section({ section }: { section: HelpSection }) {
  return (
    <section class="stack stack--close" aria-labelledby={section.id}>
      <h2 id={section.id}>{section.title}</h2>
      <div class="accordion">
        {section.questions.map(({ id, question, answer }) => (
          <details key={id} class="accordion__item">
            <summary>{question}</summary>
            <div class="accordion__answer prose" id={id}>
              <Paragraphs prose={answer} />
            </div>
          </details>
        ))}
      </div>
    </section>
  )
}
