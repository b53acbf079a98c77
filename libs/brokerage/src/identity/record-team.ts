import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { type NewTeam, OWNER_ROLES, type TeamView } from '#contracts/open-work';
import { DomainError } from '#domain/domain-error';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import type { Tx } from '#platform/database/database';
import { insertRows } from '#platform/database/insert-rows';
import { refusedBy } from '#platform/database/constraint-errors';
import { assertVersion, authorityOf, found } from '../access/scope.js';
import { TeamEntity } from '../rows/team.entity.js';
import { teamIn } from './teams.queries.js';

const NAME_TAKEN = { uq_team_name: 'team_name_taken' } as const;

/** Records a team of an authority with its members. A user may belong to several teams (docs/rules.md §5.1). */
@Injectable()
export class RecordTeam {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `team_name_taken`, `team_member_not_found` */
  execute(caller: Caller, command: NewTeam): Promise<TeamView> {
    const authorityId = authorityOf(caller.actor);
    return this.acts.run(caller, 'record-team', command, async (act) => {
      const { tx } = act;
      const now = this.clock.now();
      const id = uuid();
      const team: TeamEntity = { id, authorityId, name: command.name.trim(), createdAt: now, version: 1 };
      await refusedBy(NAME_TAKEN, () => insertRows(tx, TeamEntity, team));
      await setMembers(tx, team, command.memberIds);
      await act.log('team.recorded', { teamId: id }, { authorityId, at: now });
      return teamIn(tx, authorityId, id);
    });
  }
}

export interface ChangeTeamCommand extends NewTeam {
  readonly teamId: string;
  readonly version: number;
}

/** Changes the name and the members of a team. */
@Injectable()
export class ChangeTeam {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `team_not_found`, `version_stale`, `team_name_taken`, `team_member_not_found` */
  execute(caller: Caller, command: ChangeTeamCommand): Promise<TeamView> {
    const authorityId = authorityOf(caller.actor);
    return this.acts.run(caller, 'change-team', command, async (act) => {
      const { tx } = act;
      const team = await lockTeam(tx, authorityId, command.teamId);
      assertVersion(team.version, command.version);
      const changed = { name: command.name.trim(), version: team.version + 1 };
      await refusedBy(NAME_TAKEN, () => tx.update(TeamEntity, { id: team.id }, changed));
      await tx.write('DELETE FROM team_member WHERE team_id = $1', [team.id]);
      await setMembers(tx, team, command.memberIds);
      await act.log('team.changed', { teamId: team.id }, { authorityId, at: this.clock.now() });
      return teamIn(tx, authorityId, team.id);
    });
  }
}

/** Removes a team. Its members and their work stay. */
@Injectable()
export class RemoveTeam {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `team_not_found` */
  execute(caller: Caller, command: { readonly teamId: string }): Promise<void> {
    const authorityId = authorityOf(caller.actor);
    return this.acts.run(caller, 'remove-team', command, async (act) => {
      const { id: teamId } = await lockTeam(act.tx, authorityId, command.teamId);
      await act.tx.write('DELETE FROM team_member WHERE team_id = $1', [teamId]);
      await act.tx.write('DELETE FROM team WHERE id = $1', [teamId]);
      await act.log('team.removed', { teamId }, { authorityId, at: this.clock.now() });
    });
  }
}

async function lockTeam(tx: Tx, authorityId: string, id: string): Promise<TeamEntity> {
  const lock = { mode: 'pessimistic_write' } as const;
  return found(await tx.findOne(TeamEntity, { where: { id, authorityId }, lock }), 'team_not_found');
}

/** @throws DomainError `team_member_not_found` unless each member is an enabled officer or commissioner */
async function setMembers(
  tx: Tx,
  { id, authorityId }: TeamEntity,
  memberIds: readonly string[],
): Promise<void> {
  const members = [...new Set(memberIds)];
  const added = await tx.write(
    `INSERT INTO team_member (team_id, user_id, authority_id)
     SELECT $1, u.id, $2 FROM app_user u
     WHERE u.id = ANY($3) AND u.authority_id = $2 AND u.disabled_at IS NULL AND u.role = ANY($4)`,
    [id, authorityId, members, OWNER_ROLES],
  );
  if (added.count !== members.length) throw new DomainError('team_member_not_found');
}
