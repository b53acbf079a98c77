/** A GeoJSON MultiPolygon. Each point is a longitude and a latitude, and outer rings run anticlockwise. */
export interface MultiPolygon {
  readonly type: 'MultiPolygon';
  readonly coordinates: readonly (readonly (readonly (readonly number[])[])[])[];
}
