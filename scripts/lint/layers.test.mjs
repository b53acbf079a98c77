// @ts-check
// Run with: node --test scripts/lint/layers.test.mjs
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fs from 'node:fs';
import { FLOORS, reasonNotToImport } from './layers.mjs';

/** @type {[from: string, specifier: string, why: string][]} */
const ALLOWED = [
  ['libs/domain/src/awards/rank.ts', '#contracts/awards', 'domain uses contracts'],
  ['libs/domain/src/awards/rank.ts', './score.js', 'within a layer'],
  ['libs/platform/src/log/event-log.ts', '#domain/domain-error', 'platform throws domain errors'],
  ['libs/brokerage/src/awards/award-offer.ts', '#platform/database/database', 'acts use the platform'],
  ['libs/brokerage/src/awards/award-offer.ts', '../rows/offer.entity.js', 'rows lie below every feature'],
  ['libs/brokerage/src/awards/award-offer.ts', '../offers/offers.queries.js', 'queries of a lower floor'],
  ['libs/brokerage/src/awards/award-offer.ts', '../offers/steps/lock-offer.js', 'steps of a lower floor'],
  [
    'libs/brokerage/src/awards/award-offer.ts',
    '../facts/standing-lock.js',
    'a feature without acts shares every file',
  ],
  ['libs/brokerage/src/brokerage.module.ts', './awards/award-offer.js', 'the module lists every act'],
  [
    'libs/demonstration/src/stories/tell.ts',
    '#brokerage/awards/award-offer',
    'the demonstration plays a user',
  ],
  ['apps/api/src/awards/awards.controller.ts', '#brokerage/awards/award-offer', 'controllers call acts'],
  ['apps/web/src/page.ts', '#contracts/awards', 'the console imports contracts'],
  ['apps/web/src/page.ts', '#platform/http/methods-of-paths', 'what two HTTP servers share'],
  ['apps/web/src/page.ts', '#domain/packages/visit-faults', 'a rule that a form applies'],
  ['apps/web/src/page.ts', '#domain/offers/terms-faults.js', 'with or without its ending'],
  ['apps/web/src/page.ts', 'fastify', 'packages are not layers'],
  ['test/e2e/awards.e2e-spec.ts', '#brokerage/awards/award-offer', 'a test may look at everything'],
];

/** @type {[from: string, specifier: string, why: string][]} */
const REFUSED = [
  ['libs/contracts/src/awards.ts', '#domain/awards/rank', 'contracts import nothing'],
  ['libs/domain/src/awards/rank.ts', '#platform/clock/clock', 'domain imports no platform'],
  ['libs/domain/src/awards/rank.ts', '../../../platform/src/clock/clock.js', 'nor by a way round'],
  ['libs/platform/src/log/event-log.ts', '#brokerage/rows/award.entity', 'platform knows no business rule'],
  ['libs/brokerage/src/awards/award-offer.ts', '../../../../apps/api/src/app.js', 'acts import no app'],
  ['libs/brokerage/src/awards/award-offer.ts', '../offers/make-offer.js', "another feature's act"],
  ['libs/brokerage/src/awards/award-offer.ts', '#brokerage/offers/make-offer', 'by whatever name'],
  ['libs/brokerage/src/awards/steps/lock.ts', '../../offers/make-offer.js', 'from a step either'],
  [
    'libs/brokerage/src/offers/steps/lock.ts',
    '../../awards/steps/make-award.js',
    'awards stand on a higher floor',
  ],
  ['libs/brokerage/src/placements/steps/lock.ts', '../../enforcement/steps/enforce.js', 'the same floor'],
  [
    'libs/brokerage/src/facts/open-case.queries.ts',
    '../eligibility/decide.js',
    'facts stand below decisions',
  ],
  ['libs/brokerage/src/offers/make-offer.ts', '../brokerage.module.js', 'only apps import the module'],
  ['libs/brokerage/src/nowhere/act.ts', '../rows/offer.entity.js', 'the feature is on no floor'],
  [
    'libs/brokerage/src/awards/award-offer.ts',
    '#demonstration/load-demonstration',
    'the demonstration is above',
  ],
  ['apps/web/src/page.ts', '#platform/config/config', 'the console is a client of the API'],
  ['apps/web/src/page.ts', '#domain/packages/visits', 'other rules are the API’s'],
  ['apps/web/src/page.ts', '../../api/src/app.js', 'like any other'],
  ['libs/platform/src/http/methods.ts', '../config/config.js', 'the console would import it too'],
  ['libs/platform/src/http/methods.ts', '#domain/domain-error', 'nor rules'],
  ['apps/api/src/app.ts', '../../worker/src/sweep.js', 'two processes share no code but the layers'],
];

describe('the layers', () => {
  for (const [from, specifier, why] of ALLOWED)
    it(`${from} may import ${specifier}: ${why}`, () => {
      assert.equal(reasonNotToImport(from, specifier), null);
    });

  for (const [from, specifier, why] of REFUSED)
    it(`${from} may not import ${specifier}: ${why}`, () => {
      assert.equal(typeof reasonNotToImport(from, specifier), 'string');
    });
});

describe('the floors of brokerage', () => {
  const features = FLOORS.flatMap((floor) => [...(floor.features ?? []), ...(floor.withoutActs ?? [])]);
  const brokerage = new URL('../../libs/brokerage/src/', import.meta.url);

  it('name every folder once, and no other', () => {
    const folders = fs.readdirSync(brokerage, { withFileTypes: true }).filter((one) => one.isDirectory());
    assert.deepEqual(features.toSorted(), folders.map(({ name }) => name).toSorted());
  });

  it('are drawn in docs/architecture.md, lowest last', () => {
    const text = fs.readFileSync(new URL('../../docs/architecture.md', import.meta.url), 'utf8');
    const rows = [...text.matchAll(/^\| \d+ +\| ([^|]+?) +\| ([^|]+?) +\|/gm)].map(
      ([, floor, names = '']) => ({
        floor,
        features: [...names.matchAll(/`([\w-]+)`/g)].map(([, name = '']) => name).toSorted(),
      }),
    );
    const expected = FLOORS.toReversed().map(({ floor, features = [], withoutActs = [] }) => ({
      floor,
      features: [...features, ...withoutActs].toSorted(),
    }));
    assert.deepEqual(rows, expected);
  });
});
