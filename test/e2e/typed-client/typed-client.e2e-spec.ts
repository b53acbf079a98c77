import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import createClient, { type Client } from 'openapi-fetch';
import { Sweep } from '../../../apps/worker/src/sweep.js';
import { ApiWorld } from '../../support/api-world.js';
import { PASSWORD } from '../../support/builders/authorities.js';
import type { paths } from './api.js';

const ROOT = path.resolve(__dirname, '../../..');
const DOCUMENT = readFileSync(path.join(ROOT, 'docs/api/openapi.json'), 'utf8');

/** Asks an independent validator, in a process of its own, because Jest cannot load it. */
function faultsOf(document: string): string[] {
  const module = path.join(ROOT, 'scripts/lib/openapi-faults.mjs');
  const program = `
    import { readFileSync } from 'node:fs';
    import { openApiFaults } from ${JSON.stringify(module)};
    console.log(JSON.stringify(await openApiFaults(readFileSync(0, 'utf8'))));`;
  const args = ['--input-type=module', '--eval', program];
  return JSON.parse(execFileSync(process.execPath, args, { input: document, encoding: 'utf8' })) as string[];
}

interface Document {
  paths: Record<string, Record<string, { parameters?: { name: string }[]; security?: unknown }>>;
  components: { schemas: Record<string, { properties: Record<string, object> }> };
}

function broken(breaking: (document: Document) => void): string {
  const document = JSON.parse(DOCUMENT) as Document;
  breaking(document);
  return JSON.stringify(document);
}

describe('the OpenAPI document', () => {
  it('is valid in the eyes of an independent validator', () => {
    expect(faultsOf(DOCUMENT)).toEqual([]);
  });

  it.each([
    {
      why: 'a reference to a schema that does not exist',
      document: broken(({ components: { schemas } }) => {
        schemas.PublishDto!.properties.closesAt = { $ref: '#/components/schemas/Object' };
      }),
      rule: 'no-unresolved-refs',
    },
    {
      why: 'a path parameter that is not declared',
      document: broken(({ paths: all }) => {
        all['/v1/branches/{id}']!.get!.parameters = [];
      }),
      rule: 'path-parameters-defined',
    },
  ])('would be refused with $why', ({ document, rule }) => {
    expect(faultsOf(document).join()).toContain(rule);
  });

  it('says which fields may be null, as the API takes them', () => {
    const { schemas } = (JSON.parse(DOCUMENT) as Document).components;
    expect(schemas.PublishDto?.properties.closesAt).toMatchObject({ type: ['string', 'null'] });
    expect(schemas.NewRestrictionDto?.properties.to).toMatchObject({ type: ['string', 'null'] });
    expect(schemas.ChangeUserDto?.properties.name).toMatchObject({ type: 'string' });
    expect(DOCUMENT).not.toContain('"not":');
  });

  it('describes opaque tokens and a server', () => {
    expect(DOCUMENT).not.toContain('JWT');
    expect(JSON.parse(DOCUMENT)).toMatchObject({ servers: [{ url: '/' }] });
  });
});

/**
 * Makes one journey with a client whose types are generated from docs/api/openapi.json. The compiler checks each
 * call; the test checks that the API agrees.
 */
describe('a client generated from the OpenAPI document', () => {
  let api: ApiWorld;
  let keys = 0;
  beforeAll(async () => {
    api = await ApiWorld.open();
  });
  afterAll(() => api.close());

  const withKey = () => ({ 'Idempotency-Key': `typed-client-${++keys}` });

  async function signIn(email: string): Promise<Client<paths>> {
    const { data } = await createClient<paths>({ baseUrl: api.url }).POST('/v1/sessions', {
      body: { email, password: PASSWORD },
    });
    if (!data) throw new Error('not signed in');
    return createClient<paths>({ baseUrl: api.url, headers: { authorization: `Bearer ${data.token}` } });
  }

  function found<T>({ data, error }: { data?: T; error?: unknown }): T {
    if (data === undefined) throw new Error(`refused: ${JSON.stringify(error)}`);
    return data;
  }

  it('takes a person to started care', async () => {
    const { world } = api;
    const lot = await world.aLot();
    const officer = await world.aUser({ role: 'officer', authorityId: lot.authorityId });
    const { branch, user } = await world.aContractedBranch({ lot });
    let council = await signIn(officer.email);
    let provider = await signIn(user.email);

    const person = found(
      await council.POST('/v1/people', {
        params: { header: withKey() },
        body: {
          reference: 'LAS-1',
          givenName: '李',
          familyName: "O'Brien",
          bornOn: '1938-11-02',
          nhsNumber: null,
          addressLines: ['1 High Street', 'Loughborough'],
          postcode: 'LE11 3TU',
          livesAlone: true,
        },
      }),
    );
    const pkg = found(
      await council.POST('/v1/packages', {
        params: { header: withKey() },
        body: {
          personId: person.id,
          urgency: 'hospital',
          needs: ['dementia'],
          note: null,
          visits: [
            {
              key: 'v1',
              days: ['mon', 'wed'],
              band: 'breakfast',
              window: null,
              minutes: 45,
              carers: 1,
              personalCare: true,
            },
          ],
        },
      }),
    );
    const broadcast = found(
      await council.POST('/v1/packages/{id}/broadcasts', {
        params: { path: { id: pkg.id }, header: withKey() },
        body: { closesAt: null },
      }),
    );

    const invitations = found(
      await provider.GET('/v1/invitations', { params: { query: { status: 'open' } } }),
    );
    const invitation = invitations.items[0];
    if (!invitation) throw new Error('not invited');
    found(
      await provider.POST('/v1/invitations/{id}/offers', {
        params: { path: { id: invitation.id }, header: withKey() },
        body: {
          startsOn: new Date(world.clock.now().getTime() + 86_400_000).toISOString().slice(0, 10),
          hourlyRatePence: 2_400,
          deliveringBranchId: branch.id,
          visitTimes: invitation.package.visits.map(({ key }) => ({ visitKey: key, startsAt: '07:30' })),
        },
      }),
    );
    world.clock.set(broadcast.closesAt);
    await world.get(Sweep).sweep();
    council = await signIn(officer.email);

    const path = { id: broadcast.id };
    const [best] = found(await council.GET('/v1/broadcasts/{id}/offers', { params: { path } }));
    if (!best) throw new Error('no offer');
    const award = found(
      await council.POST('/v1/broadcasts/{id}/award', {
        params: { path, header: withKey() },
        body: { offerId: best.id },
      }),
    );
    world.clock.pass({ hours: 20 });
    provider = await signIn(user.email);
    const placement = found(
      await provider.POST('/v1/awards/{id}/start', {
        params: { path: { id: award.id }, header: withKey() },
        body: { startedAt: null },
      }),
    );
    expect(placement).toMatchObject({ status: 'live', deliveringBranchId: branch.id });

    const refused = await provider.GET('/v1/branches/{id}/file', { params: { path: { id: '1-00000000' } } });
    expect(refused.error?.code).toBe('role_not_allowed');
  });
});
