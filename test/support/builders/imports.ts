import { ContinueImport } from '#brokerage/imports/continue-import';
import { StartImport } from '#brokerage/imports/start-import';
import { UploadImport } from '#brokerage/imports/upload-import';
import { importRowPage, importView } from '#brokerage/imports/imports.queries';
import type { ImportKind, ImportRowView, ImportView } from '#contracts/imports';
import type { StaffActor } from '#contracts/roles-and-actors';
import type { World } from '../world.js';
import type { TestUser } from './authorities.js';

/** Imports files as a user does: uploads, runs the batches of the dry run, and writes the rows. */
export class Importing {
  constructor(
    private readonly world: World,
    private readonly user: TestUser,
  ) {}

  upload(kind: ImportKind, content: string | Uint8Array): Promise<ImportView> {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    return this.world
      .get(UploadImport)
      .execute(
        { ...this.user.caller, requestKey: this.world.aKey() },
        { kind, name: 'file.csv', content: bytes },
      );
  }

  /** Runs batches until none is left. */
  async batches(id: string): Promise<void> {
    while (/rows/.test(await this.world.get(ContinueImport).execute(id)));
  }

  async check(kind: ImportKind, content: string | Uint8Array): Promise<ImportView> {
    const { id } = await this.upload(kind, content);
    await this.batches(id);
    return this.view(id);
  }

  async run(kind: ImportKind, content: string | Uint8Array): Promise<ImportView> {
    const { id } = await this.check(kind, content);
    await this.world.get(StartImport).execute(this.user.caller, id);
    await this.batches(id);
    return this.view(id);
  }

  view(id: string): Promise<ImportView> {
    return importView(this.world.reader, this.user.actor as StaffActor, id);
  }

  async rows(id: string): Promise<readonly ImportRowView[]> {
    const page = await importRowPage(this.world.reader, this.user.actor as StaffActor, id, { limit: 200 });
    return page.items;
  }

  /** The outcome of each row with its reasons, in one line each. */
  async told(id: string): Promise<string[]> {
    const rows = await this.rows(id);
    return rows.map(
      ({ number, outcome, reasons }) =>
        `${number} ${outcome}${reasons.map(({ column, sentence }) => ` | ${column ?? 'row'}: ${sentence}`).join('')}`,
    );
  }
}
