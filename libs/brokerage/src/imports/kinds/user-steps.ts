import { readUserRow, type UserRow } from '#domain/imports/read-framework-rows';
import { addUser } from '../../identity/steps/add-user.js';
import { judgeEach, type KindSteps } from '../steps/kind-steps.js';

/**
 * Imports users of the authority, without passwords. Each user comes in by a single-use link, which an administrator issues
 * on the user's page, because a link is shown once.
 */
export const USER_STEPS: KindSteps<UserRow> = {
  read: (cells) => readUserRow(cells),
  judge: async (reader, rows, { authorityId }) => {
    const found = await reader.query<{ email: string; isOwn: boolean }>(
      `SELECT e.email AS email, o.authority_id IS NOT DISTINCT FROM $2 AS "isOwn"
       FROM unnest($1::text[]) AS e (email) CROSS JOIN LATERAL user_organisation(e.email) o`,
      [rows.map(({ value }) => value.email.toLowerCase()), authorityId],
    );
    const taken = new Map(found.map(({ email, isOwn }) => [email, isOwn]));
    return judgeEach(rows, (verdict, { value: { email } }) => {
      const isOwn = taken.get(email.toLowerCase());
      if (isOwn === true) verdict.leave('there', 'This user is recorded already.');
      else if (isOwn === false)
        verdict.refuse('A user of another organisation has this address.', 'E-mail address');
    });
  },
  write: async (act, rows, { authorityId, userId, now }) => {
    const written = [];
    for (const { number, value } of rows) {
      const user = await addUser(act, { ...value, authorityId, providerId: null, invitedBy: userId, now });
      written.push({ number, recordId: user.id });
    }
    return written;
  },
};
