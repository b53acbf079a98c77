import type { WorkKind } from '#contracts/open-work';

/**
 * For each kind of work, SQL that selects what work `w` is about: its name, and the ids of the pages that lead to it. The
 * order of the columns is that of `SUBJECT_COLUMNS`.
 */
export const SUBJECT_OF: Readonly<Record<WorkKind, string>> = {
  package: `w.reference, w.id, NULL::text, NULL::uuid, NULL::uuid`,
  case: `(SELECT p.reference FROM package p WHERE p.id = w.package_id), w.package_id, NULL::text, w.reallocation_id, NULL::uuid`,
  variation_request: `(SELECT p.reference FROM package p WHERE p.id = w.package_id), w.package_id, w.delivering_branch_id, NULL::uuid, NULL::uuid`,
  reallocation: `(SELECT b.name FROM branch b WHERE b.id = w.branch_id), NULL::uuid, w.branch_id, w.id, NULL::uuid`,
  restriction: `coalesce(w.reference, (SELECT b.name FROM branch b WHERE b.id = w.branch_id)), NULL::uuid, w.branch_id, NULL::uuid, w.id`,
  contest: `(SELECT b.name FROM restriction r JOIN branch b ON b.id = r.branch_id WHERE r.id = w.restriction_id), NULL::uuid,
            (SELECT r.branch_id FROM restriction r WHERE r.id = w.restriction_id), NULL::uuid, w.restriction_id`,
  report: `(SELECT b.name FROM branch b WHERE b.id = w.branch_id), NULL::uuid, w.branch_id, NULL::uuid, w.restriction_id`,
  concern: `(SELECT b.name FROM branch b WHERE b.id = w.branch_id), w.package_id, w.branch_id, NULL::uuid, NULL::uuid`,
};

export const SUBJECT_COLUMNS = `name, "packageId", "branchId", "reallocationId", "restrictionId"`;
