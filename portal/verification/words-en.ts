import type { fr } from './words-fr.ts'

export const en: typeof fr = {
  add: {
    title: 'Add a new contract.',
    company: 'Please note: if you are a business customer, you cannot see your contracts here.',
    number: 'Contract number',
    hint: 'It begins with an S, for example S0123456789. You will find it on the welcome letter you received after the delivery of your vehicle.',
    submit: 'Add this contract',
    cancel: 'Cancel',
    faults: 'The contract is not added yet.',
    malformed: 'A contract number is an S followed by 10 digits, for example S0123456789.',
    missingS: 'The S at the beginning was missing. Check the completed number, then confirm.',
    unknown: 'We cannot find this number. Check it on your welcome letter.',
    alreadyYours: 'This contract is already in your account.',
    see: 'See my contract',
    paused: 'Text messages cannot be sent at the moment. Try again in an hour, or call us.',
  },
  refused: {
    title: 'This contract cannot be added online.',
    why: 'The most frequent reasons:',
    reasons: [
      'the contract is in the name of a company',
      'it has no mobile number, or the number has just changed',
      'the vehicle is not delivered yet, or the contract has ended',
      'the contract is already in an account, or too many codes were requested',
    ],
    call: 'Call us: we will look at your file with you.',
  },
  limited: {
    title: 'Too many tries for today.',
    text: 'You can try again tomorrow at the earliest. If it is urgent, call us.',
  },
  blocked: {
    title: 'Adding contracts is blocked.',
    text: 'Three wrong codes were entered; for your security, your account can no longer add contracts.',
    call: 'To lift this block, call us.',
    still: 'Contracts already added remain available.',
  },
  home: 'Back to home',
  code: {
    title: 'Enter the SMS code.',
    sent: (number, mobile) =>
      `The code for contract ${number} is sent to ${mobile}, the number given at signature. Check that you have a signal.`,
    resent: (number, mobile) =>
      `A new code for contract ${number} is sent to ${mobile}. The previous one is no longer valid.`,
    account: (email) => `The contract will be added to the account ${email}.`,
    label: 'SMS code',
    hint: (left) =>
      `6 digits. It is valid for 10 minutes; you have ${['', 'one try left', 'two tries left'][left] ?? 'three tries'}.`,
    submit: 'Continue',
    cancel: 'Cancel',
    faults: 'The contract is not added yet.',
    malformed: 'An SMS code has 6 digits, for example 012345.',
    wrong: (left) => `This code is not right. You have ${left}\u00a0${left > 1 ? 'tries' : 'try'} left.`,
    expired: 'This code has expired. Request a new one.',
    replaced: 'Another code was sent since. Enter the latest one.',
    delayed: 'Text messages cannot be sent at the moment. We keep trying; there is nothing you need to do again.',
    undelivered:
      'The text message could not be delivered. Check that your phone has a signal, then request a new code, or call us.',
    failed: 'The text message could not be sent. Request a new code as soon as you can, or call us.',
    paused: 'Text messages cannot be sent at the moment. Try again in an hour, or call us.',
    resendTitle: 'No code after 10 minutes?',
    resend: 'Resend the SMS code',
    available: 'available in',
    availableNow: 'You can request a new code.',
    tooEarly: (wait) => `A code has just been sent. You can request another in ${wait}.`,
  },
}
