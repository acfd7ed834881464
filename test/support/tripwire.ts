import { type Owner, openDatabase } from '../../shared/database/open.ts'
import { demoHolders } from '../dev/demo-contracts.ts'
import { people } from './people.ts'

/** Makes the database refuse an audit event that holds anything of a seeded person, or what looks like a code, a number
 *  or a token. In tests only: the template of every test's database has it. */
export async function layTripwireIn(url: string, owner: Owner): Promise<void> {
  const db = openDatabase(url, owner)
  for (const statement of url.startsWith('sqlite:') ? sqlite() : postgres()) await db.raw(statement)
  await db.destroy()
}

const TOLD = 'personal data in the audit log'

const personal: readonly string[] = [
  ...Object.values(people).flatMap(({ email, password, familyName }) => [email, password, familyName]),
  ...Object.values(demoHolders).flatMap((holder) => [
    'company' in holder ? holder.company : holder.lastName,
    ...(holder.mobile === null ? [] : [holder.mobile, holder.mobile.replace(/^\+33/, '0')]),
  ]),
]

const holds = (find: string): string =>
  [...new Set(personal)]
    .map((word) => `${find}(new.details || ' ' || new.actor || ' ' || coalesce(new.subject, ''), '${word}') > 0`)
    .join(' or ')

const sqlite = (): string[] => {
  const code = '[0-9]'.repeat(6)
  const token = '[A-Za-z0-9_-]'.repeat(40)
  return [
    `create trigger tripwire before insert on audit_event
     when ${holds('instr')} or new.details glob '*${code}*' or new.details glob '*${token}*'
     begin select raise(abort, '${TOLD}'); end`,
  ]
}

const postgres = (): string[] => [
  `create function tripwire() returns trigger language plpgsql as $$ begin
     if ${holds('strpos')} or new.details ~ '[0-9]{6}' or new.details ~ '[A-Za-z0-9_-]{40}' then
       raise exception '${TOLD}';
     end if;
     return new;
   end $$`,
  'create trigger tripwire before insert on audit_event for each row execute function tripwire()',
]
