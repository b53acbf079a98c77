import { keyOf } from '../../../console/form.js';
import { goTo } from '../../../console/page.js';
import { DOORS, PATHS } from '../../../paths.js';
import { deed, idIn } from '../../../console/deed.js';
import { restrictionAsItStands } from './page.js';

export const liftRestriction = deed({
  path: PATHS.liftRestriction(':id'),
  from: PATHS.restrictions,
  form: 'lift',
  required: { reason: 'Say why the restriction is lifted.' },
  fieldOfCode: { restriction_ended: 'reason' },
  send: async (visit) => {
    await visit.api.post(DOORS.liftRestriction(idIn(visit)), { reason: visit.form.text('reason') });
    return goTo(PATHS.restriction(idIn(visit)), { notice: 'restriction_lifted' });
  },
  again: (visit, refused) => restrictionAsItStands(visit, refused),
});

export const withdrawPermission = deed({
  path: PATHS.withdrawPermission(':id', ':permissionId'),
  from: PATHS.restrictions,
  form: 'withdraw',
  required: {},
  send: async (visit) => {
    const { api, form, parameters } = visit;
    await api.post(DOORS.withdrawPermission(parameters.permissionId ?? ''), {}, keyOf(form));
    return goTo(PATHS.restriction(idIn(visit)), { notice: 'permission_withdrawn' });
  },
  again: (visit, refused) => restrictionAsItStands(visit, refused),
});
