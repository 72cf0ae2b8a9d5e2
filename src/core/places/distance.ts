/** A place on the map, in degrees. */
export type Point = Readonly<{ lat: number; lon: number }>;

/** Great-circle distance in kilometres (haversine): good to half a percent, roads are longer. */
export function distanceKm(from: Point, to: Point): number {
  const halfLat = radians(to.lat - from.lat) / 2;
  const halfLon = radians(to.lon - from.lon) / 2;
  const chord = Math.sin(halfLat) ** 2
    + Math.cos(radians(from.lat)) * Math.cos(radians(to.lat)) * Math.sin(halfLon) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
}

const EARTH_KM = 6371;

function radians(degrees: number): number {
  return degrees * Math.PI / 180;
}
