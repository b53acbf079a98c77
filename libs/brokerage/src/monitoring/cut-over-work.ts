import { endOfLondonDay, figuresOwner, londonDay, startOfLondonDay } from '#domain/rules-in-sql';

/** The kinds of work that are about a change of system, as a list of SQL. */
export const CUT_OVER_KINDS = `'figures', 'differences', 'care_dispute'`;

/** Today's date in London. `$5` is the present instant. */
const TODAY = londonDay('$5::timestamptz');

/**
 * An SQL fragment that selects the work of authority `$1` in its change of system (docs/rules.md §7.5).
 *
 * While both systems run side by side, figures are compared every day. The work is due at the end of the first day without
 * a comparison, so that a day that was left out makes the work overdue. Its owner is the commissioner who began the stage,
 * or else the enabled commissioner who came first.
 * Open differences are one piece of work for each owner, because there may be thousands: the one that is due first stands
 * for all.
 */
export const CUT_OVER_WORK = `
    SELECT 'figures', h.id, NULL, NULL, 'compare_figures', ${figuresOwner('h')}, ${endOfLondonDay('m.day')},
           ${startOfLondonDay('m.day')}, NULL::uuid, NULL::int
    FROM authority h CROSS JOIN LATERAL (
      SELECT coalesce(max(r.day) + 1, ${londonDay('h.stage_since')}) AS day
      FROM reconciliation r WHERE r.authority_id = h.id AND r.totals_at IS NOT NULL
        AND r.day >= ${londonDay('h.stage_since')}) m
    WHERE h.id = $1 AND h.stage = 'side_by_side' AND m.day <= ${TODAY}
    UNION ALL
    (SELECT DISTINCT ON (d.owner_id) 'differences', d.id, NULL, NULL, 'settle_differences', d.owner_id, d.due_at, d.found_at,
            NULL::uuid, NULL::int
     FROM care_difference d WHERE d.authority_id = $1 AND d.settled_at IS NULL ORDER BY d.owner_id, d.due_at, d.id)
    UNION ALL
    SELECT 'care_dispute', d.id, NULL, d.branch_id, 'answer_dispute', d.owner_id, d.due_at, d.raised_at, NULL, NULL
    FROM care_dispute d WHERE d.authority_id = $1 AND d.settled_at IS NULL`;
