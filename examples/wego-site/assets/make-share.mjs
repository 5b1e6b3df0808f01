// Draws share.png: the mark of mark.svg on paper, 1200 by 630 pixels, for pages without a picture of their own where they
// are shared. Drawn for this project; run once, result checked in:
//   node make-share.mjs > share.png
import { crc32, deflateSync } from "node:zlib";

const [WIDTH, HEIGHT, SHADES, FINE] = [1200, 630, 16, 4];
const [PAPER, INK] = [[0xfb, 0xfa, 0xf5], [0x0b, 0x5a, 0x5c]];
// The mark is 44 wide and as high; here it stands in the middle.
const SCALE = 9.5;
const [LEFT, TOP] = [(WIDTH - 44 * SCALE) / 2, (HEIGHT - 44 * SCALE) / 2];
const CITIES = [[8, 12], [36, 12], [22, 32]];

/** How far a point is from the line between two others. */
function away([x, y], [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const at = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - ax - at * dx, y - ay - at * dy);
}

function inked(point) {
  return CITIES.some((city, at) => {
    const next = CITIES[(at + 1) % CITIES.length];
    return Math.hypot(point[0] - city[0], point[1] - city[1]) <= 6.5 || away(point, city, next) <= 1.5;
  });
}

/** How much of a pixel is inked, in shades. */
function shade(x, y) {
  let hits = 0;
  for (let part = 0; part < FINE * FINE; part += 1) {
    const [px, py] = [x + ((part % FINE) + 0.5) / FINE, y + (Math.floor(part / FINE) + 0.5) / FINE];
    hits += inked([(px - LEFT) / SCALE, (py - TOP) / SCALE]) ? 1 : 0;
  }
  return Math.round((hits / (FINE * FINE)) * (SHADES - 1));
}

function chunk(kind, data) {
  const body = Buffer.concat([Buffer.from(kind, "latin1"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

const head = Buffer.alloc(13);
head.writeUInt32BE(WIDTH, 0);
head.writeUInt32BE(HEIGHT, 4);
head.set([4, 3, 0, 0, 0], 8); // four bits a pixel, of a palette
const palette = Array.from({ length: SHADES }, (_, at) =>
  PAPER.map((paper, part) => Math.round(paper + ((INK[part] - paper) * at) / (SHADES - 1))));
const rows = Buffer.alloc(HEIGHT * (1 + WIDTH / 2));
for (let y = 0; y < HEIGHT; y += 1) {
  for (let x = 0; x < WIDTH; x += 2) {
    rows[y * (1 + WIDTH / 2) + 1 + x / 2] = (shade(x, y) << 4) | shade(x + 1, y);
  }
}
process.stdout.write(Buffer.concat([
  Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
  chunk("IHDR", head),
  chunk("PLTE", Buffer.from(palette.flat())),
  chunk("IDAT", deflateSync(rows, { level: 9 })),
  chunk("IEND", Buffer.alloc(0)),
]));
