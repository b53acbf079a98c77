import { IsOptional } from 'class-validator';
import type { AuditEventFilter, AuditPeriod, PersonReadFilter } from '#contracts/audit';
import { HasPattern, IsCalendarDay, IsLine, PageDto } from '../http/field-validators.js';

const LONGEST_REFERENCE = 60;
const LONGEST_NAME = 200;

class AuditPeriodDto extends PageDto implements AuditPeriod {
  @IsOptional()
  @IsCalendarDay()
  readonly from?: string;

  @IsOptional()
  @IsCalendarDay()
  readonly to?: string;
}

export class PersonReadQueryDto extends AuditPeriodDto implements PersonReadFilter {
  @IsOptional()
  @IsLine(LONGEST_REFERENCE)
  readonly person?: string;

  @IsOptional()
  @IsLine(LONGEST_NAME)
  readonly viewer?: string;
}

export class AuditEventQueryDto extends AuditPeriodDto implements AuditEventFilter {
  @IsOptional()
  @HasPattern(/^[a-z_.]+$/, LONGEST_REFERENCE)
  readonly name?: string;

  @IsOptional()
  @IsLine(LONGEST_REFERENCE)
  readonly subject?: string;

  @IsOptional()
  @IsLine(LONGEST_NAME)
  readonly actor?: string;
}
