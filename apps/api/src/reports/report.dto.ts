import { IsIn, IsOptional } from 'class-validator';
import { type NewReport, REPORT_STATUSES, type ReportStatus } from '#contracts/reports';
import { IsCqcId, IsWords, PageDto, IsId } from '../http/field-validators.js';

const LONGEST_ACCOUNT = 20_000;

export class ReportsQueryDto extends PageDto {
  @IsOptional()
  @IsCqcId()
  readonly branchId?: string;

  @IsOptional()
  @IsIn(REPORT_STATUSES)
  readonly status?: ReportStatus;

  @IsOptional()
  @IsId()
  readonly restrictionId?: string;
}

export class NewReportDto implements NewReport {
  /** What the branch has done, described in the branch's own words. */
  @IsWords(LONGEST_ACCOUNT)
  readonly account!: string;

  @IsOptional()
  @IsId()
  readonly documentId?: string | null;
}
