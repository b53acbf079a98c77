import { type Query, queryOf, segment } from './url.js';

/** The paths of the pages on which a council changes over to Homeward, and of those on which providers confirm lists. */
export const CUT_OVER_PATHS = {
  cutOver: '/going-live',
  askForConfirmations: '/going-live/ask',
  runSideBySide: '/going-live/side-by-side',
  goLive: '/going-live/live',
  acceptCareList: (id: string) => `/going-live/lists/${segment(id)}`,
  settleDispute: (id: string) => `/going-live/disputes/${segment(id)}`,
  figures: '/going-live/figures',
  figuresOfDay: (id: string) => `/going-live/figures/${segment(id)}`,
  figureTemplate: (kind: string) => `/going-live/templates/${segment(kind)}`,
  settleDifference: (id: string) => `/going-live/differences/${segment(id)}`,

  careLists: '/lists',
  careList: (id: string) => `/lists/${segment(id)}`,
  confirmCareList: (id: string) => `/lists/${segment(id)}/confirm`,
  disputeCare: (id: string) => `/lists/${segment(id)}/dispute`,
} as const;

export const CUT_OVER_API_PATHS = {
  cutOver: '/v1/cut-over',
  askForConfirmations: '/v1/cut-over/lists',
  runSideBySide: '/v1/cut-over/side-by-side',
  goLive: '/v1/cut-over/live',
  acceptCareList: (id: string) => `/v1/care-lists/${segment(id)}/accept`,
  dispute: (id: string) => `/v1/care-disputes/${segment(id)}`,
  settleDispute: (id: string) => `/v1/care-disputes/${segment(id)}/settle`,
  figureDays: (query: Query) => `/v1/reconciliations${queryOf(query)}`,
  uploadFigures: (query: Query) => `/v1/reconciliations${queryOf(query)}`,
  figuresOfDay: (id: string) => `/v1/reconciliations/${segment(id)}`,
  figureTemplate: (kind: string) => `/v1/figure-templates/${segment(kind)}`,
  differences: (query: Query) => `/v1/care-differences${queryOf(query)}`,
  difference: (id: string) => `/v1/care-differences/${segment(id)}`,
  settleDifference: (id: string) => `/v1/care-differences/${segment(id)}/settle`,

  careLists: '/v1/care-lists',
  careList: (id: string) => `/v1/care-lists/${segment(id)}`,
  confirmCareList: (id: string) => `/v1/care-lists/${segment(id)}/confirm`,
  disputeCare: (id: string) => `/v1/care-lists/${segment(id)}/disputes`,
} as const;
