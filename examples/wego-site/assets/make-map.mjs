// Draws map.svg: the land of the world as one path, Equal Earth projection, whole pixels, 1000 wide.
//
// Shapes: Natural Earth 110m (public domain) as packed in npm's world-atlas 2.0.2. Run once, result checked in:
//   npm install --no-save world-atlas@2.0.2 && node make-map.mjs > map.svg
// The projection is also in src/map.rs, which places the dots; its test compares the two.
import { createRequire } from "node:module";

const { transform, arcs, objects } = createRequire(import.meta.url)("world-atlas/land-110m.json");
const WIDTH = 1000;
const [A1, A2, A3, A4] = [1.340264, -0.081106, 0.000893, 0.003796];
const ROOT = Math.sqrt(3) / 2;

/** Equal Earth (Šavrič, Patterson, Jenny 2018) of degrees, unscaled. */
function project([longitude, latitude]) {
  const t = Math.asin(ROOT * Math.sin((latitude * Math.PI) / 180));
  const t2 = t * t, t6 = t2 * t2 * t2;
  const lambda = (longitude * Math.PI) / 180;
  const x = (lambda * Math.cos(t)) / (ROOT * (A1 + 3 * A2 * t2 + t6 * (7 * A3 + 9 * A4 * t2)));
  return [x, t * (A1 + A2 * t2 + t6 * (A3 + A4 * t2))];
}

const SCALE = WIDTH / 2 / project([180, 0])[0];
const TOP = project([0, 83.7])[1] * SCALE; // the northernmost land
const LOWEST = -56; // Antarctica is left out: no city, and a third of the ink

const pixel = (point) => {
  const [x, y] = project(point);
  return [Math.round(WIDTH / 2 + x * SCALE), Math.round(TOP - y * SCALE)];
};

/** A topojson arc as degrees; a negative index is the arc backwards. */
function arc(index) {
  let [x, y] = [0, 0];
  const points = arcs[index < 0 ? ~index : index].map(([dx, dy]) => {
    x += dx;
    y += dy;
    return [x * transform.scale[0] + transform.translate[0], y * transform.scale[1] + transform.translate[1]];
  });
  return index < 0 ? points.reverse() : points;
}

/** Rings cross the date line: each is unrolled, then cut to the map once as it is and once from either side. */
function ring(indexes) {
  let turn = 0, before = NaN;
  const unrolled = indexes.flatMap(arc).map(([longitude, latitude]) => {
    if (longitude - before > 180) turn -= 360;
    if (longitude - before < -180) turn += 360;
    before = longitude;
    return [longitude + turn, latitude];
  });
  if (unrolled.every(([, latitude]) => latitude < LOWEST)) return "";
  return [-360, 0, 360].map((shift) => path(unrolled.map(([x, y]) => [Math.max(-180, Math.min(180, x + shift)), y]))).join("");
}

function path(degrees) {
  if (degrees.every(([x]) => Math.abs(x) === 180)) return "";
  let [px, py] = [NaN, NaN];
  const steps = [];
  const alongEdge = (i) => [i - 1, i, i + 1].every((j) => Math.abs(degrees.at(j % degrees.length)[0]) === 180);
  for (const [index, point] of degrees.entries()) {
    const [x, y] = pixel(point);
    if ((x === px && y === py) || alongEdge(index)) continue;
    steps.push(steps.length === 0 ? `M${x},${y}` : steps.length === 1 ? `l${x - px},${y - py}` : `${x - px},${y - py}`);
    [px, py] = [x, y];
  }
  return steps.length < 4 ? "" : steps.join(" ").replaceAll(" -", "-").replaceAll(",-", "-") + "z";
}

const polygons = objects.land.geometries.flatMap((shape) => (shape.type === "Polygon" ? [shape.arcs] : shape.arcs));
const land = polygons.flat().map(ring).join("");
const height = pixel([0, -57])[1];
console.log(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}"><path id="land" d="${land}"/></svg>`);
