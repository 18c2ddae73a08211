/** How many free codes a fixed pool of so many codes should have: a tenth, and a hundred at most. With fewer it is low. */
export function lowPoolMark(codes: number): number {
  return Math.min(100, Math.ceil(codes / 10));
}
