import test from 'ava'
import { canReceiveSms, maskMobile } from '../../portal/contracts/mobile.ts'

const mobiles: Record<string, string> = {
  '+33612345678': '06 •• •• •• 78',
  '+33639980101': '06 •• •• •• 01',
  '+33698765432': '06 •• •• •• 32',
  '+33730123456': '07 •• •• •• 56',
  '+33799999999': '07 •• •• •• 99',
  '+262692000108': '0692 •• •• 08',
  '+262693000209': '0693 •• •• 09',
  '+262639123456': '0639 •• •• 56',
  '+262709212345': '0709 •• •• 45',
  '+262709312345': '0709 •• •• 45',
  '+590690123456': '0690 •• •• 56',
  '+590691123456': '0691 •• •• 56',
  '+590709012345': '0709 •• •• 45',
  '+594694123456': '0694 •• •• 56',
  '+594709312345': '0709 •• •• 45',
  '+596696123456': '0696 •• •• 56',
  '+596697123456': '0697 •• •• 56',
  '+596709112345': '0709 •• •• 45',
}

for (const [number, masked] of Object.entries(mobiles)) {
  test(`${number} may get a code and is shown as ${masked} [R65]`, (t) => {
    t.true(canReceiveSms(number))
    t.is(maskMobile(number), masked)
  })
}

const refused = {
  'a landline': '+33199001205',
  'a landline in the south-west': '+33512345678',
  'a call centre': '+33969322039',
  'a premium number': '+33899123456',
  'a machine (070)': '+33700123456',
  'a 071 number': '+33712345678',
  'a 072 number': '+33723456789',
  'a machine range of 14 digits': '+337001234567890',
  'a Réunion number read as metropolitan': '+33692000108',
  'a Mayotte number read as metropolitan': '+33639123456',
  'a Guadeloupe number read as metropolitan': '+33690123456',
  'a landline in Réunion': '+262262123456',
  'a metropolitan number under the code of Réunion': '+262612345678',
  'a Martinique prefix under the code of Guadeloupe': '+590696123456',
  'Saint-Pierre-et-Miquelon, not on the list': '+508708123',
  'a German mobile': '+4915112345678',
  'a Latvian premium range': '+37126000000',
  'one digit short': '+3361234567',
  'one digit long': '+336123456789',
  'the national form': '0612345678',
  'something after it': '+33612345678\n',
  nothing: '',
}

for (const [what, number] of Object.entries(refused)) {
  test(`${what} gets no code: ${JSON.stringify(number)} [R65]`, (t) => {
    t.false(canReceiveSms(number))
  })
}

test('a mask never shows more than the last two digits of a number it does not know [R65]', (t) => {
  t.is(maskMobile('+4915112345678'), '•• •• •• •• 78')
})
