import type { BranchFileView } from '#contracts/coverage';
import { type DocumentView, MEDIA_TYPES } from '#contracts/documents';
import type { LotView } from '#contracts/lots';
import type { RestrictionView } from '#contracts/restrictions';
import { formPage, type ReturnedForm } from '../../../console/form-page.js';
import { version } from '../../../console/form-inputs.js';
import { redirect, render, type Rendered, type SignedInRequest } from '../../../console/page.js';
import { mayCommission } from '../../../console/roles.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { conditionInWords } from '../../../wording/restrictions.js';
import {
  conditionChoices,
  lotChoices,
  noticeFields,
  noticeInputs,
  type NoticeFields,
  typedNoticeFields,
} from '../restrict/restriction-form.js';
import { stateOf } from '../restrictions/restrictions-shown.js';

/**
 * The form that amends a restriction. Every earlier wording is kept, with the document that belonged to it.
 * The start can be changed only before the restriction takes effect.
 */
export const amendPage = formPage({
  path: PATHS.amendRestriction(':id'),
  mayOpen: mayCommission,
  takesDocument: true,
  load: noticeAndLots,
  inputs: ({ lots }, { now }) => ({ ...noticeInputs(lots, now), version: version() }),
  send: async ({ api, form, id, now }, command, { loaded }) => {
    const { source: _, from, documentId, ...amendment } = command;
    // If the user chose a new document and also ticked the box "no document", the tick is ignored.
    const removesDocument = form.text('noDocument') !== '' && !form.file('document');
    await api.post(API_PATHS.amendRestriction(id), {
      ...amendment,
      documentId: removesDocument ? null : documentId,
      ...(stateOf(loaded.restriction, now) === 'future' && { from }),
    });
    return redirect(PATHS.restriction(id), { notice: 'restriction_amended' });
  },
  page: showForm,
});

interface NoticeAndLots {
  readonly restriction: RestrictionView;
  readonly document: DocumentView | null;
  readonly lots: readonly LotView[];
}

async function noticeAndLots({ api, id }: SignedInRequest): Promise<NoticeAndLots> {
  const [restriction, lots] = await Promise.all([
    api.get<RestrictionView>(API_PATHS.restriction(id)),
    api.get<LotView[]>(API_PATHS.lots),
  ]);
  const { documentId } = restriction;
  const document = documentId === null ? null : await api.get<DocumentView>(API_PATHS.document(documentId));
  return { restriction, lots, document };
}

async function showForm(request: SignedInRequest, returned?: ReturnedForm): Promise<Rendered> {
  const { api, form, now } = request;
  const notice = await noticeAndLots(request);
  const { restriction, document, lots } = notice;
  const branch = await api.get<BranchFileView>(API_PATHS.branchFile(restriction.branchId));
  const ownLotIds = [...branch.lots.map(({ lotId }) => lotId), ...restriction.lotIds];
  const fields: NoticeFields = returned
    ? typedNoticeFields(form, lots)
    : { ...noticeFields(restriction), documentName: document?.name ?? '' };
  return render('pages/commissioning/amend-restriction/page.njk', {
    restriction,
    fields,
    newerState: returned?.isStale ? wordingShown(notice) : null,
    accept: MEDIA_TYPES.join(','),
    isToCome: stateOf(restriction, now) === 'future',
    lots: lotChoices(
      lots.filter(({ id }) => ownLotIds.includes(id)),
      fields,
    ),
    conditions: conditionChoices(fields),
  });
}

const wordingShown = ({ restriction, document }: NoticeAndLots) => ({
  reference: restriction.reference,
  evidence: restriction.evidence,
  to: restriction.to,
  document,
  sentences: restriction.conditions.map(conditionInWords),
});
