import type { LotOutline, LotView } from '#contracts/lots';
import type { PreviewView } from '#contracts/previews';
import type { Api } from '../../../api/api.js';
import { DOORS } from '../../../paths.js';
import { previewShown } from './preview-shown.js';

/** What something would do, and the lots to draw it on. */
export async function askPreview(api: Api, door: string, proposed: object, lots: readonly LotView[]) {
  const [preview, outlines] = await Promise.all([
    api.post<PreviewView>(door, proposed),
    api.get<LotOutline[]>(DOORS.lotOutlines),
  ]);
  return previewShown(preview, lots, outlines);
}
