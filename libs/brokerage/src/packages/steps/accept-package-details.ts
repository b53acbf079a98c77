import type { PackageDetails } from '#contracts/packages';
import { DomainError } from '#domain/domain-error';
import { isBlank } from '#domain/faults';
import { visitFaults } from '#domain/packages/visit-faults';
import { weeklyMinutes } from '#domain/packages/visits';
import type { PackageEntity } from '../../rows/package.entity.js';

/** The details of a package as the database stores them. */
export type AcceptedDetails = Pick<PackageEntity, 'urgency' | 'visits' | 'needs' | 'note' | 'weeklyMinutes'>;

/** @throws DomainError `package_invalid` with every fault */
export function acceptDetails({ urgency, visits, needs, note }: PackageDetails): AcceptedDetails {
  const faults = visitFaults(visits);
  if (faults.length > 0) throw new DomainError('package_invalid', { faults });
  return {
    urgency,
    visits: [...visits],
    needs: [...new Set(needs)],
    note: isBlank(note) ? null : (note ?? null),
    weeklyMinutes: weeklyMinutes(visits),
  };
}
