import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The middle of a postcode district, in degrees (WGS 84). */
@Entity('postcode_district')
export class PostcodeDistrictEntity {
  @PrimaryColumn('text') readonly district!: string;
  @Column('double precision') readonly latitude!: number;
  @Column('double precision') readonly longitude!: number;
}
