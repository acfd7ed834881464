import test from 'ava'
import { inLanguage, safeLink } from '../../../shared/html/links.ts'

for (const href of ['/help', 'help?q=1', '#field-email', 'https://example.test/a', 'http://example.test']) {
  test(`a link from data may lead to ${href}`, (t) => t.is(safeLink(href), href))
}

for (const href of [
  'javascript:alert(1)',
  ' java\tscript:alert(1)',
  'JAVASCRIPT:x',
  'data:text/html,x',
  'vbscript:x',
  'https://[',
]) {
  test(`a link from data may not lead to ${JSON.stringify(href)}`, (t) => t.is(safeLink(href), undefined))
}

test('the language switch keeps the rest of the address and never leaves the site', (t) => {
  t.is(inLanguage('/activate?token=a%2Bb&lang=fr', 'en'), '/activate?token=a%2Bb&lang=en')
  t.is(inLanguage('/', 'fr'), '/?lang=fr')
  t.is(inLanguage('//evil.test/x', 'fr'), '/evil.test/x?lang=fr')
  t.is(inLanguage('/\\evil.test/x', 'fr'), '/evil.test/x?lang=fr')
  t.is(inLanguage('//[', 'fr'), '/[?lang=fr')
  t.is(inLanguage('///', 'fr'), '/?lang=fr')
  t.is(inLanguage('/.//evil.test', 'fr'), '/evil.test?lang=fr')
})
