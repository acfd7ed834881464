import test from 'ava'
import { mailWords } from '../../portal/verification/mail-words.ts'
import {
  attachedMail,
  blockedMail,
  codeMessage,
  maskEmail,
  noticeMessage,
  unblockedMail,
} from '../../portal/verification/messages.ts'
import { LANGS } from '../../shared/i18n.ts'
import { renderMail } from '../../shared/mail/letter.tsx'
import { differences, faultsIn, sentences } from '../support/texts.ts'

/** GSM 03.38, the basic set: with any other letter a message of more than 70 is two. */
const GSM = /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà]*$/

for (const lang of LANGS) {
  test(`the text message with the code is one segment, ${lang}`, (t) => {
    const text = codeMessage({ lang, code: '012345', host: 'mybmw-financial-services.example' })
    t.regex(text, GSM)
    t.true(text.length <= 160, `${text.length}`)
    t.is(text.split('\n').at(-1), '@mybmw-financial-services.example #012345')
    t.snapshot(text)
  })
}

test('the notice to the phone is one segment, whatever the address', (t) => {
  for (const email of ['j@example.test', `${'x'.repeat(64)}@${'y'.repeat(180)}.example`, '“é”@example.test']) {
    const text = noticeMessage({ number: 'S0123456789', email })
    t.regex(text, GSM)
    t.true(text.length <= 160, `${text.length}`)
  }
  t.snapshot(noticeMessage({ number: 'S0123456789', email: 'julien.morel@example.test' }))
})

test('an address is masked to what its owner knows it by', (t) => {
  t.is(maskEmail('julien.morel@example.test'), 'j•••@example.test')
  t.is(maskEmail('"a@b"@example.test'), '"•••@example.test')
})

test('the words of the mails are complete and well set', (t) => {
  t.deepEqual(differences(mailWords.fr, mailWords.en), [])
  for (const lang of LANGS) {
    t.deepEqual(
      [...sentences(mailWords[lang])].flatMap((sentence) => faultsIn(sentence, lang)),
      [],
    )
  }
})

for (const lang of LANGS) {
  test(`the mails, ${lang}`, (t) => {
    const customer = {
      id: '1',
      email: 'a@example.test',
      civility: 'madame',
      familyName: 'Garnier',
      lang,
      blocked: false,
    } as const
    const href = 'https://portal.example/contracts/S0123456789'
    for (const mail of [
      attachedMail({ customer, href }, 'S0123456789'),
      blockedMail({ customer }),
      unblockedMail({ customer, href }),
    ]) {
      t.snapshot(renderMail(mail, 'MyBMW Financial Services').text, mail.subject)
    }
  })
}
