import type { NextAction, PackageStatus } from '#contracts/packages';
import type { Loading } from '../rows/load-input-and-row-ids.js';

interface Ending {
  readonly personReference: string;
  readonly status: PackageStatus;
  readonly nextAction: NextAction | null;
}

/**
 * Checks that every story's package has the planned status and next action.
 *
 * @throws Error that names every story with a different status or next action
 */
export async function assertStoryEndings({ tx, plan, ids }: Loading): Promise<void> {
  const rows: Ending[] = await tx.query(
    `SELECT p.reference AS "personReference", k.status, k.next_action AS "nextAction"
     FROM package k JOIN person p ON p.id = k.person_id WHERE k.authority_id = $1 AND p.reference = ANY($2)`,
    [ids.authority, plan.stories.map(({ personReference }) => personReference)],
  );
  const endings = new Map(rows.map((row) => [row.personReference, row]));
  const wrong = plan.stories.flatMap(({ title, personReference, endsAs, nextAction }) => {
    const ending = endings.get(personReference);
    if (ending?.status === endsAs && ending.nextAction === nextAction) return [];
    return [`“${title}” ends as ${ending?.status} (${ending?.nextAction}), not ${endsAs} (${nextAction})`];
  });
  if (wrong.length > 0) throw new Error(`Stories end otherwise than planned: ${wrong.join('; ')}`);
}
