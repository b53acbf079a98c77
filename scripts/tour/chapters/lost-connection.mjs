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
    'Everybody hears their own stream in one order. Whoever was away goes on after the position that they heard last, on whatever process they come to.',
  );
  const { position: before } = await provider.get('/v1/feed', { say: 'asks where its stream stands' });
  provider.loseConnection();

  const { version, closesAt } = await officer.get(`/v1/broadcasts/${broadcast.id}`, { record: false });
  await officer.post(`/v1/broadcasts/${broadcast.id}/extend`, {
    body: {
      version,
      closesAt: new Date(Date.parse(closesAt) + HOUR_MS).toISOString(),
      reason: 'One of those asked could not be reached',
    },
    say: 'gives them an hour more meanwhile',
  });
  const heard = provider.heard.length;
  await provider.reconnect();
  await until(() => provider.heard.length > heard, 'the provider hears what it missed');
  const overSocket = provider.heard.slice(heard);
  narrator.events(one.branchName, overSocket);

  const { items } = await provider.get(`/v1/feed?after=${before}`, {
    say: 'could have read the same over REST',
  });
  expect(
    JSON.stringify(items) === JSON.stringify(overSocket),
    'socket and REST tell the same, each event once and in order',
  );
  const refused = await people.named(two.branchName).get(`/v1/feed?after=${before}`, {
    status: 422,
    say: 'finds that a position is of no use in another’s stream',
  });
  expect(refused.code === 'feed_position_unknown', 'another’s position is refused');
}
