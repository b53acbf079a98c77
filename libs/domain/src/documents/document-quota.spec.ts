import { DOCUMENT_QUOTA_BYTES, exceedsDocumentQuota } from './document-quota.js';

describe('the quota of documents', () => {
  it.each([
    { uploader: 'provider', used: 0, added: 1, exceeds: false, why: 'a first document' },
    { uploader: 'provider', used: 524_287_999, added: 1, exceeds: false, why: 'exactly 500 MB' },
    { uploader: 'provider', used: 524_288_000, added: 1, exceeds: true, why: 'one byte more' },
    { uploader: 'authority', used: 524_288_000, added: 1, exceeds: false, why: 'an authority has more' },
    {
      uploader: 'authority',
      used: DOCUMENT_QUOTA_BYTES.authority,
      added: 1,
      exceeds: true,
      why: 'one byte over 20 GB',
    },
  ] as const)('$why → exceeded: $exceeds', ({ uploader, used, added, exceeds }) => {
    expect(exceedsDocumentQuota(uploader, used, added)).toBe(exceeds);
  });
});
