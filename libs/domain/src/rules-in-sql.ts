import { SESSION_IDLE_MS } from './access/session-life.js';
import { OVER } from './reallocations/case-life.js';

/*
 * Rules as SQL conditions. Each is generated from the domain's table or tested against the domain's function on
 * PostgreSQL (test/integration/rules-in-sql.spec.ts), so no query states a rule a second time. Arguments are SQL: the
 * alias of a row, or an expression for an instant or a date.
 */

const CLOSED_CASE = OVER.map((status) => `'${status}'`).join(', ');

/** True while the row `alias` of `reallocation_case` is open, as `isOver` says. */
export const caseIsOpen = (alias: string): string => `${alias}.status NOT IN (${CLOSED_CASE})`;

/** True while the case `alias` is open and no award promises the care to another branch: it may be kept without more. */
export const caseIsUnpromised = (alias: string): string =>
  `(${caseIsOpen(alias)} AND ${alias}.status <> 'awarded')`;

/** True if the row `alias` of `branch` may deliver care, as `answerRegistration` says. */
export const mayDeliver = (alias: string): string =>
  `(${alias}.registration_status = 'registered' AND NOT ${alias}.dormant AND ${alias}.personal_care)`;

/** True if the row `alias` of `restriction` has neither been lifted nor reached its end, as `isOver` says. */
export const restrictionNotOver = (alias: string, at: string): string =>
  `(${alias}.lifted_at IS NULL AND (${alias}.to_at IS NULL OR ${alias}.to_at > ${at}))`;

/** True if the row `alias` of `restriction` binds at an instant, as `isInForce` says of that instant alone. */
export const restrictionInForce = (alias: string, at: string): string =>
  `(${alias}.from_at <= ${at} AND ${restrictionNotOver(alias, at)})`;

/** True if the contract or subcontract `alias` is live on a date, its last day included, as `contractLiveOn` says. */
export const isLiveOn = (alias: string, date: string): string =>
  `(${alias}.starts_on <= ${date} AND ${notEndedOn(alias, date)})`;

/** True if the contract or subcontract `alias` has not ended before a date; it may not have begun. */
export const notEndedOn = (alias: string, date: string): string =>
  `(${alias}.ends_on IS NULL OR ${alias}.ends_on >= ${date})`;

/** The conditions of the row `alias` of `restriction` as a JSON array, by kind. A parameter that a kind does not have is null. */
export const conditionsOf = (alias: string): string => `coalesce(
  (SELECT jsonb_agg(jsonb_build_object('id', c.id, 'kind', c.kind, 'limitMinutes', c.limit_minutes, 'basis', c.basis,
             'capMinutes', c.cap_minutes, 'everyDays', c.every_days) ORDER BY c.kind)
   FROM restriction_condition c WHERE c.restriction_id = ${alias}.id AND c.removed_at IS NULL), '[]')`;

/** True if the row `session` of `session`, whose user is the row `user` of `app_user`, is valid, as `isSessionLive` says. */
export const sessionIsLive = (session: string, user: string, at: string): string =>
  `(${session}.revoked_at IS NULL AND ${user}.disabled_at IS NULL AND ${session}.expires_at > ${at}
    AND ${session}.last_seen_at > ${at} - interval '${SESSION_IDLE_MS} milliseconds')`;
