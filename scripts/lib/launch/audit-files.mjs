// @ts-check
import path from 'node:path';

/**
 * Returns the settings that name the files of the audit chain in the embedded form. The files lie beside the database's
 * files, never among them, so a dump or a copy of the database does not have the key.
 *
 * @param {string} folder  the data folder
 */
export function auditFilesOf(folder) {
  return {
    AUDIT_KEY_FILE: path.join(folder, 'audit', 'signing-key.pem'),
    AUDIT_HEADS_FILE: path.join(folder, 'audit', 'heads.jsonl'),
  };
}
