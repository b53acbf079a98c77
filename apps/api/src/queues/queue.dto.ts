import { IsIn } from 'class-validator';
import { JOB_STATES, type JobState } from '#contracts/queues';
import { PageDto } from '../http/field-validators.js';

/** Query parameters of a queue's job list: `?state=&after=&limit=` */
export class JobsQueryDto extends PageDto {
  @IsIn(JOB_STATES)
  readonly state!: JobState;
}
