import type { ImportStatus } from '#contracts/imports';
import type { Life } from '../lifecycle.js';

export type ImportChange = 'check' | 'start' | 'stop' | 'finish' | 'discard' | 'take_back';

/** The lifecycle of an import (docs/rules.md §7.3). A stopped import can go on or be taken back, and ends by itself later. */
// prettier-ignore
export const IMPORT_LIFE: Life<ImportStatus, ImportChange> = {
  checking:   { check: 'checked', discard: 'discarded' },
  checked:    { start: 'running', discard: 'discarded' },
  running:    { stop: 'stopped', finish: 'done' },
  stopped:    { start: 'running', finish: 'done', take_back: 'taken_back' },
  done:       { take_back: 'taken_back' },
  discarded:  {},
  taken_back: {},
};

/** True while a job works on the import. */
export const isImportMoving = (status: ImportStatus): boolean =>
  status === 'checking' || status === 'running';
