/** Spots on the earth, and the way between them. Pure. */
export interface Spot {
  readonly latitude: number;
  readonly longitude: number;
}

const EARTH_MILES = 3958.8; // the mean radius

/** The way as the crow flies, by the haversine formula. */
export function milesBetween(one: Spot, other: Spot): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const half =
    Math.sin(radians(other.latitude - one.latitude) / 2) ** 2 +
    Math.cos(radians(one.latitude)) *
      Math.cos(radians(other.latitude)) *
      Math.sin(radians(other.longitude - one.longitude) / 2) ** 2;
  return 2 * EARTH_MILES * Math.asin(Math.sqrt(Math.min(1, half)));
}
