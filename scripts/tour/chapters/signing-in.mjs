// @ts-check
const PASSWORD = 'homeward-demonstration';

/** @param {import('../story.mjs').Story} story */
export async function signingIn({ narrator, visitor, people }) {
  narrator.chapter(
    'Signing in',
    'A session is an opaque token, shown once. The client sends it with every request and in the socket’s handshake.',
  );
  const officer = visitor('Officer');
  people.add('officer', officer);
  await officer.post('/v1/sessions', {
    body: { email: 'officer@leicestershire.example', password: 'wrong' },
    status: 401,
    say: 'a wrong password is refused in the same words as an unknown e-mail',
  });
  const user = await officer.signIn('officer@leicestershire.example', PASSWORD, { say: 'signs in' });
  narrator.tell(`${user.name} is a brokerage officer of Leicestershire (demonstration).`);
  await officer.get('/v1/sessions', { say: 'lists the open sessions' });
  for (const role of ['commissioner', 'administrator']) {
    const one = visitor(role === 'commissioner' ? 'Commissioner' : 'Administrator');
    people.add(role, one);
    await one.signIn(`${role}@leicestershire.example`, PASSWORD, { record: false });
  }
}
