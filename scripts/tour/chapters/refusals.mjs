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
  await oldSource(story);
  const rutland = story.visitor('Officer of Rutland');
  people.add('rutland', rutland);
  await rutland.signIn('officer@rutland.example', 'homeward-demonstration', { record: false });
  const problem = await rutland.get(`/v1/packages/${pkg.id}`, {
    status: 404,
    say: 'another authority does not find the package',
  });
  expect(problem.code === 'package_not_found', 'the package of another authority is not found');
}

/**
 * Records a rating with the report that says it. An older source is then refused.
 *
 * @param {import('../story.mjs').Story} story
 */
async function oldSource({ people, restricted }) {
  const commissioner = people.named('commissioner');
  const path = `/v1/branches/${restricted.deliveringBranchId}`;
  const present = await commissioner.get(path, { record: false });
  const { name, postcode, registration, ratings } = present;
  const file = { name, postcode, registration };
  const publishedOn = new Date().toISOString().slice(0, 10);
  const reference = `https://www.cqc.org.uk/location/${present.id}`;
  const changed = await commissioner.put(path, {
    body: {
      ...file,
      ratings: { ...ratings, caring: 'good' },
      source: { kind: 'publication', reference, publishedOn },
      version: present.version,
    },
    say: 'records a rating of a branch with the page of CQC that says it',
  });
  expect(changed.source.publishedOn === publishedOn, 'the source stands');
  const stale = await commissioner.put(path, {
    body: {
      ...file,
      ratings: { ...ratings, caring: 'inadequate' },
      source: { kind: 'letter', reference: 'ENF-27', publishedOn: present.source.publishedOn },
      version: changed.version,
    },
    status: 409,
    say: 'an older source is refused with what stands',
  });
  expect(stale.code === 'register_stale', 'the newest source wins');
}
