// @ts-check
import { expect } from '../story.mjs';

/** @param {import('../story.mjs').Story} story */
export async function refusals(story) {
  const { narrator, people, pkg, award } = story;
  const officer = people.named('officer');
  const administrator = people.named('administrator');
  narrator.chapter(
    'What is refused, and how',
    'Every refusal is an RFC 9457 problem with a stable code. A refused request changes nothing.',
  );
  await administrator.get(`/v1/packages/${pkg.id}`, {
    status: 403,
    say: 'an administrator sees no care data',
  });
  await officer.get('/v1/packages?colour=red', { status: 400, say: 'an unknown field is refused' });
  await officer.post(`/v1/awards/${award.id}/withdraw`, {
    body: { reason: 'Too late' },
    status: 409,
    say: 'an award cannot be withdrawn once its care has started',
  });
  const rutland = story.visitor('Officer of Rutland');
  people.add('rutland', rutland);
  await rutland.signIn('officer@rutland.example', 'homeward-demonstration', { record: false });
  const problem = await rutland.get(`/v1/packages/${pkg.id}`, {
    status: 404,
    say: 'another authority does not find the package',
  });
  expect(problem.code === 'package_not_found', 'the package of another authority is not found');
}
