import type { PackageFacts } from '#domain/eligibility/facts';
import type { PackageEntity } from '../rows/package.entity.js';

type AskedFor = Pick<
  PackageEntity,
  'id' | 'authorityId' | 'personId' | 'lotId' | 'weeklyMinutes' | 'visits' | 'needs'
>;

/** Converts a package to the input data of the eligibility rules. The care would start on the given date. */
export function packageFacts(pkg: AskedFor, startOn: string): PackageFacts {
  return {
    authorityId: pkg.authorityId,
    packageId: pkg.id,
    personId: pkg.personId,
    lotId: pkg.lotId,
    weeklyMinutes: pkg.weeklyMinutes,
    bands: [...new Set(pkg.visits.map(({ band }) => band))],
    doubleUp: pkg.visits.some(({ carers }) => carers === 2),
    needs: pkg.needs,
    startOn,
  };
}
