import test from 'ava'
import { FaultSummary, Field } from '../../../shared/html/form.tsx'
import { renderPage } from '../../../shared/html/render.ts'

test('what a person typed comes back escaped, a password never [R40]', (t) => {
  t.regex(renderPage(<Field name="x" label="X" value={'"><b>'} />), /value="&quot;>?(&gt;)?&lt;b/)
  t.notRegex(renderPage(<Field name="p" type="password" label="P" value="secret phrase" />), /secret phrase/)
})

test('a fault is told to assistive technology, after the hint', (t) => {
  const html = renderPage(<Field name="email" label="E-mail" hint="…" fault="Faux." />)
  t.regex(html, /aria-invalid="true" aria-describedby="field-email-hint field-email-fault"/)
})

test('without faults there is no summary', (t) => {
  t.is(renderPage(<FaultSummary title="!" faults={{ email: undefined }} />), '<!doctype html>')
})
