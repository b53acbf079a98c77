// @ts-check
// node --test scripts/lint/layers.test.mjs
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { reasonNotToImport } from './layers.mjs';

/** @type {[from: string, specifier: string, why: string][]} */
const ALLOWED = [
  ['libs/domain/src/awards/rank.ts', '#contracts/awards', 'rules speak the words'],
  ['libs/domain/src/awards/rank.ts', './score.js', 'within a layer'],
  ['libs/platform/src/log/event-log.ts', '#domain/domain-error', 'plumbing throws what the rules name'],
  ['libs/brokerage/src/awards/award-offer.ts', '#platform/database/database', 'acts stand on the plumbing'],
  ['libs/brokerage/src/awards/award-offer.ts', '../offers/offer.entity.js', "another feature's rows"],
  ['libs/brokerage/src/awards/award-offer.ts', '../offers/offers.queries.js', "another feature's reads"],
  ['libs/brokerage/src/awards/award-offer.ts', '../offers/steps/hold-offer.js', 'a step made to be shared'],
  ['libs/brokerage/src/awards/award-offer.ts', '../access/scope.js', 'what every feature stands on'],
  ['libs/brokerage/src/demonstration/stories/tell.ts', '../../awards/award-offer.js', 'it plays a user'],
  ['apps/api/src/awards/awards.controller.ts', '#brokerage/awards/award-offer', 'doors call acts'],
  ['apps/web/src/page.ts', '#contracts/awards', 'the console knows the words'],
  ['apps/web/src/page.ts', 'fastify', 'packages are not layers'],
  ['test/e2e/awards.e2e-spec.ts', '#brokerage/awards/award-offer', 'a test may look at everything'],
];

/** @type {[from: string, specifier: string, why: string][]} */
const REFUSED = [
  ['libs/contracts/src/awards.ts', '#domain/awards/rank', 'words know no rules'],
  ['libs/domain/src/awards/rank.ts', '#platform/clock/clock', 'rules know no plumbing'],
  ['libs/domain/src/awards/rank.ts', '../../../platform/src/clock/clock.js', 'nor by a way round'],
  ['libs/platform/src/log/event-log.ts', '#brokerage/awards/award.entity', 'plumbing knows no business'],
  ['libs/brokerage/src/awards/award-offer.ts', '../../../../apps/api/src/app.js', 'acts know no doors'],
  ['libs/brokerage/src/awards/award-offer.ts', '../offers/make-offer.js', "another feature's act"],
  ['libs/brokerage/src/awards/award-offer.ts', '#brokerage/offers/make-offer', 'by whatever name'],
  ['libs/brokerage/src/awards/steps/hold.ts', '../../offers/make-offer.js', 'from a step either'],
  ['apps/web/src/page.ts', '#platform/config/config', 'the console is a client of the API'],
  ['apps/web/src/page.ts', '../../api/src/app.js', 'like any other'],
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
