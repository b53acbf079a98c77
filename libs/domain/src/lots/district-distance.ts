/** The middle of a postcode district in degrees (WGS 84). */
export interface DistrictPlace {
  readonly latitude: number;
  readonly longitude: number;
}

const EARTH_RADIUS_MILES = 3_958.76;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/**
 * Returns the straight distance between the middles of two postcode districts, in whole miles. Returns null if one of
 * them is not known. Roads are longer, and a district is some miles wide, so the distance is a rough one.
 */
export function districtDistanceMiles(one: DistrictPlace | null, other: DistrictPlace | null): number | null {
  if (one === null || other === null) return null;
  const [from, to] = [radians(one.latitude), radians(other.latitude)];
  const north = Math.sin((to - from) / 2) ** 2;
  const east = Math.sin(radians(other.longitude - one.longitude) / 2) ** 2;
  const half = Math.sqrt(north + Math.cos(from) * Math.cos(to) * east);
  return Math.round(2 * EARTH_RADIUS_MILES * Math.asin(Math.min(1, half)));
}
