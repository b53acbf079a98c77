// @ts-check
import { expect, until } from '../story.mjs';

const HOUR_MS = 60 * 60_000;

/** @param {import('../story.mjs').Story} story */
export async function lostConnection({ narrator, people, broadcast, bidders = [] }) {
  const officer = people.named('officer');
  const [one, two] = bidders;
  const provider = people.named(one.branchName);
  narrator.chapter(
    'A lost connection',
    'Every user receives their own stream in one order. A client that was away resumes after its last position, on any process.',
  );
  const { position: before } = await provider.get('/v1/feed', {
    say: 'asks for the present end of its stream',
  });
  provider.loseConnection();

  const { version, closesAt } = await officer.get(`/v1/broadcasts/${broadcast.id}`, { record: false });
  await officer.post(`/v1/broadcasts/${broadcast.id}/extend`, {
    body: {
      version,
      closesAt: new Date(Date.parse(closesAt) + HOUR_MS).toISOString(),
      reason: 'One of the invited branches could not be reached',
    },
    say: 'extends the deadline by an hour meanwhile',
  });
  const heard = provider.heard.length;
  await provider.reconnect();
  await until(() => provider.heard.length > heard, 'the provider receives the events that it missed');
  const overSocket = provider.heard.slice(heard);
  narrator.events(one.branchName, overSocket);

  const { items } = await provider.get(`/v1/feed?after=${before}`, {
    say: 'reads the same events over REST',
  });
  expect(
    JSON.stringify(items) === JSON.stringify(overSocket),
    'socket and REST give the same events, each once and in order',
  );
  const refused = await people.named(two.branchName).get(`/v1/feed?after=${before}`, {
    status: 422,
    say: 'tries a position of another stream, and is refused',
  });
  expect(refused.code === 'feed_position_unknown', 'a position of another stream is refused');
}
