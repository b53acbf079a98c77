import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { Encrypter } from 'age-encryption';
import { zipSync } from 'fflate';
import { v7 as uuid } from 'uuid';
import { SYSTEM } from '#contracts/roles-and-actors';
import { contingencyNight, PACKS_KEPT } from '#domain/contingency/contingency-nights';
import { Clock } from '#platform/clock/clock';
import type { Config } from '#platform/config/config';
import { CONFIG } from '#platform/config/injection-tokens';
import { CrossTenantDatabase } from '#platform/database/database';
import { EventLog } from '#platform/log/event-log';
import { eventOf } from '#platform/log/new-event';
import { authoritiesWithPacks, type WaitingAuthority } from './contingency.queries.js';
import { type PackFacts, packFacts } from './pack-facts.queries.js';
import { packFiles } from './pack-files.js';

const PACK = /^homeward-contingency-\d{4}-\d{2}-\d{2}\.zip\.age$/;

/** A pack that could not be written. */
export interface FailedPack {
  readonly authorityId: string;
  readonly error: unknown;
}

/**
 * Writes the contingency pack of each authority that has a key, once a night, to a folder of the authority inside
 * `CONTINGENCY_FOLDER` (docs/rules.md §7.2). Works over all tenants, as the purge does; a pack holds rows of one authority.
 *
 * Several workers may run at once: the constraint `uq_contingency_pack_night` lets one of them keep its file.
 */
@Injectable()
export class WriteContingencyPacks {
  constructor(
    private readonly database: CrossTenantDatabase,
    private readonly eventLog: EventLog,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Writes what is due. A pack that fails does not keep back the others, and is tried again at the next call. */
  async execute(): Promise<{ readonly written: number; readonly failed: readonly FailedPack[] }> {
    const folder = this.config.CONTINGENCY_FOLDER;
    const night = contingencyNight(this.clock.now());
    const due = (await authoritiesWithPacks(this.database.reader, night)).filter(({ isDone }) => !isDone);
    const failed: FailedPack[] = [];
    let written = 0;
    for (const authority of due)
      try {
        if (folder === undefined) throw new Error('CONTINGENCY_FOLDER is not set');
        const name = /^\w+$/.test(authority.gssCode ?? '') ? (authority.gssCode ?? '') : authority.id;
        if (await this.write(authority, night, path.join(folder, name))) written += 1;
      } catch (error) {
        failed.push({ authorityId: authority.id, error });
      }
    return { written, failed };
  }

  /** Returns false if another worker has written the pack meanwhile. */
  private async write(authority: WaitingAuthority, night: string, folder: string): Promise<boolean> {
    const now = this.clock.now();
    const facts = await packFacts(this.database.reader, authority.id, now);
    const pack = await encrypted(authority, facts, now);
    await mkdir(folder, { recursive: true, mode: 0o750 });
    const fileName = `homeward-contingency-${night}.zip.age`;
    const draft = path.join(folder, `.${fileName}.${randomUUID()}`);
    try {
      await writeWhole(draft, pack);
      const isOurs = await this.keep(authority, night, { fileName, pack, facts, now }, () =>
        rename(draft, path.join(folder, fileName)),
      );
      if (isOurs) await removeOlder(folder);
      return isOurs;
    } finally {
      await rm(draft, { force: true });
    }
  }

  /** Records the pack, and moves the file to its place before the record is committed. */
  private keep(
    { id: authorityId, recipient }: WaitingAuthority,
    night: string,
    { fileName, pack, facts, now }: { fileName: string; pack: Uint8Array; facts: PackFacts; now: Date },
    place: () => Promise<void>,
  ): Promise<boolean> {
    const packId = uuid();
    const people = new Set(facts.care.map(({ reference }) => reference)).size;
    return this.database.transaction(async (tx) => {
      const { count } = await tx.write(
        `INSERT INTO contingency_pack (id, authority_id, night, recipient, written_at, file_name, people, open_work, bytes, sha256)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (authority_id, night, recipient) DO NOTHING`,
        [
          ...[packId, authorityId, night, recipient, now, fileName, people, facts.work.length],
          ...[pack.length, createHash('sha256').update(pack).digest('hex')],
        ],
      );
      if (count === 0) return false;
      await place();
      await this.eventLog.append(
        tx,
        SYSTEM,
        eventOf(
          'authority.contingency_pack_written',
          { authorityId, packId, people, openWork: facts.work.length },
          { authorityId, at: now },
        ),
      );
      return true;
    });
  }
}

async function encrypted(authority: WaitingAuthority, facts: PackFacts, now: Date): Promise<Uint8Array> {
  const files = packFiles(authority.name, facts, now);
  const archive = zipSync(
    Object.fromEntries(files.map(({ name, content }) => [name, new Uint8Array(content)])),
  );
  const encrypter = new Encrypter();
  encrypter.addRecipient(authority.recipient);
  return encrypter.encrypt(archive);
}

/** Writes a file and waits until the disk has it. */
async function writeWhole(file: string, content: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx', 0o640);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function removeOlder(folder: string): Promise<void> {
  const packs = (await readdir(folder)).filter((name) => PACK.test(name)).sort();
  for (const name of packs.slice(0, Math.max(0, packs.length - PACKS_KEPT)))
    await rm(path.join(folder, name), { force: true });
}
