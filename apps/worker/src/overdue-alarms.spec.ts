import { ALARM_ACTS } from './alarm-acts.js';
import { OVERDUE_ALARMS } from './overdue-alarms.js';

describe('what the sweep looks for', () => {
  it('has a line for every alarm, so that none is lost when its job is', () => {
    expect(OVERDUE_ALARMS.map(({ alarm }) => alarm).sort()).toEqual(Object.keys(ALARM_ACTS).sort());
  });
});
