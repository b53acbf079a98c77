import { ROLES } from '#contracts/access';
import { DOORS, type Door, mayEnter } from './doors.js';

const staff = (role: 'officer' | 'commissioner' | 'administrator' | 'auditor') =>
  ({ kind: 'staff', role, userId: 'u', sessionId: 's', authorityId: 'a' }) as const;
const doors = Object.keys(DOORS) as Door[];

describe('the doors', () => {
  it('let nobody in but by a role that exists', () => {
    for (const { roles } of Object.values(DOORS)) for (const role of roles) expect(ROLES).toContain(role);
  });

  it('never let the system in: it acts inside', () => {
    expect(doors.filter((door) => mayEnter({ kind: 'system' }, door))).toEqual([]);
  });

  it('let a commissioner do whatever an officer may (docs/rules.md §7)', () => {
    const missing = doors.filter(
      (door) => mayEnter(staff('officer'), door) && !mayEnter(staff('commissioner'), door),
    );
    expect(missing).toEqual([]);
  });

  it('let an auditor change nothing', () => {
    const open = doors.filter((door) => mayEnter(staff('auditor'), door));
    expect(open.filter((door) => !/\.(read|own|compare|locate|connect|export)$/.test(door))).toEqual([]);
  });

  it('keep an administrator from all care data', () => {
    const open = doors.filter((door) => mayEnter(staff('administrator'), door));
    expect(open).toEqual([
      'session.own',
      'feed.read',
      'user.read',
      'user.create',
      'user.change',
      'lot.read',
      'provider.read',
      'queue.read',
      'queue.retry',
      'live.connect',
    ]);
  });
});
