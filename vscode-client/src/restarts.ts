/** How long to wait before a server that died is started again, and when to give up. */

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 16_000;
const MOST_RESTARTS = 5;
/** Deaths further back than this are forgiven. */
const MEMORY_MS = 180_000;

export class Restarts {
  private deaths: number[] = [];

  /** The server died at `now` (ms): milliseconds to wait before the next start, or undefined to give up. */
  delayAfterDeath(now: number): number | undefined {
    this.deaths = this.deaths.filter((death) => now - death < MEMORY_MS);
    this.deaths.push(now);
    if (this.deaths.length > MOST_RESTARTS) return undefined;
    return Math.min(FIRST_DELAY_MS * 2 ** (this.deaths.length - 1), LONGEST_DELAY_MS);
  }

  /** The user asked for a start: earlier deaths no longer count. */
  forgive(): void {
    this.deaths = [];
  }
}
