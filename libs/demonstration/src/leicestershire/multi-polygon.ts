/** A GeoJSON MultiPolygon: longitude and latitude, outer rings anticlockwise. */
export interface MultiPolygon {
  readonly type: 'MultiPolygon';
  readonly coordinates: readonly (readonly (readonly (readonly number[])[])[])[];
}
