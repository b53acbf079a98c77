import type { LotOutline, LotView } from '#contracts/lots';
import { LARGEST_OUTLINE_BYTES, readOutline } from '#domain/lots/outline';
import { formPage } from '../../../console/form-page.js';
import { type Input, version } from '../../../console/form-inputs.js';
import {
  redirect,
  render,
  type Rendered,
  type SignedInPage,
  type SignedInRequest,
} from '../../../console/page.js';
import { mayCommission } from '../../../console/roles.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { mapWithLot } from './map-with-lot.js';

/**
 * Reads the outline from the uploaded file. The console applies the rule of the API first, because a file may be larger
 * than a request to the API: what is sent is the outline only.
 */
const OUTLINE: Input<string | null> = {
  field: 'outline',
  sentence: 'Choose a GeoJSON or TopoJSON file.',
  read: (form) => {
    if (form.text('remove') !== '') return { value: null };
    const fault = (text: string) => ({ faults: [{ field: 'outline', text }] });
    const file = form.file('outline');
    if (!file) return fault('Choose a GeoJSON or TopoJSON file.');
    if (file.content.byteLength > LARGEST_OUTLINE_BYTES) return fault('Choose a file of up to 2 MB.');
    const read = readOutline(new TextDecoder().decode(file.content));
    if ('faults' in read) return fault(read.faults.map(({ sentence }) => sentence).join(' '));
    return { value: JSON.stringify(read.outline) };
  },
};

/** The form that replaces the outline of a lot by a file, or takes it away. The map shows the lot among the others. */
export const lotOutlinePage: SignedInPage = {
  ...formPage({
    path: PATHS.lotOutline(':id'),
    mayOpen: mayCommission,
    inputs: { file: OUTLINE, version: version() },
    send: async ({ api, id }, command) => {
      await api.put<LotView>(API_PATHS.lotOutline(id), command);
      return redirect(PATHS.lotOutline(id), {
        notice: command.file === null ? 'outline_removed' : 'outline_changed',
      });
    },
    page: showForm,
  }),
  takesFile: true,
};

async function showForm({ api, id }: SignedInRequest): Promise<Rendered> {
  const [lot, outlines] = await Promise.all([
    api.get<LotView>(API_PATHS.lot(id)),
    api.get<LotOutline[]>(API_PATHS.lotOutlines),
  ]);
  return render('pages/framework/lot-outline/page.njk', {
    lot,
    hasOutline: outlines.some((one) => one.id === id && one.outline !== null),
    map: mapWithLot(outlines, id),
  });
}
