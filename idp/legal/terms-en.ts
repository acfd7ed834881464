import type { LegalDocument } from '../../shared/legal/document.tsx'
import { publisher } from './publisher.ts'
import { termsVersion } from './terms-version.ts'

export const english: LegalDocument = {
  title: 'Terms of use',
  intro:
    'Twelve short articles to read before you create your BMW ID. This site is a demonstration: do not create an account here to manage a real contract.',
  updated: termsVersion,
  sections: [
    {
      id: 'object',
      title: '1. Purpose',
      paragraphs: [
        `BMW ID is a personal account, free of charge. It lets you sign in to several apps with the same e-mail address and password. It is provided by ${publisher.en.name} (“we”).`,
        'Together with your acceptance, these terms form the contract between you and us. You can read, save and print them at any time on this page.',
      ],
    },
    {
      id: 'eligibility',
      title: '2. Who may sign up',
      paragraphs: [
        'Any adult person, for their own use, with an e-mail address to which they alone have access. One address corresponds to one BMW ID.',
        'Please give your real title, first name and last name: some apps use them to recognise you.',
      ],
    },
    {
      id: 'activation',
      title: '3. Sign-up and activation',
      paragraphs: [
        'After the sign-up we send you an activation link, valid for 24\u00a0hours. Your BMW ID exists only once this link is confirmed. In a browser other than the one you signed up with, we also ask for the password you chose.',
        'A sign-up that is not confirmed is erased after seven days.',
      ],
    },
    {
      id: 'password',
      title: '4. Account and password',
      paragraphs: [
        'Your password has at least 12 characters. Keep it for BMW ID only, give it to nobody, and change it whenever in doubt. We will never ask you for it by e-mail, SMS or phone.',
        'Your BMW ID is personal: you may neither lend it nor pass it on. If someone else may have used it, choose a new password at once and tell us.',
      ],
    },
    {
      id: 'security',
      title: '5. Security and misuse',
      paragraphs: [
        'You agree not to use another person’s account, not to try to get around our protections, and not to disturb the service.',
        'To protect you, we may:',
        [
          'impose a wait after several wrong passwords;',
          'warn you by e-mail of an unusual event;',
          'end open sessions and ask for a new password;',
          'in case of serious misuse or suspected fraud, suspend the account while we check.',
        ],
        'We tell you by e-mail why an account is suspended, unless the law forbids it. You may reply and ask for a person to look at the decision again.',
      ],
    },
    {
      id: 'applications',
      title: '6. Apps opened with your BMW ID',
      paragraphs: [
        'Your BMW ID opens MyBMW Financial Services and other BMW apps. The sign-in page names the one you are going to.',
        'An app receives only what it needs to recognise you: an identifier, your title, your first and last name, your e-mail address. It never receives your password. Each app has its own terms and answers for its own data.',
      ],
    },
    {
      id: 'availability',
      title: '7. Availability',
      paragraphs: [
        'We do what is needed for BMW ID to be available at any time, but cannot guarantee that it is never interrupted. We may interrupt it to maintain or protect it, as briefly as possible.',
        'We are liable for damage caused by our fault, as the law provides. Nothing in these terms limits the rights the law gives to consumers.',
      ],
    },
    {
      id: 'personal-data',
      title: '8. Personal data',
      paragraphs: [
        'The “Data protection” page says what we keep, why and for how long, and how to exercise your rights. Accepting these terms is not consent to advertising: we send none.',
      ],
    },
    {
      id: 'deletion',
      title: '9. End and deletion',
      paragraphs: [
        `You may stop at any time, without a reason or cost: ask for your BMW ID to be deleted at ${publisher.en.email}. The linked apps will no longer open; your contracts with other companies continue.`,
        'An account unused for two years is deleted, after an e-mail that leaves you time to keep it. We may also end the account after a serious breach of these terms, or if the service closes, with two months’ notice in the latter case.',
      ],
    },
    {
      id: 'changes',
      title: '10. Changes to these terms',
      paragraphs: [
        'The date at the top is that of the version in force. We announce every important change by e-mail, at least thirty days before, and ask you to accept it. If you refuse, you may have your account deleted.',
      ],
    },
    {
      id: 'law',
      title: '11. Applicable law and disputes',
      paragraphs: [
        'These terms are governed by French law. If you live in another country of the European Union, you keep the protection of the mandatory rules of that country.',
        'If we disagree, please write to us first. You may then turn to the consumer mediator named in the legal notice, free of charge, or to the competent court.',
      ],
    },
    {
      id: 'contact',
      title: '12. Contact',
      paragraphs: [`${publisher.en.name}, ${publisher.en.seat}. E-mail: ${publisher.en.email}.`],
    },
  ],
}
