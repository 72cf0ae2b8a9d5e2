/** A cheap telephone can still draw this; a file of a few bytes may claim far more. */
const PIXELS_MAX = 50_000_000;
const SIDE_MAX = 16_384;

export const isFit = (width: number, height: number): boolean =>
  width > 0 && height > 0 && width <= SIDE_MAX && height <= SIDE_MAX && width * height <= PIXELS_MAX;
