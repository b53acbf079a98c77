import { SESSION_IDLE_MS } from './access/session-lifetime.js';
import { ANSWER_EVENTS } from './broadcasts/seal.js';
import { OVER } from './reallocations/case-lifecycle.js';

/*
 * SQL conditions that state rules of the domain, so that queries do not repeat the rules. Some are generated
 * from the domain's tables. For the others, tests compare them with the domain's functions.
 *
 * Each argument is a piece of SQL: the alias of a row, or an expression for an instant or a date.
 */

const CLOSED_CASE = OVER.map((status) => `'${status}'`).join(', ');

/**
 * An SQL condition that is true while the case in row `alias` is open. The TypeScript function `isOver` for
 * cases has the same rule.
 */
export const caseIsOpen = (alias: string): string => `${alias}.status NOT IN (${CLOSED_CASE})`;

/**
 * An SQL condition on case `alias`: true while the case is open and its care is not awarded to another
 * branch. Such care can simply stay at its branch.
 */
export const caseIsUnpromised = (alias: string): string =>
  `(${caseIsOpen(alias)} AND ${alias}.status <> 'awarded')`;

/**
 * An SQL condition that is true if the branch in row `alias` may deliver care. The function
 * `answerRegistration` states this rule in TypeScript.
 */
export const mayDeliver = (alias: string): string =>
  `(${alias}.registration_status = 'registered' AND NOT ${alias}.dormant AND ${alias}.personal_care)`;

/**
 * An SQL condition that is true if restriction `alias` is neither lifted nor past its end. The TypeScript
 * function `isOver` for restrictions has the same rule.
 */
export const restrictionNotOver = (alias: string, at: string): string =>
  `(${alias}.lifted_at IS NULL AND (${alias}.to_at IS NULL OR ${alias}.to_at > ${at}))`;

/**
 * An SQL condition that is true if restriction `alias` binds at an instant. The TypeScript function
 * `isInForce` has the same rule.
 */
export const restrictionInForce = (alias: string, at: string): string =>
  `(${alias}.from_at <= ${at} AND ${restrictionNotOver(alias, at)})`;

/**
 * An SQL condition that is true if contract or subcontract `alias` is live on a date. Its last day counts as
 * live.
 */
export const isLiveOn = (alias: string, date: string): string =>
  `(${alias}.starts_on <= ${date} AND ${notEndedOn(alias, date)})`;

/**
 * An SQL condition that is true if contract or subcontract `alias` has not ended before a date. Its first day
 * may be in the future.
 */
export const notEndedOn = (alias: string, date: string): string =>
  `(${alias}.ends_on IS NULL OR ${alias}.ends_on >= ${date})`;

/**
 * An SQL expression for a rate limit of contract `alias` on a date, in pence: the latest rate that has begun by
 * then, or else the rate at the start of the contract (docs/rules.md §3.5.3).
 */
export const contractRateOn = (alias: string, limit: 'min' | 'max', date: string): string =>
  `coalesce((SELECT r.rate_${limit}_pence FROM contract_rate r WHERE r.contract_id = ${alias}.id AND r.from_on <= ${date}
               AND r.withdrawn_at IS NULL
             ORDER BY r.from_on DESC, r.id DESC LIMIT 1), ${alias}.rate_${limit}_pence)`;

/**
 * An SQL expression for the day in London on which broadcast `alias` opened. Offers of the round are held against the
 * rates of this day, so that all branches bid by the same rates (docs/rules.md §3.5.3).
 */
export const ratesOfRound = (alias: string): string => londonDay(`${alias}.opened_at`);

/**
 * An SQL expression for the hourly rate of placement `alias` on a date, in pence: the latest rate that has begun
 * by then, or else the rate with which the care began (docs/rules.md §3.5.3).
 */
export const placementRateOn = (alias: string, date: string): string =>
  `coalesce((SELECT r.hourly_rate_pence FROM placement_rate r WHERE r.placement_id = ${alias}.id AND r.from_on <= ${date}
               AND r.withdrawn_at IS NULL
             ORDER BY r.from_on DESC, r.id DESC LIMIT 1), ${alias}.hourly_rate_pence)`;

/**
 * An SQL expression for the cost of a week of care in whole pence, half a penny up, as `weeklyCostPence` has it.
 */
export const weeklyCost = (minutes: string, rate: string): string =>
  `round(${minutes} * ${rate} / 60.0)::int`;

/**
 * An SQL condition that is true if live care of the branch in the lot runs under contract `alias`: the contract
 * of the two that began last by the date. Contracts of a branch in a lot do not overlap (docs/rules.md §3.5.2).
 */
export const bearsCareOn = (alias: string, date: string): string =>
  `(${alias}.starts_on <= ${date} AND NOT EXISTS (
     SELECT 1 FROM contract later WHERE later.authority_id = ${alias}.authority_id AND later.branch_id = ${alias}.branch_id
       AND later.lot_id = ${alias}.lot_id AND later.starts_on > ${alias}.starts_on AND later.starts_on <= ${date}))`;

/** An SQL expression for the enabled commissioner of an authority who came first. Null if there is none. */
const firstCommissioner = (authorityId: string): string =>
  `(SELECT u.id FROM app_user u WHERE u.authority_id = ${authorityId} AND u.disabled_at IS NULL
      AND u.role = 'commissioner' ORDER BY u.created_at, u.id LIMIT 1)`;

/**
 * An SQL expression for the user who sees to contract, subcontract or check `alias`: its owner while enabled as an
 * officer or commissioner, or else the commissioner who came first (docs/rules.md §3.5.2).
 */
export const frameworkOwner = (alias: string): string =>
  `coalesce((SELECT u.id FROM app_user u WHERE u.id = ${alias}.owner_id AND u.authority_id = ${alias}.authority_id
               AND u.disabled_at IS NULL AND u.role IN ('officer', 'commissioner')),
            ${firstCommissioner(`${alias}.authority_id`)})`;

/**
 * An SQL expression for the user who sees to live care of branch `branchId` that needs a capability it has withdrawn: the
 * user who sees to its latest contract with the authority, or else the commissioner who came first (docs/rules.md §3.2).
 */
export const branchOwner = (authorityId: string, branchId: string): string =>
  `coalesce((SELECT ${frameworkOwner('own')} FROM contract own WHERE own.authority_id = ${authorityId}
               AND own.branch_id = ${branchId} ORDER BY own.starts_on DESC, own.id LIMIT 1), ${firstCommissioner(authorityId)})`;

/**
 * An SQL expression for the user who compares figures while authority `alias` runs side by side: the commissioner who
 * began the stage while enabled as one, or else the commissioner who came first (docs/rules.md §7.5).
 */
export const figuresOwner = (alias: string): string =>
  `coalesce((SELECT u.id FROM app_user u WHERE u.id = ${alias}.stage_by AND u.authority_id = ${alias}.id
               AND u.disabled_at IS NULL AND u.role = 'commissioner'),
            ${firstCommissioner(`${alias}.id`)})`;

/**
 * An SQL condition that is true if absence `alias` counts on a date in London. The first and the last day count
 * (docs/rules.md §5.1).
 */
export const isAbsentOn = (alias: string, date: string): string =>
  `(${alias}.ended_at IS NULL AND ${date} BETWEEN ${alias}.first_on AND ${alias}.last_on)`;

/** An SQL expression for the date in London at an instant. */
export const londonDay = (at: string): string => `(${at} AT TIME ZONE 'Europe/London')::date`;

/** An SQL expression for the instant at which a day begins in London. */
export const startOfLondonDay = (day: string): string => `((${day})::timestamp AT TIME ZONE 'Europe/London')`;

/** An SQL expression for the instant at which a day ends in London. */
export const endOfLondonDay = (day: string): string => startOfLondonDay(`${day} + 1`);

/**
 * An SQL expression for the user who covers at an instant for the user with the id `userId`. Null if the user is there.
 */
export const deputyOf = (userId: string, at: string): string =>
  `(SELECT cover.deputy_id FROM absence cover WHERE cover.user_id = ${userId} AND ${isAbsentOn('cover', londonDay(at))}
    LIMIT 1)`;

/**
 * An SQL expression for the conditions of restriction `alias`: a JSON array, ordered by kind. Parameters that
 * a kind of condition does not have are null.
 */
export const conditionsOf = (alias: string): string => `coalesce(
  (SELECT jsonb_agg(jsonb_build_object('id', c.id, 'kind', c.kind, 'limitMinutes', c.limit_minutes, 'basis', c.basis,
             'capMinutes', c.cap_minutes, 'everyDays', c.every_days) ORDER BY c.kind)
   FROM restriction_condition c WHERE c.restriction_id = ${alias}.id AND c.removed_at IS NULL), '[]')`;

/**
 * An SQL condition that is true if session `session` is valid. `user` is the session's row in table
 * `app_user`. The TypeScript function `isSessionLive` has the same rule.
 */
export const sessionIsLive = (session: string, user: string, at: string): string =>
  `(${session}.revoked_at IS NULL AND ${user}.disabled_at IS NULL AND ${session}.expires_at > ${at}
    AND (${session}.scopes IS NOT NULL OR ${session}.last_seen_at > ${at} - interval '${SESSION_IDLE_MS} milliseconds'))`;

/** True if the row `alias` of `concern` counts against the branch: the concern is open, or closed and not disproved. */
export const concernCounts = (alias: string): string => `(${alias}.outcome IS DISTINCT FROM 'disproved')`;

/**
 * An SQL condition that is true while staff may not learn which branches answered the broadcast in row
 * `alias`. The TypeScript function `areAnswersSealed` has the same rule.
 */
export const answersAreSealed = (alias: string): string =>
  `(${alias}.sealed AND (${alias}.status = 'open' OR (${alias}.status = 'cancelled'
    AND NOT EXISTS (SELECT 1 FROM offer ranked WHERE ranked.broadcast_id = ${alias}.id AND ranked.rank IS NOT NULL))))`;

/**
 * An SQL expression for the number of offers of a broadcast that is shown, over the rows of `offer`. While the
 * answers are sealed (`isSealed`), lapsed offers count too.
 */
export const offersShown = (isSealed: string): string =>
  `(count(*) FILTER (WHERE status <> 'withdrawn' AND (${isSealed} OR status <> 'lapsed')))::int`;

/** An SQL condition that is true if a record cites document `alias` as evidence. */
export const documentIsCited = (alias: string): string =>
  `(EXISTS (SELECT 1 FROM restriction r WHERE r.document_id = ${alias}.id)
    OR EXISTS (SELECT 1 FROM restriction_version v WHERE v.document_id = ${alias}.id)
    OR EXISTS (SELECT 1 FROM permission p WHERE p.document_id = ${alias}.id)
    OR EXISTS (SELECT 1 FROM restriction_contest c WHERE c.document_id = ${alias}.id)
    OR EXISTS (SELECT 1 FROM contract_check k WHERE k.document_id = ${alias}.id)
    OR EXISTS (SELECT 1 FROM capability_statement t WHERE t.document_id = ${alias}.id)
    OR EXISTS (SELECT 1 FROM branch_report b WHERE b.document_id = ${alias}.id))`;

/**
 * An SQL condition that is true if the authority with the id `authorityId` is live. Providers see and change care only of
 * such an authority (docs/rules.md §7.5).
 */
export const authorityIsLive = (authorityId: string): string =>
  `EXISTS (SELECT 1 FROM authority stage_of WHERE stage_of.id = ${authorityId} AND stage_of.stage = 'live')`;

const ANSWERS = ANSWER_EVENTS.map((name) => `'${name}'`).join(', ');

/** An SQL condition that is true if the event in row `alias` tells which branches answered a broadcast. */
export const isAnswerEvent = (alias: string): string => `(${alias}.name IN (${ANSWERS}))`;

/**
 * An SQL condition that is true if the event in row `alias` was logged while the answers were sealed. Staff do
 * not receive such events. The TypeScript function `streamsOf` has the same rule.
 */
export const isSealedEvent = (alias: string): string =>
  `coalesce((${alias}.payload->'isSealed')::boolean, false)`;

/**
 * An SQL condition that is true if the offer in row `offer` is hidden from a user of its own provider, who
 * was let in at the instant `enteredAt`.
 *
 * Hidden are offers whose present terms were made before the user was let in, while the broadcast in row
 * `broadcast` is sealed. The broadcast must be open, or have been cancelled while open (docs/rules.md
 * §3.3.2).
 */
export const offerIsHidden = (offer: string, broadcast: string, enteredAt: string): string =>
  `(${broadcast}.sealed AND ${broadcast}.status IN ('open', 'cancelled')
    AND coalesce(${offer}.revised_at, ${offer}.made_at) < ${enteredAt})`;
