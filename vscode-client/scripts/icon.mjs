// Draws icon.png: a page that moves to its place, with the lens that watches it. Run by hand after a change.
import { deflateSync, crc32 } from "node:zlib";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

const SIZE = 128;
const SAMPLES = 4; // per axis and pixel, against jagged edges

const ground = [16, 42, 67];
const faint = [72, 101, 129];
const page = [240, 244, 248];
const accent = [247, 176, 58];

const inBox = (x, y, left, top, right, bottom, radius) => {
  const dx = Math.max(left + radius - x, 0, x - (right - radius));
  const dy = Math.max(top + radius - y, 0, y - (bottom - radius));
  return x >= left && x <= right && y >= top && y <= bottom && Math.hypot(dx, dy) <= radius;
};
const onSegment = (x, y, x1, y1, x2, y2, width) => {
  const t = Math.min(1, Math.max(0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / ((x2 - x1) ** 2 + (y2 - y1) ** 2)));
  return Math.hypot(x - x1 - t * (x2 - x1), y - y1 - t * (y2 - y1)) <= width / 2;
};

/** Colour at a point, or undefined outside the badge. */
function at(x, y) {
  if (!inBox(x, y, 2, 2, 126, 126, 24)) return undefined;
  const lens = Math.hypot(x - 80, y - 74);
  if (Math.abs(lens - 27) <= 4 || onSegment(x, y, 100, 94, 113, 107, 10)) return accent;
  const shift = lens < 27 ? 0 : undefined;
  if (inBox(x, y, 54, 50, 102, 98, 4) && shift === 0) {
    const row = Math.floor((y - 54) / 9);
    return (y - 54) % 9 < 4 && row >= 0 && x > 60 && x < 98 - (row % 3) * 8 ? ground : page;
  }
  if (inBox(x, y, 18, 20, 62, 64, 5)) {
    const row = Math.floor((y - 26) / 9);
    return (y - 26) % 9 < 4 && row >= 0 && row < 4 && x > 25 && x < 55 - (row % 3) * 8 ? faint : page;
  }
  if (onSegment(x, y, 26, 76, 26, 100, 5) || onSegment(x, y, 26, 100, 46, 100, 5)) return faint;
  if (onSegment(x, y, 38, 92, 47, 100, 5) || onSegment(x, y, 38, 108, 47, 100, 5)) return faint;
  return ground;
}

const rows = Buffer.alloc(SIZE * (1 + SIZE * 4));
for (let y = 0; y < SIZE; y++) {
  for (let x = 0; x < SIZE; x++) {
    const sum = [0, 0, 0];
    let covered = 0;
    for (let s = 0; s < SAMPLES * SAMPLES; s++) {
      const colour = at(x + ((s % SAMPLES) + 0.5) / SAMPLES, y + (Math.floor(s / SAMPLES) + 0.5) / SAMPLES);
      if (!colour) continue;
      covered++;
      for (let c = 0; c < 3; c++) sum[c] += colour[c];
    }
    const offset = y * (1 + SIZE * 4) + 1 + x * 4;
    for (let c = 0; c < 3; c++) rows[offset + c] = covered ? Math.round(sum[c] / covered) : 0;
    rows[offset + 3] = Math.round((255 * covered) / (SAMPLES * SAMPLES));
  }
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length, 0);
  body.copy(frame, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}
const header = Buffer.alloc(13);
header.writeUInt32BE(SIZE, 0);
header.writeUInt32BE(SIZE, 4);
header.set([8, 6, 0, 0, 0], 8); // 8 bits a channel, RGBA
writeFileSync(
  join(import.meta.dirname, "../icon.png"),
  Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]),
);
