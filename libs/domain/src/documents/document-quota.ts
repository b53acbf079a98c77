const MEGABYTE = 1_024 * 1_024;

/**
 * The most bytes of documents that an organisation may have stored (docs/rules.md §7): 500 MB for a provider,
 * 20 GB for an authority.
 */
export const DOCUMENT_QUOTA_BYTES = { provider: 500 * MEGABYTE, authority: 20_000 * MEGABYTE } as const;

export type Uploader = keyof typeof DOCUMENT_QUOTA_BYTES;

/** True if another document of `addedBytes` would exceed the quota of the organisation. The quota itself may be reached. */
export function exceedsDocumentQuota(uploader: Uploader, usedBytes: number, addedBytes: number): boolean {
  return usedBytes + addedBytes > DOCUMENT_QUOTA_BYTES[uploader];
}
