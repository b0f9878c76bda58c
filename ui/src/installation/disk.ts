// How full a disk is. Pure.

/** Whole percent in use, 0 to 100; something used is never 0, something free never 100. */
export function usedPercent(disk: { free_bytes: number; total_bytes: number }): number {
  if (disk.total_bytes <= 0) return 0;
  const share = 1 - disk.free_bytes / disk.total_bytes;
  if (share <= 0) return 0;
  if (share >= 1) return 100;
  return Math.min(99, Math.max(1, Math.round(share * 100)));
}
