import { seenBeforeAnswer } from './seen-before-answer.js';
import type { StoryStep } from './story.js';

const opened: StoryStep = { act: 'open_broadcast', minutesAgo: 60 };
const declined = (branchId: string, minutesAgo: number): StoryStep => ({
  act: 'decline_invitation',
  branchId,
  reason: 'too_far',
  minutesAgo,
});
const saw = (branchId: string, minutesAgo: number): StoryStep => ({
  act: 'see_invitation',
  branchId,
  minutesAgo,
});

describe('the steps of a story', () => {
  it('let each branch open its invitation before it answers', () => {
    expect(seenBeforeAnswer([opened, declined('a', 30), declined('b', 20)])).toEqual([
      opened,
      saw('a', 33),
      declined('a', 30),
      saw('b', 24),
      declined('b', 20),
    ]);
  });

  it('keep an opening that the story has itself', () => {
    const steps = [opened, saw('a', 50), declined('a', 30)];
    expect(seenBeforeAnswer(steps)).toEqual(steps);
  });

  it('let a branch open the invitation of each broadcast', () => {
    const again = seenBeforeAnswer([opened, declined('a', 30), opened, declined('a', 10)]);
    expect(again.filter(({ act }) => act === 'see_invitation')).toHaveLength(2);
  });
});
